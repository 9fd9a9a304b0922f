"""One builder at a time: an advisory lock on a file in the index folder.

The operating system drops the lock when its holder ends, however it ends, so no stale lock
is ever left behind.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from assistant.errors import IndexFolderError, IndexLockedError

LOCK = "build.lock"


@contextmanager
def build_lock(
    folder: Path, *, wait_s: float = 300.0, on_wait: Callable[[str], None] = lambda _: None
) -> Iterator[None]:
    """Hold the right to build in this folder, waiting while another process has it.

    Args:
        folder: The index folder; made when it is not there.
        wait_s: Seconds to wait before giving up.
        on_wait: Told once, in words, when there is someone to wait for.

    Raises:
        IndexLockedError: Another process still holds it after ``wait_s``.
        IndexFolderError: The folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / LOCK).open("a+", encoding="utf-8")
    except OSError as error:
        raise IndexFolderError(
            f"the index folder {folder} cannot be written: {error.strerror or error}",
            "Make it writable, or choose another with --index.",
        ) from error
    with file:
        _acquire(file, folder, wait_s, on_wait)
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def _acquire(file: IO[str], folder: Path, wait_s: float, on_wait: Callable[[str], None]) -> None:
    deadline = time.monotonic() + wait_s
    told = False
    while not _try_lock(file):
        file.seek(0)
        holder = file.read(20).strip() or "unknown"
        if not told:
            on_wait(f"waiting for process {holder}, which is building the index")
            told = True
        if time.monotonic() >= deadline:
            raise IndexLockedError(f"process {holder} is building the index in {folder}", "Wait for it, or end it.")
        time.sleep(0.05)


def _try_lock(file: IO[str]) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
