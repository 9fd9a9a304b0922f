"""The main number of an answer that quotes: given only where the ledger leaves no doubt which one it is."""

from __future__ import annotations

import dataclasses

from assistant.answering.contested import Find
from assistant.answering.evidence import NUMERIC
from assistant.datatypes import Answer, AnswerStatus, FiledFigure, Question, Role
from assistant.figures.metrics import Match, satisfies
from assistant.figures.names import mentions
from assistant.reading.types import fits
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
    if len(found) != 1 or not any(fits(found[0].figure.quantity, kind) for kind in asked):
        return answer
    return dataclasses.replace(answer, value=found[0].figure.quantity)


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
