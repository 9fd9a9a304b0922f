"""Runs: fresh conversations, order, and errors that stay where they happen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import pytest

from assistant.batch import Expectation, Item, Result, run
from assistant.datatypes import Answer, AnswerStatus, IndexInfo, Part, PartKind, Quantity, ReasonCode, SearchFilter
from assistant.errors import IndexDamagedError, QuestionError

INDEX = IndexInfo("7", "digest", "model")


@dataclass
class Talk:
    """Answers with all that it was asked; some questions are too much for it."""

    heard: list[str] = field(default_factory=list)

    def ask(
        self,
        question: str,
        *,
        where: SearchFilter | None = None,
        assumptions: Mapping[str, Quantity] | None = None,
    ) -> Answer:
        if question == "mistake":
            raise QuestionError("The question is too long", "Ask a shorter one")
        if question == "bug":
            raise KeyError(f"lost\n{object()!r}")
        if question == "damage":
            raise IndexDamagedError("index/articles.db is damaged", "Run assistant index --rebuild")
        if question == "interrupt":
            raise KeyboardInterrupt
        given = "".join(f" {name}={quantity.text}" for name, quantity in (assumptions or {}).items())
        self.heard.append(f"{question}@{where.as_of if where else None}{given}")
        text = " ".join(self.heard)
        return Answer(question, AnswerStatus.ANSWERED, (Part(PartKind.ECHO, text),), INDEX)


def item(id: str, *turns: str, expect: Expectation | None = None, as_of: date | None = None) -> Item:
    return Item(id, 1, turns, expect, where=None if as_of is None else SearchFilter(as_of))


def test_conversations_are_fresh_turns_in_order_and_the_last_answer_counts() -> None:
    results = list(run(Talk, [item("a", "1", "2"), item("b", "3", as_of=date(2005, 3, 1))]))
    assert [result.answer.text for result in results] == ["1@None 2@None", "3@2005-03-01"]
    assert [result.answer.id for result in results] == ["a", "b"]
    assert results[0].answer.question == "2"
    assert all(result.seconds >= 0 for result in results)


def test_answers_are_held_against_what_is_expected() -> None:
    wants = Expectation(contains=(("1",),))
    good, bad, free = run(Talk, [item("a", "1", expect=wants), item("b", "2", expect=wants), item("c", "2")])
    assert (good.passed, good.failures) == (True, ())
    assert bad.passed is False
    assert [failure.expectation for failure in bad.failures] == ["contains"]
    assert (free.passed, free.failures) == (False, ())


def test_one_question_in_error_does_not_stop_the_rest() -> None:
    results = list(run(Talk, [item("a", "mistake"), item("b", "fine", "bug", "x"), item("c", "1")], index=INDEX))
    mistake, bug, fine = (result.answer for result in results)
    assert mistake.status is AnswerStatus.ERROR
    assert mistake.text == "The question is too long. Ask a shorter one"
    assert (mistake.id, mistake.question, mistake.index) == ("a", "mistake", INDEX)
    assert mistake.reason is not None
    assert (mistake.reason.code, mistake.reason.text) == (ReasonCode.ERROR, mistake.text)
    assert bug.status is AnswerStatus.ERROR
    assert bug.question == "x"
    assert fine.status is AnswerStatus.ANSWERED


def test_a_bug_is_told_by_the_last_line_of_its_traceback_without_addresses() -> None:
    (result,) = run(Talk, [item("b", "fine", "bug", "x")])
    text = result.answer.text
    assert text.startswith("turn 2 of 3: internal error: KeyError: 'lost")
    assert "<object object>" in text
    assert "0x" not in text
    assert "(test_batch_run.py, line " in text


def test_a_conversation_that_cannot_start_is_an_error_of_its_question() -> None:
    def fail() -> Talk:
        raise ValueError("no voice")

    (result,) = run(fail, [item("a", "1", expect=Expectation())])
    assert result.answer.text.startswith("internal error: ValueError: no voice")
    assert [failure.expectation for failure in result.failures] == ["status"]


@pytest.mark.parametrize(("question", "error"), [("damage", IndexDamagedError), ("interrupt", KeyboardInterrupt)])
def test_what_is_no_matter_of_one_question_ends_the_run(question: str, error: type[BaseException]) -> None:
    results = run(Talk, [item("a", "1"), item("b", question)])
    assert next(results).answer.id == "a"
    with pytest.raises(error):
        next(results)


def test_each_result_comes_before_the_next_question_is_asked() -> None:
    events: list[str] = []

    def items() -> Iterator[Item]:
        for id in "ab":
            events.append(f"take {id}")
            yield item(id, "1")

    note: Callable[[Result], None] = lambda result: events.append(f"told {result.item.id}")  # noqa: E731
    for result in run(Talk, items(), on_result=note):
        events.append(f"got {result.item.id}")
    assert events == ["take a", "told a", "got a", "take b", "told b", "got b"]
