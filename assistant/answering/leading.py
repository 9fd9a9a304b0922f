"""The words that an answer leads with: those that the reader is sure of and the ledger does not deny.

The reader knows which words of a sentence answer; the ledger, whose a figure is, of what and of when.
Words that are a figure of another company, metric or year do not lead, and the sentence speaks for itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.apiece import asks_for_each
from assistant.answering.worksheet import Ledger
from assistant.datatypes import Figure, Quantity, Question, ReadSentence, Role
from assistant.figures.metrics import Match, satisfies
from assistant.figures.names import mentions
from assistant.quantities import units
from assistant.reading.pointing import figure_score, sure_words
from assistant.reading.stems import stem_set, stems
from assistant.reading.types import quantities_in

_CHANGE = re.compile(
    r"\b(?:rise|rose|risen|rais\w+|fall|fell|fallen|drop\w*|cut\w*|increas\w*|decreas\w*|reduc\w*|lower\w*|grow\w*"
    r"|grew|gain\w*|los[et]\w*|chang\w*|add\w*|sav\w+|up|down|by how|more|less|fewer|extra)\b",
    re.IGNORECASE,
)
"""Words of a question that ask for what was added or taken away."""


_ONE = re.compile(r"\b(?:an?|one|each|every|per|single)\s+(?P<thing>[^\W_][\w-]*)", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|dozens of|hundreds of|thousands of"
    r"|(?<![\d,])(?!1\s|(?:19|20)\d\d\b)\d[\d,]*+)\s+(?P<thing>[^\W\d_][\w-]*)",
    re.IGNORECASE,
)

_RISES = re.compile(
    r"\b(?:ris(?:e[sn]?|ing)|rose|gain\w*|increas\w*|gr[eo]w\w*|jump\w*|climb\w*|surg\w+)\b", re.IGNORECASE
)
_FALLS = re.compile(r"\b(?:fall\w*|fell|drop\w*|declin\w*|decreas\w*|slid\w*|slump\w*|shr[aiu]nk\w*)\b", re.IGNORECASE)

WAVERS = 1.0
"""How near, in logits, a figure of another value may come before the reader counts as not sure which it is."""


def leading_words(
    question: Question, item: ReadSentence, read: Sequence[ReadSentence], ledger: Ledger
) -> tuple[int, int] | None:
    """The words to lead with, as offsets into the article's text; None where reader or ledger leave a doubt.

    Args:
        question: The question.
        item: The sentence that answers best.
        read: All sentences that were judged, whose figures compete.
        ledger: The figures of an article, by its path.
    """
    words = sure_words(question, item)
    if words is None or asks_for_each(question.text):
        return None
    figures = (filed.figure for filed in ledger(item.hit.source.path))
    held = [
        f for f in figures if f.quantity.span and f.quantity.span.start < words[1] and f.quantity.span.end > words[0]
    ]
    said = item.sentence.text
    denied = any(_denies(figure, question) for figure in held) or is_of_several(question.text, said)
    denied = denied or says_the_opposite(question.text, said) or is_of_another_item(question, item, words)
    return None if denied or _wavers(item, words, read) else words


def is_of_another_item(question: Question, item: ReadSentence, words: tuple[int, int]) -> bool:
    """Whether the words of a row of figures are of one thing, and the question asks for another of the row.

    "Ale brought in £3m and cider £2m": what stands before each figure, behind the one before it, says of what it is.

    Args:
        question: The question.
        item: The sentence.
        words: The words that would lead, as offsets into the article's text.
    """
    text, start = item.sentence.text, item.sentence.start
    spans = [(q.span.start, q.span.end, units.dimension(q.unit)) for q in quantities_in(text) if q.span is not None]
    own = next((span for span in spans if span[0] < words[1] - start and span[1] > words[0] - start), None)
    if own is None:
        return False
    named = {part for name in question.entities for part in stems(name)}
    words_asked = {part for term in question.terms for part in stems(term)} - named
    asked = {part for part in words_asked if len(part) > 1 and not part[0].isdigit()}
    row = [span for span in spans if span[2] == own[2]]
    ends = [0, *(end for _, end, _ in row)]
    held = {span: len(asked & stem_set(text[ends[i] : span[0]])) for i, span in enumerate(row)}
    return any(count > held[own] for count in held.values())


def is_of_several(question: str, sentence: str) -> bool:
    """Whether a question asks about one of a thing, and a sentence speaks of several of it: eight of them draw more."""
    several = {match.group("thing").casefold() for match in _SEVERAL.finditer(sentence)}
    asked = {match.group("thing").casefold() for match in _ONE.finditer(question)}
    return bool(several & (asked | {f"{thing}s" for thing in asked}))


def says_the_opposite(question: str, sentence: str) -> bool:
    """Whether a question asks what rose, and a sentence says only what fell, or the other way round."""
    return any(
        asked.search(question) and not other.search(question) and other.search(sentence) and not asked.search(sentence)
        for asked, other in ((_RISES, _FALLS), (_FALLS, _RISES))
    )


def _wavers(item: ReadSentence, words: tuple[int, int], read: Sequence[ReadSentence]) -> bool:
    """Whether words are a figure that another one, of its dimension and another value, comes near to."""
    own = [(score, q) for score, q in _scored(item) if q.span and q.span.start + item.sentence.start in range(*words)]
    if not own:
        return False
    best, figure = max(own, key=lambda pair: pair[0])
    values = (figure.low, figure.high)
    return any(
        score >= best - WAVERS and units.dimension(q.unit) == units.dimension(figure.unit) and (q.low, q.high) != values
        for other in read
        for score, q in _scored(other)
    )


def _scored(item: ReadSentence) -> list[tuple[float, Quantity]]:
    """The figures of a sentence that the reader has scored."""
    if item.pointing is None:
        return []
    pairs = ((figure_score(item, quantity), quantity) for quantity in quantities_in(item.sentence.text))
    return [(score, quantity) for score, quantity in pairs if score is not None]


def _denies(figure: Figure, question: Question) -> bool:
    """Whether a figure is known to be of another year, name or metric, or the older side of a change."""
    if question.years and figure.period.year is not None and figure.period.year not in question.years:
        return True
    if not question.years and figure.role is Role.OLD:
        return True
    if figure.role is Role.DIFFERENCE and not _CHANGE.search(question.text):
        return True
    if question.entities and figure.entity and not any(mentions(name, figure.entity) for name in question.entities):
        return True
    metrics = [metric for metric in question.metrics if metric not in ("growth", "margin")]
    return bool(metrics) and all(satisfies(metric, figure.metric) is Match.NO for metric in metrics)
