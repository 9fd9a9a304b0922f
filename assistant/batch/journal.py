"""Answers kept beside the output while a batch runs, so that an interrupted one can go on.

A journal is a file of JSON lines: first what the answers depend on, then each answer whole. It can be
cut off anywhere: what is not a whole line is asked again.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from io import FileIO
from pathlib import Path

import msgspec

from assistant.batch.files import opened
from assistant.datatypes import Answer
from assistant.errors import SelfCheckError, UsageError

SUFFIX = ".journal"
JOURNAL_VERSION = 1
_MARK = b'{"journal":1,'


@dataclass(frozen=True, slots=True)
class Identity:
    """What the answers of a run depend on; they are not mixed with those of another."""

    journal: int
    """Version of the file's form."""
    questions: str
    """Digest of what the question file holds."""
    selection: str
    """Which of its questions are asked."""
    generation: str
    corpus_digest: str
    model: str
    settings: str
    """The reader, and digests of the user's own metrics and constants."""
    software: str
    """The program's version."""


_NAMES = {
    "journal": "the form of the journal",
    "questions": "the question file",
    "selection": "--filter or --limit",
    "generation": "the index",
    "corpus_digest": "the corpus",
    "model": "the model",
    "settings": "the reader, the metrics or the constants",
    "software": "the program's version",
}


class Journal:
    """An open journal, which this process alone writes."""

    def __init__(self, path: Path, file: FileIO, done: dict[str, Answer], *, continued: bool) -> None:
        self.path = path
        self.continued = continued
        """Whether it was there already, and is gone on with."""
        self.done = done
        """The answers that were in it, by their ids."""
        self._file = file
        self._answers = len(done)
        self._end = file.tell()

    def write(self, answer: Answer) -> None:
        """Add an answer.

        Args:
            answer: With the id of its question; its trace should be gone, since it is large.

        Raises:
            UsageError: The disk is full or the folder is gone; what was written before is safe.
        """
        self.require_place()
        self.append(_encoded(answer))
        self._answers += 1

    def append(self, data: bytes) -> None:
        """Add a whole line, or nothing of it.

        Raises:
            UsageError: The disk is full.
        """
        rest = data
        try:
            while rest:
                rest = rest[self._file.write(rest) or 0 :]
        except OSError as error:
            self._file.truncate(self._end)
            raise UsageError(
                f"{self.path} cannot be written ({error.strerror}); {self._answers} answers are in it",
                "Make room and run the same command again with --resume",
            ) from error
        self._end += len(data)

    def require_place(self) -> None:
        """Check that the file is still where it was made; where it is not, save what it holds.

        Raises:
            UsageError: Its folder was taken away; says where the answers are now.
        """
        mine = os.fstat(self._file.fileno())
        try:
            there = self.path.stat()
        except OSError:
            pass
        else:
            if (there.st_dev, there.st_ino) == (mine.st_dev, mine.st_ino):
                return
        kept = Path(tempfile.mkdtemp(prefix="assistant-batch-")) / self.path.name
        self._file.seek(0)
        with kept.open("wb") as copy:
            shutil.copyfileobj(self._file, copy)
        raise UsageError(
            f"{self.path} was taken away while it was written; its {self._answers} answers are now in {kept}",
            f"Put it back as {self.path} and run the same command again with --resume",
        )

    @property
    def is_empty(self) -> bool:
        """Whether it holds no answer."""
        return not self._answers

    def remove(self) -> None:
        """Take the journal away, once all that it holds is elsewhere."""
        self.path.unlink(missing_ok=True)


@contextmanager
def open_journal(path: Path, identity: Identity, *, resume: bool, force: bool) -> Iterator[Journal]:
    """Begin a journal, or go on with one.

    Args:
        path: Where it is.
        identity: What the answers to come depend on.
        resume: Go on with it where there is one.
        force: Begin anew where there is one.

    Yields:
        The journal; it stays on disk unless it is removed.

    Raises:
        UsageError: There is one already, it is of another run, or it cannot be written.
    """
    # Not cut at once: until the lock is held it may be another process's.
    with opened(path, "a+b") as file:
        _lock(file, path)
        file.seek(0)
        there = file.read() or b""
        head, answers, size = _read(there, path) if resume or not force else (None, [], 0)
        if head is not None:
            _require_same(head, identity, path, len(answers), resume=resume)
        if not resume:
            answers, size = [], 0
        file.truncate(size)
        file.seek(size)
        journal = Journal(path, file, {answer.id: answer for answer in answers}, continued=resume and bool(there))
        if not size:
            journal.append(_encoded(identity))
        try:
            yield journal
        except BaseException:
            if journal.is_empty:
                journal.remove()
            raise


def _require_same(head: Identity, identity: Identity, path: Path, answers: int, *, resume: bool) -> None:
    if not resume and answers:
        raise UsageError(
            f"{path} holds {answers} answers of a run that was interrupted",
            "Add --resume to go on with it, or --force to begin anew",
        )
    if resume and head != identity:
        raise UsageError(
            f"{path} cannot be gone on with: changed since: {_changes(head, identity)}",
            "Begin anew with --force and without --resume",
        )


def _lock(file: FileIO, path: Path) -> None:
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise UsageError(f"{path} is written by another process", "Wait for it, or choose another name") from None


def _read(data: bytes, path: Path) -> tuple[Identity | None, list[Answer], int]:
    """What a journal holds, and the length of its whole lines; reading ends at the first that is none."""
    first, *rest = data.splitlines(keepends=True) or [b""]
    if not first.endswith(b"\n"):
        begun = first.rstrip(b"\0")  # zeros are what some file systems leave after a loss of power
        if not begun.startswith(_MARK) and not _MARK.startswith(begun):
            raise _foreign(path)
        return None, [], 0
    try:
        head = msgspec.convert(json.loads(first), Identity)
    except (ValueError, RecursionError) as error:  # msgspec's error is a ValueError
        raise _foreign(path) from error
    answers: list[Answer] = []
    size = len(first)
    for raw in rest:
        if not raw.endswith(b"\n"):
            break
        try:
            answers.append(msgspec.convert(json.loads(raw), Answer))
        except (ValueError, RecursionError):
            break  # what a loss of power left; it is asked again
        size += len(raw)
    return head, answers, size


def _foreign(path: Path) -> UsageError:
    return UsageError(f"{path} is no journal of a batch", "Move it away, or choose another name with -o")


def _encoded(value: Answer | Identity) -> bytes:
    # All but ASCII is escaped, so that even half a surrogate pair comes back.
    try:
        return f"{json.dumps(msgspec.to_builtins(value), allow_nan=False, separators=(',', ':'))}\n".encode("ascii")
    except ValueError as error:
        raise SelfCheckError(f"The answer holds a number that is not finite ({error})") from error


def _changes(old: Identity, new: Identity) -> str:
    before, now = asdict(old), asdict(new)
    return ", ".join(_NAMES[field.name] for field in fields(Identity) if before[field.name] != now[field.name])
