"""The corpus as a person sees it: every article, and where it stands with the index.

Files are listed, never read: an article that the index does not have yet is known by its file's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from assistant.articles import FileEntry, list_files
from assistant.datatypes import Problem, Source
from assistant.indexing.adding import Added, add
from assistant.indexing.corpus import Seen, first_paths
from assistant.retrieval.reader import IndexReader

__all__ = ["Added", "Changes", "LibraryRow", "State", "add", "changes", "library"]


class State(StrEnum):
    """Where an article, or a file, stands with the index."""

    INDEXED = "in the index"
    COPY = "exact copy"
    """Its twin is in the index, and found in its place."""
    NEW = "not in the index yet"
    CHANGED = "changed"
    """The index has it as it was before."""
    GONE = "gone"
    """Still in the index, though its file is there no more."""
    SKIPPED = "left out"
    FAILED = "cannot be read"


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """An article, or a file that gives none."""

    path: str
    """As answers cite it: ``file.jsonl#id`` for one of many in a file."""
    title: str
    """Empty where it is not known: of files that are new or give no article."""
    publisher: str
    published: date | None
    size: int
    """Of its file, in bytes; 0 where that is not known."""
    state: State
    reason: str
    """Why it is left out or cannot be read, or what it is a copy of."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How many files differ from what the index has seen."""

    added: int
    changed: int
    removed: int


def changes(corpus: Path, reader: IndexReader | None) -> Changes:
    """Count what the index does not know yet, by the paths, sizes and times of the files alone.

    Args:
        corpus: The folder of articles.
        reader: The open index; None where there is none.

    Raises:
        CorpusError: The folder is missing or cannot be read.
        IndexDamagedError: The index cannot be read.
    """
    now = {entry.path: (entry.size, entry.modified_ns) for entry in list_files(corpus).entries}
    seen = reader.files() if reader is not None else {}
    return Changes(
        added=len(now.keys() - seen.keys()),
        changed=sum(now[path] != seen[path] for path in now.keys() & seen.keys()),
        removed=len(seen.keys() - now.keys()),
    )


def library(corpus: Path, reader: IndexReader | None) -> tuple[LibraryRow, ...]:
    """List the articles with their state.

    Args:
        corpus: The folder of articles.
        reader: The open index; None where there is none.

    Returns:
        A row for each article, for each file that is new, and for everything that could not be used, by path.

    Raises:
        CorpusError: The folder is missing or cannot be read.
        IndexDamagedError: The index cannot be read.
    """
    listing = list_files(corpus)
    seen = Seen.by(reader)
    sources = {source.path: source for source in reader.sources()} if reader is not None else {}
    shelf = _Shelf(seen, sources)
    rows = [row for entry in listing.entries for row in shelf.of_file(entry)]
    here = {entry.path for entry in listing.entries}
    for path, (size, _) in seen.files.items():
        if path not in here:
            rows += shelf.of_members(path, size, State.GONE) or [_bare(path, size, State.GONE)]
    rows += [_problem(problem, 0) for problem in listing.problems]
    return tuple(sorted(rows, key=lambda row: (row.path, row.reason)))


class _Shelf:
    """What the index has, by file.

    Args:
        seen: What it has seen of the corpus.
        sources: Its articles by path; of exact copies only the first.
    """

    def __init__(self, seen: Seen, sources: Mapping[str, Source]) -> None:
        self._files = seen.files
        self._sources = sources
        self._firsts = first_paths(seen.members)
        self._members: dict[str, list[tuple[str, str]]] = {}
        for path, file, digest in seen.members:
            self._members.setdefault(file, []).append((path, digest))
        self._problems: dict[str, list[Problem]] = {}
        for file, problem in seen.problems:
            self._problems.setdefault(file, []).append(problem)

    def of_file(self, entry: FileEntry) -> Iterator[LibraryRow]:
        """The rows of a file that is there."""
        known = self._files.get(entry.path)
        if known is None:
            yield _bare(entry.path, entry.size, State.NEW)
        elif known != (entry.size, entry.modified_ns):
            yield from self.of_members(entry.path, entry.size, State.CHANGED) or [
                _bare(entry.path, entry.size, State.CHANGED)
            ]
        else:
            yield from self.of_members(entry.path, entry.size, State.INDEXED)
            yield from (_problem(problem, entry.size) for problem in self._problems.get(entry.path, ()))

    def of_members(self, file: str, size: int, state: State) -> list[LibraryRow]:
        """The rows of the articles that the index has of a file."""
        rows = []
        for path, digest in self._members.get(file, ()):
            first = self._firsts[digest]
            copy = state is State.INDEXED and path != first
            source = self._sources.get(first, Source(path, ""))
            reason = f"the same as {first}" if copy else ""
            rows.append(
                LibraryRow(
                    path, source.title, source.publisher, source.published, size, State.COPY if copy else state, reason
                )
            )
        return rows


def _bare(path: str, size: int, state: State) -> LibraryRow:
    return LibraryRow(path, "", "", None, size, state, "")


def _problem(problem: Problem, size: int) -> LibraryRow:
    state = State.SKIPPED if problem.skipped else State.FAILED
    return LibraryRow(problem.path, "", "", None, size, state, problem.reason)
