"""The other claims about a figure that an answer rests on: what the ledger says against it.

An answer shows a conflict, and that a later article supersedes its figure. Rounding and other
definitions are no reason to doubt an answer; ``assistant figures --conflicts`` lists them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from assistant.datatypes import (
    Answer,
    AnswerStatus,
    Citation,
    Claim,
    Conflict,
    FiledFigure,
    InputKind,
    Question,
)
from assistant.figures import conflicts
from assistant.figures.conflicts import Disagreement, Kind
from assistant.figures.metrics import Match, all_metrics, satisfies
from assistant.retrieval.ledger import Wanted

SHOWN = (Kind.CONFLICT, Kind.SUPERSEDED)

Find = Callable[[Wanted], tuple[FiledFigure, ...]]
"""Figures of the ledger."""


def with_conflicts(answer: Answer, question: Question, find: Find) -> Answer:
    """An answer with the claims that other articles make against the figures that it rests on.

    Args:
        answer: The answer.
        question: What was asked; a figure that the question itself states is not contested.
        find: Finds figures of the ledger.

    Returns:
        The answer, with conflicts and their citations when there are any.
    """
    if answer.status is not AnswerStatus.ANSWERED or not answer.citations:
        return answer
    used = _used(answer, question, find)
    citations = list(answer.citations)
    found: list[Conflict] = []
    for filed in used:
        for clash in _clashes(filed, find):
            claims = [claim for claim in clash.claims if claim.filed == filed or claim.filed not in used]
            if len(claims) > 1 and all(made.metric != clash.metric or made.entity != clash.entity for made in found):
                found.append(_conflict(clash, [claim.filed for claim in claims], citations))
    if not found:
        return answer
    return dataclasses.replace(answer, citations=tuple(citations), conflicts=tuple(found))


def _used(answer: Answer, question: Question, find: Find) -> list[FiledFigure]:
    """The figures that an answer rests on: quoted inputs, or those of the metric that was asked for."""
    cited = {citation.n: citation for citation in answer.citations}
    articles = tuple(dict.fromkeys(citation.source.path for citation in answer.citations))
    filed = [item for item in find(Wanted(articles=articles, known_metric=True)) if item.figure.entity]
    stated = {(q.low, q.high, q.unit) for q in question.quantities}
    if answer.calculations:
        wanted = {
            (cited[item.citation].source.path, cited[item.citation].start, item.quantity.text)
            for calculation in answer.calculations
            for item in calculation.inputs
            if item.kind is InputKind.QUOTED and item.citation in cited
        }
        return [
            item
            for item in filed
            if (item.source.path, item.figure.sentence.start, item.figure.quantity.text) in wanted
            and (item.figure.quantity.low, item.figure.quantity.high, item.figure.quantity.unit) not in stated
        ]
    first = answer.citations[0]
    asked = [metric for metric in question.metrics if metric]
    return [
        item
        for item in filed
        if (item.source.path, item.figure.sentence.start) == (first.source.path, first.start)
        and any(satisfies(metric, item.figure.metric) is Match.EXACT for metric in asked)
        and not question.years
    ]


def _clashes(filed: FiledFigure, find: Find) -> list[Disagreement]:
    """The disagreements that a figure is part of."""
    family = tuple(
        known.id
        for known in all_metrics()
        if satisfies(filed.figure.metric, known.id) is not Match.NO
        or satisfies(known.id, filed.figure.metric) is not Match.NO
    )
    rivals = find(Wanted(names=(filed.figure.entity,), metrics=family))
    return [
        clash
        for clash in conflicts.disagreements(rivals)
        if clash.kind in SHOWN and any(claim.filed == filed for claim in clash.claims)
    ]


def _conflict(clash: Disagreement, claims: Sequence[FiledFigure], citations: list[Citation]) -> Conflict:
    """A disagreement as an answer shows it; sentences that are not cited yet become citations."""
    kinds = {claim.filed: claim.kind for claim in clash.claims}
    shown = [filed for filed in claims if kinds.get(filed) in (None, *SHOWN)]
    made = tuple(Claim(filed.figure.quantity, _cited(filed, citations)) for filed in shown)
    return Conflict(clash.entity, clash.metric, clash.period, made, clash.kind.value)


def _cited(filed: FiledFigure, citations: list[Citation]) -> int:
    """The number of the citation that holds a figure's sentence, made when there is none."""
    sentence = filed.figure.sentence
    for citation in citations:
        if citation.source.path == sentence.article and citation.start <= sentence.start < citation.end:
            return citation.n
    span = filed.figure.quantity.span
    marks = ((span.start, span.end),) if span else ()
    number = len(citations) + 1
    citations.append(
        Citation(number, filed.source, filed.sentence, sentence.start, sentence.end, filed.sentence, marks)
    )
    return number
