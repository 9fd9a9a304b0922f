"""What the quote of the last figure gives beside it: the year before or after, another currency, a loss or a profit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.told import PREVIOUS, REACH, Told, metric_of, movements_of
from assistant.datatypes import Quantity, Role, Span
from assistant.figures.attribution import Attributed, attribute
from assistant.figures.movements import movements, without_asides
from assistant.quantities import units

_NEXT = re.compile(
    r"\b(?:the following year|the next year|the year after|a year later|(?:one|twelve) (?:year|months) later)\b", re.I
)


def beside(last: Told, by: int) -> Quantity | None:
    """The figure of the year before or after one that was quoted, where the same quote gives it.

    Args:
        last: The figure that was quoted.
        by: -1 for the year before, 1 for the year after.

    Returns:
        None where the quote gives none, or may give several.
    """
    if last.made or last.quantity.span is None:
        return None
    quote = last.citation.quote
    found = attribute(quote, "")
    outside = {q.span for q in without_asides(quote, tuple(item.quantity for item in found))}
    metric = next((metric_of(item, quote) for item in found if item.quantity.span == last.quantity.span), "")
    others = [
        item.quantity
        for item in found
        if item.quantity.span in outside
        and item.quantity.span != last.quantity.span
        and _may_be_of(item.quantity, last.quantity)
        and _is_alike(metric, metric_of(item, quote))
        and not _is_difference(last, item.quantity)
    ]
    same = [item for item in found if item.quantity.span in outside]
    ends = {q.span.end: _until_next(quote, q, same) for q in others if q.span}
    words = PREVIOUS if by < 0 else _NEXT
    said = [q for q in others if q.span and words.search(ends[q.span.end][:REACH])]
    years = last.asked.years or [year for year in (_year_behind(quote, last.quantity),) if year]
    named = [q for q in others if len(years) == 1 and _year_behind(quote, q) == years[0] + by]
    if len(said) == 1 or len(named) == 1:
        return _of_unit((said if len(said) == 1 else named)[0], last.quantity.unit)
    paired = _paired(last, by)
    kept = [q for q in others if q.span and q.span in paired and not _OTHER_TIME.search(ends[q.span.end][:REACH])]
    at = last.quantity.span.start
    near = min(kept, key=lambda q: abs(_start(q) - at), default=None)
    return _of_unit(near, last.quantity.unit) if near is not None and _is_step(last, near, by) else None


def dated(last: Told, period: str) -> Quantity | None:
    """Another figure of the last one's quote, of the same unit, right behind which a period stands.

    Args:
        last: The figure that was quoted.
        period: The period: "the start of 2025".
    """
    quote, span = last.citation.quote, last.quantity.span
    if last.made or span is None or not period:
        return None
    when = re.compile(
        rf"(?: [a-z]{{2,20}}){{0,2}} (?:in|for|by|at|during|on) (?:the )?{re.escape(period.removeprefix('the '))}\b",
        re.IGNORECASE,
    )
    found = [item.quantity for item in attribute(quote, "") if item.quantity.span != span]
    others = [q for q in found if q.span and _may_be_of(q, last.quantity) and when.match(quote, q.span.end)]
    if len(others) != 1 or _is_difference(last, others[0]):
        return None
    metrics = {item.quantity.span: metric_of(item, quote) for item in attribute(quote, "")}
    return _of_unit(others[0], last.quantity.unit) if metrics.get(span) == metrics.get(others[0].span) else None


_MORE = re.compile(r"\s(?:more|less|fewer|higher|lower|larger|smaller|up|down|above|below)\b", re.IGNORECASE)


def _is_difference(last: Told, quantity: Quantity) -> bool:
    """Whether a figure says how far another is above or below: "1.7 million more than in the previous year"."""
    span, quote = quantity.span, last.citation.quote
    moved = movements_of(last.citation).get((span.start, span.end)) if span else None
    by_words = span is not None and _MORE.match(quote, span.end) is not None
    return by_words or (moved is not None and moved.role in (Role.DIFFERENCE, Role.GROWTH))


def _start(quantity: Quantity) -> int:
    return quantity.span.start if quantity.span is not None else 0


def _is_alike(one: str, other: str) -> bool:
    """Whether figures of two metrics may be of one thing: a loss turns into a profit, sales do not."""
    signs = [bool(metric) and ("loss" in metric or "profit" in metric) for metric in (one, other)]
    return not one or not other or one == other or ("loss" in one + other and all(signs))


def _may_be_of(other: Quantity, last: Quantity) -> bool:
    """Whether two figures may be values of one thing; the noun of a count is not said twice."""
    return other.unit == last.unit or (not other.unit and units.dimension(last.unit) == "count")


def _of_unit(quantity: Quantity, unit: str) -> Quantity:
    return replace(quantity, unit=unit)


def _until_next(quote: str, quantity: Quantity, found: Sequence[Attributed]) -> str:
    """What stands behind a figure, up to the next one."""
    assert quantity.span is not None
    end = quantity.span.end
    starts = [
        item.quantity.span.start for item in found if item.quantity.span is not None and item.quantity.span.start > end
    ]
    return quote[end : min(starts, default=len(quote))]


_OTHER_TIME = re.compile(
    r"\b(?:january|february|march|april|june|july|august|september|october|november|december|weeks?|days?"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|several|few|\d{1,3}) (?:years|months)|decade|month|until)\b"
    r"|\bMay\b|\b(?:previous|preceding|prior) quarter\b",
    re.IGNORECASE,
)
"""Says of an older figure that it is not that of the year before."""


def _paired(last: Told, by: int) -> set[Span | None]:
    """Where the figures stand that the quote sets against the last one: what it rose or fell from, or to."""
    quantities = tuple(item.quantity for item in attribute(last.citation.quote, ""))
    moves = [move for move in movements(last.citation.quote, quantities) if move.new and move.old]
    own = last.quantity.span
    if by < 0:
        return {move.old.span for move in moves if move.old and move.new and move.new.span == own}
    return {move.new.span for move in moves if move.old and move.new and move.old.span == own}


def _is_step(last: Told, other: Quantity, by: int) -> bool:
    """Whether nothing says that the other figure is of another year than the one before or after."""
    said, own = _year_behind(last.citation.quote, other), _year_behind(last.citation.quote, last.quantity)
    years = [own] if own else list(last.asked.years)
    return not said or len(years) != 1 or said - years[0] == by


_IN_YEAR = re.compile(r"(?: \([^()]{0,40}\))? (?:in|for) (?P<year>(?:19|20)\d\d)\b")


def _year_behind(quote: str, quantity: Quantity) -> int:
    """The year that stands right behind a figure; else zero."""
    found = _IN_YEAR.match(quote, quantity.span.end) if quantity.span else None
    return int(found.group("year")) if found else 0


_BEHIND = re.compile(r"\s?(?:\([^()]*\)\s)?(?:[a-z-]+\s)?(?P<word>loss|profit)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:(?P<word>loss|profit) of|lost) (?:about |some |nearly )?$", re.IGNORECASE)


def signed_as(quote: str, quantity: Quantity) -> tuple[str, tuple[int, int]]:
    """Whether a figure is said to be a ``loss`` or a ``profit`` right beside it, and where figure and word stand.

    Args:
        quote: The quote.
        quantity: A figure of it, its span counted from the quote's start.

    Returns:
        The word, empty where neither is said; offsets into the quote.
    """
    assert quantity.span is not None
    start, end = quantity.span.start, quantity.span.end
    before, behind = _BEFORE.search(quote[:start]), _BEHIND.match(quote, end)
    if before is not None:
        return (before.group("word") or "loss").lower(), (before.start(), end)
    return (behind.group("word").lower(), (start, behind.end())) if behind else ("", (start, end))


def in_currency(last: Told, currency: str) -> Quantity | None:
    """The same amount in another currency, where the quote gives it in brackets: "£75m ($141m)".

    Args:
        last: The amount that was quoted.
        currency: The currency's ISO code.
    """
    span, quote = last.quantity.span, last.citation.quote
    aside = re.compile(r" ?\([^()]*\)|,? or [^,.;()]{1,40}").match(quote, span.end) if span else None
    if span is None or aside is None:
        return None
    found = [f.quantity for f in attribute(quote, "") if f.quantity.unit == currency]
    inside = [q for q in found if q.span and aside.start() <= q.span.start < aside.end()]
    return inside[0] if len(inside) == 1 else None
