"""How a quantity is shown: ``$900 billion``, ``at least 22.5x to 30x``, ``about 4.06 million homes``.

A number that someone wrote is shown with all its digits. A number that a division made long
is rounded to three significant digits, which is what inputs in news support. What is printed
here can be read again by ``parse_quantity``.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from assistant.datatypes import Qualifier, Quantity
from assistant.errors import QuantityError
from assistant.quantities.nouns import singular
from assistant.quantities.vocabulary import units

_WRITTEN_DIGITS = 9
"""More significant digits than these come from arithmetic, not from a writer."""
_COMPUTED_DIGITS = 3
_SCALES = ((Decimal("1e12"), "trillion"), (Decimal("1e9"), "billion"), (Decimal("1e6"), "million"))
_HEDGES = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: "about ",
    Qualifier.AT_LEAST: "at least ",
    Qualifier.AT_MOST: "at most ",
}
_CLOSE = frozenset({"%", "x"})


def print_quantity(quantity: Quantity, *, digits: int | None = None) -> str:
    """Write a quantity for people.

    Args:
        quantity: Any quantity with at least one bound.
        digits: Significant digits to round to; None keeps written numbers as they are and rounds
            computed ones to three. Whole numbers below a million that are exact keep their digits.

    Returns:
        One line; an interval reads ``$2.5 billion to $3.33 billion``.

    Raises:
        QuantityError: When neither bound is known.
    """
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        raise QuantityError("A quantity without any bound cannot be shown")
    hedge = quantity.qualifier
    if low is None or high is None:
        if hedge not in (Qualifier.AT_LEAST, Qualifier.AT_MOST):
            hedge = Qualifier.AT_LEAST if high is None else Qualifier.AT_MOST
        return _HEDGES[hedge] + _bound(_named(low, high), quantity.unit, digits)
    plain = _would_share(low, high)
    lower, upper = _bound(low, quantity.unit, digits), _bound(high, quantity.unit, digits, plain=plain)
    if lower == upper:
        return _HEDGES[hedge] + lower
    return f"{_HEDGES[hedge]}{_bound(low, quantity.unit, digits, last=False)} to {upper}"


def _named(low: float | None, high: float | None) -> float:
    """The bound that there is."""
    named = low if low is not None else high
    assert named is not None
    return named


def _would_share(low: float, high: float) -> bool:
    """True where "$1 to $10 million" would be read as millions both: then both are written out."""
    scale = next((scale for scale, _ in _SCALES if high >= scale), None)
    return scale is not None and abs(low) < _SCALES[-1][0] and Decimal(repr(low)) * scale < Decimal(repr(high))


def _bound(value: float, unit: str, digits: int | None, *, last: bool = True, plain: bool = False) -> str:
    number = _rounded(Decimal(repr(float(value))), digits)
    name, _, rate = unit.partition("/")
    whole = units().by_name.get(unit)
    known = whole or (units().by_name.get(name) if rate else None)
    tail = f" per {rate}" if known is not None and whole is None and last else ""
    sign = "-" if number < 0 else ""
    word = unit if known is None or whole is not None else name
    shown = _plain(abs(number)) if plain or word in _CLOSE else _scaled(abs(number))
    if known is not None and known.dimension.startswith("money:"):
        return f"{sign}{known.sign or known.name + ' '}{shown}{tail}"
    if word in _CLOSE:
        return f"{sign}{shown}{word}{tail}"
    if not word or not last:
        return f"{sign}{shown}"
    return f"{sign}{shown} {singular(word) if abs(number) == 1 and word.islower() else word}{tail}"


def _rounded(number: Decimal, digits: int | None) -> Decimal:
    """The number with as many digits as it deserves."""
    written = len(number.normalize().as_tuple().digits)
    if digits is None:
        if written <= _WRITTEN_DIGITS:
            return number
        digits = _COMPUTED_DIGITS
    if number == 0 or written <= digits:
        return number
    return number.quantize(Decimal(1).scaleb(number.adjusted() - digits + 1), ROUND_HALF_EVEN)


def _scaled(number: Decimal) -> str:
    for scale, word in _SCALES:
        if number >= scale:
            return f"{_plain(number / scale)} {word}"
    return _plain(number)


def _plain(number: Decimal) -> str:
    """Digits with commas, without trailing zeros or exponent."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
