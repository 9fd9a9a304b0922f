"""The number alone: digits, words and mixtures become exact decimals.

``4``, ``1,750``, ``3-1/2``, ``2½``, ``twenty-five``, ``a hundred and five thousand``,
``half a million``, ``two and a half billion``, ``two-thirds``, ``a few thousand``,
``tens of millions``. The scale that closes a number is kept apart, because
``$30 to $40 billion`` shares it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.quantities.tokens import DASHES, Token
from assistant.quantities.vocabulary import words

_ONE = Decimal(1)
_FRACTION_BOTTOMS = frozenset({2, 3, 4, 5, 8, 10, 16, 32, 64})


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read, without its unit."""

    low: Decimal
    high: Decimal
    """Equal to low, but for a vague number such as "a few thousand"."""
    end: int
    """Index of the first token behind it."""
    scale: Decimal = _ONE
    """The scale word that closes it: ``low`` is already multiplied by it."""
    digits: bool = False
    """Written in digits."""
    fraction: bool = False
    """A part of something ("two-thirds"): it takes no unit of its own."""

    @property
    def vague(self) -> bool:
        """True when only a range of sizes is meant."""
        return self.low != self.high


def read_number(tokens: list[Token], i: int) -> Number | None:
    """Read the number that starts at a token.

    Args:
        tokens: The text's tokens.
        i: Where the number must start.

    Returns:
        The number, or None when none starts there.
    """
    token = tokens[i]
    if token.value is not None:
        return _digits(tokens, i)
    vocabulary = words()
    if token.lower in vocabulary.signs and token.lower == token.text:
        half = vocabulary.signs[token.text]
        return _scaled(tokens, Number(half, half, i + 1))
    if not token.is_word:
        return None
    return _vague(tokens, i) or _fraction_words(tokens, i) or _number_words(tokens, i)


def _at(tokens: list[Token], i: int) -> str:
    return tokens[i].lower if 0 <= i < len(tokens) else ""


def _digits(tokens: list[Token], i: int) -> Number:
    value = tokens[i].value or Decimal(0)
    end = i + 1
    part = _written_fraction(tokens, i)
    if part is not None:
        return _scaled(tokens, Number(part, part, i + 3, digits=True))
    if _at(tokens, end) in words().signs and tokens[end].glued:
        value, end = value + words().signs[tokens[end].text], end + 1
    else:
        skip = end + 1 if _at(tokens, end) in DASHES else end
        rest = _written_fraction(tokens, skip) if value == int(value) else None
        if rest is not None and (skip > end or not tokens[end].glued):
            value, end = value + rest, skip + 3
        elif _at(tokens, end) == "and" and _at(tokens, end + 1) == "a" and _at(tokens, end + 2) == "half":
            value, end = value + Decimal("0.5"), end + 3
    return _scaled(tokens, Number(value, value, end, digits=True))


def _written_fraction(tokens: list[Token], i: int) -> Decimal | None:
    """``1/2`` at a token; not ``9/11`` or ``24/7``, nor the start of a date."""
    if i + 2 >= len(tokens) or tokens[i + 1].text != "/" or not tokens[i + 2].glued:
        return None
    top, bottom = tokens[i].value, tokens[i + 2].value
    if top is None or bottom is None or bottom not in _FRACTION_BOTTOMS or not 0 < top < bottom:
        return None
    return None if _at(tokens, i + 3) == "/" else top / bottom


def _scaled(tokens: list[Token], number: Number) -> Number:
    """Take the scale words behind a number ("5 hundred thousand"), at most two."""
    end, scale, factor = number.end, _ONE, _ONE
    for _ in range(2):
        j = end + 1 if _at(tokens, end) in DASHES and tokens[end].glued else end
        found = words().scales.get(_at(tokens, j))
        if found is None or (found < scale and scale > _ONE) or (j > end and not tokens[j].glued):
            break
        scale, factor, end = found, factor * found, j + 1
    return Number(
        number.low * factor,
        number.high * factor,
        end,
        factor,
        number.digits,
        number.fraction and factor == _ONE,
    )


def _vague(tokens: list[Token], i: int) -> Number | None:
    """``a few thousand``, ``several hundred``, ``tens of thousands``, ``millions``."""
    vocabulary = words()
    j = i + 1 if _at(tokens, i) == "a" else i
    bounds = vocabulary.vague.get(_at(tokens, j))
    if bounds is None:
        return None
    named = _at(tokens, j)
    j = j + 1
    if named in ("few", "several", "couple"):
        j = j + 1 if _at(tokens, j) == "of" else j
        scale = vocabulary.scales.get(_at(tokens, j))
        return None if scale is None else Number(bounds[0] * scale, bounds[1] * scale, j + 1)
    if _at(tokens, i) == "a":
        return None
    scale = vocabulary.scales.get(_at(tokens, j + 1), _ONE) if _at(tokens, j) == "of" else _ONE
    return Number(bounds[0] * scale, bounds[1] * scale, j + 2 if scale > _ONE else j)


