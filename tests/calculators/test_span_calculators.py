"""Amounts over a length of time, how long a stock lasts, and amounts for one of something: worked by hand."""

from __future__ import annotations

import shlex

import pytest

from assistant.calculators import registry
from assistant.calculators.calculator import typed_inputs
from assistant.datatypes import Calculation, Qualifier
from assistant.errors import CalculationError, QuantityError


def run(name: str, typed: str) -> Calculation:
    return registry.get(name).run(typed_inputs(tuple(shlex.split(typed))))


@pytest.mark.parametrize(
    ("name", "typed", "value", "unit"),
    [
        ("over-days", "daily=£40,000 time='2 weeks'", 560_000, "GBP"),  # 14 days
        ("over-weeks", "weekly=$2m time='14 days'", 4e6, "USD"),
        ("over-months", "monthly=$3m time='2 years'", 72e6, "USD"),  # 24 months
        ("over-years", "yearly='3 million tonnes' time='18 months'", 4.5e6, "tonnes"),
        ("over-years", "yearly=$4m time=6", 24e6, "USD"),  # a bare number is of years
        ("over-months", "monthly=-$3m time='2 months'", -6e6, "USD"),
        ("lasting-days", "stock='12,000 tonnes' daily='500 tonnes'", 24, "days"),
        ("lasting-months", "stock=$90m monthly=$6m", 15, "months"),
        ("lasting-years", "stock='60 million barrels' yearly='8 million barrels'", 7.5, "years"),
        ("for-many", "each=$84 number='20 million shares'", 1.68e9, "USD"),
        ("for-many", "each='300 cars' number='12 ferries'", 3_600, "cars"),
        ("price-per-mwh", "price=$60 energy='1 TWh'", 60e6, "USD"),
        ("price-per-kwh", "price=$0.25 energy='1 GWh'", 250_000, "USD"),
        ("power-for-a-year", "price=$60 power='50 MW'", 26.28e6, "USD"),  # 60 x 50 x 8,760
        ("power-for-a-year", "price=$60 power='0.05 GW' load_factor=50%", 13.14e6, "USD"),
        ("per-kwh", "amount=$30m energy='200 MWh'", 150, "USD"),
        ("per-mwh", "amount=$30m energy='200 MWh'", 150_000, "USD"),
        ("per-mw", "amount=£900m power='0.3 GW'", 3e6, "GBP"),
        ("per-gw", "amount=£900m power='300 MW'", 3e9, "GBP"),
        ("energy-to-homes", "energy='800 GWh' home_consumption='4,000 kWh'", 200_000, "homes"),
        ("capacity-factor", "energy='438 GWh' power='100 MW'", 50, "%"),
        ("lower-end", "range=$55m-$70m", 55e6, "USD"),
        ("upper-end", "range=$55m-$70m", 70e6, "USD"),
        ("lower-end", "range=$60m", 60e6, "USD"),
    ],
)
def test_results_worked_by_hand(name: str, typed: str, value: float, unit: str) -> None:
    result = run(name, typed).result
    assert result.low == result.high == pytest.approx(value, rel=1e-6)
    assert result.unit == unit


@pytest.mark.parametrize(
    ("name", "typed", "low", "high"),
    [
        ("over-months", "monthly=$2m-$3m time='10 months'", 20e6, 30e6),
        ("lasting-months", "stock=$90m monthly=$6m-$9m", 10, 15),
        ("lasting-days", "stock='12,000 tonnes' daily='400-600 tonnes'", 20, 30),
        ("capacity-factor", "energy='438-876 GWh' power='100 MW'", 50, 100),
        ("per-mw", "amount=£600m-£900m power='300 MW'", 2e6, 3e6),
    ],
)
def test_the_ends_of_a_range_are_exact(name: str, typed: str, low: float, high: float) -> None:
    result = run(name, typed).result
    assert [result.low, result.high] == pytest.approx([low, high])


@pytest.mark.parametrize(
    ("name", "typed", "qualifier"),
    [
        ("over-days", "daily='at least $5' time='30 days'", Qualifier.AT_LEAST),
        ("lasting-months", "stock='at least $90m' monthly=$6m", Qualifier.AT_LEAST),
        ("lasting-months", "stock=$90m monthly='at least $6m'", Qualifier.AT_MOST),  # the faster, the sooner it is gone
        ("per-gw", "amount='about $50bn' power='2 GW'", Qualifier.ABOUT),
    ],
)
def test_bounds_point_the_way_that_the_formula_turns_them(name: str, typed: str, qualifier: Qualifier) -> None:
    assert run(name, typed).result.qualifier is qualifier


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("over-days", "daily=$5 time=$30", "length of time"),
        ("over-years", "yearly=$5 time='3 ships'", "length of time"),
        ("lasting-months", "stock=$90m monthly=£6m", "two currencies"),
        ("lasting-months", "stock=$90m monthly='6 tonnes'", "must be of the same kind"),
        ("lasting-days", "stock='90 tonnes' daily='0 tonnes'", "must be above zero|may be zero"),
        ("for-many", "each=$5 number=$30", "number of things"),
        ("for-many", "each=$5 number=30%", "number of things"),
        ("price-per-mwh", "price=$5 energy='3 GW'", "must be energy"),
        ("per-mw", "amount=$5 power='3 GWh'", "must be power"),
        ("power-for-a-year", "price=$5 power='3 GW' load_factor=160%", "at most 100%"),
        ("capacity-factor", "energy='3 GW' power='3 GW'", "must be energy"),
    ],
)
def test_refusals(name: str, typed: str, message: str) -> None:
    with pytest.raises((CalculationError, QuantityError), match=message):
        run(name, typed)
