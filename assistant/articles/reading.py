"""Reads one file into articles; a bad file is a problem with its reason, never an exception."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.articles import markdown, pdf, plain, records, web, word
from assistant.articles.cleaning import clean_line
from assistant.articles.drafts import Reading, ReadResult, result_of
from assistant.articles.listing import MAX_FILE_BYTES, FileEntry
from assistant.datatypes import Problem

_OBJECT = re.compile(r"(?:file )?'?<[\w.]{1,60} object at 0x[0-9a-fA-F]{1,16}>'?|IndirectObject\([\d, ]{1,60}\)")
"""How libraries name the bytes they were given: by a place in memory, which is another one each time."""


@dataclass(frozen=True, slots=True)
class _Format:
    """How one kind of file is read and what its reader raises for damaged ones."""

    read: Callable[[bytes], Reading]
    errors: tuple[type[Exception], ...]


_FORMATS = {
    ".txt": _Format(plain.read_plain, plain.ERRORS),
    ".md": _Format(markdown.read_markdown, markdown.ERRORS),
    ".markdown": _Format(markdown.read_markdown, markdown.ERRORS),
    ".html": _Format(web.read_html, web.ERRORS),
    ".htm": _Format(web.read_html, web.ERRORS),
    ".pdf": _Format(pdf.read_pdf, pdf.ERRORS),
    ".docx": _Format(word.read_docx, word.ERRORS),
    ".jsonl": _Format(records.read_jsonl, records.ERRORS),
    ".csv": _Format(records.read_csv, records.ERRORS),
}


def read_file(entry: FileEntry) -> ReadResult:
    """The articles of a file.

    Args:
        entry: As ``list_files`` gives it.

    Returns:
        Its articles in order, and a problem for the file or for each line of it that could
        not be used. Bad content never raises.
    """
    kind = _FORMATS.get(entry.location.suffix.lower())
    if kind is None:
        return _failed(entry, "is of an unknown kind")
    try:
        data = _bytes_of(entry.location)
    except OSError as error:
        return _failed(entry, f"cannot be read: {error.strerror or error}")
    if data is None:
        return _failed(entry, "is not a regular file any more")
    if len(data) > MAX_FILE_BYTES:
        return _failed(entry, f"has grown to more than {MAX_FILE_BYTES:,} bytes")
    try:
        reading = kind.read(data)
    except kind.errors as error:
        return _failed(entry, _reason(error))
    return result_of(reading, entry.path)


def _bytes_of(location: Path) -> bytes | None:
    """What a file holds, and no more than one byte above the limit; None for what is no file by now.

    It may have changed since it was listed: without O_NONBLOCK, a pipe in its place would be waited for.
    """
    descriptor = os.open(location, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        return file.read(MAX_FILE_BYTES + 1) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None


def _failed(entry: FileEntry, reason: str) -> ReadResult:
    return ReadResult((), (Problem(entry.path, reason),))


def _reason(error: Exception) -> str:
    """One line; our own messages as they are, a library's with a word of introduction."""
    message = clean_line(_OBJECT.sub("an object", str(error)[:2_000]))[:200]
    if isinstance(error, UnicodeError):
        return "is not text in the encoding that its first bytes promise"
    if type(error) is ValueError and message.startswith(("is ", "holds ", "its ", "unpacks ", "has ")):
        return message
    return f"is damaged: {message or type(error).__name__}"
