"""One amount: sign of a currency, number, scale and unit, read forward from a token.

No hedges, no ranges and no judgement whether the number is a year or a name: those are
for ``phrases`` and ``exclusions``. Reading looks ahead a bounded number of tokens.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.quantities.nouns import counted_noun
from assistant.quantities.numbers import Number, read_number
from assistant.quantities.tokens import DASHES, Token, match_longest
from assistant.quantities.vocabulary import Surface, units, words

_ONE = Decimal(1)


_MANGLED = "PS"
"""What some news feeds make of a pound sign: "PS8.1bn"; a small number behind it is a console."""
_LEAST_MANGLED = Decimal(1000)
_EXTENTS = frozenset({"long", "high", "tall", "wide", "deep", "apart"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, as written in one place."""

    first: int
    """Index of its first token."""
    end: int
    """Index of the first token behind it."""
    number: Number
    low: Decimal
    high: Decimal
    unit: str
    known: bool
    """True when the unit is in the tables: a currency, GW, %, years; False for a counted noun or none."""
    prefixed: bool
    """True when a currency stands before the number."""

    @property
    def bare(self) -> bool:
        """True when nothing says what is counted."""
        return not self.unit and self.number.scale == _ONE

    def counts(self, unit: str, *, scale: Decimal = _ONE, known: bool = False) -> Amount:
        """The same amount in the unit, and on the scale, that its partner in a range gives it.

        Args:
            unit: The unit to take.
            scale: The scale to take on.
            known: Whether the unit is in the tables.

        Returns:
            The amount with that unit.
        """
        return Amount(
            self.first, self.end, self.number, self.low * scale, self.high * scale, unit, known, self.prefixed
        )


def read_amount(tokens: list[Token], i: int) -> Amount | None:
    """Read the amount that starts at a token: a currency's sign or a number.

    Args:
        tokens: The text's tokens.
        i: Where it must start.

    Returns:
        The amount, or None when none starts there.
    """
    prefix = match_longest(tokens, i, units().prefixes, exact=True)
    start = prefix[1] if prefix else i
    minus = prefix is not None and start + 1 < len(tokens) and tokens[start].text in "-−" and tokens[start + 1].glued
    start += minus
    if start >= len(tokens):
        return None
    number = read_number(tokens, start)
    if number is None:
        return None
    number = _glued_scale(tokens, number, money=prefix is not None)
    if minus:
        number = replace(number, low=-number.high, high=-number.low)
    if prefix:
        mangled = tokens[i].text == _MANGLED and (not tokens[start].glued or number.high < _LEAST_MANGLED)
        return None if mangled else _money(tokens, i, number, prefix[0])
    return _of_unit(tokens, i, number)


def _of_unit(tokens: list[Token], first: int, number: Number) -> Amount:
    """A number without a currency's sign before it: of a known unit, a fraction, or of things."""
    if number.fraction:
        part = _part_of_unit(tokens, first, number)
        return part or Amount(first, number.end, number, number.low, number.high, "", known=False, prefixed=False)
    found = read_unit(tokens, number)
    if found is None:
        return _count(tokens, first, number)
    surface, end = found
    unit, end = _rated(tokens, surface.unit.name, end)
    low, high = number.low * surface.factor, number.high * surface.factor
    return Amount(first, end, number, low, high, unit, known=True, prefixed=False)


def _glued_scale(tokens: list[Token], number: Number, *, money: bool) -> Number:
    """Take the m of "5m" or the k of "10k"; "5 m" with a space is metres, "5t" tonnes but for money."""
    end = number.end
    if not number.digits or number.scale != _ONE or end >= len(tokens):
        return number
    token = tokens[end]
    scale = words().glued_scales.get(token.text)
    squared = end + 1 < len(tokens) and tokens[end + 1].glued and tokens[end + 1].value is not None  # 32m2
    if token.text == "m" and not money and _is_length(tokens, end + 1):
        return number
    if scale is None or squared or not (token.glued or money) or (token.text in "tTb" and not money):
        return number
    return Number(number.low * scale, number.high * scale, end + 1, scale, digits=True)


