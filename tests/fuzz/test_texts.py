"""Any text at all: quantities, figures, questions, and what reaches a screen."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.fuzz import checks
from tests.fuzz.strategies import in_time, quick, texts


@quick
@given(texts())
def test_the_grammar_of_quantities(text: str) -> None:
    in_time(checks.check_quantities, text)


@quick
@given(texts())
def test_the_figures_of_an_article(text: str) -> None:
    in_time(checks.check_figures, text)


@quick
@given(texts())
def test_a_question(text: str) -> None:
    in_time(checks.check_question, text)


@quick
@given(texts())
def test_what_is_shown(text: str) -> None:
    in_time(checks.check_shown, text)


@pytest.mark.parametrize(
    "text",
    [
        "1 " * 1_999,
        "$1 million to $2 million, " * 77,
        "in 2004 " * 250,
        "Acme and " * 220,
        "profit from sales of " * 95,
        "about " * 330 + "5%",
        "-" * 1_000 + "5" + "-" * 990,
        "((" * 1_000,
        "'" * 2_000,
        "the three months to " * 100,
        "up down " * 250 + "to $4 billion",
        "one hundred and " * 130,
        "1/2/" * 500,
        "1-2-3-" * 330,
        "a.b." * 500,
        "\u0301" * 2_000,
    ],
)
def test_the_longest_sentence_of_one_thing(text: str) -> None:
    in_time(checks.check_figures, f"Acme grows\n\nAcme said {text} of revenue.")
    in_time(checks.check_quantities, text)
    in_time(checks.check_question, text)
