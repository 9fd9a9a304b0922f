"""Several figures that a question asks for in one: what each has taken, sales by category.

Articles tell them one behind the other, so the sentences beside the best one are quoted with it.
"""

from __future__ import annotations

import dataclasses
import re

from assistant.answering.narrowing import NUMERIC
from assistant.answering.parted import asks_by
from assistant.datatypes import Question, ReadSentence
from assistant.quantities import units
from assistant.reading.stems import stem, stem_set
from assistant.reading.types import fits, quantities_in

_ASKS = re.compile(
    r"\beach\W{0,4}$|\bhow\s+(?:many|much)\s+(?:[^\s,?]+\s+){0,5}each\b|\brespectively\b|\bapiece\b"
    r"|\b(?:break|broken|split|divid(?:e|ed))\s*-?(?:down|up)\b|\bsplit\s+(?:of|by|between|into)\b"
    r"|\b(?:break|split|divide|strip)\s+(?:[^\s?]+\s+){1,6}(?:down|up|by)\b|\beach\s+of\s+(?:its|the|their|them|these|those)\b"
    r"|\bwhat(?:['’]s|\s+(?:is|was|are|were))\s+each\s+(?:one\s+)?[a-z]{2,}ing\b",
    re.IGNORECASE,
)
MOST = 5
"""How many sentences are shown at most."""
NEAR = 2
"""How far from the best sentence another may stand, where the question names no items that it holds."""
_ITEMS = re.compile(r"[:(-](?P<items>[^:?()-]{1,80},[^:?()]{1,200})\)?\W{0,4}$")
"""The items that a question lists at its end: "by category: food, clothing, homeware"."""


def asks_for_each(text: str) -> bool:
    """Whether a question asks for the figures of several things one by one.

    Args:
        text: The question.
    """
    return bool(_ASKS.search(text) or asks_by(text))


def with_each(question: Question, best: ReadSentence) -> tuple[ReadSentence, ...]:
    """The best sentence, and those around it in its passage that give figures of the same kind, in order.

    Args:
        question: The question.
        best: The sentence that answers best.
    """
    kinds = _kinds(question, best.sentence.text)
    items = _items(question.text)
    sentences = best.hit.passage.sentences
    place = sentences.index(best.sentence)
    held = items & stem_set(best.sentence.text)
    found = [best]
    for position, sentence in enumerate(sentences):
        near = abs(position - place) <= NEAR if not held else items & stem_set(sentence.text)
        if position != place and near and kinds & _kinds(question, sentence.text):
            found.append(dataclasses.replace(best, sentence=sentence, marks=(), pointing=None))
    nearest = sorted(found, key=lambda item: abs(sentences.index(item.sentence) - place))[:MOST]
    return tuple(sorted(nearest, key=lambda item: item.sentence.start))


def _items(text: str) -> frozenset[str]:
    match = _ITEMS.search(text)
    return stem_set(match.group("items")) if match is not None else frozenset()


def _kinds(question: Question, sentence: str) -> frozenset[str]:
    """The dimensions of a sentence's amounts that are of a kind that is asked for."""
    wanted = [kind for kind in NUMERIC if kind in question.expects]
    fitting = [q for q in quantities_in(sentence) if not wanted or any(fits(q, kind) for kind in wanted)]
    # Things that are counted are of one kind only where they are called the same.
    return frozenset(
        units.dimension(q.unit) if units.dimension(q.unit) != "count" else stem(q.unit.split()[-1])
        for q in fitting
        if q.unit
    )
