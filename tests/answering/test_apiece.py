"""Several figures that are asked for in one."""

from __future__ import annotations

import pytest

from assistant.answering.apiece import asks_for_each, with_each
from assistant.answering.question import parse
from tests.answering.sentences import judged


@pytest.mark.parametrize(
    ("question", "each"),
    [
        ("Who has booked, and how many rooms each?", True),
        ("Zephyr sales by region", True),
        ("breakdown of Zephyr sales: ale, cider", True),
        ("How much did Zephyr and Quill earn respectively?", True),
        ("What does each share cost?", False),
        ("How much did each of them pay for the pit?", True),
        ("How many rooms has Zephyr booked?", False),
    ],
)
def test_a_question_asks_for_each(question: str, each: bool) -> None:
    assert asks_for_each(question) is each


def test_the_sentences_around_the_best_one_are_shown_with_it() -> None:
    read = judged(["Ale led, with sales of £3m.", "Cider brought in £2m.", "It has 40 lorries.", "A van cost £1m."])
    found = with_each(parse("breakdown of Zephyr sales by product: ale, cider"), read[0])
    assert [item.sentence.text for item in found] == ["Ale led, with sales of £3m.", "Cider brought in £2m."]


def test_other_things_that_are_counted_are_not() -> None:
    read = judged(["Zephyr took 20 rooms.", "Quill took 12 rooms.", "The town has 900 voters."])
    found = with_each(parse("Who took rooms, and how many each?"), read[0])
    assert [item.sentence.text for item in found] == ["Zephyr took 20 rooms.", "Quill took 12 rooms."]
