"""Hedges, ranges and changes around amounts: the phrase becomes a Quantity.

"between A and B", "A to B" and "A-B" are one interval; "from A to B", and "rose A to B", are
two quantities, because the one became the other. "exceeding $900 billion" is an open bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.datatypes import Qualifier
from assistant.quantities.amounts import Amount, read_amount
from assistant.quantities.exclusions import is_excluded, is_money
from assistant.quantities.nouns import counted_noun
from assistant.quantities.tokens import DASHES, Token, match_longest
from assistant.quantities.vocabulary import units, words

_ONE = Decimal(1)
_TIMES = frozenset({"time", "calendar"})
_HEDGE_REACH = 4
_APART = 3
"""How many times the lower end the upper one may be in "by A to B" for it to be a range."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A quantity as a stretch of tokens."""

    first: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: str
    qualifier: Qualifier


@dataclass(frozen=True, slots=True)
class _Before:
    """What stands before an amount."""

    first: int
    qualifier: Qualifier
    between: bool
    change: bool
    negative: bool


def read_phrase(tokens: list[Token], amount: Amount, floor: int) -> Phrase:
    """Read the whole phrase around an amount.

    Args:
        tokens: The text's tokens.
        amount: Its first, or only, amount.
        floor: The first token that no earlier quantity has taken.

    Returns:
        The phrase; its ``end`` is where reading goes on.
    """
    before = _look_back(tokens, amount, floor)
    joined = None if before.negative else _range(tokens, amount, before)
    if joined is not None:
        low, high, end, unit = joined
        qualifier, end = _hedge_after(tokens, end, before.qualifier)
        return Phrase(before.first, end, low, high, unit, qualifier)
    amount = _change_start(tokens, amount) if before.change else amount
    qualifier, end = _hedge_after(tokens, amount.end, before.qualifier)
    unit = amount.unit
    if not unit and end > amount.end:  # "40+ people"
        unit, end = counted_noun(tokens, end) or ("", end)
    if not unit:
        unit = _of_whole(tokens, end)
    first, low, high = before.first, amount.low, amount.high
    if before.between:
        first = amount.first
    if before.negative:
        low, high = -high, -low
    if amount.number.vague:
        return Phrase(first, end, low, high, unit, _vague_qualifier(qualifier))
    open_low = low if qualifier is not Qualifier.AT_MOST else None
    open_high = high if qualifier is not Qualifier.AT_LEAST else None
    return Phrase(first, end, open_low, open_high, unit, qualifier)


def _of_whole(tokens: list[Token], end: int) -> str:
    """The unit of the whole that a bare number is a part of: "280 million of the 1.5 billion shekels"."""
    if end + 2 >= len(tokens) or tokens[end].lower != "of" or tokens[end + 1].lower not in ("the", "its", "their"):
        return ""
    whole = read_amount(tokens, end + 2)
    return whole.unit if whole is not None and whole.known and not whole.number.fraction else ""


def _vague_qualifier(qualifier: Qualifier) -> Qualifier:
    return Qualifier.ABOUT if qualifier is Qualifier.EXACT else qualifier


def _hedge_before(tokens: list[Token], i: int, floor: int) -> tuple[Qualifier, int] | None:
    """The longest hedge that ends right before a token."""
    for size in range(min(_HEDGE_REACH, i - floor), 0, -1):
        found = words().hedges.get(tuple(token.lower for token in tokens[i - size : i]))
        if found is not None:
            return found, i - size
    return None


def _look_back(tokens: list[Token], amount: Amount, floor: int) -> _Before:
    first = amount.first
    negative = _is_negative(tokens, first, floor)
    first -= negative
    if negative and tokens[first].text in DASHES and first > floor and tokens[first - 1].lower == "minus":
        first -= 1
    qualifier, between = Qualifier.EXACT, False
    for _ in range(2):  # "somewhere between about": a hedge, the word, a hedge
        hedge = _hedge_before(tokens, first, floor)
        if hedge is not None and not _means_else(hedge[0], amount, tokens[hedge[1] : first]):
            qualifier = hedge[0] if qualifier is Qualifier.EXACT else qualifier
            first = hedge[1]
        if first > floor and tokens[first - 1].lower == "between" and not between:
            between, first = True, first - 1
        else:
            break
    previous = tokens[first - 1].lower if first > 0 else ""
    change = previous in words().lists["changing"]
    if previous == "from":
        change = first < 2 or tokens[first - 2].lower not in words().lists["ranging"]
    return _Before(first, qualifier, between, change, negative)


def _is_negative(tokens: list[Token], i: int, floor: int) -> bool:
    if i <= floor:
        return False
    sign = tokens[i - 1]
    if sign.lower == "minus" or (sign.text in DASHES and i - 1 > floor and tokens[i - 2].lower == "minus"):
        return True
    return sign.text in "-−" and tokens[i].glued and (not sign.glued or i - 1 == 0 or tokens[i - 2].text == "(")


