"""The figures of an article: every quantity with its owner, metric, period, firmness and role.

One pass over the sentences in order, since "it" and "the group" are whoever was spoken of before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.datatypes import Article, Figure, Passage, Period, Role, Sentence, Span
from assistant.figures.attribution import Attributed, attribute
from assistant.figures.cast import Cast
from assistant.figures.firmness import status_of
from assistant.figures.metrics import find_metrics
from assistant.figures.metrics import metric as metric_by_id
from assistant.figures.movements import Moving, moving
from assistant.figures.ownership import Place, owner, part_of, subject_of
from assistant.figures.periods import PeriodMention, find_periods, period_of, year_before
from assistant.quantities import units

RULES_VERSION = 1
"""Raised when the rules here would read the same article otherwise; an index then reads its articles again."""


_GOES_ON = re.compile(
    r"\W*(?:(?:However|But|And|That|Now),?\s)?(?:it|this|that|they|the (?:figure|total|sum|amount)|estimates?)\b",
    re.IGNORECASE,
)
"""A sentence that names no metric and begins so speaks of the one before."""


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
    mentions = find_periods(text, context.published)
    metric_spans = {item.quantity.span: item.at for item in attributed}
    roles = moving(text, tuple(item.quantity for item in attributed))
    periods = _periods(text, attributed, mentions, roles)
    found = []
    for item, period in zip(attributed, periods, strict=True):
        span = item.quantity.span
        if span is None:
            continue
        move = roles.get(span) or _grown(text, item)
        metric = _metric(text, item, move.role)
        place = Place(text, span.start, span.end, context.before, context.title)
        at = metric_spans[span] if metric else None
        whose = owner(place, metric, at, context.cast, context.subject)
        division = part_of(text, span.start)
        whose = f"{whose} {division}" if whose and division else whose
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
            )
        )
    return found, next((m.period for m in mentions if not m.reference), None)


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


def _grown(text: str, item: Attributed) -> Moving:
    """What a quantity is whose sentence has no verb of change: "sales growth of 5%" is a growth all the same."""
    known = metric_by_id(item.metric)
    told = item.quantity.unit == "%" and known is not None and known.dimension != "percent"
    grown = told and any(mention.metric == "growth" for mention in find_metrics(text))
    return Moving(Role.GROWTH if grown else Role.VALUE, item.quantity)


def _metric(text: str, item: Attributed, role: Role) -> str:
    """The metric of a figure; empty where the nearest one cannot be its."""
    span, unit = item.quantity.span, item.quantity.unit
    if span is None or (item.at is None and not _GOES_ON.match(text)):
        return _units_sold(text, item)
    known = metric_by_id(item.metric)
    if known is None:
        return _units_sold(text, item)
    if known.counted and unit != "%" and _kind(unit) == "count":
        return known.counted
    if item.at and role in (Role.NEW, Role.OLD, Role.GROWTH) and text[slice(*item.at)].lower() in _RAISING:
        return ""  # a price that is raised is no funding
    if unit == "%" and _OF_GDP.match(text, span.end):
        return item.metric if item.metric in ("budget-deficit", "loss", "debt", "exports", "cost") else ""
    return item.metric if fits(item.metric, unit, role) else _units_sold(text, item)


_RAISING = frozenset({"raised", "raise", "raises", "raising", "offers"})
_OF_GDP = re.compile(r"\s*of\s(?:the\s(?:country|nation)['’]s\s)?(?:GDP|gross domestic product|national income)")
_SELLING = re.compile(
    r"\b(?:sold|sells?|selling|sale of|sales of)\s(?:(?:about|nearly|almost|some|over|more|than)\s)*$", re.I
)


def _units_sold(text: str, item: Attributed) -> str:
    """The metric of a count that was sold ("sold nearly 95,000 cars"); empty for any other figure."""
    span = item.quantity.span
    if span is None or _kind(item.quantity.unit) != "count" or not _SELLING.search(text[: span.start]):
        return ""
    return "units-sold" if "share" not in item.quantity.unit else ""


def _kind(unit: str) -> str:
    """The kind of a unit: ``money``, ``count``, ``percent`` …, of a rate its upper part."""
    return units.dimension(unit).partition("/")[0].partition(":")[0]


def fits(metric: str, unit: str, role: Role) -> bool:
    """Whether a figure of a unit can be of a metric: profit is money, and a percentage only as its growth.

    Args:
        metric: Id of a metric; empty for none.
        unit: The figure's unit.
        role: What it is in a change.
    """
    known = metric_by_id(metric)
    if known is None:
        return False
    kind = _kind(unit)
    if kind in ("percent", "percentage points"):
        return known.dimension == "percent" or role in (Role.GROWTH, Role.DIFFERENCE)
    if kind in ("time", "calendar", "ratio"):
        return False
    if known.dimension == "money":
        return kind == "money"
    if known.dimension == "percent":
        return False
    return kind != "money" and (known.dimension != "power" or kind != "count" or unit != "")
