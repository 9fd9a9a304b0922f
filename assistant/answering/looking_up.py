"""Inputs of a calculation that are looked for one by one in the articles."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import Protocol

from assistant.answering import evidence
from assistant.answering.leftover import equal
from assistant.answering.matching import Matcher, Slot
from assistant.answering.phrases import Phrase
from assistant.answering.recipe import Need
from assistant.answering.workings import Found
from assistant.answering.worksheet import Sheet
from assistant.datatypes import Qualifier, Quantity, Question, ReadSentence
from assistant.figures.attribution import attribute
from assistant.figures.metrics import Match, satisfies
from assistant.reading.pointing import figure_score


class Finder(Protocol):
    """What inputs may be taken from."""

    @property
    def question(self) -> Question:
        """The question."""

    @property
    def subject(self) -> str:
        """The question without the words that ask for the calculation."""

    @property
    def find(self) -> Callable[[str], tuple[ReadSentence, ...]]:
        """Judged sentences for a query."""


def look_up(need: Need, finder: Finder, read: Sequence[ReadSentence], stated: Quantity | None) -> Found | None:
    """The figure of the articles for an input: of the right metric and owner, newest first.

    Args:
        need: The input.
        finder: What it may be taken from.
        read: The question's own sentences, judged.
        stated: The amount that the question gives for it; then that one is looked for.

    Returns:
        None where no article gives it.
    """
    names = finder.question.entities if need.owned else ()
    if need.owned and not names:
        return None
    topic = finder.question.text if stated is not None else finder.subject
    found = finder.find(" ".join([*names, need.words]) if need.owned else topic)
    loose = need.owned or stated is not None  # a figure that the question states is known by its value
    sentences = [*found, *read] if loose else [item for item in found if _on_topic(item)]
    candidates = [
        (quantity, item)
        for item in dict.fromkeys(sentences)
        for quantity in _figures(need, item, names)
        if stated is None or equal(quantity, stated)
    ]
    if not candidates:
        return None
    if stated is None and (not need.owned or _STAGE.search(finder.question.text)):
        candidates = _described(need, finder.question, candidates)
    chosen = _preferred(candidates, newest=need.owned)
    return Found(*chosen)


_STAGE = re.compile(
    r"\b(?:pre-?money|post-?money|proposed|planned|new|latest|current|last|previous|talks?|discuss\w*|seek\w*|sought|being"
    r"|targeted|guid\w+|forecast|expected|projected)\b",
    re.IGNORECASE,
)
"""Words that tell one valuation of somebody from another."""


def _described(
    need: Need, question: Question, candidates: list[tuple[Quantity, ReadSentence]]
) -> list[tuple[Quantity, ReadSentence]]:
    """The candidates of the first one's article, the one before the others that the question's words mean, if any."""
    path = candidates[0][1].hit.source.path
    sheet = Sheet(question, [item for _, item in candidates if item.hit.source.path == path])
    slot = Slot(
        Phrase.of(question.text, question.entities), lambda cell: 0.0 if need.takes(cell.quantity.unit) else None
    )
    best = Matcher(sheet, question.entities).best(slot)
    meant = [(q, item) for q, item in candidates if best and item == best.item and q.span == best.quantity.span]
    return [*meant, *(pair for pair in candidates if pair not in meant)]


def _preferred(candidates: list[tuple[Quantity, ReadSentence]], *, newest: bool) -> tuple[Quantity, ReadSentence]:
    """The candidate to use: of the newest article, then the one that the reader points at, then the best read.

    Where articles give the same figure with and without a bound, the bounded one: it claims less.
    """
    if newest:
        days = [item.hit.source.published for _, item in candidates if item.hit.source.published]
        latest = [pair for pair in candidates if pair[1].hit.source.published == max(days, default=None)]
        candidates = [*latest, *(pair for pair in candidates if pair not in latest)]
        first = _pointed_at(latest or candidates)
    else:
        first = _pointed_at(candidates)
    bounds = (Qualifier.AT_LEAST, Qualifier.AT_MOST)
    bounded = [pair for pair in candidates if equal(pair[0], first[0]) and pair[0].qualifier in bounds]
    return bounded[0] if bounded and first[0].qualifier not in bounds else first


POINTED_AHEAD = 2.0
"""How far, in logits, another figure must be ahead for the reader to overrule the order of the rules."""


def _pointed_at(candidates: list[tuple[Quantity, ReadSentence]]) -> tuple[Quantity, ReadSentence]:
    """The first of figures of one metric and owner, unless the reader holds another for much likelier."""
    first = figure_score(candidates[0][1], candidates[0][0])
    if first is None:
        return candidates[0]
    unread = -math.inf
    scores = [score if (score := figure_score(item, q)) is not None else unread for q, item in candidates]
    return candidates[scores.index(max(scores))] if max(scores) > first + POINTED_AHEAD else candidates[0]


def _figures(need: Need, item: ReadSentence, names: tuple[str, ...]) -> list[Quantity]:
    """The quantities of a sentence that can be this input."""
    sentences = item.hit.passage.sentences
    position = sentences.index(item.sentence)
    before = sentences[position - 1].text if position else ""
    return [
        found.quantity
        for found in attribute(item.sentence.text, before)
        if need.takes(found.quantity.unit)
        and (not need.metric or satisfies(need.metric, found.metric) is Match.EXACT or found.quantity.unit == need.name)
        and (not names or evidence.owned(found.quantity, item, names))
    ]


def _on_topic(item: ReadSentence) -> bool:
    signals = dict(item.signals)
    return signals.get("own_words", 1.0) + signals.get("near_words", 0.0) >= 0.34
