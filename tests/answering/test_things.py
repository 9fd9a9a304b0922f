"""Figures of things that are asked for by name, and of one thing where articles speak of several."""

from __future__ import annotations

import pytest

from assistant.answering import Assistant
from assistant.answering.question import parse
from assistant.datatypes import AnswerStatus


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What is the PUE of Google?", "1.09"),
        ("What is Google's PUE?", "1.09"),
        ("What was the PUE of Amazon Web Services?", "1.15"),
        ("What is the capacity factor of nuclear plants?", "91.0%"),
    ],
)
def test_the_sentence_that_gives_the_figure_of_the_thing_comes_first(
    bundled: Assistant, question: str, value: str
) -> None:
    answer = bundled.ask(question)
    assert value in answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who is the CEO of Apple?", ("Apple",)),
        ("What is the GDP of the United States?", ("United States",)),
        ("What is the R&D of Acme?", ("Acme",)),
        ("What did the Bank of England say?", ("Bank of England",)),
        ("Who leads the University of Texas?", ("University of Texas",)),
    ],
)
def test_what_is_asked_of_somebody_is_no_part_of_the_name(question: str, names: tuple[str, ...]) -> None:
    assert parse(question).entities == names


def test_what_eight_draw_does_not_lead_where_one_is_asked_about(bundled: Assistant) -> None:
    one = bundled.ask("How much power does an H100 draw?")
    assert "10.2 kW" not in one.text.split("\n")[0] or "eight H100" in one.text.split("\n")[0]
    system = bundled.ask("How much power does a DGX H100 system draw?")
    assert "10.2 kW" in system.text.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("How many reactors would power five million homes?", "five million homes"),
        ("How much CO2 does a 1 GW plant emit over 10 years?", "10 years"),
    ],
)
def test_a_number_of_things_that_a_calculation_does_not_use_is_not_passed_over(
    bundled: Assistant, question: str, amount: str
) -> None:
    answer = bundled.ask(question)
    assert answer.value is None
    assert answer.reason is not None
    assert amount in answer.reason.text


def test_what_is_counted_is_what_stands_behind_how_many(bundled: Assistant) -> None:
    answer = bundled.ask("How many homes does one reactor supply?")
    assert [calculation.calculator for calculation in answer.calculations] == ["power-to-homes"]
    assert bundled.ask("How many large nuclear reactors is 5 GW?").value is not None


@pytest.mark.parametrize("payer", ["Amazon", "Microsoft"])
def test_what_one_firm_promised_is_not_what_another_did(bundled: Assistant, payer: str) -> None:
    answer = bundled.ask(f"How much money did {payer} commit to Anthropic?")
    assert answer.status is AnswerStatus.ABSTAINED
    assert answer.reason is not None
    assert payer in answer.reason.text
    assert "$40 billion" in bundled.ask("How much money did Google commit to Anthropic?").text


def test_names_that_and_joins_are_two_where_the_articles_know_each(bundled: Assistant) -> None:
    answer = bundled.ask("What is the PUE of Google and Microsoft?")
    assert "1.09" in answer.text
    assert "1.16" in answer.text


def test_a_bare_number_is_an_input_where_its_words_stand_by_it(bundled: Assistant) -> None:
    answer = bundled.ask("How many GPUs could a 5 GW campus run at a PUE of 1.2?")
    (calculation,) = answer.calculations
    assert {item.name: item.quantity.text for item in calculation.inputs}["pue"] == "1.2"
    assert calculation.calculator == "power-to-accelerators"


def test_a_sum_that_no_article_gives_is_declined(bundled: Assistant) -> None:
    answer = bundled.ask("What is the market value of Nvidia?")
    assert answer.status is AnswerStatus.ABSTAINED
    assert bundled.ask("What was the valuation of OpenAI?").status is AnswerStatus.ANSWERED
