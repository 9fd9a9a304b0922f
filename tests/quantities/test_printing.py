"""Printing, typed values, and the parser against the printer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.datatypes import Qualifier, Quantity
from assistant.errors import QuantityError
from assistant.quantities import parse_quantity, print_quantity

_EXACT, _ABOUT, _LEAST, _MOST = Qualifier.EXACT, Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.AT_MOST


@pytest.mark.parametrize(
    ("quantity", "printed"),
    [
        (Quantity(9e11, 9e11, "USD"), "$900 billion"),
        (Quantity(9e11, None, "USD", _LEAST), "at least $900 billion"),
        (Quantity(None, 4e10, "GBP", _MOST), "at most £40 billion"),
        (Quantity(22.5, 30.0, "x"), "22.5x to 30x"),
        (Quantity(22.5, 30.0, "x", _LEAST), "at least 22.5x to 30x"),
        (Quantity(5.0, 5.0, "reactors"), "5 reactors"),
        (Quantity(1.0, 1.0, "reactors"), "1 reactor"),
        (Quantity(4.1e6, 4.1e6, "homes", _ABOUT), "about 4.1 million homes"),
        (Quantity(30e9 / 12, 40e9 / 12, "USD"), "$2.5 billion to $3.33 billion"),
        (Quantity(100 * 48 / 876, 100 * 48 / 876, "%"), "5.48%"),
        (Quantity(155465.0, 155465.0, "trucks"), "155,465 trucks"),
        (Quantity(1.234e9, 1.234e9, "USD"), "$1.234 billion"),
        (Quantity(4e9, 4e9, "SEK"), "SEK 4 billion"),
        (Quantity(58.24, 58.24, "USD/barrel"), "$58.24 per barrel"),
        (Quantity(-5e6, -5e6, "EUR"), "-€5 million"),
        (Quantity(340.0, 350.0, "people"), "340 to 350 people"),
        (Quantity(0.6, 0.6, ""), "0.6"),
        (Quantity(0.0, 0.0, "%"), "0%"),
        (Quantity(1.0, 1e7, "USD"), "$1 to $10,000,000"),
        (Quantity(750_000.0, 1e6, "USD"), "$750,000 to $1 million"),
        (Quantity(10791.0, 10791.0, "kWh/year"), "10,791 kWh per year"),
    ],
)
def test_printed(quantity: Quantity, printed: str) -> None:
    assert print_quantity(quantity) == printed


def test_digits_round_when_asked() -> None:
    assert print_quantity(Quantity(811_788.5, 811_788.5, "homes", _ABOUT), digits=2) == "about 810,000 homes"


def test_a_quantity_without_bounds_cannot_be_shown() -> None:
    with pytest.raises(QuantityError):
        print_quantity(Quantity(None, None, "USD"))


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "qualifier"),
    [
        ("$900bn", 9e11, 9e11, "USD", _EXACT),
        ("$30bn-$40bn", 3e10, 4e10, "USD", _EXACT),
        ("60%", 60.0, 60.0, "%", _EXACT),
        ("3,000 employees", 3000.0, 3000.0, "employees", _EXACT),
        ("0.6", 0.6, 0.6, "", _EXACT),
        ("2004", 2004.0, 2004.0, "", _EXACT),
        (" exceeding $900bn ", 9e11, None, "USD", _LEAST),
        ("5 GW", 5.0, 5.0, "GW", _EXACT),
        ("1 employee", 1.0, 1.0, "employees", _EXACT),
    ],
)
def test_typed_values(text: str, low: float, high: float | None, unit: str, qualifier: Qualifier) -> None:
    found = parse_quantity(text)
    assert (found.low, found.high, found.unit, found.qualifier) == (low, high, unit, qualifier)
    assert found.span is None


@pytest.mark.parametrize("text", ["", "abc", "$", "40-30", "5 and 6", "$5m of", "about", "9" * 50, "valuation $5m"])
def test_what_is_no_quantity_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(QuantityError, match="write it like"):
        parse_quantity(text)


_UNITS = st.sampled_from(
    ["USD", "GBP", "SEK", "HKD", "%", "x", "GW", "kWh", "homes", "people", "USD/barrel", "", "years"]
)
_NUMBERS = st.builds(
    lambda digits, exponent: float(f"{digits}e{exponent}"), st.integers(1, 99_999), st.integers(-3, 12)
)


@settings(max_examples=200, deadline=None)
@given(_NUMBERS, _NUMBERS, _UNITS, st.sampled_from(Qualifier))
def test_the_parser_reads_what_the_printer_writes(a: float, b: float, unit: str, qualifier: Qualifier) -> None:
    low, high = min(a, b), max(a, b)
    for quantity in _shapes(low, high, unit, qualifier):
        again = parse_quantity(print_quantity(quantity))
        assert (again.low, again.high) == (quantity.low, quantity.high)
        assert (again.unit, again.qualifier) == (quantity.unit, quantity.qualifier)


def _shapes(low: float, high: float, unit: str, qualifier: Qualifier) -> list[Quantity]:
    if qualifier is Qualifier.AT_LEAST:
        point = Quantity(low, None, unit, qualifier)
    elif qualifier is Qualifier.AT_MOST:
        point = Quantity(None, low, unit, qualifier)
    else:
        point = Quantity(low, low, unit, qualifier)
    return [point] if low == high else [point, Quantity(low, high, unit, qualifier)]
