"""From one period to another: a year's amount by the month, and a month's amount as a year's.

A run rate takes one period for typical: nothing here knows of seasons or growth.
"""

from __future__ import annotations

from typing import Annotated

from assistant.calculators.amounts import Amount
from assistant.calculators.calculator import Calculator, calculator
from assistant.calculators.working import scaled
from assistant.datatypes import Quantity

_Any = Annotated[Quantity, Amount(group="", positive=False)]


def _from_month(amount: _Any) -> Quantity:
    """A year's amount at the pace of a month.

    Formula: amount × 12
    Source: definition: run rate, 12 months to the year
    Example: amount=$2.5bn -> $30 billion
    Note: the month is taken to be like the rest of the year
    """
    return scaled(amount, "12").with_unit(amount.unit)


def _from_quarter(amount: _Any) -> Quantity:
    """A year's amount at the pace of a quarter.

    Formula: amount × 4
    Source: definition: run rate, 4 quarters to the year
    Example: amount=$7.5bn -> $30 billion
    Note: the quarter is taken to be like the rest of the year
    """
    return scaled(amount, "4").with_unit(amount.unit)


def _from_half(amount: _Any) -> Quantity:
    """A year's amount at the pace of a half-year.

    Formula: amount × 2
    Source: definition: run rate, 2 halves to the year
    Example: amount=$15bn -> $30 billion
    Note: the half is taken to be like the rest of the year
    """
    return scaled(amount, "2").with_unit(amount.unit)


def _from_week(amount: _Any) -> Quantity:
    """A year's amount at the pace of a week.

    Formula: amount × 52
    Source: definition: run rate, 52 weeks to the year
    Example: amount=$100m -> $5.2 billion
    Note: the week is taken to be like the rest of the year
    """
    return scaled(amount, "52").with_unit(amount.unit)


def _from_day(amount: _Any) -> Quantity:
    """A year's amount at the pace of a day.

    Formula: amount × 365
    Source: definition: run rate, 365 days to the year
    Example: amount='750,000 barrels' -> 273.75 million barrels
    Note: the day is taken to be like the rest of the year
    """
    return scaled(amount, "365").with_unit(amount.unit)


def _per_month(annual: _Any) -> Quantity:
    """A year's amount, by the month.

    Formula: annual / 12
    Source: definition: 12 months to the year
    Example: annual=$30bn-$42bn -> $2.5 billion to $3.5 billion
    Note: the year is taken to be even
    """
    return scaled(annual, "1", "12").with_unit(annual.unit)


def _per_quarter(annual: _Any) -> Quantity:
    """A year's amount, by the quarter.

    Formula: annual / 4
    Source: definition: 4 quarters to the year
    Example: annual=$30bn -> $7.5 billion
    Note: the year is taken to be even
    """
    return scaled(annual, "1", "4").with_unit(annual.unit)


def _per_half(annual: _Any) -> Quantity:
    """A year's amount, by the half.

    Formula: annual / 2
    Source: definition: 2 halves to the year
    Example: annual=$30bn -> $15 billion
    Note: the year is taken to be even
    """
    return scaled(annual, "1", "2").with_unit(annual.unit)


def _per_week(annual: _Any) -> Quantity:
    """A year's amount, by the week.

    Formula: annual / 52
    Source: definition: 52 weeks to the year
    Example: annual=$5.2bn -> $100 million
    Note: the year is taken to be even
    """
    return scaled(annual, "1", "52").with_unit(annual.unit)


def _per_day(annual: _Any) -> Quantity:
    """A year's amount, by the day.

    Formula: annual / 365
    Source: definition: 365 days to the year
    Example: annual=$730m -> $2 million
    Note: the year is taken to be even
    """
    return scaled(annual, "1", "365").with_unit(annual.unit)


def calculators() -> tuple[Calculator, ...]:
    """The calculators of this family.

    Returns:
        The calculators, in the order in which they are listed.
    """
    return (
        calculator("from-month", _from_month),
        calculator("from-quarter", _from_quarter),
        calculator("from-half", _from_half),
        calculator("from-week", _from_week),
        calculator("from-day", _from_day),
        calculator("per-month", _per_month),
        calculator("per-quarter", _per_quarter),
        calculator("per-half", _per_half),
        calculator("per-week", _per_week),
        calculator("per-day", _per_day),
    )
