"""The figure that an answer of a conversation gave: what "that" and "it" mean in the question after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.calculate import Given
from assistant.answering.evidence import NUMERIC
from assistant.answering.question import parse
from assistant.answering.worksheet import period_kind
from assistant.datatypes import Answer, AnswerStatus, Citation, Expects, PartKind, Quantity, Question, Role
from assistant.figures.attribution import attribute
from assistant.figures.metrics import Match, satisfies
from assistant.figures.movements import Moving, moving, without_asides
from assistant.figures.periods import find_periods, period_of
from assistant.reading.types import fits


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that was quoted in answer to a question."""

    quantity: Quantity
    citation: Citation
    asked: Question
    """The whole question."""
    text: str
    """What was typed."""

    @property
    def role(self) -> Role:
        """What it is in the change that its sentence reports."""
        found = self._moving
        return found.role if found else Role.VALUE

    @property
    def signed(self) -> Quantity:
        """The figure, below zero where its sentence says that something fell by it."""
        found = self._moving
        return found.quantity if found else self.quantity

    @property
    def _moving(self) -> Moving | None:
        span = self.quantity.span
        return movements_of(self.citation).get((span.start, span.end)) if span else None


def movements_of(citation: Citation) -> dict[tuple[int, int], Moving]:
    """The changes that a quote reports: what each figure is in them, by its offsets into the quote."""
    quantities = tuple(found.quantity for found in attribute(citation.quote, ""))
    return {(span.start, span.end): moved for span, moved in moving(citation.quote, quantities).items()}


def told(answer: Answer, text: str) -> tuple[Told, ...]:
    """The figures that an answer may mean, of its first quote; one where it is clear, none where none is quoted.

    Args:
        answer: The answer.
        text: What was typed for it.
    """
    if answer.status is not AnswerStatus.ANSWERED or answer.calculations or not answer.citations:
        return ()
    asked, first = parse(answer.question), answer.citations[0]
    chosen = _leading(answer, first) or _value(answer, first)
    value = [q for q in chosen if not (asked.years and _is_forecast(asked.text, first.quote, q))]
    found = value or _fitting(asked, first)
    return tuple(Told(quantity, first, asked, text) for quantity in found)


def _value(answer: Answer, citation: Citation) -> list[Quantity]:
    """The main number of an answer, where its quote gives it just once."""
    value = answer.value
    if value is None:
        return []
    found = [f.quantity for f in attribute(citation.quote, "")]
    same = [q for q in found if (q.low, q.high, q.unit) == (value.low, value.high, value.unit)]
    return same if len(same) == 1 else []


def _leading(answer: Answer, citation: Citation) -> list[Quantity]:
    """The figure that an answer leads with, before it quotes the sentence."""
    leads = next((part.text for part in answer.parts if part.kind is PartKind.QUOTE), citation.quote)
    if leads == citation.quote or len(citation.marks) != 1:
        return []
    start, end = (place - citation.start for place in citation.marks[0])
    found = (f.quantity for f in attribute(citation.quote, ""))
    return [q for q in found if q.span and start <= q.span.start and q.span.end <= end][:1]


def _fitting(asked: Question, citation: Citation) -> list[Quantity]:
    """The figures of a quote that can be what was asked for: by type, metric, year and part in a change."""
    quote, kinds = citation.quote, asked.expects & NUMERIC or {Expects.MONEY}
    found = attribute(quote, "")
    outside = {q.span for q in without_asides(quote, tuple(item.quantity for item in found))}
    metrics = [metric for metric in asked.metrics if metric not in ("growth", "margin")]
    able = [
        item.quantity
        for item in found
        if item.quantity.span in outside
        and any(fits(item.quantity, kind) for kind in kinds)
        and not (asked.years and _is_forecast(asked.text, quote, item.quantity))
        and (not metrics or not item.metric or any(satisfies(m, item.metric) is not Match.NO for m in metrics))
    ]
    return _in_part(asked, citation, able)


_AHEAD = re.compile(r"\b(?:will|expect\w*|forecast\w*|predict\w*|hopes?|plans?|target\w*)\b", re.IGNORECASE)


def _is_forecast(asked: str, quote: str, quantity: Quantity) -> bool:
    """Whether a figure is only expected, and the question asks for no such figure."""
    lead = quote[: quantity.span.start] if quantity.span else ""
    return bool(_AHEAD.search(lead)) and not _AHEAD.search(asked)


