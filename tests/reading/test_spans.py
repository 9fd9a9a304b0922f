from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.reading.pointer import Pointed, PointerModel
from assistant.reading.spans import EVEN, Place, Weights, likeliest, looked_at_twice

TEXT = "Anna left Rome. In May Bert came to Lyon."
TOKENS = [(m, m + len(word)) for m, word in ((TEXT.index(w), w) for w in TEXT.rstrip(".").replace(".", "").split())]
FIRST, SECOND = (0, 15), (16, len(TEXT))


def pointed(starts: dict[str, float], ends: dict[str, float], sentences: dict[str, float] | None = None) -> Pointed:
    """Logits by word; 0 where nothing is said."""
    logits = np.zeros((len(TOKENS), 5), dtype=np.float32)
    for row, (start, end) in enumerate(TOKENS):
        word = TEXT[start:end]
        logits[row, 0], logits[row, 1] = starts.get(word, 0), ends.get(word, 0)
        logits[row, 2] = (sentences or {}).get("first" if end <= FIRST[1] else "second", 0)
    return Pointed(logits, np.zeros(5, dtype=np.float32), np.array(TOKENS))


def chosen(found: Pointed, places: Sequence[Place], weights: Weights = EVEN) -> str:
    words = likeliest(found, places, weights)
    assert words is not None
    return TEXT[words.start : words.end]


def test_words_stay_within_a_sentence() -> None:
    found = pointed({"Rome": 5.0}, {"Bert": 5.0, "Rome": 1.0})
    plain = found.words()
    assert plain is not None and TEXT[plain.start : plain.end] == "Rome. In May Bert"
    assert chosen(found, [Place(FIRST), Place(SECOND)]) == "Rome"


def test_the_logit_of_a_sentence_counts_once_and_the_score_is_that_of_the_ends() -> None:
    found = pointed({"Anna": 2.0, "Bert": 1.5}, {"Anna": 2.0, "Bert": 1.5}, {"second": 1.5})
    places = [Place(FIRST), Place(SECOND)]
    assert chosen(found, places) == "Bert"  # 3 + 1.5 beats 4 + 0
    assert chosen(found, places, Weights(sentence=0.5)) == "Anna"  # 3 + 0.75 does not
    words = likeliest(found, places)
    assert words is not None and words.score == pytest.approx(3.0)


def test_a_mark_counts_where_it_is_held_whole() -> None:
    found = pointed({"Anna": 2.0, "Bert": 1.75}, {"Anna": 2.0, "Bert": 1.75})
    bert = (TEXT.index("Bert"), TEXT.index("Bert") + 4)
    assert chosen(found, [Place(FIRST), Place(SECOND, (bert,))]) == "Bert"
    assert chosen(found, [Place(FIRST), Place(SECOND, ((bert[0], bert[1] + 5),))]) == "Anna"  # "Bert came" is not held
    assert chosen(found, [Place(FIRST), Place(SECOND, (bert,))], Weights(mark=0.0)) == "Anna"


def test_where_nothing_was_read_there_are_no_words() -> None:
    empty = Pointed(np.zeros((0, 5), np.float32), np.zeros(5, np.float32), np.zeros((0, 2), np.int64))
    assert likeliest(empty, [Place(FIRST)]) is None
    assert likeliest(pointed({}, {}), []) is None
    assert looked_at_twice(empty, [Place(FIRST)], TEXT, lambda _: []) is None


def test_a_second_look_adds_what_is_said_of_the_sentence_alone() -> None:
    found = pointed({"Anna": 2.0, "Bert": 1.5}, {"Anna": 2.0, "Bert": 1.5})
    asked: list[str] = []

    def read(texts: Sequence[str]) -> list[Pointed]:
        asked.extend(texts)
        return [alone(text) for text in texts]

    def alone(text: str) -> Pointed:
        begin = TEXT.index(text)
        inside = [(a - begin, b - begin) for a, b in TOKENS if begin <= a < begin + len(text)]
        logits = np.zeros((len(inside), 5), dtype=np.float32)
        for row, (start, end) in enumerate(inside):
            logits[row, :2] = 2.5 if text[start:end] == "Lyon" else 0.0
        return Pointed(logits, np.zeros(5, dtype=np.float32), np.array(inside))

    words = looked_at_twice(found, [Place(FIRST), Place(SECOND)], TEXT, read)
    assert sorted(asked) == sorted(["Anna left Rome.", "In May Bert came to Lyon."])
    assert words is not None
    assert TEXT[words.start : words.end] == "Lyon"  # twice 2.5 beats twice 2 of Anna


def test_the_model_looks_twice_at_a_real_text() -> None:
    text = "The company employs 12,000 people in Freiburg. Chief executive Jane Doe said demand was strong."
    model, question = PointerModel(), "Who is the chief executive?"
    places = [Place((0, 46)), Place((47, len(text)), ((63, 71),))]

    def read(texts: Sequence[str]) -> list[Pointed]:
        return model.point(question, texts)

    found = model.point(question, [text])[0]
    for words in (likeliest(found, places), looked_at_twice(found, places, text, read)):
        assert words is not None and text[words.start : words.end] == "Jane Doe"
