"""Files become articles; articles become passages and sentences with exact offsets.

``list_files`` finds the files of a corpus, ``read_file`` reads one of them whatever its
format, ``chunk`` cuts an article into the passages that are searched and
``split_sentences`` into the sentences that are quoted.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.articles.chunking import CHUNKER_VERSION, chunk
    from assistant.articles.drafts import ReadResult
    from assistant.articles.headings import Line, find_headings
    from assistant.articles.listing import MAX_FILE_BYTES, SUFFIXES, FileEntry, Listing, list_files, look_at
    from assistant.articles.reading import read_file
    from assistant.articles.sentences import split_sentences

_NAMES = {
    "chunking": ("CHUNKER_VERSION", "chunk"),
    "drafts": ("ReadResult",),
    "headings": ("Line", "find_headings"),
    "listing": ("MAX_FILE_BYTES", "SUFFIXES", "FileEntry", "Listing", "list_files", "look_at"),
    "reading": ("read_file",),
    "sentences": ("split_sentences",),
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names}

__all__ = [
    "CHUNKER_VERSION",
    "MAX_FILE_BYTES",
    "SUFFIXES",
    "FileEntry",
    "Line",
    "Listing",
    "ReadResult",
    "chunk",
    "find_headings",
    "list_files",
    "look_at",
    "read_file",
    "split_sentences",
]


def __getattr__(name: str) -> Any:
    """Load the module of a name when it is first used: an index that is current needs no reader of files."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
