"""What is counted: the noun of "how many" must stand by the number."""

from __future__ import annotations

import pytest

from assistant.answering.counted import (
    Counted,
    Sure,
    asked_count,
    asked_measure,
    asked_substance,
    best_counts,
    dimensions_asked,
    is_in,
    says_how_many,
    says_how_much,
)
from assistant.answering.question import parse
from tests.answering.sentences import judged


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("How many passengers did Aerofirm carry in May?", "passengers"),
        ("number of people working at the mill", "employees"),
        ("How many people live there?", "people"),
        ("How many Turks lost their jobs?", "people"),
        ("how many koreans use the card", "people"),
        ("What is Zephyr's headcount?", "employees"),
        ("How many people were out of work in May?", "people"),
        ("How many sales representatives are there?", "representatives"),
        ("how many large steel mills does Ferrostar own", "mills"),
        ("How many dollars did it cost?", ""),
        ("How many litres of wine do they drink?", ""),
        ("How many times was it asked?", ""),
        ("How much did it cost?", ""),
    ],
)
def test_the_noun_is_read_from_the_question(question: str, noun: str) -> None:
    assert asked_count(question).noun == noun


@pytest.mark.parametrize(
    ("noun", "sentence", "before"),
    [
        ("passengers", "Aerofirm carried 5.2 million passengers.", ""),
        ("passengers", "Passenger numbers rose to 25 million.", ""),
        ("employees", "The ranch employs 300 workers.", ""),
        ("inhabitants", "The population will reach 420 million.", ""),
        ("flights", "It cancelled 77 short and medium-distance flights.", ""),
        ("members", "There were 4,000 a year later.", "The union once had few members."),
        ("sales", "As many as 3,000 firms may have their sales reviewed.", ""),
    ],
)
def test_a_number_of_it_is_found(noun: str, sentence: str, before: str) -> None:
    assert says_how_many(parse(f"How many {noun} were there?"), noun, sentence, before)


@pytest.mark.parametrize(
    ("noun", "sentence"),
    [
        ("passengers", "Aerofirm was launched four years ago."),
        ("passengers", "It cut its passenger forecast by 2.5%."),
        ("farms", "The farm sector employs one in three people."),
        ("subscribers", "It has only one network, with long lists for subscribers."),
        ("employees", "The firm hopes to sell 5 million shares."),
        ("employees", "The waves killed 38,000 people."),
        ("planes", "How many planes are 12 planes?"),
    ],
)
def test_another_number_is_not_one_of_it(noun: str, sentence: str) -> None:
    assert not says_how_many(parse(f"How many {noun} are 12 planes?"), noun, sentence)


def test_a_number_of_something_else_in_the_sentence_is_less_sure() -> None:
    question = parse("How many privatisations were there?")
    assert says_how_many(question, "privatisations", "There were 3,000 privatisations.") is Sure.BESIDE
    assert says_how_many(question, "privatisations", "For 3,000 firms privatisations may be reviewed.") is Sure.NEAR


def test_the_surest_of_the_kind_that_is_asked_for_are_kept() -> None:
    texts = ["It has 36 planes.", "It ordered 30 Skybus planes.", "For 40 routes planes are sought."]
    question = parse("How many Skybus planes did it order?")
    kept = best_counts(question, asked_count(question.text), judged(texts))
    assert [item.sentence.text for item in kept] == [texts[1]]
    assert best_counts(question, Counted("ships"), judged(texts)) == []


def test_measures_are_told_by_their_dimension() -> None:
    volume = asked_measure("How many litres of wine do they drink?")
    assert volume == "volume"
    assert asked_measure("What were its sales of beer in litres?") == "volume"
    assert asked_measure("What will it be worth in three years?") == ""
    assert asked_measure("How many dollars did it cost?") == ""
    assert says_how_much(volume, "They drink 59 litres a year.")
    assert not says_how_much(volume, "It sold 39 million cases.")


def test_units_of_two_words_are_measures_too() -> None:
    question = "How many cubic feet of gas are in the field?"
    assert asked_measure(question) == "volume"
    assert asked_measure("How many MW does the plant use?") == "power"
    assert asked_substance(question) == "gas"
    assert says_how_much("volume", "It holds 3 billion cubic feet of gas.", "gas")
    assert says_how_much("volume", "It holds 3 billion cubic feet.", "gas", "There is gas in the field.")
    assert not says_how_much("volume", "The other field holds a billion barrels.", "gas")


def test_a_substance_is_told_by_weight_or_volume() -> None:
    weight = dimensions_asked("How much copper did Zephyr dig?")
    assert is_in(weight, "It dug 300 tonnes.")
    assert is_in(dimensions_asked("How much beer did it brew?"), "It brewed 2 million hectolitres.")
    assert not is_in(weight, "It paid $3m for 20 lorries.")
    assert not is_in(dimensions_asked("how much power will it use"), "It will carry 240 passengers.")
    assert dimensions_asked("How much did it cost?") == frozenset()


def test_things_called_otherwise_are_counted_by_what_they_are() -> None:
    question = parse("how many tern chips has Zephyr ordered")
    text = "Zephyr has ordered 95,000 of Quantor's Tern accelerators."
    assert says_how_many(question, "chips", text) is Sure.BESIDE
    assert says_how_many(question, "wafers", text) is None
