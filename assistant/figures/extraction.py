"""The figures of an article: every quantity with its owner, metric, period, firmness and role.

One pass over the sentences in order, since "it" and "the group" are whoever was spoken of before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.datatypes import Article, Figure, Passage, Period, Role, Sentence, Span, Status
from assistant.figures.attribution import Attributed, attribute
from assistant.figures.cast import Cast
from assistant.figures.firmness import status_of
from assistant.figures.measures import counted, grown, measured
from assistant.figures.movements import Moving, moving
from assistant.figures.ownership import Place, owner, part_of, subject_of
from assistant.figures.periods import PeriodMention, find_periods, period_of, year_before

_GOES_ON = re.compile(
    r"\W*(?:(?:However|But|And|That|Now),?\s)?(?:it|this|that|they|the (?:figure|total|sum|amount)|estimates?)\b",
    re.IGNORECASE,
)
"""A sentence that names no metric and begins so speaks of the one before."""

_MOST_WORK = 60_000
"""Figures of a sentence times its characters, above which it is no sentence: 30 in the longest, where news has 8."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What the sentences before have settled."""

    article: str
    published: date | None
    cast: Cast
    title: str
    before: str
    subject: str
    period: Period


def figures_of(article: Article, passages: Sequence[Passage]) -> tuple[Figure, ...]:
    """The figures of an article, in order.

    Args:
        article: The article.
        passages: Its passages; a sentence that stands in two is read once.

    Returns:
        One figure for each quantity; spans are offsets into the article's text.
    """
    sentences: dict[int, tuple[Sentence, str]] = {}
    for passage in passages:
        for sentence in passage.sentences:
            sentences.setdefault(sentence.start, (sentence, passage.heading))
    ordered = [sentences[start] for start in sorted(sentences)]
    title = article.source.title
    cast = Cast(title, [sentence.text for sentence, _ in ordered])
    context = _Context(article.source.path, article.source.published, cast, title, "", "", Period())
    found: list[Figure] = []
    heading = ""
    for sentence, under in ordered:
        if under != heading:  # a new section: "it" is not whoever the last one ended with
            heading = under
            context = replace(context, before="", subject=_first_name(under, cast))
        figures, named = _read(sentence, context)
        found += figures
        context = replace(
            context,
            before=sentence.text,
            subject=subject_of(sentence.text, cast, context.subject),
            period=named or context.period,
        )
    return tuple(found)


def _first_name(heading: str, cast: Cast) -> str:
    return next((n.name for n in cast.named(heading) if not n.place), "")


def _read(sentence: Sentence, context: _Context) -> tuple[list[Figure], Period | None]:
    """The figures of one sentence, and the period that it names for those that follow."""
    text = sentence.text
    attributed = attribute(text, context.before)
    if not attributed:
        return [], None
    if len(attributed) * len(text) > _MOST_WORK:
        return _bare(sentence, attributed, context), None
    mentions = find_periods(text, context.published)
    metric_spans = {item.quantity.span: item.at for item in attributed}
    roles = moving(text, tuple(item.quantity for item in attributed))
    periods = _periods(text, attributed, mentions, roles)
    found = []
    for item, period in zip(attributed, periods, strict=True):
        span = item.quantity.span
        if span is None:
            continue
        move = roles.get(span) or grown(text, item)
        known = item.at is not None or bool(_GOES_ON.match(text))
        metric = measured(text, item, move.role) if known else counted(text, item)
        place = Place(text, span.start, span.end, context.before, context.title)
        at = metric_spans[span] if metric else None
        whose = owner(place, metric, at, context.cast, context.subject)
        inside = Span(context.article, sentence.start + span.start, sentence.start + span.end)
        found.append(
            Figure(
                quantity=replace(move.quantity, span=inside),
                entity=whose,
                metric=metric,
                period=period,
                status=status_of(text, span.start, span.end),
                role=move.role,
                sentence=Span(context.article, sentence.start, sentence.end),
                part=part_of(text, span.start, whose, at, context.cast) if whose else "",
            )
        )
    return found, next((m.period for m in mentions if not m.reference), None)


def _bare(sentence: Sentence, attributed: Sequence[Attributed], context: _Context) -> list[Figure]:
    """The figures of a row of numbers without end, of which nothing more is said."""
    whole = Span(context.article, sentence.start, sentence.end)
    found = []
    for item in attributed:
        if (span := item.quantity.span) is not None:
            inside = Span(context.article, sentence.start + span.start, sentence.start + span.end)
            bare = replace(item.quantity, span=inside)
            found.append(Figure(bare, "", "", Period(), Status.REPORTED, Role.VALUE, whole))
    return found


def _periods(
    text: str, attributed: Sequence[Attributed], mentions: tuple[PeriodMention, ...], roles: dict[Span, Moving]
) -> list[Period]:
    """The period of each figure; the old value of a change is of the period before the new one's."""
    found = [
        period_of(text, item.quantity.span.start, item.quantity.span.end, mentions) if item.quantity.span else Period()
        for item in attributed
    ]
    found = [_fuller(period, mentions) for period in found]
    stated = next((p for p in found if p.year is not None), None)
    found = [
        year_before(stated) if stated and period.year is None and _RELATIVE.search(period.text) else period
        for period in found
    ]
    new = next(
        (p for item, p in zip(attributed, found, strict=True) if _role(item, roles) is Role.NEW and p.text), None
    )
    for i, item in enumerate(attributed):
        if _role(item, roles) is not Role.OLD or item.quantity.span is None:
            continue
        behind = [m for m in mentions if m.reference and m.start >= item.quantity.span.end]
        said = behind[0].period if behind else None
        if said is not None and said.year is not None and said.months:
            found[i] = said
        elif new is not None and (found[i] == new or not found[i].text):
            found[i] = year_before(new) if said is None or said.year is None else replace(new, year=said.year)
    return found


def _fuller(period: Period, mentions: tuple[PeriodMention, ...]) -> Period:
    """A period with what its sentence says of it elsewhere: "quarterly … for the three months to December"."""
    if not period.months or period.year is not None or period.month is not None or _RELATIVE.search(period.text):
        return period
    alike = [m.period for m in mentions if not m.reference and m.period.months == period.months]
    fuller = next((p for p in alike if p.month is not None or p.year is not None), None)
    if fuller is not None:
        return fuller
    compared = [m.period.year for m in mentions if m.reference and m.period.months == 12 and m.period.year]
    if compared and period.months == 12:  # "the full-year profit, up 27% from 2003" is of 2004
        return replace(period, year=compared[0] + 1)
    return period


_RELATIVE = re.compile(r"\b(?:previous|prior)\s+year$|\byear[\s-](?:ago|earlier|before)$", re.IGNORECASE)
"""A year that is told by another one of its sentence."""


def _role(item: Attributed, roles: dict[Span, Moving]) -> Role:
    move = roles.get(item.quantity.span) if item.quantity.span else None
    return move.role if move else Role.VALUE
