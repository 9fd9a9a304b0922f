"""Amounts over how many share them: the number counts what the question asks an amount for one of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant
from tests.answering.dated import check_calculation, opened_over

ARTICLES = {
    "ferries": (
        "Sandrow orders ferries",
        "Sandrow has ordered 12 ferries from the Polwick yard for $960m. It carries 3 million passengers a year.",
    ),
    "bonus": (
        "Bonuses at Harkwell",
        "Harkwell set aside £90m for bonuses. The insurer has 4,500 employees. Its profit was £300m.",
    ),
    "each": (
        "Turlow buys trams",
        "Turlow bought 30 trams, which cost $4m each.",
    ),
    "sheds": (
        "Corby builds sheds",
        "Corby built 50 sheds. It paid $58,000 per shed, and will spend $3m on repairs.",
    ),
    "debt": (
        "Debt of Merovia",
        "Merovia owes its creditors $80bn. The country has 20 million inhabitants.",
    ),
    "battery": (
        "Battery for Esker",
        "The Esker battery cost $30m and holds 200 megawatt-hours.",
    ),
    "turbines": (
        "Turbines off Skerrig",
        "The wind farm off Skerrig cost £900m. It has a capacity of 300 megawatts. It employs 75 technicians.",
    ),
    "farms": (
        "Aid for the orchards",
        "The aid of 40m euros goes to 8,000 growers in Pellonia. Some 900 traders get nothing.",
    ),
    "visits": (
        "Museum counts its guests",
        "The Arbory museum took 6m euros at its doors. Some 400,000 visitors came, and it sold 50,000 catalogues.",
    ),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_over(tmp_path_factory.mktemp("each"), ARTICLES) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "calculator", "value", "unit"),
    [
        ("How much does each ferry cost Sandrow?", "per-unit", 80e6, "USD"),
        ("Sandrow: price per ferry", "per-unit", 80e6, "USD"),
        ("What is the average price of a ferry that Sandrow ordered?", "per-unit", 80e6, "USD"),
        ("What does Sandrow pay for every single ferry?", "per-unit", 80e6, "USD"),
        ("What is the average bonus per employee at Harkwell?", "per-unit", 20_000.0, "GBP"),
        ("How much bonus would each Harkwell employee get on average?", "per-unit", 20_000.0, "GBP"),
        ("How much does each inhabitant of Merovia owe its creditors?", "per-unit", 4_000.0, "USD"),
        ("debt per head in Merovia", "per-unit", 4_000.0, "USD"),
        ("What did the Esker battery cost per kilowatt-hour?", "per-kwh", 150.0, "USD"),
        ("What did the wind farm off Skerrig cost per megawatt?", "per-mw", 3e6, "GBP"),
        ("How much aid does each grower in Pellonia get?", "per-unit", 5_000.0, "EUR"),
        ("How much did the average visitor pay at the Arbory museum's doors?", "per-unit", 15.0, "EUR"),
    ],
)
def test_an_amount_is_shared_by_those_that_are_asked_for(
    assistant: Assistant, question: str, calculator: str, value: float, unit: str
) -> None:
    check_calculation(assistant, question, calculator, value, unit)


@pytest.mark.parametrize(
    "question",
    [
        "How much does each harbour cost Sandrow?",  # nobody counts harbours
        "What is the average bonus per branch at Harkwell?",
        "How much does each tram cost Turlow?",  # the article says it
        "How much did Corby pay per shed?",
        "What did the Esker battery cost per megawatt?",  # it gives energy, and no power
        "What did the wind farm off Skerrig cost per megawatt-hour?",
        "How much aid does each miner in Pellonia get?",
    ],
)
def test_by_others_it_is_not_shared(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).calculations


def test_what_an_article_gives_for_one_is_quoted(assistant: Assistant) -> None:
    assert "$4m" in assistant.ask("How much does each tram cost Turlow?").text
    assert "$58,000" in assistant.ask("How much did Corby pay per shed?").text


def test_aid_is_not_shared_by_who_gets_nothing(assistant: Assistant) -> None:
    answer = assistant.ask("How much aid does each trader in Pellonia get?")
    assert all(item.quantity.text != "8,000 growers" for done in answer.calculations for item in done.inputs)
