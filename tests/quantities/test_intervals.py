"""Interval arithmetic against sampled points, and what becomes of hedges."""

from __future__ import annotations

import operator
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.datatypes import Qualifier, Quantity
from assistant.errors import CalculationError
from assistant.quantities.intervals import Interval, add, divide, interval, multiply, point, subtract

_EXACT, _ABOUT, _LEAST, _MOST = Qualifier.EXACT, Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.AT_MOST
_VALUES = st.floats(-1e6, 1e6, allow_nan=False)
_SHARES = st.floats(0, 1)
Operation = Callable[[Interval, Interval], Interval]
_NumberOperation = Callable[[float, float], float]
_OPERATIONS: list[tuple[Operation, _NumberOperation]] = [
    (add, operator.add),
    (subtract, operator.sub),
    (multiply, operator.mul),
    (divide, operator.truediv),
]


@st.composite
def _intervals(draw: st.DrawFn) -> Interval:
    a, b = draw(_VALUES), draw(_VALUES)
    return Interval(min(a, b), max(a, b))


def _off_zero(interval: Interval) -> Interval:
    """The interval, moved to one side of zero: most intervals drawn hold zero and would be thrown away."""
    near, width = abs(interval.low) + 1e-2, interval.high - interval.low
    return Interval(near, near + width) if interval.low >= 0 else Interval(-near - width, -near)


@pytest.mark.parametrize("operations", _OPERATIONS)
@settings(max_examples=100, deadline=None)
@given(_intervals(), _intervals(), _SHARES, _SHARES)
def test_a_sampled_result_lies_inside(
    operations: tuple[Operation, _NumberOperation], a: Interval, b: Interval, s: float, t: float
) -> None:
    on_intervals, on_numbers = operations
    if on_intervals is divide:
        b = _off_zero(b)
    result = on_intervals(a, b)
    x, y = a.low + s * (a.high - a.low), b.low + t * (b.high - b.low)
    slack = 1e-9 * max(1.0, abs(result.low), abs(result.high))
    assert result.low - slack <= on_numbers(x, y) <= result.high + slack


@pytest.mark.parametrize("operations", _OPERATIONS)
@settings(max_examples=60, deadline=None)
@given(_intervals(), _intervals())
def test_both_ends_are_reached(operations: tuple[Operation, _NumberOperation], a: Interval, b: Interval) -> None:
    on_intervals, on_numbers = operations
    if on_intervals is divide:
        b = _off_zero(b)
    corners = [on_numbers(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    result = on_intervals(a, b)
    assert (result.low, result.high) == (min(corners), max(corners))


_BOUNDS = st.tuples(_VALUES, st.sampled_from([_LEAST, _MOST]), st.floats(0, 1e5))
"""A named figure, the side on which it is open, and how far the true value lies from it."""


@pytest.mark.parametrize("operations", _OPERATIONS)
@settings(max_examples=100, deadline=None)
@given(_BOUNDS, _BOUNDS)
def test_a_kept_bound_is_true_of_everything_the_inputs_allow(
    operations: tuple[Operation, _NumberOperation],
    first: tuple[float, Qualifier, float],
    second: tuple[float, Qualifier, float],
) -> None:
    on_intervals, on_numbers = operations
    (a, a_hedge, a_more), (b, b_hedge, b_more) = first, second
    assume(abs(b) > 1)
    result = on_intervals(Interval(a, a, a_hedge), Interval(b, b, b_hedge))
    x = a + a_more if a_hedge is _LEAST else a - a_more
    y = b + b_more if b_hedge is _LEAST else b - b_more
    assume(x * a > 0 and y * b > 0)  # the bound holds while neither input crosses zero
    value, slack = on_numbers(x, y), 1e-9 * max(1.0, abs(result.low))
    if result.qualifier is _LEAST:
        assert value >= result.low - slack
    elif result.qualifier is _MOST:
        assert value <= result.high + slack
    else:
        assert result.qualifier is _ABOUT


def test_an_open_bound_enters_with_its_named_figure() -> None:
    valuation = interval(Quantity(9e11, None, "USD", _LEAST))
    assert divide(valuation, Interval(3e10, 4e10)) == Interval(22.5, 30.0, _LEAST)


@pytest.mark.parametrize(
    ("a", "b", "result"),
    [
        (_EXACT, _LEAST, _MOST),
        (_EXACT, _MOST, _LEAST),
        (_LEAST, _EXACT, _LEAST),
        (_LEAST, _MOST, _LEAST),
        (_LEAST, _LEAST, _ABOUT),
        (_LEAST, _ABOUT, _ABOUT),
        (_EXACT, _ABOUT, _ABOUT),
        (_EXACT, _EXACT, _EXACT),
    ],
)
def test_hedges_in_division(a: Qualifier, b: Qualifier, result: Qualifier) -> None:
    assert divide(Interval(10, 10, a), Interval(2, 2, b)) == Interval(5, 5, result)


@pytest.mark.parametrize("divisor", [Interval(-1, 1), Interval(0, 5), Interval(-5, 0), point(0)])
def test_division_by_what_may_be_zero_is_refused(divisor: Interval) -> None:
    with pytest.raises(CalculationError, match="zero"):
        divide(point(1), divisor)


def test_a_result_beyond_all_numbers_is_refused() -> None:
    with pytest.raises(CalculationError, match="too large"):
        multiply(point(1e200), point(1e200))


def test_a_quantity_without_bounds_is_refused() -> None:
    with pytest.raises(CalculationError):
        interval(Quantity(None, None, "USD"))
