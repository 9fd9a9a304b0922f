"""Calculators run one after the other, and amounts that a sentence gives in two currencies."""

from __future__ import annotations

import pytest

from assistant.answering.question import parse
from assistant.answering.workings import Found, Next, worked_out
from assistant.datatypes import AnswerStatus, IndexInfo, InputKind, PartKind, Trace
from assistant.errors import CalculationError
from assistant.quantities import extract
from tests.answering.cells import sheet_of
from tests.answering.sentences import judged

TEXTS = ("The pool costs £12m.", "The council gives £5m, and a fund £4m.")
QUESTION = parse("How much is left for donors?")


def _found(at: int, which: int = 0) -> Found:
    item = judged(TEXTS)[at]
    return Found(extract(item.sentence.text)[which], item)


def _rest(index: IndexInfo, *then: Next) -> tuple[list[str], list[str]]:
    answer = worked_out(
        "difference",
        [("first", "whole", _found(0)), ("second", "part", _found(1))],
        QUESTION,
        index,
        Trace((), (), ()),
        then=then,
    )
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.value == answer.calculations[-1].result
    return [done.result.text for done in answer.calculations], [part.text for part in answer.parts]


@pytest.fixture
def index() -> IndexInfo:
    return IndexInfo(generation="", corpus_digest="", model="")


def test_one_calculator_gives_one_result(index: IndexInfo) -> None:
    assert _rest(index)[0] == ["£7 million"]


def test_a_step_goes_on_with_the_result_and_its_own_inputs(index: IndexInfo) -> None:
    results, parts = _rest(index, Next("difference", "first", [("second", "part", _found(1, 1))]))
    assert results == ["£7 million", "£3 million"]
    said = "".join(parts)
    assert said.startswith("£3 million: from the whole “£12m” [1] and the part “£5m” [2] and the part “£4m” [2]")


def test_the_result_before_is_cited_as_derived(index: IndexInfo) -> None:
    answer = worked_out(
        "difference",
        [("first", "whole", _found(0)), ("second", "part", _found(1))],
        QUESTION,
        index,
        Trace((), (), ()),
        then=[Next("difference", "first", [("second", "part", _found(1, 1))])],
    )
    before, given = answer.calculations[-1].inputs
    assert (before.name, before.kind, before.source) == ("first", InputKind.DERIVED, "difference")
    assert (given.name, given.kind, given.citation) == ("second", InputKind.QUOTED, 2)
    assert [citation.n for citation in answer.citations] == [1, 2]  # one sentence is cited once
    assert sum(part.kind is PartKind.QUOTE for part in answer.parts) == 3


def test_a_step_may_take_the_result_by_any_of_its_names(index: IndexInfo) -> None:
    # 7 of 12, and not 12 of 7
    results, _ = _rest(index, Next("share-of-total", "part", [("total", "whole", _found(0))]))
    assert results[-1].startswith("58.3")
    results, _ = _rest(index, Next("share-of-total", "total", [("part", "fund", _found(1, 1))]))
    assert results[-1].startswith("57.1")


def test_a_step_without_a_name_takes_the_result_as_its_first_input(index: IndexInfo) -> None:
    results, _ = _rest(index, Next("portion", given=[("share", "share", Found(extract("50%")[0], None))]))
    assert results == ["£7 million", "£3.5 million"]


def test_a_step_that_cannot_be_made_makes_no_answer(index: IndexInfo) -> None:
    euros = Found(extract("4m euros")[0], None)
    with pytest.raises(CalculationError):
        _rest(index, Next("difference", "first", [("second", "part", euros)]))


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("It paid £2.2bn, or 19bn kroner, for the line.", [("£2.2bn", "19bn kroner"), ("19bn kroner", "£2.2bn")]),
        ("It paid £20m, or about $30m, for it.", [("£20m", "about $30m"), ("about $30m", "£20m")]),
        ("It paid £20m, equivalent to $30m, for it.", [("£20m", "$30m"), ("$30m", "£20m")]),
        ("It paid A$40m ($30m; £20m) for it.", [("A$40m", "$30m"), ("A$40m", "£20m")]),
        ("One pound buys $1.50.", [("One pound", "$1.50"), ("$1.50", "One pound")]),
    ],
)
def test_one_amount_in_two_currencies(text: str, pairs: list[tuple[str, str]]) -> None:
    found = sheet_of(text).same_amounts
    assert [(one.quantity.text, other.quantity.text) for one, other in found] == pairs


@pytest.mark.parametrize(
    "text",
    [
        "It paid £20m and $30m for it.",  # two amounts
        "It paid £20m, or £30m with its debt.",  # one currency
        "It paid £20m, or 30% of its cash.",
        "It paid £20m in spring, or so it said, and $30m later.",
        "It paid £20m or, in some years, $30m.",
    ],
)
def test_two_amounts_are_not_one(text: str) -> None:
    assert not sheet_of(text).same_amounts
