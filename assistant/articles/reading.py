"""Reads one file into articles; a bad file is a problem with its reason, never an exception."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.articles import markdown, pdf, plain, records, web, word
from assistant.articles.drafts import Reading, ReadResult, result_of
from assistant.articles.listing import FileEntry
from assistant.datatypes import Problem


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
        data = entry.location.read_bytes()
    except OSError as error:
        return _failed(entry, f"cannot be read: {error.strerror or error}")
    try:
        reading = kind.read(data)
    except kind.errors as error:
        return _failed(entry, _reason(error))
    return result_of(reading, entry.path)


def _failed(entry: FileEntry, reason: str) -> ReadResult:
    return ReadResult((), (Problem(entry.path, reason),))


def _reason(error: Exception) -> str:
    """One line; our own messages as they are, a library's with a word of introduction."""
    message = " ".join(str(error).split())[:200]
    if isinstance(error, UnicodeError):
        return "is not text in the encoding that its first bytes promise"
    if type(error) is ValueError and message.startswith(("is ", "holds ", "its ", "unpacks ", "has ")):
        return message
    return f"is damaged: {message or type(error).__name__}"
