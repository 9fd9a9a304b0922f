"""Arithmetic on intervals, with hedges kept.

A quoted bound such as "exceeding $900 billion" enters with its named figure, and what comes
out says in which direction it is open: 900 over 30 to 40 is at least 22.5 to 30. Dividing by
an "at least" gives an "at most". Two hedges that pull apart leave "about".
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from assistant.datatypes import Qualifier, Quantity
from assistant.errors import CalculationError

_FLIP = {Qualifier.AT_LEAST: Qualifier.AT_MOST, Qualifier.AT_MOST: Qualifier.AT_LEAST}


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed range of numbers and how it is hedged."""

    low: float
    high: float
    qualifier: Qualifier = Qualifier.EXACT

    def with_unit(self, unit: str) -> Quantity:
        """The interval as a quantity.

        Args:
            unit: Canonical name of the unit.

        Returns:
            The quantity, without text or span.
        """
        return Quantity(self.low, self.high, unit, self.qualifier)


def interval(quantity: Quantity) -> Interval:
    """The named figures of a quantity.

    Args:
        quantity: A quantity with at least one bound.

    Returns:
        Its interval; an open side takes the named figure of the other, and the qualifier says so.

    Raises:
        CalculationError: When neither bound is known.
    """
    low, high = quantity.low, quantity.high
    named = low if low is not None else high
    if named is None:
        raise CalculationError("A quantity without any bound cannot be calculated with")
    qualifier = quantity.qualifier
    if high is None:
        qualifier = Qualifier.AT_LEAST
    elif low is None:
        qualifier = Qualifier.AT_MOST
    return Interval(named if low is None else low, named if high is None else high, qualifier)


def point(value: float) -> Interval:
    """A number that is known exactly.

    Args:
        value: The number.

    Returns:
        The interval that holds it alone.
    """
    return Interval(value, value)


def add(a: Interval, b: Interval) -> Interval:
    """A + b.

    Args:
        a: An interval.
        b: An interval of the same unit.

    Returns:
        All sums of a number of each.
    """
    return _checked(a.low + b.low, a.high + b.high, _joined(a.qualifier, b.qualifier))


def subtract(a: Interval, b: Interval) -> Interval:
    """A - b.

    Args:
        a: An interval.
        b: An interval of the same unit.

    Returns:
        All differences; "at least" on b becomes "at most" on the result.
    """
    return _checked(a.low - b.high, a.high - b.low, _joined(a.qualifier, _flipped(b.qualifier)))


def multiply(a: Interval, b: Interval) -> Interval:
    """A × b.

    Args:
        a: An interval.
        b: An interval.

    Returns:
        All products.
    """
    corners = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
    qualifier = _joined(_turned(a.qualifier, _sign(b)), _turned(b.qualifier, _sign(a)))
    return _checked(min(corners), max(corners), qualifier)


def divide(a: Interval, b: Interval) -> Interval:
    """A / b.

    Args:
        a: An interval.
        b: An interval that does not contain zero.

    Returns:
        All quotients.

    Raises:
        CalculationError: When b contains zero.
    """
    if b.low <= 0 <= b.high:
        raise CalculationError("Division by a value that may be zero", "Give a divisor that is above zero")
    corners = [x / y for x in (a.low, a.high) for y in (b.low, b.high)]
    qualifier = _joined(_turned(a.qualifier, _sign(b)), _turned(b.qualifier, -_sign(a)))
    return _checked(min(corners), max(corners), qualifier)


def _checked(low: float, high: float, qualifier: Qualifier) -> Interval:
    if not (math.isfinite(low) and math.isfinite(high)):
        raise CalculationError("The result is too large to be a number", "Check the sizes of the inputs")
    return Interval(low, high, qualifier)


def _sign(a: Interval) -> int:
    """1 above zero, -1 below, 0 for an interval that reaches or spans it."""
    return 1 if a.low > 0 else -1 if a.high < 0 else 0


def _turned(qualifier: Qualifier, sign: int) -> Qualifier:
    """A hedge after multiplication by something of that sign; of unknown sign, only "about" is left."""
    if sign > 0 or qualifier in (Qualifier.EXACT, Qualifier.ABOUT):
        return qualifier
    return _flipped(qualifier) if sign < 0 else Qualifier.ABOUT


def _flipped(qualifier: Qualifier) -> Qualifier:
    return _FLIP.get(qualifier, qualifier)


def _joined(a: Qualifier, b: Qualifier) -> Qualifier:
    if a is b or b is Qualifier.EXACT:
        return a
    return b if a is Qualifier.EXACT else Qualifier.ABOUT
