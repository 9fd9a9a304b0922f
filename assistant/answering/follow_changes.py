"""By how much something changed: between the figures of two answers, or within the quote of the last one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering import follow_plans, follow_shares
from assistant.answering.follow_beside import beside, signed_as
from assistant.answering.follow_plans import clear, part
from assistant.answering.follow_workings import Sum
from assistant.answering.told import Told, movements_of
from assistant.datatypes import Quantity, Role
from assistant.reading.types import quantities_in

_HOW_MANY = re.compile(r"\bhow many\b(?! (?:percentage )?points?\b)", re.IGNORECASE)
_PERCENT_OF_THEM = re.compile(r"\bin (?:per ?cent|%)", re.IGNORECASE)


def in_percent(text: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """By how many per cent something changed; of "in per cent?" behind a part of something, what share that is."""
    if _PERCENT_OF_THEM.search(text) and follow_shares.is_part_asked(turns):
        return follow_shares.share(text, turns)
    made = follow_plans.changed("percent-change")(text, turns)
    replaced = _replaced(turns) if made is None else None
    if replaced is not None:
        new_one, old_one = replaced
        return Sum("percent-change", (part("new", "new value", new_one), part("old", "old value", old_one)))
    if made is not None or follow_plans.has_pair(turns):
        return made
    older = _older(turns)
    if older is None:
        return None
    new, old = older
    return Sum("percent-change", (part("new", "new value", new), part("old", "old value", new, old)))


def moved(text: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """By how much something changed; of one figure, from what its own quote says that it was the year before."""
    last = turns[-1][-1] if turns and turns[-1] else None
    if last is not None and _HOW_MANY.search(text) and not follow_plans.is_count(last.quantity):
        return None
    made = follow_plans.moved(text, turns)
    replaced = _replaced(turns) if made is None and not follow_plans.of_points(text) else None
    if replaced is not None:
        new_one, old_one = replaced
        return Sum("change", (part("new", "new value", new_one), part("old", "old value", old_one)))
    if made is not None or follow_plans.has_pair(turns) or follow_plans.of_points(text):
        return made
    older = _older(turns)
    if older is None:
        return None
    new, old = older
    if (new.quantity.low or 0.0) < (old.low or 0.0):
        return Sum("difference", (part("first", "old value", new, old), part("second", "new value", new)))
    return Sum("change", (part("new", "new value", new), part("old", "old value", new, old)))


_REPLACES = re.compile(
    r"\b(?:taking over from|takes? over from|took over from|replac(?:es|ed|ing)|succeed(?:s|ed|ing)|instead of)\b", re.I
)
_NOW, _THEN = re.compile(r"\b(?:will|is|are|does|do|now)\b", re.I), re.compile(r"\b(?:was|were|did|had)\b", re.I)


def _replaced(turns: Sequence[Sequence[Told]]) -> tuple[Told, Told] | None:
    """What somebody pays now and what the one before did, of one quote that says who takes over: the newer first."""
    pair = follow_plans.alike(turns)
    if pair is None or pair[0].citation.quote != pair[1].citation.quote or not _REPLACES.search(pair[0].citation.quote):
        return None
    first, second = pair
    return pair if _NOW.search(first.asked.text) and _THEN.search(second.text) else None


def _older(turns: Sequence[Sequence[Told]]) -> tuple[Told, Quantity] | None:
    """The last figure, which is the newer one of a change that its quote reports, and the older one."""
    last = clear(turns[-1])
    if last is None or last.made or last.quantity.low is None:
        return None
    old = beside(last, -1) if last.role in (Role.NEW, Role.VALUE) else None
    if old is None or old.low is None or last.quantity.span is None:
        return None
    signs = [signed_as(last.citation.quote, quantity)[0] for quantity in (last.quantity, old)]
    return None if follow_plans.is_turned(*signs) else (last, old)


_NEAR = 40
"""Characters between a figure and the growth that its quote gives beside it: "climbed 37% to $604m"."""


def stated(turns: Sequence[Sequence[Told]]) -> Quantity | None:
    """By how many per cent the last figure changed, where its own quote says so right beside it.

    Args:
        turns: The figures of the last answers.
    """
    last = clear(turns[-1]) if turns else None
    if last is None or last.made or last.quantity.span is None or last.role is not Role.NEW:
        return None
    if follow_plans.has_pair(turns):
        return None
    own = last.quantity.span
    moved = [item for item in movements_of(last.citation).items() if item[1].role is Role.GROWTH]
    near = [item.quantity for (start, end), item in moved if own.start - _NEAR <= start and end <= own.end + _NEAR]
    said = [q for q in quantities_in(last.citation.quote) if len(near) == 1 and near[0].span == q.span]
    return said[0] if len(said) == 1 and said[0].unit == "%" else None


_ASKS_STATED = re.compile(
    r"\bhow (?:fast|quickly) (?:did|has|is)\b|\bgrowth(?: rate)?\W*$|\b(?:in|by how many|by what) (?:per ?cent|%)"
    r"|\bby what (?:percentage|per ?cent)\b|\bpercentage (?:change|rise|fall|increase|drop)\b",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"^\W*(?:and |so ){0,2}(?:out )?(?:of|from) (?:how many|what total)(?: in all| altogether)?\W*$", re.I
)
_OF_ITS = re.compile(r" (?:[a-z-]{2,20} ){0,2}?(?:out )?of (?:(?:its|the|their|a total of|some|about) ){0,2}$")


def of_quote(text: str, turns: Sequence[Sequence[Told]]) -> Quantity | None:
    """What the quote of the last figure itself answers: its growth, or out of how many it is.

    Args:
        text: The follow-up: "how fast did that grow?", "out of how many?".
        turns: The figures of the last answers.
    """
    if _OUT_OF.match(text):
        return _out_of(clear(turns[-1]) if turns else None)
    return stated(turns) if _ASKS_STATED.search(text) else None


def _out_of(last: Told | None) -> Quantity | None:
    """The whole that a count is part of, where its quote gives both: "640 of its 3,900 jobs"."""
    if last is None or last.made or last.quantity.span is None:
        return None
    end, quote = last.quantity.span.end, last.citation.quote
    behind = [q for q in quantities_in(quote) if q.span and q.span.start > end]
    first = min(behind, key=lambda q: q.span.start if q.span else 0, default=None)
    if first is None or first.span is None or not _OF_ITS.fullmatch(quote[end : first.span.start]):
        return None
    return first if follow_plans.is_count(first) and (first.low or 0.0) > (last.quantity.high or 0.0) else None


_AS_PERCENTAGE = re.compile(
    r"^\W*(?:and |so |or ){0,2}(?:as a percentage|(?:what is that )?in (?:per ?cent|%|percentage terms))\W*$",
    re.IGNORECASE,
)


def again(text: str, result: Told | None) -> str:
    """A follow-up that wants a change in per cent that was just worked out as an amount; else the text itself.

    Args:
        text: The follow-up: "and as a percentage?".
        result: What the last answer worked out.
    """
    if result is None or _AS_PERCENTAGE.match(text) is None:
        return text
    changed = _MOVED.search(result.text) and result.made[-1].calculator in ("change", "difference")
    return "by what percentage?" if changed else text


_MOVED = re.compile(
    r"\b(?:change|rise|rose|fall|fell|grow|grew|drop|cut|reduce|raise|increase|decrease|decline|shrink|climb|jump|added|lost"
    r"|went)\b",
    re.IGNORECASE,
)
