"""The types of thing that answer a question."""

from __future__ import annotations

import pytest

from assistant.answering.question import parse
from assistant.datatypes import Expects


@pytest.mark.parametrize(
    ("question", "types"),
    [
        ("In which Norlandish cities does Zephyr brew?", {Expects.LIST}),
        ("tobacco companies accused in the case", {Expects.LIST}),
        ("Which brands does Zephyr own?", {Expects.LIST}),
        ("What rate do people owning up pay?", {Expects.PERCENT}),
        ("number of people working at the mill", {Expects.COUNT}),
        ("Which hedge fund called the bid foolish?", {Expects.ORGANISATION}),
        ("name of the programme that Zephyr sponsors", {Expects.ORGANISATION}),
        ("name of the oil minister of Norland", {Expects.PERSON}),
        ("In which city did the two men who vanished work?", {Expects.PLACE}),
        ("who voted against it when the bank's members met", {Expects.PERSON}),
        ("Where did Zephyr shares finish on Thursday?", {Expects.MONEY}),
        ("At what price per share was Zephyr floated?", {Expects.MONEY}),
        ("How many yuan did Zephyr pay?", {Expects.MONEY}),
        ("unemployment rate among the young", {Expects.PERCENT}),
        ("What was inflation in Norland?", {Expects.PERCENT}),
        ("norland exports in 2003", {Expects.MONEY}),
        ("What were Zephyr's sales of beer?", {Expects.MONEY}),
        ("who owns most of Zephyr and what percent do they hold", {Expects.PERSON, Expects.PERCENT}),
        ("What were Norland's exports in 2004?", {Expects.MONEY}),
        ("How high is unemployment in Norland?", {Expects.PERCENT}),
        ("How many poor states gain from the debt plan?", {Expects.COUNT}),
        ("At what rate is the yuan pegged to the dollar?", {Expects.ANY}),
        ("What salary does the boss of Zephyr get?", {Expects.MONEY}),
        ("What did Zephyr lose in the third quarter?", {Expects.MONEY}),
        ("how far west will the line go", {Expects.ANY}),
        ("retail sales growth on the year", {Expects.PERCENT}),
        ("What sum is Norland seeking?", {Expects.MONEY}),
        ("what bonus did the miners ask for", {Expects.MONEY}),
        ("market cap of Zephyr", {Expects.MONEY}),
        ("Which seat is Ann Reed standing in?", {Expects.PLACE}),
        ("what the company was valued at in June", {Expects.MONEY}),
        ("How much copper did Zephyr dig?", {Expects.COUNT}),
        ("How much beer did Zephyr brew?", {Expects.COUNT}),
        ("where was zephyr stock trading before the bid", {Expects.MONEY}),
    ],
)
def test_the_types_are_read_from_the_words(question: str, types: set[Expects]) -> None:
    assert parse(question).expects == types


def test_what_is_asked_of_a_name_is_no_part_of_it() -> None:
    assert parse("How much did Norlandish GDP shrink?").entities == ("Norlandish",)
    assert parse("How large was the IPO of Zephyr?").entities == ("Zephyr",)
