"""Rows of ``articles.db`` as values, and filters as SQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.datatypes import SearchFilter, Source

SOURCE = "path, title, publisher, author, published, url, language, tags, note"
"""The columns of ``articles`` that make a source, in the order that ``source_of`` reads."""


def source_of(row: Sequence[str | None]) -> Source:
    """The source in the first nine columns of a row."""
    path, title, publisher, author, published, url, language, tags, note = (value or "" for value in row[:9])
    day = date.fromisoformat(published) if published else None
    marks = tuple(tag for tag in tags.split("\x1f") if tag)
    return Source(path, title, publisher, author, day, url, language, marks, note)


def filter_clauses(where: SearchFilter) -> tuple[list[str], list[str]]:
    """A filter as conditions on ``articles``, to be joined by AND, and the values of their marks."""
    clauses, values = [], []
    if where.as_of is not None:
        clauses.append("(published IS NULL OR published <= ?)")
        values.append(where.as_of.isoformat())
    for column, wanted, test in (
        ("publisher", where.publishers, "= ? COLLATE NOCASE"),
        ("path", where.paths, "GLOB ?"),
    ):
        if wanted:
            clauses.append("(" + " OR ".join(f"articles.{column} {test}" for _ in wanted) + ")")
            values.extend(wanted)
    return clauses, values
