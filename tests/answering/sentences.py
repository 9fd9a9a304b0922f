"""Judged sentences, for the tests of what is made of them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.datatypes import Hit, Passage, Ranks, ReadSentence, Sentence, Source


def judged(texts: Sequence[str], scores: Sequence[float] = ()) -> list[ReadSentence]:
    """The sentences of one passage, in order.

    Args:
        texts: The sentences.
        scores: Their scores; falling by one from ten where none are given.
    """
    sentences, start = [], 0
    for text in texts:
        sentences.append(Sentence(start, start + len(text), text))
        start += len(text) + 1
    hit = Hit(
        1, Source("zephyr.txt", "Zephyr"), Passage(0, start - 1, " ".join(texts), "", tuple(sentences)), Ranks(1.0)
    )
    given = scores or [10.0 - place for place in range(len(texts))]
    return [ReadSentence(hit, sentence, score) for sentence, score in zip(sentences, given, strict=True)]
