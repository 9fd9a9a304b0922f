"""Answers made by hand, so that what is checked does not depend on what answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.batch import Expectation, Item, Result, check
from assistant.datatypes import (
    Answer,
    AnswerStatus,
    Calculation,
    Citation,
    IndexInfo,
    Part,
    PartKind,
    Quantity,
    Reason,
    ReasonCode,
    Source,
)

MakeAnswer = Callable[..., Answer]
MakeResult = Callable[..., Result]
Write = Callable[..., Path]


def _citation(n: int, article: str | tuple[str, str, str]) -> Citation:
    path, quote, context = (article, "", "") if isinstance(article, str) else article
    return Citation(n, Source(path, "A title"), quote, 0, len(quote), context)


def _calculation(result: Quantity) -> Calculation:
    return Calculation("ratio", "a / b", "1 / 2", (), result)


@pytest.fixture
def make_answer() -> MakeAnswer:
    """Build an answer; an article is a path, or a path, a quote and the passage around it."""

    def make(
        text: str = "",
        *,
        status: AnswerStatus = AnswerStatus.ANSWERED,
        value: Quantity | None = None,
        results: tuple[Quantity, ...] = (),
        articles: tuple[str | tuple[str, str, str], ...] = (),
        nearest: tuple[str, ...] = (),
    ) -> Answer:
        reason = None if status is AnswerStatus.ANSWERED else Reason(ReasonCode.NO_EVIDENCE, text)
        return Answer(
            question="?",
            status=status,
            parts=(Part(PartKind.QUOTE, text),),
            index=IndexInfo("1", "digest", "model"),
            reason=reason,
            value=value,
            citations=tuple(_citation(n, article) for n, article in enumerate(articles, start=1)),
            calculations=tuple(map(_calculation, results)),
            nearest=tuple(_citation(n, article) for n, article in enumerate(nearest, start=1)),
        )

    return make


@pytest.fixture
def make_result() -> MakeResult:
    """Build a result whose failures are what `check` finds."""

    def make(
        answer: Answer,
        expect: Expectation | None = None,
        *,
        kind: str = "lookup",
        id: str = "q1",
        question: str = "How much?",
    ) -> Result:
        item = Item(id, 1, (question,), expect, kind=kind)
        return Result(item, answer, () if expect is None else check(expect, answer), 0.5)

    return make


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a question file and give its path."""

    def make(content: str | bytes, name: str = "questions.jsonl") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return make