def _means_else(hedge: Qualifier, amount: Amount, written: list[Token]) -> bool:
    """Whether the hedge is none: "over five years" is a duration, not a bound."""
    unit = units().by_name.get(amount.unit)
    duration = unit is not None and unit.dimension in _TIMES
    return duration and len(written) == 1 and written[0].lower in ("over", "near", "around", "some")


def _hedge_after(tokens: list[Token], end: int, qualifier: Qualifier) -> tuple[Qualifier, int]:
    if qualifier is not Qualifier.EXACT:
        return qualifier, end
    found = match_longest(tokens, end, words().hedges_after, most=3)
    if found is None or (tokens[end].lower == "plus" and end + 1 < len(tokens)):
        return qualifier, end
    if tokens[end].text == "+" and not tokens[end].glued:
        return qualifier, end
    return found


def _range(tokens: list[Token], a: Amount, before: _Before) -> tuple[Decimal, Decimal, int, str] | None:
    """Join two amounts into (low, high, end, unit), when the words between them say so."""
    connector = _connector(tokens, a, before)
    if connector is None:
        return None
    b = read_amount(tokens, connector)
    if b is None or a.number.fraction != b.number.fraction or a.number.vague or b.number.vague:
        return None
    shared = None if is_excluded(tokens, b) and not _dashed(tokens, b) else _shared(a, b)
    if shared is None:
        return None
    a, b = shared
    if _stepped(tokens, before, a, b):
        return None
    return (a.low, b.high, b.end, a.unit) if a.low < b.high else None


def _stepped(tokens: list[Token], before: _Before, a: Amount, b: Amount) -> bool:
    """Whether "by A to B" says by how much and to what: "up by $43.6 billion to $419.2 billion"."""
    by = before.first > 0 and tokens[before.first - 1].lower == "by"
    return by and a.low * _APART < b.high


def _change_start(tokens: list[Token], a: Amount) -> Amount:
    """Give "4.8" of "from 4.8 to 4.7 per cent" the unit and scale of its partner."""
    if not a.bare or a.number.vague or a.end + 1 >= len(tokens) or tokens[a.end].lower != "to":
        return a
    b = read_amount(tokens, _past_hedge(tokens, a.end + 1))
    if b is None or not (b.known or b.number.scale != _ONE) or b.number.low == 0:
        return a
    scale = b.number.scale if b.number.scale > _ONE and a.low < 1000 else _ONE
    return a.counts(b.unit, scale=scale * (b.low / b.number.low), known=b.known)


def _connector(tokens: list[Token], a: Amount, before: _Before) -> int | None:
    """Index of the second amount, when a range can go on there."""
    i = a.number.end if a.end == a.number.end or not a.known else a.end
    for end in dict.fromkeys((a.end, i)):
        if end + 1 >= len(tokens):
            continue
        word = tokens[end].lower
        follows = end + 1
        if word == "and" and before.between:
            return _past_hedge(tokens, follows)
        if word in DASHES and (tokens[end].glued == tokens[follows].glued or before.between):
            return follows
        if word in ("to", "or") and not before.change:
            return _past_hedge(tokens, follows)
    return None


def _past_hedge(tokens: list[Token], i: int) -> int:
    found = match_longest(tokens, i, words().hedges)
    return found[1] if found and found[1] < len(tokens) else i


def _shared(a: Amount, b: Amount) -> tuple[Amount, Amount] | None:
    """Give both ends of a range one unit and one scale, or None when they do not belong together."""
    takes_scale = a.number.scale == _ONE and b.number.scale > _ONE and a.low * b.number.scale < b.high
    scale = b.number.scale if takes_scale and not (a.known and not a.prefixed) else _ONE
    if a.unit == b.unit:
        return a.counts(a.unit, scale=scale, known=a.known), b
    if not a.unit or (a.end > b.first):
        factor = b.low / (b.number.low or _ONE)  # pence: the first number is in pence as well
        return a.counts(b.unit, scale=scale * factor, known=b.known), b
    base, _, rate = b.unit.partition("/")
    if a.unit == base and rate:
        return a.counts(b.unit, scale=scale, known=True), b
    if a.prefixed and is_money(a.unit) and not b.unit:
        return a.counts(a.unit, scale=scale, known=True), b.counts(a.unit, known=True)
    return None


def _dashed(tokens: list[Token], b: Amount) -> bool:
    """True for the second end of "4bn-5bn", which only looks as if it hung on a name."""
    return b.first > 0 and tokens[b.first - 1].text in DASHES and tokens[b.first].glued
