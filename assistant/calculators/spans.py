"""Amounts a day, a week, a month or a year, over a length of time; and how long a stock lasts at such a pace.

An amount for one of something is here too: what many of it come to at that price.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from assistant.calculators.amounts import Amount, Duration
from assistant.calculators.calculator import Calculator, calculator
from assistant.calculators.kinds import Percent, Physical
from assistant.calculators.working import over, times, work
from assistant.datatypes import Quantity
from assistant.errors import CalculationError
from assistant.quantities import dimension, print_quantity

_Any = Annotated[Quantity, Amount(group="", positive=False)]
_Stock = Annotated[Quantity, Amount(group="stock")]
_Pace = Annotated[Quantity, Amount(group="stock")]
_Days = Annotated[Quantity, Duration(unit="days")]
_Weeks = Annotated[Quantity, Duration(unit="weeks")]
_Months = Annotated[Quantity, Duration(unit="months")]
_Years = Annotated[Quantity, Duration(unit="years")]


def _over_days(daily: _Any, time: _Days) -> Quantity:
    """What an amount a day comes to over a length of time.

    Formula: daily × time
    Source: definition: the amount of one day times the number of days
    Example: daily='400 tonnes' time='30 days' -> 12,000 tonnes
    Note: every day is taken to be like the one that is given
    """
    return times(daily, time).with_unit(daily.unit)


def _over_weeks(weekly: _Any, time: _Weeks) -> Quantity:
    """What an amount a week comes to over a length of time.

    Formula: weekly × time
    Source: definition: the amount of one week times the number of weeks
    Example: weekly=$2m time='6 weeks' -> $12 million
    Note: every week is taken to be like the one that is given
    """
    return times(weekly, time).with_unit(weekly.unit)


def _over_months(monthly: _Any, time: _Months) -> Quantity:
    """What an amount a month comes to over a length of time.

    Formula: monthly × time
    Source: definition: the amount of one month times the number of months
    Example: monthly=$2m time='18 months' -> $36 million
    Note: every month is taken to be like the one that is given
    """
    return times(monthly, time).with_unit(monthly.unit)


def _over_years(yearly: _Any, time: _Years) -> Quantity:
    """What an amount a year comes to over a length of time.

    Formula: yearly × time
    Source: definition: the amount of one year times the number of years
    Example: yearly='3 million tonnes' time='20 years' -> 60 million tonnes
    Note: every year is taken to be like the one that is given
    """
    return times(yearly, time).with_unit(yearly.unit)


def _lasting_days(stock: _Stock, daily: _Pace) -> Quantity:
    """How many days a stock lasts.

    Formula: stock / daily
    Source: definition: the stock over what is taken from it each day
    Example: stock='12,000 tonnes' daily='400 tonnes' -> 30 days
    Note: the pace is taken to stay as it is
    """
    return over(stock, daily).with_unit("days")


def _lasting_months(stock: _Stock, monthly: _Pace) -> Quantity:
    """How many months a stock lasts.

    Formula: stock / monthly
    Source: definition: the stock over what is taken from it each month
    Example: stock='90,000 tonnes' monthly='5,000 tonnes' -> 18 months
    Note: the pace is taken to stay as it is
    """
    return over(stock, monthly).with_unit("months")


def _lasting_years(stock: _Stock, yearly: _Pace) -> Quantity:
    """How many years a stock lasts.

    Formula: stock / yearly
    Source: definition: the stock over what is taken from it each year
    Example: stock='60 million barrels' yearly='3 million barrels' -> 20 years
    Note: the pace is taken to stay as it is
    """
    return over(stock, yearly).with_unit("years")


def _for_many(each: _Any, number: _Any) -> Quantity:
    """What an amount for one comes to for many.

    Formula: each × number
    Source: definition: the amount for one times the number of them
    Example: each=$40 number='3,000 tickets' -> $120,000
    """
    if dimension(number.unit).startswith(("money:", "percent", "ratio")):
        shown = print_quantity(number)
        raise CalculationError(f"for-many: number must be a number of things, such as 3,000 tickets, but is {shown}")
    return times(each, number).with_unit(each.unit.partition("/")[0])


def _price_per_mwh(
    price: _Any, energy: Annotated[Quantity, Physical(dimension="energy", unit="MWh", example="7 TWh")]
) -> Quantity:
    """What energy comes to at an amount for each megawatt-hour.

    Formula: price × energy
    Source: definition: the price of a megawatt-hour times their number
    Example: price=$50 energy='2 GWh' -> $100,000
    """
    return times(price, energy).with_unit(price.unit.partition("/")[0])


def _price_per_kwh(
    price: _Any, energy: Annotated[Quantity, Physical(dimension="energy", unit="kWh", example="7 MWh")]
) -> Quantity:
    """What energy comes to at an amount for each kilowatt-hour.

    Formula: price × energy
    Source: definition: the price of a kilowatt-hour times their number
    Example: price=$0.20 energy='2 MWh' -> $400
    """
    return times(price, energy).with_unit(price.unit.partition("/")[0])


def _power_for_a_year(
    price: _Any,
    power: Annotated[Quantity, Physical(dimension="power", unit="MW", example="220 MW")],
    load_factor: Annotated[Quantity, Percent(default="100%")],
) -> Quantity:
    """What the energy of a power over a year comes to at an amount for each megawatt-hour.

    Formula: price × power × 8,760 h × load_factor
    Source: definition: 8,760 hours in a year of 365 days
    Example: price=$50 power='100 MW' -> $43.8 million
    """
    result = work(lambda a, b, c: a * b * c * Decimal("87.6"), (price, 1), (power, 1), (load_factor, 1))
    return result.with_unit(price.unit.partition("/")[0])


def _energy_per_kwh(
    amount: _Any, energy: Annotated[Quantity, Physical(dimension="energy", unit="kWh", example="7 MWh")]
) -> Quantity:
    """An amount for each kilowatt-hour of energy, or of what a battery holds.

    Formula: amount / energy
    Source: definition: the amount over the number of kilowatt-hours
    Example: amount=$30m energy='200 MWh' -> $150
    """
    return over(amount, energy).with_unit(amount.unit)


def _energy_per_mwh(
    amount: _Any, energy: Annotated[Quantity, Physical(dimension="energy", unit="MWh", example="7 TWh")]
) -> Quantity:
    """An amount for each megawatt-hour of energy.

    Formula: amount / energy
    Source: definition: the amount over the number of megawatt-hours
    Example: amount=$30m energy='200 GWh' -> $150
    """
    return over(amount, energy).with_unit(amount.unit)


def _power_per_mw(
    amount: _Any, power: Annotated[Quantity, Physical(dimension="power", unit="MW", example="5 GW")]
) -> Quantity:
    """An amount for each megawatt of power.

    Formula: amount / power
    Source: definition: the amount over the number of megawatts
    Example: amount=$30m power='20 MW' -> $1.5 million
    """
    return over(amount, power).with_unit(amount.unit)


def _power_per_gw(
    amount: _Any, power: Annotated[Quantity, Physical(dimension="power", unit="GW", example="5 GW")]
) -> Quantity:
    """An amount for each gigawatt of power.

    Formula: amount / power
    Source: definition: the amount over the number of gigawatts
    Example: amount=$50bn power='2 GW' -> $25 billion
    """
    return over(amount, power).with_unit(amount.unit)


def calculators() -> tuple[Calculator, ...]:
    """The calculators of this family.

    Returns:
        The calculators, in the order in which they are listed.
    """
    return (
        calculator("over-days", _over_days),
        calculator("over-weeks", _over_weeks),
        calculator("over-months", _over_months),
        calculator("over-years", _over_years),
        calculator("lasting-days", _lasting_days),
        calculator("lasting-months", _lasting_months),
        calculator("lasting-years", _lasting_years),
        calculator("for-many", _for_many),
        calculator("price-per-mwh", _price_per_mwh),
        calculator("price-per-kwh", _price_per_kwh),
        calculator("power-for-a-year", _power_for_a_year),
        calculator("per-kwh", _energy_per_kwh),
        calculator("per-mwh", _energy_per_mwh),
        calculator("per-mw", _power_per_mw),
        calculator("per-gw", _power_per_gw),
    )
