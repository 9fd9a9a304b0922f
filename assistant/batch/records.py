"""What every reader of question files yields: numbered records, and lines that are none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MAX_RECORDS = 100_000
"""So many lines of a text, rows of a table, or elements of a list are read."""
MAX_LINE = 1_000_000
"""Bytes of one line of a text, or characters of one of a table; a question has at most some thousands."""


@dataclass(frozen=True, slots=True)
class LineProblem:
    """A line of a question file that cannot be asked, and why."""

    line: int
    """Counts from 1."""
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one question, not yet checked."""

    line: int
    """Where it starts in the file, from 1."""
    fields: Mapping[str, object]


class FileRefusedError(ValueError):
    """A file that cannot be read at all. Stays inside this package: it becomes a `QuestionFileError`.

    Args:
        reason: What is wrong, to be read after the file's name.
        advice: What to do about it.
    """

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice
