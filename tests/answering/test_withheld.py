"""An amount that an article says is not told."""

from __future__ import annotations

import pytest

from assistant.answering.question import parse
from assistant.answering.withheld import withheld, withholds
from tests.answering.sentences import judged


@pytest.mark.parametrize(
    "sentence",
    [
        "The price was not disclosed.",
        "Quill declined to give the value of the order.",
        "It is too early to say how many carriages must be replaced.",
        "No financial details of the sale were given, and no price was revealed.",
        "It was sold for an undisclosed sum.",
    ],
)
def test_a_sentence_withholds_an_amount(sentence: str) -> None:
    assert withholds(sentence)


@pytest.mark.parametrize(
    "sentence", ["The price was £4m.", "Quill did not disclose that a firm of its own had paid.", "It will not close."]
)
def test_other_sentences_withhold_nothing(sentence: str) -> None:
    assert not withholds(sentence)


ORDERS = [
    "The first order is worth £40m.",
    "A second order, from the tram maker Quill, covers four years; its value was not disclosed.",
]


def test_the_amount_of_the_thing_beside_it_does_not_answer() -> None:
    read = judged(ORDERS)
    assert withheld(parse("What is the value of the order from Quill?"), read) is read[1]


def test_the_amount_of_the_thing_itself_does() -> None:
    assert withheld(parse("What is the value of the first order?"), judged(ORDERS)) is None


def test_words_tell_which_thing_it_is_where_no_name_does() -> None:
    read = judged(["It sold the lager brand for £88m.", "It will sell the cider press; the price was not revealed."])
    assert withheld(parse("What price did the cider press fetch?"), read) is read[1]
    assert withheld(parse("What price did the lager brand fetch?"), read) is None
