"""The harness itself: what is wrong must be found, or what it finds is worth nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.durability.client import Ended, Server
from tests.durability.order import unsynced
from tests.durability.scenes import SCENES
from tests.durability.tracing import Call
from tests.durability.trial import End, Workshop, litter

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
CHANGES = SCENES[1]
KILLED = Ended(-9, "", "")


def test_a_lost_index_is_found(workshop: Workshop) -> None:
    index = workshop.copy_of_old()
    (index / "manifest.json").write_text("{", encoding="utf-8")
    wrong = workshop.judge(CHANGES, index, KILLED, End.KILLED)
    assert any("neither the old one nor the new one" in line for line in wrong)
    assert any("the next build failed with 3" in line for line in wrong)


def test_rubbish_is_found(workshop: Workshop) -> None:
    index = workshop.copy_of_old()
    (index / "left.tmp").write_text("", encoding="utf-8")
    assert litter(index)["left.tmp"] == 1
    wrong = workshop.judge(CHANGES, index, KILLED, End.KILLED)
    assert [line for line in wrong if "rubbish stays" in line] == ["rubbish stays: left.tmp"]


@pytest.mark.parametrize(
    ("ended", "why"),
    [
        (Ended(0, "", "assistant: index updated"), "said that it succeeded"),
        (Ended(3, "", "assistant: no space left"), "does not name the index"),
        (Ended(1, "", "Traceback\nOSError"), "says more than plain lines"),
        (Ended(1, "", ""), "exit code 1"),
    ],
)
def test_a_wrong_end_is_found(workshop: Workshop, ended: Ended, why: str) -> None:
    wrong = workshop.judge(CHANGES, workshop.copy_of_old(), ended, End.FAILED)
    assert any(why in line for line in wrong), wrong


def test_an_end_that_is_no_interruption_is_found(workshop: Workshop) -> None:
    for ended in (Ended(3, "", "assistant: broken"), Ended(130, "", "Traceback")):
        assert workshop.judge(CHANGES, workshop.copy_of_old(), ended, End.INTERRUPTED)


def test_the_server_leaves_no_job_behind(tmp_path: Path) -> None:
    with Server(tmp_path / "server") as server:
        job = server.start("command", "index", gate=tmp_path / "never")
        os.kill(job.pid, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(job.pid, 0)


def made(folder: Path, *calls: tuple[str, str]) -> list[str]:
    (folder / "part-1").mkdir(exist_ok=True)
    (folder / "manifest.json").write_text('"part-1/a.db"', encoding="utf-8")
    found = [Call(name, 1, words.replace("@", str(folder))) for name, words in calls]
    return unsynced(found, folder)


MADE = ("openat", 'AT_FDCWD, "@/part-1/a.db", O_WRONLY|O_CREAT, 0666) = 4<@/part-1/a.db>')
WRITTEN = ("pwrite64", '4<@/part-1/a.db>, ""..., 10, 0) = 10')
SYNCED = ("fsync", "4<@/part-1/a.db>) = 0")
FOLDER = ("fsync", "4<@/part-1>) = 0")
ROOT = ("fsync", "4<@>) = 0")
NAMED = ("rename", '"@/.manifest.json.new", "@/manifest.json") = 0')


def test_what_a_power_cut_would_take_is_found(tmp_path: Path) -> None:
    assert made(tmp_path, MADE, WRITTEN, SYNCED, FOLDER, NAMED, ROOT) == []
    assert "a.db (pwrite64) is not synced before" in made(tmp_path, MADE, SYNCED, WRITTEN, FOLDER, NAMED, ROOT)[0]
    assert "(openat of a.db) is not synced before" in made(tmp_path, MADE, WRITTEN, SYNCED, NAMED, ROOT)[0]
    failed = ("fsync", "4<@/part-1/a.db>) = -1 EIO (Input/output error)")
    assert "a.db (pwrite64) is not synced before" in made(tmp_path, MADE, WRITTEN, failed, FOLDER, NAMED, ROOT)[0]
    assert "is not synced at the end" in made(tmp_path, MADE, WRITTEN, SYNCED, FOLDER, NAMED)[0]
    assert "never got its name" in made(tmp_path, MADE, WRITTEN, SYNCED, FOLDER)[0]
