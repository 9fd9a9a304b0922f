"""What a reader finds in a file, and how it becomes an article.

A reader gives a ``Draft``: text as found and the fields that the file states. Everything
that all formats share happens here once: cleaning, furniture, the title and the date that
stand in for missing ones, the digest.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from assistant.articles.cleaning import clean_line, clean_text
from assistant.articles.dates import date_in_path
from assistant.articles.furniture import drop_furniture
from assistant.articles.headings import title_line
from assistant.articles.limits import too_long
from assistant.datatypes import Article, Problem, Source

_MAX_TITLE = 300
"""Characters of a title; a longer first line is cut at a space."""
_MAX_FIELD = 2_000
"""Characters of any other field: it stands beside every quote."""
_MAX_TAGS = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a reader finds it, not yet cleaned."""

    text: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: date | None = None
    url: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    fragment: str = ""
    """Which of several articles in one file: an id or a line number."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The drafts in one file, and one line on each thing in it that could not be used."""

    drafts: tuple[Draft, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The articles of one file, and what in it could not be used."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]


def result_of(reading: Reading, path: str) -> ReadResult:
    """The drafts of one file as articles, and the remarks on it as problems.

    Args:
        reading: What the reader found. A draft without text after cleaning, or with too much, becomes a problem.
        path: Of the file, relative to the corpus.
    """
    articles: list[Article] = []
    problems = [Problem(path, clean_line(note)) for note in reading.notes]
    for draft in reading.drafts:
        if reason := too_long(draft.text):
            problems.append(Problem(_source_path(draft, path), reason))
            continue
        article = finish(draft, path)
        if article.text:
            articles.append(article)
        else:
            problems.append(Problem(article.source.path, "holds no text"))
    return ReadResult(tuple(articles), tuple(problems))


def finish(draft: Draft, path: str) -> Article:
    """The article of a draft: cleaned, titled, dated, with its digest."""
    text = clean_text(drop_furniture(clean_text(draft.text)))
    fields = {name: _field(getattr(draft, name)) for name in ("publisher", "author", "url", "language", "note")}
    source = Source(
        path=_source_path(draft, path),
        title=_shortened(_field(draft.title) or title_line(text) or _stem(path)),
        published=draft.published or date_in_path(path),
        tags=tuple(tag for tag in map(_field, draft.tags[:_MAX_TAGS]) if tag),
        **fields,
    )
    return Article(source, text, digest_of(source, text))


def _field(value: str) -> str:
    return clean_line(value[:_MAX_FIELD])


def _source_path(draft: Draft, path: str) -> str:
    fragment = clean_line(draft.fragment)
    return f"{path}#{fragment}" if fragment else path


def digest_of(source: Source, text: str) -> str:
    """SHA-256 in hexadecimal over title, publisher, author, date, address and text; not the path."""
    published = source.published.isoformat() if source.published else ""
    parts = [source.title, source.publisher, source.author, published, source.url, text]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8")).hexdigest()


def first_of(*values: str) -> str:
    """The first value that is not blank; empty when all are."""
    return next((value for value in values if value.strip()), "")


def _shortened(title: str) -> str:
    if len(title) <= _MAX_TITLE:
        return title
    head = title[:_MAX_TITLE]
    return (head.rpartition(" ")[0] or head) + "…"


def _stem(path: str) -> str:
    name = path.rpartition("/")[2]
    return (name.rpartition(".")[0] or name).replace("_", " ").strip() or name