_MONTHS = {"quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class _Held:
    """A figure of a quote, with when it is of and what it is in a change."""

    quantity: Quantity
    role: Role
    year: int | None
    months: int


def _held(quote: str, able: Sequence[Quantity], moved: dict[tuple[int, int], Moving]) -> list[_Held]:
    periods, found = find_periods(quote), []
    for quantity in able:
        span = quantity.span
        assert span is not None  # it was read in the quote
        time = period_of(quote, span.start, span.end, periods)
        moving_as = moved.get((span.start, span.end))
        found.append(_Held(quantity, moving_as.role if moving_as else Role.VALUE, time.year, time.months))
    said = {item.year: item for item in found if item.role is Role.OLD and _has_year_behind(quote, item)}
    # In "fell to $2m from $3m in 2003" the year is that of the older value alone.
    return [replace(item, year=None) if item.role is Role.NEW and item.year in said else item for item in found]


def _has_year_behind(quote: str, item: _Held) -> bool:
    span = item.quantity.span
    return bool(span and item.year and re.match(rf"(?: \([^()]*\))? (?:in|for) {item.year}\b", quote[span.end :]))


def _in_part(asked: Question, citation: Citation, able: Sequence[Quantity]) -> list[Quantity]:
    """Those of a year that is asked for, where any is; what was added where that is asked for, and else what is not."""
    kind = _MONTHS.get(period_kind(asked.text), 0)
    held = _held(citation.quote, able, movements_of(citation))
    held = [item for item in held if not kind or item.months in (0, kind)]
    if asked.years:
        held = [item for item in held if item.year in asked.years] or [item for item in held if item.year is None]
    changes = [item.quantity for item in held if item.role in (Role.DIFFERENCE, Role.GROWTH)]
    if OF_CHANGE.search(asked.text) and changes:
        return changes
    values = [item for item in held if item.role is not Role.DIFFERENCE]
    newer = [item.quantity for item in values if item.role is not Role.OLD]
    return newer or ([item.quantity for item in values] if asked.years else [])


OF_CHANGE = re.compile(
    r"\b(?:rise|rose|increase\w*|growth|grow|grew|jump|climb\w*|cut|fall|fell|drop\w*|declin\w*|decrease\w*|reduc\w*)\b",
    re.I,
)
"""Words of a question that ask for what was added or taken away."""
_NEXT = re.compile(
    r"\b(?:the following year|the next year|the year after|a year later|(?:one|twelve) (?:year|months) later)\b", re.I
)
_PREVIOUS = re.compile(
    r"\b(?:a year (?:earlier|ago|before)|the (?:previous|prior) year|the year before)\b", re.IGNORECASE
)
_REACH = 60
"""Characters behind a figure within which "the following year" is said of it."""


def beside(last: Told, by: int) -> Quantity | None:
    """The figure of the year before or after one that was quoted, where the same quote gives it.

    Args:
        last: The figure that was quoted.
        by: -1 for the year before, 1 for the year after.
    """
    quote, unit = last.citation.quote, last.quantity.unit
    moved = movements_of(last.citation)
    quantities = [f.quantity for f in attribute(quote, "") if f.quantity.unit == unit and f.quantity.span]
    others = [q for q in without_asides(quote, tuple(quantities)) if q.span != last.quantity.span]
    words, role = (_PREVIOUS, Role.OLD) if by < 0 else (_NEXT, Role.NEW)
    fitting = []
    for quantity in others:
        span = quantity.span
        assert span is not None
        behind = quote[
            span.end : min([o.span.start for o in quantities if o.span and o.span.start > span.end] or [len(quote)])
        ]
        said = words.search(behind[:_REACH])
        is_role = (span.start, span.end) in moved and moved[span.start, span.end].role is role
        if said or is_role:
            fitting.append(quantity)
    return fitting[0] if len(fitting) == 1 else None


_BEHIND = re.compile(r"\s?(?:\([^()]*\)\s)?(?:[a-z-]+\s)?(?P<word>loss|profit)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?P<word>loss|profit) of (?:about |some |nearly )?$", re.IGNORECASE)


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
        return before.group("word").lower(), (before.start(), end)
    return (behind.group("word").lower(), (start, behind.end())) if behind else ("", (start, end))


def in_currency(last: Told, currency: str) -> Quantity | None:
    """The same amount in another currency, where the quote gives it in brackets: "£75m ($141m)".

    Args:
        last: The amount that was quoted.
        currency: The currency's ISO code.
    """
    span, quote = last.quantity.span, last.citation.quote
    aside = re.compile(r" ?\([^()]*\)").match(quote, span.end) if span else None
    if span is None or aside is None:
        return None
    found = [f.quantity for f in attribute(quote, "") if f.quantity.unit == currency]
    inside = [q for q in found if q.span and aside.start() <= q.span.start < aside.end()]
    return inside[0] if len(inside) == 1 else None


def carry(answer: Answer) -> tuple[Given, ...]:
    """The figures of an answer that a later "that" can mean, with where they are quoted; the one that answered first.

    Args:
        answer: The answer.
    """
    quoted = {citation.n: citation for citation in answer.citations}
    if answer.calculations:
        inputs = answer.calculations[-1].inputs
        return tuple(Given(item.quantity, quoted.get(item.citation or 0), item.name) for item in inputs)
    given = [
        Given(found.quantity, citation, "") for citation in answer.citations for found in attribute(citation.quote, "")
    ]
    meant = [item.quantity for item in told(answer, "")]
    chosen = [item for item in given if item.citation == answer.citations[0] and item.quantity in meant[:1]]
    return tuple(dict.fromkeys([*chosen, *given]))
