"""Recorded expectations hold, ask for a review, and keep the rest of the question."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.batch import Expectation, Item, Result, check, load
from assistant.batch.recording import REL_TOL, record
from assistant.datatypes import Answer, AnswerStatus, Qualifier, Quantity, SearchFilter

MakeAnswer = Callable[..., Answer]
MakeResult = Callable[..., Result]
Write = Callable[..., Path]
MARK = "recorded from corpus digest; to be reviewed"


def written(*results: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in record(results).decode().splitlines()]


def test_a_figure_is_expected_as_it_was_answered(make_answer: MakeAnswer, make_result: MakeResult) -> None:
    value = Quantity(9e11, None, "USD", Qualifier.AT_LEAST, "more than $900 billion")
    answer = make_answer(
        "Worth more than $900 billion.", value=value, articles=(("a/1.txt", "It is worth it.", ""), "2.txt", "2.txt")
    )
    (line,) = written(make_result(answer))
    assert line == {
        "id": "q1",
        "kind": "lookup",
        "question": "How much?",
        "expect": {
            "status": "answered",
            "value": {"low": 9e11, "high": None, "unit": "USD", "rel_tol": REL_TOL},
            "contains": ["more than $900 billion"],
            "cites": ["a/1.txt", "2.txt"],
            "quote": "It is worth it.",
        },
        "note": MARK,
    }


def test_the_words_that_answer_are_expected_where_there_is_no_figure(
    make_answer: MakeAnswer, make_result: MakeResult
) -> None:
    answer = make_answer("Ada leads it.", articles=(("1.txt", "Ada leads it.", ""),))
    citation = replace(answer.citations[0], start=100, end=113, marks=((100, 103),))
    (line,) = written(make_result(replace(answer, citations=(citation,))))
    assert line["expect"] == {"status": "answered", "contains": ["Ada"], "cites": ["1.txt"], "quote": "Ada leads it."}


def test_what_would_not_hold_is_left_out(make_answer: MakeAnswer, make_result: MakeResult) -> None:
    answer = make_answer("words", value=Quantity(5, 5, "GW", text="5 GW"), articles=(("1.txt", " \n", ""),))
    (line,) = written(make_result(answer))
    expect = line["expect"]
    assert isinstance(expect, dict)
    assert list(expect) == ["status", "value", "cites"]  # "5 GW" is not in the text, and the quote is blank


def test_a_refusal_and_an_error(make_answer: MakeAnswer, make_result: MakeResult) -> None:
    declined = make_answer("no", status=AnswerStatus.ABSTAINED, nearest=("1.txt",))
    broken = make_answer("it broke", status=AnswerStatus.ERROR)
    one, two = written(make_result(declined), make_result(broken))
    assert one["expect"] == {"status": "abstained"}
    assert "expect" not in two
    assert two["note"] == "recorded from corpus digest; it ended in error, so nothing is expected"


def test_a_note_is_kept_and_marked_once(make_answer: MakeAnswer) -> None:
    item = Item("a", 1, ("?",), note="ask Ada")
    (line,) = written(Result(item, make_answer("x"), (), 0.0))
    assert line["note"] == f"ask Ada; {MARK}"
    (again,) = written(Result(replace(item, note=f"ask Ada; {MARK}"), make_answer("x"), (), 0.0))
    assert again["note"] == f"ask Ada; {MARK}"
    (bare,) = written(Result(replace(item, note=MARK), make_answer("x"), (), 0.0))
    assert bare["note"] == MARK


def test_an_expectation_that_no_longer_holds_is_named(make_answer: MakeAnswer, make_result: MakeResult) -> None:
    (line,) = written(make_result(make_answer("two"), Expectation(contains=(("one",),))))
    assert line["note"] == (
        "recorded from corpus digest; to be reviewed: before, something else was expected (contains)"
    )


def test_what_is_written_asks_the_same_and_its_expectations_hold(make_answer: MakeAnswer, write: Write) -> None:
    answer = make_answer(
        "“Sales\u2028rose” by £5m \u202e[1]", value=Quantity(5e6, 5e6, "GBP", text="£5m"), articles=("1.txt",)
    )
    item = Item(
        "a",
        1,
        ("What rose?", "By how much?"),
        kind="followup",
        where=SearchFilter(date(2026, 1, 2), ("Ledger",), ("news/*",)),
        assumptions=(("revenue", Quantity(45e9, 45e9, "USD", text="$45bn")),),
    )
    (again,) = load(write(record([Result(item, answer, (), 0.0)]))).items
    assert (again.id, again.turns, again.kind, again.where) == (item.id, item.turns, item.kind, item.where)
    assert [(name, quantity.low, quantity.unit) for name, quantity in again.assumptions] == [("revenue", 45e9, "USD")]
    assert again.expect is not None
    assert again.expect.value is not None
    assert check(again.expect, answer) == ()
