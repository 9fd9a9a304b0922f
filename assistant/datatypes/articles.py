"""Articles: who says it, the text, and the files that could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it: an article without its text."""

    path: str
    """Path relative to the corpus, with ``/``; ``file.jsonl#id`` for one of many in a file."""
    title: str
    publisher: str = ""
    author: str = ""
    published: date | None = None
    """None when the article does not say; never a file's modification time."""
    url: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    """What the article is, in its own words (front matter)."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read: its source and its cleaned text."""

    source: Source
    text: str
    digest: str
    """SHA-256 over the source's fields other than ``path`` and the text; equal for exact duplicates."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be used, and why."""

    path: str
    reason: str
    skipped: bool = False
    """True when it was left out by rule (hidden, empty, too large), False when it failed."""
