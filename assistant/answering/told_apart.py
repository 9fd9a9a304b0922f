"""Which of several figures of a quote a question means: that which its words and names stand by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.datatypes import Quantity, Question
from assistant.figures.names import mentions
from assistant.quantities import units
from assistant.reading.stems import stem
from assistant.retrieval.words import STOP_WORDS

_VERB = re.compile(
    r"\b(?:is|are|was|were|been|being|has|had|costs?|made|makes?|paid|pays?|spent|spends?|rose|fell|came|comes?|brings?"
    r"|brought|earn(?:s|ed)|employ(?:s|ed)|sold|sells?|bought|buys?|owns?|owned)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"[,;]|\b(?:and|while|but|whereas)\b")
_NAME = 2
"""What a name counts for beside another word, besides being one."""


def told_apart(nouns: set[str], quote: str, able: list[Quantity], names: Sequence[str] = ()) -> list[Quantity]:
    """Of several figures the one that the question's words stand by; all of them where they stand by others as well.

    Between two figures, what stands before the "and" or the comma is said of the first. A name says whose it is, and
    counts for more than other words.

    Args:
        nouns: Stems of the question's words.
        quote: The quote.
        able: Figures of it, in its order.
        names: Names of the question.
    """
    spans = [q.span for q in able if q.span]
    own = []
    for place, span in enumerate(spans):
        lead = quote[spans[place - 1].end if place else 0 : span.start]
        tail = quote[span.end : spans[place + 1].start if place + 1 < len(spans) else len(quote)]
        joint, behind = _JOINT.search(lead) if place else None, _JOINT.search(tail)
        own.append(
            (lead[joint.end() :] if joint else "" if place else lead, tail[: behind.start()] if behind else tail)
        )
    if not all(_VERB.search(lead) for lead, _ in own[1:]):
        own[0] = ("", own[0][1])  # what stands before the first is said of all
    named = [sum(mentions(name, f"{a} {b}") for name in names) for a, b in own]
    scores = [
        len(nouns & {stem(word) for word in re.findall(r"[a-z]+", f"{a} {b}".lower())}) + _NAME * whose
        for (a, b), whose in zip(own, named, strict=True)
    ]
    best = max(scores)
    rest = sorted(scores)[-2]
    return [able[scores.index(best)]] if best - rest >= 2 or (best and not rest) else able


ASKS_BEFORE = re.compile(r"\b(?:before|earlier|previous\w*|prior|ago|last|(?:19|20)\d\d)\b", re.IGNORECASE)
"""Words of a question that ask for an older figure."""
_AGAIN = re.compile(r",? or $|\s?\($")
_AGAINST = re.compile(r"\b(?:from|compared (?:with|to)|against|versus|than) $", re.IGNORECASE)


_OF_WHOLE = re.compile(r" (?:out )?of (?:its|the|their|his|her) ")
_LEAD = 60
"""Characters before a part, and it, within which stands what is done with it: "is cutting 150 of its 2,500 jobs"."""


def _is_done(asked: str, lead: str) -> bool:
    """Whether a question has a word of what stands before a figure, names apart."""
    words = {stem(word) for word in re.findall(r"\b[a-z]{3,}", lead)} - STOP_WORDS
    return bool(words & {stem(word) for word in re.findall(r"\b[a-z]{3,}", asked)})


def said_once(asked: str, quote: str, able: list[Quantity]) -> list[Quantity]:
    """Figures without those that say one again in another currency, or that it is only set against: "up from".

    Args:
        asked: The question.
        quote: The quote.
        able: Figures of it, in its order.
    """
    kept = able[:1]
    for item in able[1:]:
        start, end = item.span.start if item.span else 0, kept[-1].span.end if kept[-1].span else 0
        money = all(units.dimension(q.unit).startswith("money:") for q in (item, kept[-1]))
        again = money and item.unit != kept[-1].unit and _AGAIN.fullmatch(quote[end:start])
        against = _AGAINST.search(quote[:start]) and not ASKS_BEFORE.search(asked)
        whole = _OF_WHOLE.fullmatch(quote[end:start]) and _is_done(asked, quote[:end][-_LEAD:])
        if not again and not against and not whole:
            kept.append(item)
    return kept


_PART = re.compile(r"\b(?:of which|of whom|of this|of that|including|among them)\b", re.IGNORECASE)


def without_parts(quote: str, able: list[Quantity]) -> list[Quantity]:
    """The only figure that is not said to be part of the one before it: "$145m, of which the state gives $29m".

    Args:
        quote: The quote.
        able: Figures of it, in its order; all of them are given back where that is not said.
    """
    spans = [q.span for q in able if q.span]
    if len(spans) != len(able) or len(able) < 2:
        return able
    parts = [_PART.search(quote[one.end : other.start]) for one, other in pairwise(spans)]
    return able[:1] if all(parts) else able


_EDGE = re.compile(r"\b(?:start|beginning|end) of\b", re.IGNORECASE)


def is_dated(asked: Question, quote: str, quantity: Quantity) -> bool:
    """Whether the year that is asked of stands right behind a figure, as its start or its end where that is asked.

    Args:
        asked: The question, which names one year.
        quote: The quote.
        quantity: A figure of it.
    """
    when = "(?:in|for|by|at|at the (?:start|beginning|end) of|in (?:early|late))"
    said = re.match(
        rf"(?: [a-z]{{2,20}}){{0,2}} {when} {asked.years[0]}\b",
        quote[quantity.span.end :] if quantity.span else "",
    )
    edges = [{word.lower() for word in _EDGE.findall(text)} for text in (said.group() if said else "", asked.text)]
    return said is not None and edges[0] == edges[1]
