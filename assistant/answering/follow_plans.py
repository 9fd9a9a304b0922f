"""Sums of figures that were just given: which of them is the newer, the whole or the change.

Years, the words of the questions that they answered and their quotes decide; where these leave it open, there is no
sum.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.told import OF_CHANGE, Told, in_currency, movements_of, signed_as
from assistant.answering.workings import Found
from assistant.datatypes import Quantity, Role
from assistant.quantities import units
from assistant.reading.stems import stem
from assistant.reading.types import quantities_in

_EARLIER = re.compile(r"\b(?:before|earlier|previous|prior|ago|last time)\b", re.IGNORECASE)

Piece = tuple[str, str, Found]
"""Name of an input, words for it, and its value."""
Sum = tuple[str, tuple[Piece, ...]]
"""A calculator and its inputs."""
Plan = Callable[[str, Sequence[Sequence[Told]]], Sum | None]
"""Fills a calculator for a question from the figures that each of the last answers may mean."""


def _part(name: str, words: str, item: Told, quantity: Quantity | None = None) -> Piece:
    return name, words, Found(quantity or item.quantity, item.citation)


def clear(turn: Sequence[Told]) -> Told | None:
    """The one figure that an answer gave; None where it may mean several."""
    return turn[0] if turn and all(_same(item, turn[0]) for item in turn) else None


def _pair(turns: Sequence[Sequence[Told]]) -> tuple[Told, Told] | None:
    """The figures of the last two answers, the later one last; of several, the one that the other answer has not."""
    if len(turns) < 2:
        return None
    first, second = (clear(turn) for turn in turns[-2:])
    if first is not None and second is None:
        second = clear([item for item in turns[-1] if not _same(item, first)])
    elif second is not None and first is None:
        first = clear([item for item in turns[-2] if not _same(item, second)])
    if first is None or second is None or (_same(first, second) and first.citation == second.citation):
        return None
    return first, second


def _same(one: Told, other: Told) -> bool:
    return (one.quantity.low, one.quantity.high, one.quantity.unit) == (
        other.quantity.low,
        other.quantity.high,
        other.quantity.unit,
    )


def _alike(turns: Sequence[Sequence[Told]]) -> tuple[Told, Told] | None:
    """The figures of the last two answers in one unit; of two currencies where a quote gives both."""
    pair = _pair(turns)
    if pair is None or pair[0].quantity.unit == pair[1].quantity.unit:
        return pair
    first, second = pair
    for item, unit in ((first, second.quantity.unit), (second, first.quantity.unit)):
        other = in_currency(item, unit)
        if other is not None:
            turned = replace(item, quantity=other)
            return (turned, second) if item is first else (first, turned)
    return None


def _in_time(pair: Sequence[Told]) -> tuple[Told, Told]:
    """Two figures of one unit, the newer first: by their years, else by what was typed for the later."""
    first, second = pair
    years = [item.asked.years for item in pair]
    if len(years[0]) == len(years[1]) == 1 and years[0] != years[1]:
        return (second, first) if years[1] > years[0] else (first, second)
    return (first, second) if _EARLIER.search(second.text) else (second, first)


def changed(calculator: str) -> Plan:
    """A calculation on the newer and the older of two figures.

    Args:
        calculator: Its name; its inputs are ``new`` and ``old``.
    """

    def plan(_: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
        pair = _alike(turns)
        if pair is None:
            return None
        new, old = _in_time(pair)
        return calculator, (_part("new", "new value", new), _part("old", "old value", old))

    return plan


def by_size(calculator: str, names: tuple[str, str], words: tuple[str, str]) -> Plan:
    """A calculation on the larger and the smaller of two figures.

    Args:
        calculator: Its name.
        names: The names of its inputs, that of the larger first.
        words: What to call them.
    """

    def plan(_: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
        pair = _alike(turns)
        if pair is None or any(item.quantity.low is None for item in pair):
            return None
        larger, smaller = sorted(pair, key=lambda item: -(item.quantity.low or 0.0))
        return calculator, (_part(names[0], words[0], larger), _part(names[1], words[1], smaller))

    return plan


def share(text: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """What share the smaller of two figures has in the larger."""
    made = by_size("share-of-total", ("total", "part"), ("whole", "part"))(text, turns)
    return (made[0], made[1][::-1]) if made else None


def together(calculator: str) -> Plan:
    """A calculation on two figures in the order in which they were asked for.

    Args:
        calculator: Its name; its inputs are ``first`` and ``second``.
    """

    def plan(_: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
        pair = _alike(turns)
        if pair is None:
            return None
        return calculator, (_part("first", "first figure", pair[0]), _part("second", "second figure", pair[1]))

    return plan


_PER = re.compile(r"\b(?:per|an?|each|every) (?P<unit>year|month|week|day)\b", re.IGNORECASE)
_OVER = re.compile(
    r"\b(?:over|for|in|within|during|across|lasting|of)(?: the)?(?: next| last| coming)? $", re.IGNORECASE
)


def per_time(text: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """An amount by the year, where it is said over how many years it is spread."""
    asked = _PER.search(text)
    if asked is None:
        return None
    unit = f"{asked.group('unit').lower()}s"
    amount = clear(turns[-1])
    stated = [q for said in (text, turns[-1][-1].asked.text) for q in quantities_in(said) if q.unit == unit]
    if stated and amount is not None:
        return "per-unit", (_part("amount", "amount", amount), ("units", f"number of {unit}", Found(stated[0], None)))
    spread = [(item, time) for item in turns[-1] if (time := _spread(item, unit)) is not None]
    if len(spread) != 1:
        return None
    amount, time = spread[0]
    return "per-unit", (_part("amount", "amount", amount), _part("units", f"number of {unit}", amount, time))


def _spread(amount: Told, unit: str) -> Quantity | None:
    """The time over which its quote says that an amount is spread: "another $120m over eight years"."""
    quote, span = amount.citation.quote, amount.quantity.span
    for behind in quantities_in(quote):
        if span is None or behind.span is None or behind.span.start < span.end:
            continue
        between = re.sub(r"\([^()]*\)", "", quote[span.end : behind.span.start])
        if behind.unit == unit:
            return behind if _OVER.search(between) else None
        if units.dimension(behind.unit) == units.dimension(amount.quantity.unit) and "(" not in between:
            return None  # the time is that of the other amount
    return None


def per_each(text: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """An amount by each of the things that were counted: money, or what the question says how many of."""
    pair = _pair(turns)
    if pair is None:
        return None
    counted_out = _HOW_MANY.search(text)
    wanted = stem(counted_out.group("noun").lower()) if counted_out else ""
    for amount, counted in (pair, pair[::-1]):
        unit = amount.quantity.unit
        of_money = units.dimension(unit).startswith("money")
        if (of_money or (wanted and unit and stem(unit.split()[-1]) == wanted)) and not _same(amount, counted):
            if units.dimension(counted.quantity.unit) != "count":
                return None
            return "per-unit", (_part("amount", "amount", amount), _part("units", "number", counted))
    return None


_HOW_MANY = re.compile(r"\bhow many (?P<noun>[a-z]+)\b", re.IGNORECASE)


def before(_: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """What a figure was before the change that was asked for beside it, or that its own sentence gives."""
    pair, last = _pair(turns), clear(turns[-1])
    if pair is not None:
        for value, change in (pair, pair[::-1]):
            made = _undone(value, change.signed, change) if _is_change(change) and not _is_change(value) else None
            if made is not None:
                return made
    if last is None or last.role is not Role.NEW or last.quantity.span is None:
        return None
    for (start, _end), moved in movements_of(last.citation).items():
        if moved.role in (Role.DIFFERENCE, Role.GROWTH) and abs(start - last.quantity.span.start) < _NEAR:
            return _undone(last, moved.quantity, last)
    return None


_NEAR = 80
"""Characters between a figure and the change that led to it."""


def _is_change(item: Told) -> bool:
    return item.role in (Role.DIFFERENCE, Role.GROWTH) and bool(OF_CHANGE.search(item.asked.text))


def _undone(value: Told, change: Quantity, by: Told) -> Sum | None:
    if change.unit == "%" and value.quantity.unit != "%":
        return "previous-value", (_part("new", "later value", value), _part("growth", "growth", by, change))
    if change.unit != value.quantity.unit:
        return None
    return "previous-value-by-change", (_part("new", "later value", value), _part("change", "change", by, change))


def swing(_: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """How far it is from a loss to a profit."""
    pair = _alike(turns)
    if pair is None:
        return None
    signs = {signed_as(item.citation.quote, item.quantity)[0]: item for item in pair if item.quantity.span}
    if set(signs) != {"profit", "loss"}:
        return None
    return "swing", (_part("profit", "profit", signs["profit"]), _part("loss", "loss", signs["loss"]))
