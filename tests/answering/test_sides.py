"""How a question that sets two things against each other is read: its sides, and what of theirs is compared."""

from __future__ import annotations

import pytest

from assistant.answering.question import parse
from assistant.answering.sides import Side, named, places_apart, sides_of


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Which airline owes more, Norwind or Sunjet Air, and what's the gap in dollars?", "Norwind", "Sunjet Air"),
        ("Whose deal was larger, Norwind's or Sunjet's, and by how many dollars?", "Norwind", "Sunjet"),
        ("Norwind or Sunjet: who made the bigger profit and how far ahead were they?", "Norwind", "Sunjet"),
        ("Norwind vs Sunjet annual profit 2004 - who earned more, and by how much", "Norwind", "Sunjet"),
        ("Did the ferry arm or Sunjet earn more in 2004, and what was the difference?", "ferry arm", "Sunjet"),
        ("Did Norwind lose more in 2003 or in 2004, and what was the difference?", "2003", "2004"),
        ("Were there more complaints in 2003 or 2004?", "2003", "2004"),
        ("Does the bank see more people fall ill after the flood in Norway or in Peru?", "Norway", "Peru"),
        ("Is Norwind's debt higher than Sunjet's, and by how much?", "Norwind's debt", "Sunjet"),
        ("How many more planes did Norwind buy last year than Sunjet?", "Norwind", "Sunjet"),
        ("How much more did Norwind pay than Sunjet for fuel in 2004?", "Norwind", "Sunjet"),
        ("Is Norwind or Sunjet expected to be larger next year?", "Norwind", "Sunjet"),
        ("Did Norwind pay more for Globex or Initech?", "Globex", "Initech"),
        ("What is the difference between the bids of Norwind and Sunjet?", "Norwind", "Sunjet"),
        ("Which cost more, the Alpha bridge or the Beta tunnel?", "Alpha bridge", "Beta tunnel"),
        ("Which cost more, the Opal 4 or the Opal 3?", "Opal 4", "Opal 3"),
        ("Does Norwind or Sunjet have the larger staff? Give me the difference.", "Norwind", "Sunjet"),
        ("Which of Norwind and Sunjet ordered more planes, and how many more?", "Norwind", "Sunjet"),
        ("How many times as much will Norwind spend on fuel in 2026 as Sunjet?", "Norwind", "Sunjet"),
        ("Did Norwind's sales or Sunjet's come out higher?", "Norwind's sales", "Sunjet"),
        ("Bigger deal with Peru: Norwind or Sunjet?", "Norwind", "Sunjet"),
        ("Norwind vs Sunjet headcount, by how much", "Norwind", "Sunjet"),
        ("By how much did Norwind's 2004 profit exceed Sunjet's?", "Norwind", "Sunjet"),
        ("Norwind's debt is how many times Sunjet's?", "Norwind", "Sunjet"),
        ("How many times Sunjet's debt was Norwind's?", "Norwind", "Sunjet"),
        ("How much more than Sunjet did Norwind earn in 2004?", "Norwind", "Sunjet"),
        ("Does Norwind employ more people than Sunjet, and by how many?", "Norwind", "Sunjet"),
        ("Norwind profit vs Sunjet profit 2004 difference", "Norwind profit", "Sunjet"),
    ],
)
def test_the_sides_are_the_words_around_what_joins_them(question: str, first: str, second: str) -> None:
    sides = sides_of(parse(question))
    assert sides is not None
    assert [named(side) for side in sides.both] == [first, second]


@pytest.mark.parametrize(
    "question",
    [
        "What did Norwind earn in 2004?",
        "Did Norwind pay more than $5bn?",
        "Is it Norwind or Sunjet that flies to Peru?",
        "Did Norwind lose more in 2004 or in 2004?",
        "By how much did Norwind's profit beat forecasts?",
    ],
)
def test_what_sets_nothing_against_each_other_has_no_sides(question: str) -> None:
    assert sides_of(parse(question)) is None


def test_what_is_compared_is_the_rest_of_the_question() -> None:
    sides = sides_of(parse("Whose gas deal with Peru was larger, Norwind's or Sunjet's, and by how many dollars?"))
    assert sides is not None
    assert sides.about == "gas deal with Peru dollars"
    assert not sides.less


def test_a_noun_that_only_one_side_has_is_of_both() -> None:
    sides = sides_of(parse("Is Norwind's debt lower than Sunjet's?"))
    assert sides is not None
    assert sides.less
    assert "debt" in sides.about
    assert [side.words for side in sides.both] == [frozenset(), frozenset()]


def test_a_quarter_of_two_years_is_compared_by_its_years() -> None:
    sides = sides_of(parse("Was the loss bigger in the first quarter of 2003 or in the first quarter of 2004?"))
    assert sides is not None
    assert [side.year for side in sides.both] == [2003, 2004]
    assert "first quarter" in sides.about


def test_its_is_of_whoever_both_sides_belong_to() -> None:
    sides = sides_of(parse("Did Norwind's freight sales or its ticket sales fall more?"))
    assert sides is not None
    assert [side.names for side in sides.both] == [(), ()]
    assert [bool(side.words) for side in sides.both] == [True, True]


def test_a_name_within_a_longer_one_is_the_longer_ones() -> None:
    short, long = Side("Norwind", ("Norwind",), frozenset()), Side("Norwind Power", ("Norwind Power",), frozenset())
    text = "Norwind shares added 2%, and Norwind Power jumped 7%"
    mine, theirs = places_apart(short, long, text)
    assert [text[a:b] for a, b in mine] == ["Norwind"]
    assert [text[a:b] for a, b in theirs] == ["Norwind Power"]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Norway", "a million Norwegians and two Danes", ["Norwegians"]),
        ("America", "only 27 of the US firms", ["US"]),
        ("George Quill", "Quill reported a rise", ["Quill"]),
        ("Acme", "Globex reported a rise", []),
    ],
)
def test_a_side_is_found_by_the_forms_of_its_name(name: str, text: str, found: list[str]) -> None:
    places = Side(name, (name,), frozenset()).places(text)
    assert [text[a:b] for a, b in places] == found


def test_a_side_without_a_name_is_found_by_all_its_words_together() -> None:
    side = Side("the leasing bank", (), frozenset({"leas", "bank"}))
    near = "Earnings at the leasing bank rose to $2m"
    assert [near[a:b] for a, b in side.places(near)] == ["leasing bank"]
    assert side.places("The bank said that, for all of the spring and the summer, it had to stop leasing") == []
