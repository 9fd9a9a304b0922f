"""Arithmetic that gives the exact ends of a result: each input enters once, in decimal digits.

``(new - old) / old`` worked out step by step would let ``old`` be two numbers at once. Here the
whole formula is worked out at every corner of the inputs' ranges, which gives the true ends
for any formula that moves in one direction with each of its inputs.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal, DecimalException, localcontext
from itertools import product
from math import isfinite

from assistant.datatypes import Quantity
from assistant.errors import CalculationError
from assistant.quantities import intervals
from assistant.quantities.intervals import Interval, interval, point

HUNDRED = Decimal(100)
_DIGITS = 40


def work(function: Callable[..., Decimal], *arguments: tuple[Quantity, int]) -> Interval:
    """Work a formula out over the ranges of its inputs.

    Args:
        function: The formula; takes a decimal for each argument, and moves in one direction with each.
        *arguments: An input each, with 1 where the result rises with it, -1 where it falls, and 0 where
            that depends on the others: then "at least" can only become "about".

    Returns:
        The interval of all results.

    Raises:
        CalculationError: The result is no finite number, or an input has no bound.
    """
    ranges = [interval(quantity) for quantity, _ in arguments]
    ends = [tuple(dict.fromkeys((entry.low, entry.high))) for entry in ranges]
    try:
        with localcontext(Context(prec=_DIGITS)):
            results = [float(function(*map(_decimal, corner))) for corner in product(*ends)]
    except (DecimalException, OverflowError) as error:
        raise CalculationError("The result is too large to be a number", "Check the sizes of the inputs") from error
    if not all(map(isfinite, results)):
        raise CalculationError("The result is too large to be a number", "Check the sizes of the inputs")
    hedge = point(0)
    for entry, (_, direction) in zip(ranges, arguments, strict=True):
        hedge = intervals.add(hedge, intervals.multiply(Interval(0, 0, entry.qualifier), point(direction)))
    return Interval(min(results), max(results), hedge.qualifier)


def _decimal(value: float) -> Decimal:
    return Decimal(repr(float(value)))


def direction(quantity: Quantity) -> int:
    """Whether a quantity is above zero throughout, below, or neither.

    Args:
        quantity: A quantity with at least one bound.

    Returns:
        1 above zero, -1 below, 0 when it reaches or spans zero.
    """
    ends = interval(quantity)
    return 1 if ends.low > 0 else -1 if ends.high < 0 else 0


def plus(a: Quantity, b: Quantity) -> Interval:
    """A + b.

    Args:
        a: A quantity.
        b: A quantity of the same unit.

    Returns:
        All sums.
    """
    return work(lambda x, y: x + y, (a, 1), (b, 1))


def minus(a: Quantity, b: Quantity) -> Interval:
    """A - b.

    Args:
        a: A quantity.
        b: A quantity of the same unit.

    Returns:
        All differences.
    """
    return work(lambda x, y: x - y, (a, 1), (b, -1))


def times(a: Quantity, b: Quantity, factor: str = "1") -> Interval:
    """A × b × factor.

    Args:
        a: A quantity.
        b: A quantity.
        factor: An exact number above zero.

    Returns:
        All products.
    """
    scale = Decimal(factor)
    return work(lambda x, y: x * y * scale, (a, direction(b)), (b, direction(a)))


def over(a: Quantity, b: Quantity, factor: str = "1") -> Interval:
    """A / b × factor.

    Args:
        a: A quantity.
        b: A quantity that cannot be zero.
        factor: An exact number above zero.

    Returns:
        All quotients.

    Raises:
        CalculationError: When b may be zero.
    """
    if direction(b) == 0:
        raise CalculationError("Division by a value that may be zero", "Give a divisor that is above zero")
    scale = Decimal(factor)
    return work(lambda x, y: x / y * scale, (a, direction(b)), (b, -direction(a)))


def scaled(a: Quantity, factor: str, divisor: str = "1") -> Interval:
    """A × factor / divisor.

    Args:
        a: A quantity.
        factor: An exact number above zero.
        divisor: An exact number above zero.

    Returns:
        The quantity's range, multiplied.
    """
    top, bottom = Decimal(factor), Decimal(divisor)
    return work(lambda x: x * top / bottom, (a, 1))
