"""Sums of figures that were just given: which of them is the newer, the whole or the change.

Years, the words of the questions that they answered and their quotes decide; where these leave it open, there is no
sum.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.follow_beside import in_currency, signed_as
from assistant.answering.follow_workings import Made, Piece, Sum
from assistant.answering.told import OF_CHANGE, Told, metric_of, movements_of
from assistant.answering.workings import Found
from assistant.datatypes import Quantity, Role
from assistant.figures.attribution import attribute
from assistant.quantities import units
from assistant.quantities.vocabulary import units as known_units
from assistant.reading.stems import stem
from assistant.reading.types import quantities_in

_EARLIER = re.compile(r"\b(?:before|earlier|previous|prior|ago|last time)\b", re.IGNORECASE)

_LAST_YEAR = re.compile(r"\blast (?:year|quarter|month)\b", re.IGNORECASE)

Plan = Callable[[str, Sequence[Sequence[Told]]], Sum | None]
"""Fills a calculator for a question from the figures that each of the last answers may mean."""


def part(name: str, words: str, item: Told, quantity: Quantity | None = None) -> Piece:
    """An input that an earlier answer gave.

    Args:
        name: The input's name.
        words: What to call it.
        item: The figure.
        quantity: Another one of its quote; its own where left out.
    """
    if quantity is None and item.made:
        return name, words, Made(item.quantity, item.made, item.cited)
    return name, words, Found(quantity or item.quantity, item.citation)


def clear(turn: Sequence[Told]) -> Told | None:
    """The one figure that an answer gave; None where it may mean several."""
    return turn[0] if turn and all(_same(item, turn[0]) for item in turn) else None


def pair_of(turns: Sequence[Sequence[Told]]) -> tuple[Told, Told] | None:
    """The figures of the last two answers, the later one last; of several, the one that the other answer has not."""
    if len(turns) < 2:
        return None
    first, second = (clear(turn) for turn in turns[-2:])
    if first is not None and second is None:
        second = clear([item for item in turns[-1] if not _same(item, first)])
        second = second if second is not None and _is_of_one_kind(first, second) else None
    elif second is not None and first is None:
        first = clear([item for item in turns[-2] if not _same(item, second)])
        first = first if first is not None and first.citation.quote != second.citation.quote else None
    if first is None or second is None or (_same(first, second) and first.citation.quote == second.citation.quote):
        return None
    return first, second


def _is_of_one_kind(one: Told, other: Told) -> bool:
    """Whether what is left over of a quote may be meant: beside a count, one of its parts; an amount of one metric."""
    found = {item.quantity.span: metric_of(item, one.citation.quote) for item in attribute(one.citation.quote, "")}
    kinds = [found.get(item.quantity.span, "") for item in (one, other)]
    return (
        one.citation.quote != other.citation.quote
        or all(is_count(i.quantity) for i in (one, other))
        or (bool(kinds[0]) and kinds[0] == kinds[1])
    )


def _same(one: Told, other: Told) -> bool:
    first, second = one.quantity, other.quantity
    noun_left_out = not (first.unit and second.unit) and is_count(first) and is_count(second)
    return (first.low, first.high) == (second.low, second.high) and (first.unit == second.unit or noun_left_out)


def is_count(quantity: Quantity) -> bool:
    """Whether a figure counts something, or is bare."""
    return not quantity.unit or units.dimension(quantity.unit) == "count"


def alike(turns: Sequence[Sequence[Told]]) -> tuple[Told, Told] | None:
    """The figures of the last two answers in one unit; of two currencies where a quote gives both."""
    pair = pair_of(turns)
    if pair is None or pair[0].quantity.unit == pair[1].quantity.unit:
        return pair
    first, second = pair
    if all(is_count(item.quantity) for item in pair):
        return _with_one_noun(first, second)
    for item, unit in ((first, second.quantity.unit), (second, first.quantity.unit)):
        other = in_currency(item, unit)
        if other is not None:
            turned = replace(item, quantity=other)
            return (turned, second) if item is first else (first, turned)
    return None


def _with_one_noun(first: Told, second: Told) -> tuple[Told, Told] | None:
    """Two counts, where one's quote leaves out its noun: that is not said twice, and is the other's."""
    for item, other in ((first, second), (second, first)):
        written = next((q for q in quantities_in(item.citation.quote) if q.span == item.quantity.span), None)
        if not item.quantity.unit or (written is not None and not written.unit):
            turned = replace(item, quantity=replace(item.quantity, unit=other.quantity.unit))
            return (turned, second) if item is first else (first, turned)
    return None


def _in_time(pair: Sequence[Told]) -> tuple[Told, Told]:
    """Two figures of one unit, the newer first: by their years, else by what was typed for the later."""
    first, second = pair
    years = [item.asked.years for item in pair]
    if len(years[0]) == len(years[1]) == 1 and years[0] != years[1]:
        return (second, first) if years[1] > years[0] else (first, second)
    if first.citation.quote == second.citation.quote and Role.OLD in (first.role, second.role):
        return (first, second) if second.role is Role.OLD else (second, first)
    of_last = _LAST_YEAR.search(second.text) and not _LAST_YEAR.search(first.asked.text)
    return (first, second) if of_last or _EARLIER.search(second.text) else (second, first)


def _of_one(turns: Sequence[Sequence[Told]]) -> tuple[Told, Told] | None:
    """Two figures that can be the older and the newer value of one thing: "it" may be only the last."""
    pair = alike(turns)
    if pair is not None and is_turned(
        *(signed_as(item.citation.quote, item.quantity)[0] for item in pair if _spans(item))
    ):
        return None  # from a loss to a profit is a swing
    if pair is None or pair[1].follows:
        return pair
    first, second = (item.asked for item in pair)
    return pair if (first.entities, first.metrics) == (second.entities, second.metrics) else None


def _spans(item: Told) -> bool:
    return item.quantity.span is not None and not item.made


def is_turned(*signs: str) -> bool:
    """Whether of two figures one is said to be a loss and the other a profit."""
    return set(signs) == {"loss", "profit"}


def changed(calculator: str) -> Plan:
    """A calculation on the newer and the older of two figures.

    Args:
        calculator: Its name; its inputs are ``new`` and ``old``.
    """

    def plan(_: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
        pair = _of_one(turns)
        if pair is None:
            return None
        new, old = _in_time(pair)
        return Sum(calculator, (part("new", "new value", new), part("old", "old value", old)))

    return plan


_FELL = re.compile(
    r"\b(?:cut\w*|fell|fall\w*|drop\w*|reduc\w*|declin\w*|decreas\w*|lower\w*|shr[aiu]nk\w*|lose|lost|trim\w*|slid"
    r"|slash\w*|narrow\w*|less|down|went|gone|shed)\b",
    re.IGNORECASE,
)


def of_points(text: str) -> bool:
    """Whether a question wants percentage points."""
    return re.search(r"\bpoints?\b", text, re.IGNORECASE) is not None


def moved(text: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """By how much the newer of two figures is above the older, or below it where the question says that it fell."""
    pair = _of_one(turns)
    if pair is None or (of_points(text) and any(item.quantity.unit != "%" for item in pair)):
        return None
    new, old = _in_time(pair)
    values = [item.quantity.low for item in (new, old)]
    if _FELL.search(text) and None not in values and (values[0] or 0.0) < (values[1] or 0.0):
        return Sum("difference", (part("first", "old value", old), part("second", "new value", new)))
    return Sum("change", (part("new", "new value", new), part("old", "old value", old)))


_OF_THAT = re.compile(
    r"^\W*(?:and |so ){0,2}(?:what(?:['’]s| is| would| are)? |how much is )?(?P<share>[^?]{1,30}?) of (?:that|it|this)"
    r"(?: be)?\W*$",
    re.IGNORECASE,
)


def undecided(_: str, __: Sequence[Sequence[Told]]) -> Sum | None:
    """No sum: it is open which of several the words ask for."""
    return None


def portion(text: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """A share of the last figure that the question states: "half of that", "what is 10% of that?"."""
    last, asked = clear(turns[-1]), _OF_THAT.match(text)
    stated = quantities_in(text)
    if last is None or asked is None or len(stated) != 1 or stated[0].text.lower() != asked.group("share").lower():
        return None
    share_of = stated[0]
    if share_of.unit != "%" and not (share_of.unit == "" and 0.0 < (share_of.low or 0.0) < 1.0):
        return None
    return Sum("portion", (part("total", "whole", last), ("share", "share", Found(share_of, None))))


_EACH = re.compile(
    r"\b(?:at|for) (?P<price>[^?]{1,24}?) (?:each|apiece|a piece|per [a-z]{1,20}|an? [a-z]{1,20})\W*$", re.I
)


def for_many(text: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """What the things that were just counted come to at a price that the question states: "at $24 each"."""
    last, asked, stated = clear(turns[-1]), _EACH.search(text), quantities_in(text)
    if last is None or asked is None or len(stated) != 1 or not units.dimension(stated[0].unit).startswith("money:"):
        return None
    if units.dimension(last.quantity.unit) != "count":
        return None
    return Sum("for-many", (("each", "price of one", Found(stated[0], None)), part("number", "number", last)))


def doubled(_: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """Twice the last figure."""
    last = clear(turns[-1])
    return Sum("sum", (part("first", "figure", last), part("second", "same figure", last))) if last else None


_UNIT = re.compile(r"\bin (?P<unit>[a-z]+(?:[ -][a-z]+){0,2})\W*$", re.IGNORECASE)


def in_unit(text: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """The last figure in another unit of its kind; an amount of money in none that is not quoted."""
    last, asked = clear(turns[-1]), _UNIT.search(text)
    surface = known_units().words.get(tuple(asked.group("unit").lower().split())) if asked else None
    if last is None or surface is None or surface.unit.name == last.quantity.unit:
        return None
    if surface.unit.dimension != units.dimension(last.quantity.unit) or surface.unit.dimension in ("count", "percent"):
        return None
    if surface.unit.dimension.startswith("money:"):
        return None
    one = Quantity(1.0, 1.0, surface.unit.name, text=f"1 {surface.unit.name}")
    return Sum("convert-unit", (part("quantity", "quantity", last), ("unit", "unit", Found(one, None))))


def by_size(calculator: str, names: tuple[str, str], words: tuple[str, str]) -> Plan:
    """A calculation on the larger and the smaller of two figures.

    Args:
        calculator: Its name.
        names: The names of its inputs, that of the larger first.
        words: What to call them.
    """

    def plan(_: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
        pair = alike(turns)
        if pair is None or any(item.quantity.low is None for item in pair):
            return None
        larger, smaller = sorted(pair, key=lambda item: -(item.quantity.low or 0.0))
        return Sum(calculator, (part(names[0], words[0], larger), part(names[1], words[1], smaller)))

    return plan


def left(text: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """What is left of the larger of two figures without the smaller."""
    pair = pair_of(turns)
    if pair is None or not related(pair):
        return None
    return by_size("remainder", ("total", "tranche"), ("whole", "part"))(text, turns)


def related(pair: Sequence[Told]) -> bool:
    """Whether two figures are of one thing, as far as is known: of a follow-up, or of one article."""
    return pair[1].follows or pair[0].citation.source == pair[1].citation.source


def has_pair(turns: Sequence[Sequence[Told]]) -> bool:
    """Whether the last two answers gave one figure each that belong together: no other is taken in its place."""
    pair = pair_of(turns)
    return pair is not None and (pair[1].follows or pair[0].citation.quote == pair[1].citation.quote)


def together(calculator: str) -> Plan:
    """A calculation on two figures in the order in which they were asked for.

    Args:
        calculator: Its name; its inputs are ``first`` and ``second``.
    """

    def plan(_: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
        pair = alike(turns)
        if pair is None:
            return None
        return Sum(calculator, (part("first", "first figure", pair[0]), part("second", "second figure", pair[1])))

    return plan


def per_each(text: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """An amount by each of the things that were counted: money, or what the question says how many of."""
    pair = pair_of(turns)
    if pair is None or not related(pair):
        return None
    counted_out = _HOW_MANY.search(text)
    wanted = stem(counted_out.group("noun").lower()) if counted_out else ""
    for amount, counted in (pair, pair[::-1]):
        unit = amount.quantity.unit
        of_money = units.dimension(unit).startswith("money")
        if (of_money or (wanted and unit and stem(unit.split()[-1]) == wanted)) and not _same(amount, counted):
            if units.dimension(counted.quantity.unit) != "count":
                return None
            return Sum("per-unit", (part("amount", "amount", amount), part("units", "number", counted)))
    return None


_HOW_MANY = re.compile(r"\bhow many (?P<noun>[a-z]+)\b", re.IGNORECASE)


def before(_: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """What a figure was before the change that was asked for beside it, or that its own sentence gives."""
    pair, last = pair_of(turns), clear(turns[-1])
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


_THAN_BEFORE = re.compile(
    r" (?:(?P<up>more|higher|larger|up|above)|(?:fewer|less|lower|smaller|down|below)) (?:than|on|from) (?:in )?"
    r"(?:a year (?:earlier|ago|before)|the (?:previous|prior) year|the year before|last year)\b",
    re.IGNORECASE,
)


def year_before(last: Told) -> Sum | None:
    """What a figure was the year before, where its quote says right behind it how far it was above or below that.

    Args:
        last: The figure that was quoted: "6m passengers in 2025, 0.4m more than in the previous year".
    """
    span, quote = last.quantity.span, last.citation.quote
    if last.made or span is None:
        return None
    behind = [q for q in quantities_in(quote) if q.span and q.span.start >= span.end]
    same = [q for q in behind if q.unit in ("", last.quantity.unit) and units.dimension(q.unit) != "calendar"]
    said = _THAN_BEFORE.match(quote, same[0].span.end) if same and same[0].span else None
    if said is None or same[0].span is None or re.search(r"[;.] |\band\b", quote[span.end : same[0].span.start]):
        return None
    if said.group("up"):
        pieces = (part("new", "later value", last), part("change", "rise", last, same[0]))
        return Sum("previous-value-by-change", pieces)
    return Sum("sum", (part("first", "later value", last), part("second", "fall", last, same[0])))


_NEAR = 80
"""Characters between a figure and the change that led to it."""


def _is_change(item: Told) -> bool:
    return item.role in (Role.DIFFERENCE, Role.GROWTH) and bool(OF_CHANGE.search(item.asked.text))


def _undone(value: Told, change: Quantity, by: Told) -> Sum | None:
    if change.unit == "%" and value.quantity.unit != "%":
        return Sum("previous-value", (part("new", "later value", value), part("growth", "growth", by, change)))
    if change.unit != value.quantity.unit:
        return None
    return Sum("previous-value-by-change", (part("new", "later value", value), part("change", "change", by, change)))


def swing(_: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """How far it is from a loss to a profit."""
    pair = alike(turns)
    if pair is None:
        return None
    signs = {signed_as(item.citation.quote, item.quantity)[0]: item for item in pair if item.quantity.span}
    if set(signs) != {"profit", "loss"}:
        return None
    return Sum("swing", (part("profit", "profit", signs["profit"]), part("loss", "loss", signs["loss"])))
