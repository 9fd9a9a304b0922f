"""Sums of a figure and a share that were just given: what is left of it, what the share comes to, at what rate.

Which of two is the whole, their questions say: "what share of it", "what interest on that". Where they do not, there is
no sum.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.follow_plans import alike, by_size, clear, is_count, left, pair_of, part, related
from assistant.answering.follow_workings import Sum, nested
from assistant.answering.told import Told
from assistant.datatypes import Role
from assistant.quantities import units

_INCLUDING = re.compile(
    r"[^.;]{0,60}\b(?:including|of (?:whom|which|them|these)|among them)\b[^.;]{0,20}", re.IGNORECASE
)


def _included(turns: Sequence[Sequence[Told]]) -> tuple[Told, Told] | None:
    """A count and another that its sentence says is part of it: "9,000 people, including 1,200 drivers"."""
    pair = pair_of(turns)
    if pair is None or any(units.dimension(item.quantity.unit) != "count" for item in pair):
        return None
    whole, inside = sorted(pair, key=lambda item: -(item.quantity.low or 0.0))
    first, second = whole.quantity.span, inside.quantity.span
    if whole.citation.quote != inside.citation.quote or first is None or second is None:
        return None
    between = whole.citation.quote[first.end : second.start]
    return (whole, inside) if _INCLUDING.fullmatch(between) else None


_OF_THEM = re.compile(
    r"\bhow (?:many|much) of (?:them|those|these|that|it)\b"
    r"|^\W*(?:and )?(?:of|among) (?:which|whom|those|these|them)\b",
    re.IGNORECASE,
)


def is_part_asked(turns: Sequence[Sequence[Told]]) -> bool:
    """Whether the last question asked how many of what was given before: "how many of them are pilots?"."""
    pair = pair_of(turns)
    if pair is None:
        return False
    whole, inside = pair
    of_counts = all(is_count(item.quantity) for item in pair) or whole.quantity.unit == inside.quantity.unit
    smaller = (inside.quantity.high or 0.0) <= (whole.quantity.low or 0.0)
    return of_counts and smaller and (_included(turns) is not None or _OF_THEM.search(inside.text) is not None)


_LEAVES = re.compile(r"\b(?:leav(?:es?|ing)|left with|remain(?:s|ing)?|still has)\b", re.IGNORECASE)


def _is_rest(turns: Sequence[Sequence[Told]]) -> bool:
    """Whether the last figure is what is left without the one before: that is no part of it, nor its whole."""
    pair = pair_of(turns)
    if pair is None or pair[0].citation.quote != pair[1].citation.quote:
        return False
    ends = sorted((item.quantity.span.start, item.quantity.span.end) for item in pair if item.quantity.span)
    return len(ends) == 2 and _LEAVES.search(pair[0].citation.quote[ends[0][1] : ends[1][0]]) is not None


def share(text: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """What share the smaller of two figures has in the larger."""
    if _is_rest(turns):
        return None
    pair = _included(turns)
    if pair is not None:
        return Sum("share-of-total", (part("part", "part", pair[1]), part("total", "whole", pair[0])))
    pair = pair_of(turns)
    if pair is not None and is_part_asked(turns):
        return Sum("share-of-total", (part("part", "part", pair[1]), part("total", "whole", pair[0])))
    pair = alike(turns)
    if pair is None or not related(pair):
        return None
    made = by_size("share-of-total", ("total", "part"), ("whole", "part"))(text, turns)
    return Sum(made.calculator, made.pieces[::-1]) if made else None


_OF_IT = re.compile(
    r"\b(?:share|percentage|proportion|fraction|part|per ?cent|%|much|many|what) (?:of|from) "
    r"(?:it|that|this|them|those|these|the [a-z]{2,20})\b",
    re.IGNORECASE,
)
"""Asks for a share of what was given before."""
_ON_IT = re.compile(r"\b(?:on|of|from|for) (?:it|that|this|them|those|these)\b", re.IGNORECASE)
_PAID = re.compile(r"\b(?:interest|tax|taxes|commission|fee|fees|dividends?)\b", re.IGNORECASE)
_OWED = re.compile(
    r"\b(?:debts?|loans?|borrow\w*|owes?|owed|owing|bonds?|mortgages?|deposits?|profits?|income|earnings)\b",
    re.IGNORECASE,
)


def _whole_and_share(turns: Sequence[Sequence[Told]]) -> tuple[Told, Told] | None:
    """The figure that was given and the share of it that was asked for after it."""
    if len(turns) < 2:
        return None
    whole, share = (clear(turn) for turn in turns[-2:])
    if whole is None or share is None or share.quantity.unit != "%" or share.role is Role.GROWTH:
        return None
    dimension = units.dimension(whole.quantity.unit)
    if dimension.startswith(("percent", "ratio", "time", "calendar")) or whole.made or share.made:
        return None
    of_debt = _OWED.search(whole.text) and re.search(r"\binterest\b", share.text, re.IGNORECASE)
    return (whole, share) if _OF_IT.search(share.text) or of_debt else None


def left_of(text: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """What is left of a figure without another, or without a share of it."""
    pair = _whole_and_share(turns)
    if pair is None:
        return left(text, turns)
    whole = part("total", "whole", pair[0])
    taken = nested("portion", (whole, part("share", "share", pair[1])))
    return Sum("remainder", (whole, ("tranche", "part", taken)))


_AMOUNT = re.compile(
    r"^\W*(?:and |so |then ){0,2}(?:what|how (?:much|many)(?: [a-z]{2,20})?) (?:is|was|does|would|will) "
    r"(?:that|it|this)"
    r"(?: come to| be| amount to| mean| work out at| cost(?: the (?:company|firm|group)| it| them)?)?"
    r"(?: in (?:money|cash|all|total|absolute terms|[a-z]{3,20})| (?:a|per|each|every) year)?\W*$",
    re.IGNORECASE,
)


def asks_amount(text: str) -> bool:
    """Whether a follow-up asks what the share that was just given comes to: "how much is that?"."""
    return _AMOUNT.match(text) is not None


def amount_of(_: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """What the share comes to that was asked for of the figure before it: "how much is that?"."""
    pair = _whole_and_share(turns)
    if pair is None:
        return _of_all_shares(turns)
    return Sum("portion", (part("total", "whole", pair[0]), part("share", "share", pair[1])))


def _of_all_shares(turns: Sequence[Sequence[Told]]) -> Sum | None:
    """What an amount a share comes to for the shares that were counted beside it: a dividend, an offer."""
    pair = pair_of(turns)
    if pair is None or not related(pair):
        return None
    for price, number in (pair, pair[::-1]):
        if price.quantity.unit.endswith("/share") and number.quantity.unit == "shares":
            return Sum("shares-cost", (part("shares", "number of shares", number), part("price", "for each", price)))
    return None


def rate(_: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """At what rate something was paid on what was given before: interest on a debt, tax on a profit."""
    if len(turns) < 2:
        return None
    whole, paid = (clear(turn) for turn in turns[-2:])
    if whole is None or paid is None or whole.quantity.unit != paid.quantity.unit:
        return None
    if not units.dimension(paid.quantity.unit).startswith("money:") or None in (whole.quantity.low, paid.quantity.low):
        return None
    if _is_paid_on(paid, whole):
        return Sum("share-of-total", (part("part", "amount paid", paid), part("total", "whole", whole)))
    if _is_paid_on(whole, paid):
        return Sum("share-of-total", (part("part", "amount paid", whole), part("total", "whole", paid)))
    return None


def _is_paid_on(paid: Told, whole: Told) -> bool:
    """Whether one figure is what was paid on the other, which it is below."""
    if (paid.quantity.low or 0.0) >= (whole.quantity.low or 0.0) or not _PAID.search(paid.text):
        return False
    on_it = _ON_IT.search(paid.text) is not None or _OWED.search(whole.text) is not None
    return on_it and not _PAID.search(whole.text)
