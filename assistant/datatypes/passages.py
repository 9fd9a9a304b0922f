"""Pieces of an article's text. Offsets are half-open character ranges into ``Article.text``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters in one article's text."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article: ``article.text[start:end] == text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A few consecutive sentences under one heading: the unit of retrieval."""

    start: int
    end: int
    text: str
    heading: str
    sentences: tuple[Sentence, ...]
