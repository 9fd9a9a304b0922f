"""The names of a question, however it is typed."""

from __future__ import annotations

import pytest

from assistant.answering.asked_names import typed_small
from assistant.answering.question import parse


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("I'm writing about Zephyr and I've lost its profit", ("Zephyr",)),
        ("We're told Zephyr's sales fell. Is that so?", ("Zephyr",)),
        ("Zephyr FY25 sales, YoY", ("Zephyr",)),
        ("Zephyr like-for-like growth, new FY", ("Zephyr",)),
        ("Adding the two, what did Zephyr earn?", ("Zephyr",)),
        ("Adding Zephyr's sales, what is the total?", ("Zephyr",)),
        ("Please tell me what Zephyr sold", ("Zephyr",)),
        ("Which ex-Zephyr directors left?", ("Zephyr",)),
        ("What are Norland-related sales at Ostburg-based Zephyr?", ("Norland", "Zephyr")),
        ("Norland-based firms", ("Norland",)),
        ("State Lines profit", ("State Lines",)),
        ("Co-op sales", ("Co-op",)),
    ],
)
def test_what_is_no_name_is_left_out(question: str, names: tuple[str, ...]) -> None:
    assert parse(question).entities == names


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("reed and marsh full-year profit", ("reed and marsh",)),
        ("reed & marsh full-year profit", ("reed & marsh",)),
        ("what did r&m earn", ("r&m",)),
        ("bank of norland rate", ("bank of norland",)),
        ("who is the prime minister", ()),
        ("where do reeds grow by the marsh", ()),
    ],
)
def test_names_of_several_words_are_known_in_small_letters(question: str, names: tuple[str, ...]) -> None:
    passages = [
        "Reed & Marsh is due to report. The Bank of Norland kept its rate, the Prime Minister said.",
        "The prime minister met the bankers.",
    ]
    assert typed_small(question, passages) == names


def test_a_unit_is_a_name_where_somebody_acts() -> None:
    assert parse("How much clay did BHP dig?").entities == ("BHP",)
    assert parse("What is BHP's profit?").entities == ("BHP",)
    assert parse("How many MW did Zephyr take?").entities == ("Zephyr",)
    assert parse("Zephyr contract in GWh").entities == ("Zephyr",)
