"""How a value changed: by how much, at what rate, and what it was before or will be after."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from assistant.calculators.amounts import Amount, Duration, Growth
from assistant.calculators.calculator import Calculator, calculator
from assistant.calculators.kinds import Money
from assistant.calculators.working import HUNDRED, direction, minus, over, plus, work
from assistant.datatypes import Quantity


def _change(
    new: Annotated[Quantity, Amount(positive=False)], old: Annotated[Quantity, Amount(positive=False)]
) -> Quantity:
    """By how much a value changed; of two percentages, in percentage points.

    Formula: new - old
    Source: definition: the new value less the old
    Example: new=$5bn old=$3bn -> $2 billion
    """
    return minus(new, old).with_unit("percentage points" if new.unit == "%" else new.unit)


def _percent_change(new: Annotated[Quantity, Amount(positive=False)], old: Annotated[Quantity, Amount()]) -> Quantity:
    """By how many per cent a value changed; the old value must be above zero.

    Formula: new / old - 1
    Source: definition: the change over the old value
    Example: new=$150m old=$100m -> 50%
    """
    return work(lambda a, b: (a - b) / b * HUNDRED, (new, 1), (old, -direction(new))).with_unit("%")


def _previous_value(new: Annotated[Quantity, Amount()], growth: Annotated[Quantity, Growth()]) -> Quantity:
    """What a value was before it grew at a rate.

    Formula: new / (1 + growth)
    Source: definition of growth, solved for the old value
    Example: new=$120m growth=20% -> $100 million
    """
    return work(lambda a, g: a / (1 + g / HUNDRED), (new, 1), (growth, -1)).with_unit(new.unit)


def _previous_value_by_change(
    new: Annotated[Quantity, Amount(positive=False)], change: Annotated[Quantity, Amount(positive=False)]
) -> Quantity:
    """What a value was before it changed by an amount; a fall is a change below zero.

    Formula: new - change
    Source: definition of a change, solved for the old value
    Example: new=$5bn change=$2bn -> $3 billion
    """
    return minus(new, change).with_unit(new.unit)


def _next_value(current: Annotated[Quantity, Amount()], growth: Annotated[Quantity, Growth()]) -> Quantity:
    """What a value will be when it has grown at a rate.

    Formula: current × (1 + growth)
    Source: definition of growth, solved for the new value
    Example: current=$100m growth=20% -> $120 million
    """
    return work(lambda a, g: a * (1 + g / HUNDRED), (current, 1), (growth, 1)).with_unit(current.unit)


def _growth_multiple(new: Annotated[Quantity, Amount()], old: Annotated[Quantity, Amount()]) -> Quantity:
    """How many times its old size a value has grown to.

    Formula: new / old
    Source: definition: the new value over the old
    Example: new=200m-250m old=100m -> 2x to 2.5x
    """
    return over(new, old).with_unit("x")


def _cagr(
    end: Annotated[Quantity, Amount()],
    start: Annotated[Quantity, Amount()],
    years: Annotated[Quantity, Duration(unit="years")],
) -> Quantity:
    """The steady yearly growth that leads from one value to another.

    Formula: (end / start)^(1 / years) - 1
    Source: definition: compound annual growth rate = (end / start)^(1/years) - 1
    Example: end=$144m start=$100m years=2 -> 20%
    """
    rising = direction(_percent_change(end, start))  # over a longer time, growth is slower, and so is decline
    rate = work(lambda a, b, t: ((a / b) ** (1 / t) - 1) * HUNDRED, (end, 1), (start, -1), (years, -rising))
    return rate.with_unit("%")


def _annualised_growth(
    growth: Annotated[Quantity, Growth()], months: Annotated[Quantity, Duration(unit="months")]
) -> Quantity:
    """Growth over some months as a yearly rate, compounded.

    Formula: (1 + growth)^(12 / months) - 1
    Source: definition: the rate of a year at the same pace
    Example: growth=10% months=6 -> 21%
    """
    slower = -direction(growth)
    rate = work(lambda g, m: ((1 + g / HUNDRED) ** (12 / m) - 1) * HUNDRED, (growth, 1), (months, slower))
    return rate.with_unit("%")


def _doubling_time(growth: Annotated[Quantity, Growth(positive=True)]) -> Quantity:
    """How many years a value takes to double at a yearly rate of growth.

    Formula: ln 2 / ln(1 + growth)
    Source: definition of compound growth, solved for the time to twice the value
    Example: growth=100% -> 1 year
    """
    return work(lambda g: Decimal(2).ln() / (1 + g / HUNDRED).ln(), (growth, -1)).with_unit("years")


def _swing(profit: Annotated[Quantity, Money()], loss: Annotated[Quantity, Money()]) -> Quantity:
    """The distance between a loss and a profit, both written without a sign.

    Formula: profit + loss
    Source: definition: the profit less the loss, which is below zero
    Example: profit=$400m loss=$900m -> $1.3 billion
    """
    return plus(profit, loss).with_unit(profit.unit)


def calculators() -> tuple[Calculator, ...]:
    """The calculators of this family.

    Returns:
        The calculators, in the order in which they are listed.
    """
    return (
        calculator("change", _change),
        calculator("percent-change", _percent_change),
        calculator("previous-value", _previous_value),
        calculator("previous-value-by-change", _previous_value_by_change),
        calculator("next-value", _next_value),
        calculator("growth-multiple", _growth_multiple),
        calculator("cagr", _cagr),
        calculator("annualised-growth", _annualised_growth),
        calculator("doubling-time", _doubling_time),
        calculator("swing", _swing),
    )