def _part_of_unit(tokens: list[Token], first: int, number: Number) -> Amount | None:
    """A fraction of one known unit: "half a mile", "1/16 of a US pint", "a third of a per cent"."""
    i = number.end
    i += i < len(tokens) and tokens[i].lower == "of"
    if i + 1 >= len(tokens) or tokens[i].lower not in ("a", "an"):
        return None
    i += 2 if tokens[i + 1].lower in ("us", "uk", "imperial") else 1
    found = match_longest(tokens, i, units().words)
    if found is None or found[0].unit.dimension == "ratio":
        return None
    surface, end = found
    low, high = number.low * surface.factor, number.high * surface.factor
    return Amount(first, end, number, low, high, surface.unit.name, known=True, prefixed=False)


def _is_length(tokens: list[Token], i: int) -> bool:
    """Whether an "m" before a token is metres: "37m (121ft)", "37m-long"."""
    if i < len(tokens) and tokens[i].text == "(" and i + 2 < len(tokens):
        return tokens[i + 1].value is not None and tokens[i + 2].lower in ("ft", "feet", "foot", "yards", "miles")
    while i < len(tokens) and tokens[i].text in DASHES:
        i += 1
    return i < len(tokens) and tokens[i].lower in _EXTENTS


def _money(tokens: list[Token], first: int, number: Number, surface: Surface) -> Amount:
    """A prefixed amount; the currency's name behind it ("$40 billion dollars") says nothing new."""
    end = number.end
    again = match_longest(tokens, end, units().words)
    if again and again[0].unit == surface.unit and again[0].factor == _ONE:
        end = again[1]
    unit, end = _rated(tokens, surface.unit.name, end)
    return Amount(first, end, number, number.low, number.high, unit, known=True, prefixed=True)


def read_unit(tokens: list[Token], number: Number) -> tuple[Surface, int] | None:
    """Read the known unit behind a number, with a space, a hyphen or nothing between.

    Args:
        tokens: The text's tokens.
        number: The number as read.

    Returns:
        The unit and the index behind it, or None.
    """
    i = number.end
    if (number.vague and i < len(tokens) and tokens[i].lower == "of") or (
        i + 1 < len(tokens) and tokens[i].text in DASHES and tokens[i].glued and tokens[i + 1].glued
    ):
        i += 1
    if i >= len(tokens):
        return None
    symbol = match_longest(tokens, i, units().symbols, exact=True)
    word = match_longest(tokens, i, units().words)
    best = max((found for found in (symbol, word) if found), key=lambda found: found[1], default=None)
    if best is None or (best[0].glued and not tokens[i].glued) or _other_word(tokens, i, best[1]):
        return None
    return best


def _other_word(tokens: list[Token], i: int, end: int) -> bool:
    """True for a word that is a unit only in some places: "five times a day" says how often."""
    if tokens[i].lower != "times":
        return False
    return end >= len(tokens) or tokens[end].lower not in words().lists["multiplied"]


def _rated(tokens: list[Token], unit: str, end: int) -> tuple[str, int]:
    """Add ``/barrel`` for "per barrel", "a barrel", "/barrel"; a period ("a year") is not part of a unit."""
    if end + 1 >= len(tokens) or tokens[end].lower not in ("per", "a", "an", "/", "each"):
        return unit, end
    for last in (end + 3, end + 2):
        things = tokens[end + 1 : last]
        for name in (" ".join(token.text for token in things), " ".join(token.lower for token in things)):
            if name in units().things:
                return f"{unit}/{name}", end + 1 + len(things)
    return unit, end


def _count(tokens: list[Token], first: int, number: Number) -> Amount:
    """A number of things, or a bare number."""
    start = number.end
    if number.vague and start < len(tokens) and tokens[start].lower == "of":
        start += 1
    if start < len(tokens) and tokens[start].glued and tokens[start].is_word and tokens[start - 1].value is not None:
        noun = None  # letters that cling to the digits are part of a name, such as 200LR
    else:
        noun = counted_noun(tokens, start, one=number.low == number.high == _ONE)
    unit, end = noun or ("", number.end)
    return Amount(first, end, number, number.low, number.high, unit, known=False, prefixed=False)
