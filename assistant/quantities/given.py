"""A value as a program gives it: a quantity, text as one would type it, or a bare number."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal

from assistant.datatypes import Quantity
from assistant.errors import QuantityError
from assistant.quantities.extract import parse_quantity
from assistant.quantities.printing import print_quantity

Value = Quantity | str | int | float
"""``Quantity(9e11, 9e11, "USD")``, ``"$900bn"``, ``"$30bn-$40bn"``, ``0.6``."""


def as_quantity(value: Value, name: str) -> Quantity:
    """Read a value.

    Args:
        value: A number counts as the same number typed, without a unit.
        name: What it is the value of, for the error.

    Returns:
        The quantity with its text; without a span, since it is not quoted.

    Raises:
        QuantityError: It is no quantity, or a number that is not finite.
    """
    if isinstance(value, Quantity):
        if not all(bound is None or math.isfinite(bound) for bound in (value.low, value.high)):
            raise QuantityError(f"{name} has a bound that is not finite", "Give None for a side that is open")
        return replace(value, text=value.text or print_quantity(value), span=None)
    try:
        return parse_quantity(value if isinstance(value, str) else _typed(value))
    except QuantityError as error:
        raise QuantityError(f"{name}: {error.message}", error.remedy) from error


def _typed(number: object) -> str:
    """A number as one would type it, without an exponent."""
    if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
        raise QuantityError(f"{number!r} is not a quantity", "Give text such as '$900bn', or a finite number")
    return f"{Decimal(repr(number)):f}"
