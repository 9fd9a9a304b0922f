"""The shape of an answer's JSON, key by key: what is read is held against it, and the schema is made of it.

A key that is not here may come all the same: to add is free, so that what an older version reads
a newer one may have written.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from assistant.datatypes import AnswerStatus, InputKind, PartKind, Qualifier, ReasonCode

Offset = Annotated[int, Meta(ge=0, description="Count of characters from the start of the article's text.")]
Number = Annotated[int, Meta(ge=1, description="Of a citation.")]
Finite = Annotated[float, Meta(ge=-sys.float_info.max, le=sys.float_info.max)]
"""Neither infinite nor not a number, which Python's own reader of JSON lets through."""
Bound = Annotated[Finite | None, Meta(description="Null on the open side of a one-sided bound.")]
Unit = Annotated[
    str,
    Meta(description="ISO 4217 code, %, x, or a plain name. Money is in units, percentages are 25, not 0.25."),
]
Marks = Annotated[
    list[tuple[Offset, Offset]], Meta(description="Offsets into the article's text of the words that answer.")
]


class Span(Struct):
    """A half-open range of characters in one article's text."""

    article: str
    start: Offset
    end: Offset


class Quantity(Struct):
    """A number with a unit, as an interval."""

    low: Bound
    high: Bound
    unit: Unit
    qualifier: Qualifier
    text: Annotated[str, Meta(description="As written, or as printed for a computed value.")]
    span: Annotated[Span | None, Meta(description="Where it is written; null where it is not quoted.")]


class Reason(Struct):
    """Why there is no answer."""

    code: ReasonCode
    text: str


class Citation(Struct):
    """Where quoted words stand."""

    n: Number
    article: Annotated[str, Meta(description="Path relative to the corpus.")]
    title: str
    publisher: str
    published: date | None
    url: str
    quote: str
    start: Offset
    end: Offset
    marks: Marks
    context: Annotated[str, Meta(description="The passage around the quote.")]
    author: str
    language: str
    tags: list[str]
    note: str


class Input(Struct):
    """One named input of a calculation."""

    name: str
    low: Bound
    high: Bound
    unit: Unit
    qualifier: Qualifier
    kind: InputKind
    citation: Number | None
    source: Annotated[str, Meta(description="Of a constant: publisher, title and year; else who assumed it.")]
    text: Annotated[str, Meta(description="As written.")]
    span: Span | None


class Calculation(Struct):
    """A calculator's work."""

    calculator: str
    formula: str
    substituted: str
    inputs: list[Input]
    result: Quantity
    notes: list[str]


class Claim(Struct):
    """One side of a disagreement."""

    value: Quantity
    citation: Number


class Conflict(Struct):
    """Figures that disagree about one thing."""

    entity: str
    metric: str
    period: str
    kind: str
    claims: list[Claim]


class Index(Struct):
    """Which index an answer came from."""

    generation: str
    corpus_digest: str
    model: str


class Part(Struct):
    """A piece of an answer's text."""

    kind: PartKind
    text: str
    citation: Number | None


class Passage(Struct):
    """A passage that search found; ranks count from 1."""

    article: str
    heading: str
    start: Offset
    end: Offset
    fused: Finite
    dense_rank: int | None
    dense_score: Finite | None
    word_rank: int | None
    word_score: Finite | None


class Sentence(Struct):
    """A sentence as a reader judged it."""

    article: str
    start: Offset
    end: Offset
    text: str
    score: Finite
    marks: Marks
    signals: dict[str, Finite]


class Why(Struct):
    """How an answer was found."""

    passages: list[Passage]
    sentences: list[Sentence]
    notes: list[str]


class Answer(Struct):
    """An answer, or the reason why there is none. To any object keys may be added; none goes away or changes."""

    schema: Literal[1]
    question: Annotated[str, Meta(description="As asked.")]
    status: AnswerStatus
    reason: Reason | None
    text: Annotated[str, Meta(description="The answer in plain text, with [1] [2] … markers.")]
    value: Quantity | None
    citations: list[Citation]
    calculations: list[Calculation]
    conflicts: list[Conflict]
    nearest: Annotated[list[Citation], Meta(description="Where there is no answer: the closest evidence.")]
    index: Index
    parts: Annotated[list[Part], Meta(description="The text in pieces: joined, they are it.")]
    id: Annotated[str, Meta(description="In a batch: the question's own, else its line number.")] | UnsetType = UNSET
    why: Why | UnsetType = UNSET
