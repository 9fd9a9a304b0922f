"""Lists: sentences that list what is asked for come before those that only speak of it."""

from __future__ import annotations

import pytest

from assistant.answering.listed import LISTS, LISTS_THEM, asked_plural, with_lists_first
from assistant.answering.question import parse
from tests.answering.sentences import judged

TEXTS = (
    "It has rivals: Boreal, Ostro and Quillon.",
    "Zephyr makes famous brands.",
    "Its other brands include Syndal tablets, Melton syrup, and Master Baby.",
)
SCORES = (8.0, 10.0, 9.0)


def test_a_sentence_that_lists_the_things_comes_first() -> None:
    found = with_lists_first(parse("Which brands does Zephyr own?"), judged(TEXTS, SCORES))
    assert [item.sentence.text for item in found][:2] == [TEXTS[2], TEXTS[1]]
    assert found[0].score == 9.0 + LISTS_THEM


def test_a_list_of_something_else_is_raised_less() -> None:
    found = with_lists_first(parse("Which brands does Zephyr own?"), judged(TEXTS, SCORES))
    assert next(item.score for item in found if item.sentence.text == TEXTS[0]) == 8.0 + LISTS


def test_other_questions_leave_the_order() -> None:
    assert with_lists_first(parse("What does Zephyr make?"), judged(TEXTS, SCORES)) == judged(TEXTS, SCORES)


@pytest.mark.parametrize(
    ("question", "plural"),
    [
        ("names of the four firms that Zephyr sues", "firms"),
        ("In which Norlandish cities does it brew?", "cities"),
        ("tobacco companies accused in the case", "companies"),
        ("Who founded it?", ""),
    ],
)
def test_the_things_are_read_from_the_question(question: str, plural: str) -> None:
    assert asked_plural(question) == plural
