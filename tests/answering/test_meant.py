"""Reckonings that no form of words names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant
from assistant.answering.asked_kind import asks_of_before, suits
from assistant.datatypes import Quantity
from tests.answering.dated import opened_over

ARTICLES = {
    "orchards": (
        "Frost in the orchards of Belmora",
        "The orchards of Belmora grew 90,000 tonnes of pears. Frost spoiled 30,000 tonnes of pears.",
    ),
    "two": (
        "Tarn Ale outsells Hopwell",
        "Tarn Ale is bigger than its rival. Hopwell had sales of 8.6bn euros in 2004. It paid 1.16bn euros ($1.5bn)"
        " for a brewery.",
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


def test_no_amount_of_a_rival_is_converted(assistant: Assistant) -> None:
    answer = assistant.ask("What were Tarn Ale's sales in 2004, in dollars?")
    assert not answer.calculations


@pytest.mark.parametrize(
    ("text", "unit", "suited"),
    [
        ("How many cars were sold the year before?", "USD", False),
        ("How many cars were sold the year before?", "cars", True),
        ("How many dollars is that?", "USD", True),
        ("What part of the profit is that, in pct?", "GBP", False),
        ("What part of the profit is that, in pct?", "%", True),
    ],
)
def test_a_result_is_of_the_kind_that_is_asked_for(text: str, unit: str, suited: bool) -> None:
    assert suits(text, Quantity(1.0, 1.0, unit)) is suited


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("What was its profit before tax?", False),
        ("What was its profit before the rise?", True),
        ("Work its sales of 2003 back from the growth", True),
        ("How high are its sales?", False),
    ],
)
def test_what_asks_for_an_earlier_time(text: str, back: bool) -> None:
    assert asks_of_before(text) is back
