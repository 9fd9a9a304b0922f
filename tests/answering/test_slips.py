"""Words that are no slips of the keyboard though no article has them, and what an answer says was asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant
from assistant.answering.phrases import is_usual
from assistant.calculators import registry
from tests.answering.dated import check_calculation, opened_over

SHORTEST = 5
"""Letters of a word that may be a slip."""

ARTICLES = {
    "dam": (
        "Dam at Morva runs low",
        "The Morva dam has a capacity of 100 megawatts. It made 438 gigawatt-hours last year. A factory took half.",
    ),
    "outage": (
        "Grid at Selsa",
        "An average home in Selsa uses 4,000 kilowatt-hours a year. Data centres used 90 terawatt-hours, or 5% of"
        " the electricity of the United States.",
    ),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_over(tmp_path_factory.mktemp("slips"), ARTICLES) as opened:
        yield opened


def test_words_of_calculators_are_no_slips() -> None:
    said = {
        word
        for each in registry.all()
        for name in (each.name, *(item.name for item in each.inputs))
        for word in name.replace("_", "-").split("-")
        if len(word) >= SHORTEST
    }
    assert "factor" in said
    assert [word for word in sorted(said) if not is_usual(word)] == []


def test_a_factor_is_no_factory(assistant: Assistant) -> None:
    check_calculation(assistant, "morva dam capacity factor last year", "capacity-factor", 50.0, "%")


@pytest.mark.parametrize(
    "question", ["what is the capasity of the Morva dam", "capacity factor of the Morva dam last yaer"]
)
def test_an_answer_repeats_the_question_as_it_was_typed(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).question == question


@pytest.mark.parametrize(
    "question",
    [
        "What share of US electricity did data centres use, and how many TWh is that?",
        "What share of US electricity goes to data centres that are in Selsa?",
        "What share of national electricity would the Morva capacity take?",
    ],
)
def test_a_share_of_a_country_s_energy_needs_a_power_that_is_spoken_of(assistant: Assistant, question: str) -> None:
    made = {done.calculator for done in assistant.ask(question).calculations}
    assert not made & {"share-of-national-consumption", "capacity-factor"}


def test_homes_are_counted_only_where_homes_are_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask("How many turbines would Selsa need for its 90 terawatt-hours?")
    assert "energy-to-homes" not in {done.calculator for done in answer.calculations}
