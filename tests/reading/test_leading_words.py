"""Words that the model points at lead an answer only where they are one thing."""

from __future__ import annotations

import pytest

from assistant.answering.question import parse
from assistant.datatypes import Hit, Passage, Pointing, Ranks, ReadSentence, Sentence, Source
from assistant.reading.pointing import sure_words

QUESTION = parse("How many are there?")


def read(text: str, words: str) -> ReadSentence:
    """A sentence in which the model is sure of some words, and every figure is of the type asked for."""
    sentence = Sentence(0, len(text), text)
    passage = Passage(start=0, end=len(text), text=text, heading="", sentences=(sentence,))
    start = text.index(words)
    hit = Hit(1, Source("a.md", "Title"), passage, Ranks(1.0, 1, 1.0, 1, 1.0))
    pointing = Pointing(4.0, -4.0, (start, start + len(words)), 9.0, ())
    return ReadSentence(hit, sentence, 1.0, ((0, len(text)),), (), pointing)


@pytest.mark.parametrize(
    ("text", "words", "leads"),
    [
        (
            "In round terms it is nine tenths for coal, a third for wind.",
            "nine tenths for coal, a third",
            None,
        ),
        ("They have $5bn for coal and $3bn for wind between them all.", "$5bn for coal and $3bn", None),
        ("The company now has 12,000 people in all of its plants.", "12,000", "12,000 people"),
    ],
)
def test_two_things_are_not_one_answer(text: str, words: str, leads: str | None) -> None:
    place = sure_words(QUESTION, read(text, words))
    assert (text[slice(*place)] if place else None) == leads
