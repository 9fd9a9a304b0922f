"""What a figure measures: whether the metric nearest to it can be its own.

Profit is money, and a percentage only as its growth; sales of 80,600 are units sold; what a share is
reckoned from is no figure of the share's metric.
"""

from __future__ import annotations

import re

from assistant.datatypes import Quantity, Role, Span
from assistant.figures.attribution import Attributed
from assistant.figures.metrics import Metric, find_metrics, metric_of_verb
from assistant.figures.metrics import metric as metric_by_id
from assistant.figures.movements import Moving
from assistant.quantities import units

_RAISING = frozenset({"raised", "raise", "raises", "raising", "offers"})
_OF_GDP = re.compile(r"\s*of\s(?:the\s(?:country|nation)['’]s\s)?(?:GDP|gross domestic product|national income)")
_SHARE_OF_GDP = frozenset({"budget-deficit", "loss", "debt", "exports", "cost"})
_BASE = re.compile(
    r"(?:%|per\s?cent|percent|half|thirds?|quarters?|tenths?|fraction|times)\s+of\s+(?:about\s+)?$", re.IGNORECASE
)
_NEAR = 40
"""Characters within which a bare number must stand to its metric."""


def grown(text: str, item: Attributed) -> Moving:
    """What a quantity is whose sentence has no verb of change: "sales growth of 5%" is a growth all the same.

    Args:
        text: The sentence.
        item: The quantity with its nearest metric.
    """
    known = metric_by_id(item.metric)
    told = item.quantity.unit == "%" and known is not None and known.dimension != "percent"
    growth = told and any(mention.metric == "growth" for mention in find_metrics(text))
    return Moving(Role.GROWTH if growth else Role.VALUE, item.quantity)


def measured(text: str, item: Attributed, role: Role) -> str:
    """The metric of a figure.

    Args:
        text: The sentence.
        item: The quantity with its nearest metric.
        role: What it is in a change.

    Returns:
        Id of the metric; empty where the nearest one cannot be the figure's.
    """
    span, unit, known = item.quantity.span, item.quantity.unit, metric_by_id(item.metric)
    if span is None or known is None:
        return counted(text, item)
    if _is_other(text, item.quantity, span, item.at, known, role):
        return ""
    if known.counted and unit != "%" and _kind(unit) == "count":
        return known.counted
    if unit == "%" and _OF_GDP.match(text, span.end):
        return known.id if known.id in _SHARE_OF_GDP else ""
    return known.id if fits(known, unit, role) else counted(text, item)


def _is_other(text: str, quantity: Quantity, span: Span, at: tuple[int, int] | None, known: Metric, role: Role) -> bool:
    """Whether the words around a figure show that it measures something else than its nearest metric."""
    unit, words = quantity.unit, text[slice(*at)].lower() if at else ""
    if _BASE.search(text[: span.start]) and not (at and 0 <= at[0] - span.end <= 2):
        return True  # "38% of $1 trillion": what a share is reckoned from
    if known.own_nouns and not _counts(known.id, unit):
        return True
    if not unit and quantity.high is not None and quantity.high < 1 and known.dimension == "count":
        return True  # "a third of the staff"
    if not unit and at and max(at[0] - span.end, span.start - at[1]) > _NEAR:
        return True
    if words == "worth" and at and text[at[1] :].startswith(" of"):
        return True  # "$20bn worth of goods"
    return role in (Role.NEW, Role.OLD, Role.GROWTH) and words in _RAISING  # a price that is raised is no funding


def counted(text: str, item: Attributed) -> str:
    """The metric of a count behind a verb that says what it is ("sold nearly 95,000 cars"); empty for any other.

    Args:
        text: The sentence.
        item: The quantity.
    """
    span, unit = item.quantity.span, item.quantity.unit
    if span is None or _kind(unit) != "count" or "share" in unit:
        return ""
    words = _HEDGES.sub("", text[: span.start]).split()
    return metric_of_verb(words[-1].lower()) if words else ""


_HEDGES = re.compile(
    r"(?:\s(?:about|nearly|almost|some|over|more than|around|a total of|only|just)){1,8}\s*$", re.IGNORECASE
)


def _counts(metric: str, unit: str) -> bool:
    """Whether a unit is a bare number, people, a percentage, or a noun that names the metric itself."""
    return unit in ("", "%", "people") or any(mention.metric == metric for mention in find_metrics(unit))


def _kind(unit: str) -> str:
    """The kind of a unit: ``money``, ``count``, ``percent`` …, of a rate its upper part."""
    return units.dimension(unit).partition("/")[0].partition(":")[0]


def fits(known: Metric, unit: str, role: Role) -> bool:
    """Whether a figure of a unit can be of a metric: profit is money, and a percentage only as its growth.

    Args:
        known: A metric.
        unit: The figure's unit.
        role: What it is in a change.
    """
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
