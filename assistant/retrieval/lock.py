"""One builder at a time: an advisory lock on a file in the index folder.

The operating system drops the lock when its holder ends, however it ends, so no stale lock
is ever left behind. What stands in the file only tells others whom they wait for.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from assistant.errors import IndexFolderError, IndexLockedError
from assistant.retrieval import holder

LOCK = "build.lock"
_UNSUPPORTED = frozenset({errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS})
"""What some network file systems answer when a file is to be locked."""
_FAR = 1 << 30
"""Windows keeps others from reading a byte that is locked: one is locked that is never written."""
_PAUSE_S = 0.05
_GRACE = 5
"""Tries before an unknown holder is told of: one that has just taken the lock is about to say who it is."""


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
        IndexFolderError: The folder cannot be written, or its file system cannot lock.
    """
    with _acquired(folder, wait_s, on_wait) as file:
        try:
            holder.write(file)
        except OSError as error:
            raise _unwritable(folder, error) from error
        yield
        try:
            holder.clear(file)
        except OSError as error:
            raise _unwritable(folder, error) from error


def _acquired(folder: Path, wait_s: float, on_wait: Callable[[str], None]) -> IO[str]:
    deadline = time.monotonic() + wait_s
    tries = 0
    told = False
    file = _opened(folder)
    try:
        while True:
            if not _try_lock(file, folder):
                who = holder.read(file)
                tries += 1
                if not told and (who != holder.UNKNOWN or tries > _GRACE):
                    on_wait(f"waiting for {who}, which is building the index")
                    told = True
                if time.monotonic() >= deadline:
                    raise IndexLockedError(
                        f"{who} is building the index in {folder}", "Wait for it or end it, then run this again."
                    )
                time.sleep(_PAUSE_S)
            elif _is_still_there(file, folder):
                return file
            else:  # the file was deleted under us: its lock keeps nobody out
                file.close()
                file = _opened(folder)
    except BaseException:
        file.close()
        raise


def _opened(folder: Path) -> IO[str]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / LOCK).open("a+", encoding="utf-8")
    except OSError as error:
        raise _unwritable(folder, error) from error


def _unwritable(folder: Path, error: OSError) -> IndexFolderError:
    return IndexFolderError(
        f"the index folder {folder} cannot be written: {error.strerror or error}",
        "Free space or make it writable, or choose another with --index.",
    )


def _is_still_there(file: IO[str], folder: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), (folder / LOCK).stat())
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _unwritable(folder, error) from error


def _try_lock(file: IO[str], folder: Path) -> bool:
    try:
        return _lock(file)
    except OSError as error:
        why = error.strerror or error
        if error.errno in _UNSUPPORTED:
            raise IndexFolderError(
                f"the index folder {folder} is on a file system that cannot lock files: {why}",
                "Choose a folder on a disk of this machine with --index.",
            ) from error
        raise IndexFolderError(
            f"{folder / LOCK} cannot be locked: {why}", "Mend the disk, or choose another folder with --index."
        ) from error


def _lock(file: IO[str]) -> bool:
    if sys.platform == "win32":
        import msvcrt

        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
