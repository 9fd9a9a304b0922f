"""The main number of an answer that quotes: given only where ledger and reader leave no doubt which one it is.

The ledger knows whose a figure is, of what and of when; the trained reader, which figure of a sentence the
question asks for. Where one figure is the ledger's and the reader does not prefer another, it is the main
number; where several are the ledger's, the one that the reader is sure of; where they disagree, there is none.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from assistant.answering.contested import Find
from assistant.answering.evidence import NUMERIC
from assistant.datatypes import (
    Answer,
    AnswerStatus,
    Citation,
    Expects,
    FiledFigure,
    Quantity,
    Question,
    ReadSentence,
    Role,
)
from assistant.figures.metrics import Match, satisfies
from assistant.figures.names import mentions
from assistant.reading.types import fits, quantities_in
from assistant.retrieval.ledger import Wanted


def with_value(answer: Answer, question: Question, find: Find) -> Answer:
    """An answer of quotes with its main number.

    Args:
        answer: The answer.
        question: What was asked.
        find: Finds figures of the ledger.

    Returns:
        The answer; with a value when the first quote gives just one figure of the metric, the name and
        the type that the question asks for.
    """
    asked = question.expects & NUMERIC
    if answer.status is not AnswerStatus.ANSWERED or answer.calculations or not (asked and question.metrics):
        return answer
    first = answer.citations[0]
    found = [
        filed
        for filed in find(Wanted(articles=(first.source.path,), known_metric=True))
        if first.start <= filed.figure.sentence.start < first.end and _is_asked(filed, question)
    ]
    fitting = [filed.figure.quantity for filed in found if any(fits(filed.figure.quantity, kind) for kind in asked)]
    if len(fitting) != len(found) or not fitting:
        return answer
    pointed = _pointed(answer.trace.sentences, first, asked)
    value = _agreed(fitting, pointed)
    return answer if value is None else dataclasses.replace(answer, value=value)


DISAGREE = 3.0
"""How far, in logits, the reader must prefer another figure to take away the ledger's only one."""
SURE, AHEAD = 1.5, 2.0
"""The logit from which the reader chooses among several of the ledger's, and its lead over the next."""


def _pointed(
    read: Sequence[ReadSentence], citation: Citation, asked: frozenset[Expects]
) -> dict[tuple[int, int], float]:
    """Scores of the figures of the type asked for in the cited sentence, by their place; empty where unread."""
    for item in read:
        if item.pointing and item.hit.source.path == citation.source.path and item.sentence.start == citation.start:
            by = item.sentence.start
            kinds = {
                (q.span.start + by, q.span.end + by): any(fits(q, kind) for kind in asked)
                for q in quantities_in(item.sentence.text)
                if q.span
            }
            return {place: score for place, score in item.pointing.figures if kinds.get(place)}
    return {}


def _agreed(fitting: Sequence[Quantity], pointed: dict[tuple[int, int], float]) -> Quantity | None:
    """The one of the ledger's figures that the reader agrees to."""
    scored = [(pointed.get((q.span.start, q.span.end)) if q.span else None, q) for q in fitting]
    known = [(score, quantity) for score, quantity in scored if score is not None]
    if len(fitting) == 1:
        preferred = known and max(pointed.values()) > known[0][0] + DISAGREE
        return None if preferred else fitting[0]
    if len(known) != len(fitting):
        return None
    best, second = sorted(known, key=lambda pair: -pair[0])[:2]
    sure = best[0] >= SURE and best[0] >= second[0] + AHEAD and best[0] >= max(pointed.values())
    return best[1] if sure else None


def _is_asked(filed: FiledFigure, question: Question) -> bool:
    """Whether a figure is of the question's metric, name and year, and no older or other side of a change."""
    figure = filed.figure
    if question.years and figure.period.year not in question.years:
        return False  # also where the article leaves the year open
    named = not question.entities or any(mentions(name, figure.entity) for name in question.entities)
    exact = any(satisfies(metric, figure.metric) is Match.EXACT for metric in question.metrics)
    lead = filed.sentence[: figure.quantity.span.start - figure.sentence.start] if figure.quantity.span else ""
    aside = lead.rfind("(") > lead.rfind(")")
    return named and exact and not figure.part and not aside and figure.role in (Role.VALUE, Role.NEW)
