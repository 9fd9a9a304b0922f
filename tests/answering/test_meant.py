"""Reckonings that no form of words names: the two figures that the whole question describes best."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant, plans_meant
from assistant.answering.filling import Filled, Plan
from assistant.answering.question import parse
from tests.answering.cells import sheet_of
from tests.answering.dated import opened_over

YARD = (
    "The yard at Zephyr holds 900 crates of lamps.",
    "Its shed holds 300 crates of lamps.",
)
OFFICES = ("About 25% of the 8,000 visitors to the Zephyr museum came from abroad.",)
RISE = ("Sales of lamps at Zephyr rose from $40m to $50m in spring.",)


def _filled(plan: Plan, question: str, texts: tuple[str, ...]) -> Filled | None:
    return plan(parse(question), [sheet_of(*texts, question=question)])


@pytest.mark.parametrize(
    ("plan", "calculator", "values"),
    [
        (plans_meant.share, "share-of-total", [300.0, 900.0]),
        (plans_meant.ratio, "ratio", [900.0, 300.0]),
        (plans_meant.difference, "difference", [900.0, 300.0]),
        (plans_meant.together, "sum", [900.0, 300.0]),
        (plans_meant.rest, "difference", [900.0, 300.0]),
    ],
)
def test_the_two_amounts_that_are_described_are_taken(plan: Plan, calculator: str, values: list[float]) -> None:
    filled = _filled(plan, "Crates of lamps that the shed holds beside those of the yard at Zephyr", YARD)
    assert filled is not None
    assert filled.calculator == calculator
    assert [item.quantity.low for item in filled.inputs] == values


@pytest.mark.parametrize(
    "texts",
    [
        YARD[:1],  # there is but one
        (YARD[0], "Its shed holds £300 in coins."),  # of another kind
        (YARD[0], "Its barn holds 3,000,000 crates of lamps."),  # too far apart to be set against each other
        (YARD[0], "Its shed holds some 300 crates a day."),  # for a day
        (YARD[0], "Its shed holds hundreds of crates of lamps."),  # nobody knows how many
        ("The yard at Zephyr holds 900 crates of lamps, up from 300 crates of lamps.",),  # of two times
    ],
)
def test_of_others_none_are(texts: tuple[str, ...]) -> None:
    question = "Crates of lamps that the shed holds beside those of the yard at Zephyr"
    assert _filled(plans_meant.ratio, question, texts) is None


def test_where_others_would_do_as_well_none_are_taken() -> None:
    texts = ("A red box holds 90 lamps.", "A green box holds 30 lamps.", "A blue box holds 10 lamps.")
    assert _filled(plans_meant.ratio, "lamps that one box holds and another box holds", texts) is None


def test_a_share_of_a_whole_that_is_told_beside_it() -> None:
    filled = _filled(plans_meant.portion, "visitors to the Zephyr museum who came from abroad", OFFICES)
    assert filled is not None
    assert filled.calculator == "portion"
    assert [item.quantity.low for item in filled.inputs] == [8_000.0, 25.0]


def test_a_growth_is_no_share() -> None:
    texts = ("The Zephyr museum had 8,000 visitors from abroad, up 25%.",)
    assert _filled(plans_meant.portion, "visitors to the Zephyr museum who came from abroad", texts) is None


@pytest.mark.parametrize(
    ("plan", "calculator"),
    [(plans_meant.change_in_percent, "percent-change"), (plans_meant.change_of_amount, "change")],
)
def test_a_change_of_which_both_values_are_told(plan: Plan, calculator: str) -> None:
    filled = _filled(plan, "How did sales of lamps at Zephyr move in spring?", RISE)
    assert filled is not None
    assert filled.calculator == calculator
    assert [item.quantity.low for item in filled.inputs] == [50e6, 40e6]


def test_a_change_of_something_else_is_none() -> None:
    assert _filled(plans_meant.change_of_amount, "How did rents for boats at Quarrel Bay move?", RISE) is None


ARTICLES = {
    "orchards": (
        "Frost in the orchards of Belmora",
        "The orchards of Belmora grew 90,000 tonnes of pears. Frost spoiled 30,000 tonnes of pears.",
    ),
    "worth": (
        "Gantry courted",
        "Gantry is valued at $6bn. Its annual revenue is $2bn. Its profit was $300m.",
    ),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_over(tmp_path_factory.mktemp("meant"), ARTICLES) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "results"),
    [
        ("Spoiled pears per hundred grown in Belmora's orchards?", {33.3333}),
        ("Take the spoiled pears from those grown in Belmora: how many tonnes are left?", {60_000.0}),
        ("Gantry's valuation as a multiple of its revenue?", {3.0}),
        ("What multiple of profit is Gantry valued at?", {20.0}),
    ],
)
def test_what_is_worked_out_is_right(assistant: Assistant, question: str, results: set[float]) -> None:
    for done in assistant.ask(question).calculations[-1:]:
        assert done.result.low is not None
        assert any(abs(done.result.low - value) < 0.001 * value for value in results), done
