from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.datatypes import Answer, PartKind
from assistant.errors import ModelError
from assistant.reading.pointer import MODEL_NAME
from assistant.reading.pointing import open_reader
from assistant.reading.rules import RuleReader


def test_an_answer_leads_with_the_words_and_then_quotes_their_sentence(ask: Callable[..., Answer]) -> None:
    answer = ask("Who is the chief executive of Acme?")
    quotes = [part.text for part in answer.parts if part.kind is PartKind.QUOTE]
    assert quotes[0] == "Jane Doe"
    assert quotes[1] == "Chief executive Jane Doe said demand was strong."
    start, end = answer.citations[0].marks[0]
    assert answer.citations[0].quote[start - answer.citations[0].start : end - answer.citations[0].start] == "Jane Doe"


def test_why_shows_the_scores_of_the_reader(ask: Callable[..., Answer]) -> None:
    signals = dict(ask("Who is the chief executive of Acme?").trace.sentences[0].signals)
    assert {"similarity", "reader", "words", "not_here"} <= signals.keys()


def test_without_the_model_the_rules_answer(corpus: Path, tmp_path: Path) -> None:
    reader = open_reader(folder=tmp_path)
    assert isinstance(reader, RuleReader)
    with Assistant.open(corpus, tmp_path / "index", reader=reader) as assistant:
        answer = assistant.ask("Who is the chief executive of Acme?")
    assert "Jane Doe" in answer.text
    assert "reader" not in dict(answer.trace.sentences[0].signals)


def test_the_rules_alone_can_be_asked_for() -> None:
    assert isinstance(open_reader("rules"), RuleReader)


def test_a_damaged_model_is_an_error_and_not_another_answer(corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / MODEL_NAME).write_bytes(b"damaged")
    with (
        Assistant.open(corpus, tmp_path / "index", reader=open_reader(folder=folder)) as assistant,
        pytest.raises(ModelError, match="reading model"),
    ):
        assistant.ask("Who is the chief executive of Acme?")


def test_the_same_question_gives_the_same_answer(small: Assistant) -> None:
    first, again = (small.ask("How many people does Acme employ?") for _ in range(2))
    assert replace(first) == again
    assert first.trace == again.trace


@pytest.mark.parametrize(
    ("question", "wrong"),
    [("What was Acme's revenue in 2024?", "$4 billion"), ("What was Acme's revenue in 2025?", "$3.2 billion")],
)
def test_a_figure_of_another_year_does_not_lead(ask: Callable[..., Answer], question: str, wrong: str) -> None:
    quotes = [part.text for part in ask(question).parts if part.kind is PartKind.QUOTE]
    assert quotes
    assert quotes[0] != wrong
