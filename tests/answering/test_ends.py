"""The end of a range that a question asks about, and figures that stand right behind the name of their metric."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant
from assistant.answering.ends import end_asked
from assistant.answering.filling import Input
from assistant.answering.naming import RIGHT_BEFORE, told_right_before
from assistant.datatypes import Quantity
from tests.answering.cells import cell
from tests.answering.dated import check_calculation, opened_over


def usd(low: float | None, high: float | None) -> Quantity:
    return Quantity(low, high, "USD")


WHOLE = Input("first", "whole", usd(90.0, 90.0), None)
PART = Input("second", "part", usd(10.0, 30.0), None)
REST = usd(60.0, 80.0)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("What is left at the lowest price?", "upper-end"),  # the less is paid, the more is left
        ("What is left at the bottom of the range?", "upper-end"),
        ("What is left at the low end of the estimate?", "upper-end"),
        ("What is left at the highest price?", "lower-end"),
        ("What is left at the top end of its forecast?", "lower-end"),
        ("What is left at the upper end?", "lower-end"),
        ("What is left at the very most?", "lower-end"),
    ],
)
def test_the_end_is_that_of_the_range_that_the_article_gives(text: str, end: str) -> None:
    assert end_asked(text, "difference", (WHOLE, PART), REST) == end


def test_a_sum_is_highest_where_its_range_is() -> None:
    assert end_asked("at the top of the range", "sum", (WHOLE, PART), usd(100.0, 120.0)) == "upper-end"
    assert end_asked("at the bottom of the range", "sum", (WHOLE, PART), usd(100.0, 120.0)) == "lower-end"


@pytest.mark.parametrize(
    "text",
    [
        "What is left?",
        "What is left at the lowest price and at the highest price?",  # both are asked about
        "What is left in the lowest paid jobs?",
        "What is left of the best wine?",
    ],
)
def test_where_no_one_end_is_asked_about_the_range_stays(text: str) -> None:
    assert end_asked(text, "difference", (WHOLE, PART), REST) == ""


def test_a_point_has_no_ends() -> None:
    point = Input("second", "part", usd(20.0, 20.0), None)
    assert end_asked("at the lowest price", "difference", (WHOLE, point), usd(70.0, 70.0)) == ""


def test_of_two_ranges_nobody_knows_which_is_meant() -> None:
    whole = Input("first", "whole", usd(80.0, 90.0), None)
    assert end_asked("at the lowest price", "difference", (whole, PART), usd(50.0, 80.0)) == ""


def test_an_open_range_has_no_end_on_that_side() -> None:
    part = Input("second", "part", usd(10.0, None), None)
    assert end_asked("at the highest price", "difference", (WHOLE, part), usd(None, 80.0)) == ""


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("Corvane had revenue of $8m.", "revenue"),
        ("Corvane said its profit was nearly $8m.", "profit"),
        ("Revenue at the group rose to $8m.", "revenue"),
        ("Its revenue came in at $8m.", "revenue"),
    ],
)
def test_a_figure_right_behind_its_metric_gains(text: str, metric: str) -> None:
    gained = told_right_before(cell(text), (metric,))
    assert gained == (0.0 if "at the group" in text else RIGHT_BEFORE)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("Corvane had revenue of $8m.", "profit"),  # of another metric
        ("Corvane, whose revenue fell, paid $8m.", "revenue"),
        ("Corvane paid $8m out of its profit.", "profit"),  # the name stands behind it
        ("Corvane lost $8m.", "net-loss"),
    ],
)
def test_any_other_gains_nothing(text: str, metric: str) -> None:
    assert told_right_before(cell(text), (metric,)) == 0.0


@pytest.mark.parametrize("text", ["Corvane lost $8m.", "Corvane made losses of about $8m."])
def test_what_was_lost_is_no_profit(text: str) -> None:
    assert told_right_before(cell(text), ("profit",)) == -RIGHT_BEFORE


ARTICLES = {
    "float": (
        "Larkin to float",
        "Larkin will sell 10 million shares at between $5 and $7 a share. It makes skates.",
    ),
    "sale": (
        "Hotel for sale",
        "The hotel chain Ambry owes its banks £400m. It could be sold for between £900m and £1bn.",
    ),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_over(tmp_path_factory.mktemp("ends"), ARTICLES) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "calculator", "value"),
    [
        ("How much would Larkin raise at the top of its price range by selling its shares?", "upper-end", 70e6),
        ("How much would Larkin raise at the bottom of the range by selling its shares?", "lower-end", 50e6),
        ("How much would Larkin raise by selling its shares if it gets the highest price?", "upper-end", 70e6),
    ],
)
def test_the_end_that_is_asked_about_is_worked_out(
    assistant: Assistant, question: str, calculator: str, value: float
) -> None:
    answer = assistant.ask(question)
    assert [done.calculator for done in answer.calculations] == ["shares-cost", calculator], answer.text
    result = answer.calculations[-1].result
    assert result.low == result.high == value


def test_without_an_end_the_whole_range_is_given(assistant: Assistant) -> None:
    check_calculation(assistant, "How much would Larkin raise by selling its shares?", "shares-cost", 50e6, "USD")
    result = assistant.ask("How much would Larkin raise by selling its shares?").calculations[-1].result
    assert (result.low, result.high) == (50e6, 70e6)
