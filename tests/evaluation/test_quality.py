"""Floors on the evaluation sets: what was reached must not be lost."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import batch
from assistant.answering import Assistant, Conversation

pytestmark = [pytest.mark.evaluation, pytest.mark.slow]


@pytest.fixture(scope="module")
def stories(evaluation: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over the bbc stories with the anthropic article among them."""
    folder = tmp_path_factory.mktemp("stories")
    shutil.copytree(evaluation / "bbc", folder / "corpus")
    shutil.copy(evaluation.parent / "corpus" / "anthropic-valuation.txt", folder / "corpus")
    with Assistant.open(folder / "corpus", folder / "index") as assistant:
        yield assistant


def passed(assistant: Assistant, questions: Path) -> dict[str, float]:
    """Share of passed questions by kind; no error is allowed."""
    results = list(batch.run(lambda: Conversation(assistant), batch.load(questions).items, index=assistant.index))
    assert [r.item.id for r in results if r.answer.status == "error"] == []
    asked = Counter(result.item.kind for result in results)
    right = Counter(result.item.kind for result in results if result.passed)
    return {str(kind): right[kind] / asked[kind] for kind in asked}


def test_news_stories(stories: Assistant, evaluation: Path) -> None:
    shares = passed(stories, evaluation / "bbc.jsonl")
    assert shares["lookup"] >= 0.82
    assert shares["list"] >= 0.8
    assert shares["abstain"] >= 0.9


def test_one_article_among_many(stories: Assistant, evaluation: Path) -> None:
    shares = passed(stories, evaluation / "anthropic.jsonl")
    assert shares["lookup"] >= 0.8
    assert shares["abstain"] == 1.0
    assert shares["followup"] >= 0.6