def _fraction_words(tokens: list[Token], i: int) -> Number | None:
    """``two-thirds``, ``a quarter of``, ``half of``, ``half a million``, ``seven in ten``."""
    vocabulary = words()
    first = _at(tokens, i)
    half = first == "half"
    top = _ONE if half or first == "a" else vocabulary.numbers.get(first)
    if top is None or top > 9 or top == 0:
        return None
    j = i if half else i + 1
    joined = _at(tokens, j) in DASHES and tokens[j].glued
    j = j + 1 if joined else j
    bottom = vocabulary.denominators.get(_at(tokens, j))
    if bottom is None:
        return None if half else _one_in_many(tokens, i, top)
    value = top / bottom
    whole = j + 2 if _at(tokens, j + 1) == "of" else j + 1
    if _at(tokens, whole) in ("a", "an") and _at(tokens, whole + 1) in vocabulary.scales:
        return _scaled(tokens, Number(value, value, whole + 1))
    of_what = whole > j + 1 or (half and _at(tokens, whole) in ("the", "its", "their", "his", "her", "our"))
    plain = not joined and _at(tokens, i - 1) in ("first", "last", "past", "next", "previous", "the", "final")
    if (of_what or (joined and bottom > 2) or (top > 1 and bottom > 2 and bottom != 4)) and not plain:
        return Number(value, value, j + 1, fraction=True)
    return None


def _one_in_many(tokens: list[Token], i: int, top: Decimal) -> Number | None:
    """``seven in ten``, ``one in five``, ``nine out of ten``."""
    j = i + 1
    if _at(tokens, j) == "out" and _at(tokens, j + 1) == "of":
        j += 1
    elif _at(tokens, j) != "in":
        return None
    bottom = words().numbers.get(_at(tokens, j + 1)) or _whole(tokens, j + 1)
    if (
        bottom is None
        or bottom <= top
        or bottom > 1000
        or (bottom > 20 and top > 1)
        or _at(tokens, j + 2) in words().scales
    ):
        return None
    return None if _at(tokens, j + 2) in DASHES else Number(top / bottom, top / bottom, j + 2, fraction=True)


def _whole(tokens: list[Token], i: int) -> Decimal | None:
    """A whole number in digits, where one stands: the 13 of "one in 13"; no year."""
    value = tokens[i].value if i < len(tokens) else None
    return value if value is not None and value == int(value) and not 1000 < value < 3000 else None


def _number_words(tokens: list[Token], i: int) -> Number | None:
    """``twenty-five``, ``a hundred and five thousand``, ``two and a half million``."""
    vocabulary = words()
    total, current, end, last_scale = Decimal(0), Decimal(0), i, Decimal("1e30")
    closing, coefficient = _ONE, Decimal(0)
    if _at(tokens, i) in ("a", "an"):
        if _at(tokens, i + 1) not in vocabulary.scales:
            return None
        current, end = _ONE, i + 1
    elif _at(tokens, i) in vocabulary.scales:
        current = _ONE
    while end < len(tokens):
        j = _skip_joint(tokens, i, end, fresh=total > 0 or current >= 100)
        word = _at(tokens, j)
        value, scale = vocabulary.numbers.get(word), vocabulary.scales.get(word)
        if value is not None and _fits(current, value) and (j == end or end > i):
            current, closing = current + value, _ONE
        elif scale == 100 and 0 < current < 100:
            coefficient, closing, current = current, scale, current * scale
        elif scale is not None and scale != 100 and current > 0 and scale < last_scale:
            coefficient, closing = (current, scale) if total == 0 else (Decimal(0), _ONE)
            total, current, last_scale = total + current * scale, Decimal(0), scale
        elif word == "a" and _at(tokens, j - 1) == "and" and _at(tokens, j + 1) in ("half", "quarter"):
            current += Decimal("0.5") if _at(tokens, j + 1) == "half" else Decimal("0.25")
            j, closing = j + 1, _ONE
        else:
            break
        end = j + 1
    if end == i or (_at(tokens, i) in ("a", "an") and end == i + 1):
        return None
    value = total + current
    scale = closing if coefficient * closing == value else _ONE
    return Number(value, value, end, scale)


def _skip_joint(tokens: list[Token], start: int, end: int, *, fresh: bool) -> int:
    """Pass a hyphen, or the "and" of "hundred and five" and "two and a half", inside a number."""
    if end == start:
        return end
    if _at(tokens, end) in DASHES and tokens[end].glued and end + 1 < len(tokens) and tokens[end + 1].glued:
        return end + 1
    if _at(tokens, end) == "and" and (fresh or _at(tokens, end + 1) == "a"):
        return end + 1
    return end


def _fits(current: Decimal, value: Decimal) -> bool:
    """True when a number word may be added: "twenty" + "five", "hundred" + "eleven", not "five" + "six"."""
    if current == 0 or (current >= 100 and current % 100 == 0):
        return True
    tens = current % 100
    return value < 10 and value > 0 and tens >= 20 and tens % 10 == 0
