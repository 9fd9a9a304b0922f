from __future__ import annotations

import errno
import json
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.errors import IndexFolderError, IndexLockedError
from assistant.retrieval import holder, lock
from assistant.retrieval.lock import LOCK, build_lock

HOLD = """
import sys
from pathlib import Path
from assistant.retrieval.lock import build_lock
with build_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def held_elsewhere(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def ended(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_who_waits_is_told_once_whom_for_and_the_error_says_what_to_do(tmp_path: Path) -> None:
    other = held_elsewhere(tmp_path)
    said: list[str] = []
    try:
        with (
            pytest.raises(IndexLockedError) as caught,
            build_lock(tmp_path, wait_s=0.3, on_wait=said.append),
        ):
            pytest.fail("two builders at once")
    finally:
        ended(other)
    who = rf"process {other.pid} \(python, since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d UTC\)"
    (line,) = said
    assert re.search(rf"waiting for {who}, which is building the index", line), line
    assert re.search(rf"{who} is building the index in {re.escape(str(tmp_path))}", caught.value.message)
    assert caught.value.remedy == "Wait for it or end it, then run this again."


def test_a_lock_whose_holder_was_killed_is_free_at_once(tmp_path: Path) -> None:
    other = held_elsewhere(tmp_path)
    ended(other)
    assert str(other.pid) in (tmp_path / LOCK).read_text()
    with build_lock(tmp_path, wait_s=0):
        assert json.loads((tmp_path / LOCK).read_text())["pid"] == os.getpid()
    assert (tmp_path / LOCK).read_text() == ""


def written(tmp_path: Path, **changes: object) -> str:
    path = tmp_path / LOCK
    with build_lock(tmp_path):
        words = json.loads(path.read_text()) | changes
    path.write_text(json.dumps(words))
    with path.open() as file:
        return holder.read(file)


def test_words_of_a_living_process_name_it(tmp_path: Path) -> None:
    assert written(tmp_path).startswith(f"process {os.getpid()} (")


def test_words_of_another_machine_name_the_machine(tmp_path: Path) -> None:
    assert f"process {os.getpid()} on elsewhere.example (" in written(tmp_path, host="elsewhere.example")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only there the start of a process is known")
def test_a_process_that_was_given_the_number_of_a_dead_one_is_not_taken_for_it(tmp_path: Path) -> None:
    assert written(tmp_path, started="1") == holder.UNKNOWN


@pytest.mark.parametrize(
    "changes", [{"pid": 2**22 + 5}, {"pid": -1}, {"pid": 2**80}, {"pid": "1"}, {"host": None}, {"more": 1}]
)
def test_stale_or_broken_words_are_not_believed(tmp_path: Path, changes: dict[str, object]) -> None:
    assert written(tmp_path, **changes) == holder.UNKNOWN


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"12345\n", b"{", b"[]", b"x" * 10_000])
def test_any_content_of_the_file_is_survived(tmp_path: Path, content: bytes) -> None:
    (tmp_path / LOCK).write_bytes(content)
    with (tmp_path / LOCK).open(encoding="utf-8") as file:
        assert holder.read(file) == holder.UNKNOWN
    with build_lock(tmp_path, wait_s=0):
        pass


def test_what_was_typed_is_not_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["/x/bin/assistant", "ask", "What is my secret?"])
    with build_lock(tmp_path):
        assert json.loads((tmp_path / LOCK).read_text())["program"] == "assistant ask"
    monkeypatch.setattr(sys, "argv", ["/x/assistant/__main__.py", "--index=/secret/place", "index"])
    with build_lock(tmp_path):
        assert json.loads((tmp_path / LOCK).read_text())["program"] == "assistant"


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_file_system_that_cannot_lock_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(IndexFolderError, match=r"cannot lock files: .*--index") as caught, build_lock(tmp_path):
        pytest.fail("built without a lock")
    assert str(tmp_path) in str(caught.value)


def test_another_fault_of_locking_is_an_error_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(IndexFolderError, match=r"build\.lock cannot be locked: .*error"), build_lock(tmp_path):
        pytest.fail("built without a lock")


def test_a_full_disk_is_told_before_anything_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("assistant.retrieval.holder.write", refuse)
    with pytest.raises(IndexFolderError, match="No space left on device"), build_lock(tmp_path):
        pytest.fail("built on a full disk")


def test_a_deleted_lock_file_locks_nobody_out_and_nobody_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits on a file that is deleted must take the lock of the file that others see."""
    plain = lock._lock

    def deleted_meanwhile(file: object) -> bool:
        (tmp_path / LOCK).unlink()
        monkeypatch.setattr("assistant.retrieval.lock._lock", plain)
        return True

    monkeypatch.setattr("assistant.retrieval.lock._lock", deleted_meanwhile)
    with build_lock(tmp_path, wait_s=0):
        assert json.loads((tmp_path / LOCK).read_text())["pid"] == os.getpid()


def test_an_error_while_building_gives_the_lock_back(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), build_lock(tmp_path):
        raise ZeroDivisionError
    began = time.monotonic()
    with build_lock(tmp_path, wait_s=0):
        assert time.monotonic() - began < 60


def test_the_machine_of_now_is_not_named(tmp_path: Path) -> None:
    assert socket.gethostname() not in written(tmp_path)
