"""The answering words of a text, chosen by all that the model says of it.

The ends' logits alone often leave the right sentence. Here a span stays within one sentence, and to the
logits of its ends are added that of its sentence and a mark where it holds something of the type that is
asked for. All of them weigh 1: no weight was fitted, for weights fitted on four articles did no better on the
fifth. A second look reads the best few sentences by themselves, and adds up what both readings say.
How much each gives is measured by ``assistant.training.measure``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.reading.pointer import END, SENTENCE, START, Logits, Pointed, Range, Words

LOOKED_AT = 3
"""Sentences that are read by themselves in a second look."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a text, and where in it stands something of the type asked for."""

    sentence: Range
    marks: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """How much is added to the logits of both ends; other weights than these are for measuring what each gives."""

    sentence: float = 1.0
    """For each logit of the sentence."""
    mark: float = 1.0
    """For a span that holds a mark whole."""


EVEN = Weights()


@dataclass(frozen=True, slots=True)
class _Spans:
    """The spans of one sentence."""

    first: int
    last: int
    """Its tokens, the last one excluded."""
    scores: Logits
    """Shape (tokens, tokens), as of ``Pointed.both_ends``."""

    @property
    def best(self) -> float:
        return float(self.scores.max())


def likeliest(pointed: Pointed, places: Sequence[Place], weights: Weights = EVEN) -> Words | None:
    """The likeliest answering words within one sentence; None where no sentence was read.

    Args:
        pointed: What the model makes of the text.
        places: Sentences of the text.
        weights: What is added to the logits of the ends.
    """
    return _chosen(pointed, [spans for place in places if (spans := _spans(pointed, place, weights))])


def looked_at_twice(
    pointed: Pointed,
    places: Sequence[Place],
    text: str,
    read: Callable[[Sequence[str]], Sequence[Pointed]],
    weights: Weights = EVEN,
) -> Words | None:
    """The same where the best few sentences are also read by themselves; only they compete.

    Args:
        pointed: What the model makes of the text.
        places: Sentences of the text.
        text: The text.
        read: Reads texts for the same question.
        weights: What is added to the logits of the ends.
    """
    found = [(spans, place) for place in places if (spans := _spans(pointed, place, weights))]
    found = sorted(found, key=lambda each: -each[0].best)[:LOOKED_AT]
    alone = read([text[slice(*place.sentence)] for _, place in found])
    return _chosen(pointed, [_added(spans, own, weights) for (spans, _), own in zip(found, alone, strict=True)])


def _chosen(pointed: Pointed, found: Sequence[_Spans]) -> Words | None:
    if not found:
        return None
    best = max(found, key=lambda spans: spans.best)
    return pointed.words_at(best.first, best.last, best.scores)


def _spans(pointed: Pointed, place: Place, weights: Weights) -> _Spans | None:
    first, last = pointed.tokens(place.sentence)
    if first >= last:
        return None
    scores = pointed.both_ends(first, last)
    scores += np.float32(weights.sentence * float(pointed.logits[first:last, SENTENCE].mean()))
    if weights.mark:
        held = np.zeros(scores.shape, dtype=bool)
        for mark in place.marks:
            start, end = (token - first for token in pointed.tokens(mark))
            held[: start + 1, max(end - 1, 0) :] |= end > start
        scores += np.float32(weights.mark) * held
    return _Spans(first, last, scores)


def _added(spans: _Spans, alone: Pointed, weights: Weights) -> _Spans:
    """A sentence's spans with what was made of the sentence by itself, whose tokens are the same from its start on."""
    size = min(spans.last - spans.first, len(alone.offsets))
    both = alone.both_ends(0, size) - alone.none[START] - alone.none[END]
    both += np.float32(weights.sentence * float(alone.logits[:, SENTENCE].mean()))
    return replace(spans, last=spans.first + size, scores=spans.scores[:size, :size] + both)
