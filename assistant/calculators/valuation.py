"""What a company is worth: in terms of what it earns, of another value, or of a part of it."""

from __future__ import annotations

from typing import Annotated

from assistant.calculators.amounts import Amount, Multiple
from assistant.calculators.calculator import Calculator, calculator
from assistant.calculators.kinds import Money, Percent
from assistant.calculators.working import HUNDRED, minus, over, times, work
from assistant.datatypes import Quantity
from assistant.errors import CalculationError
from assistant.quantities import dimension, print_quantity
from assistant.quantities.intervals import divide, interval


def _revenue_multiple(
    valuation: Annotated[Quantity, Money()], revenue: Annotated[Quantity, Money(yearly=True)]
) -> Quantity:
    """A valuation as a multiple of a year's revenue.

    Formula: valuation / revenue
    Source: definition: a multiple is the valuation over the annualised metric
    Example: valuation=$900bn revenue=$30bn-$40bn -> 22.5x to 30x
    """
    return divide(interval(valuation), interval(revenue)).with_unit("x")


def _earnings_multiple(
    valuation: Annotated[Quantity, Money()], earnings: Annotated[Quantity, Money(yearly=True)]
) -> Quantity:
    """A valuation as a multiple of a year's earnings: price over profit, or enterprise value over EBITDA.

    Formula: valuation / earnings
    Source: definition: a multiple is the valuation over the annualised metric
    Example: valuation=$90bn earnings=$3bn -> 30x
    """
    return divide(interval(valuation), interval(earnings)).with_unit("x")


def _valuation_from_multiple(
    metric: Annotated[Quantity, Money(yearly=True)], multiple: Annotated[Quantity, Multiple()]
) -> Quantity:
    """The valuation that a multiple of revenue or earnings implies.

    Formula: metric × multiple
    Source: definition of a multiple, solved for the valuation
    Example: metric=$4bn multiple=20x-25x -> $80 billion to $100 billion
    """
    return times(metric, multiple).with_unit(metric.unit)


def _metric_for_multiple(
    valuation: Annotated[Quantity, Money()], multiple: Annotated[Quantity, Multiple()]
) -> Quantity:
    """The yearly revenue or earnings that a valuation needs to be a given multiple.

    Formula: valuation / multiple
    Source: definition of a multiple, solved for the metric
    Example: valuation=$900bn multiple=20x -> $45 billion
    """
    return over(valuation, multiple).with_unit(valuation.unit)


def _step_up(new_valuation: Annotated[Quantity, Money()], previous_valuation: Annotated[Quantity, Money()]) -> Quantity:
    """How many times its previous valuation a company is worth at the new one.

    Formula: new_valuation / previous_valuation
    Source: definition: step-up = new valuation / previous valuation
    Example: new_valuation=$900bn previous_valuation=$300bn -> 3x
    Note: both must be pre-money, or both post-money
    """
    return over(new_valuation, previous_valuation).with_unit("x")


def _premium(value: Annotated[Quantity, Amount()], other: Annotated[Quantity, Amount()]) -> Quantity:
    """By how much one value is above another, in per cent; below zero it is a discount.

    Formula: value / other - 1
    Source: definition: premium = (a - b) / b
    Example: value=$900bn other=$852bn -> 5.63%
    """
    return work(lambda a, b: (a - b) / b * HUNDRED, (value, 1), (other, -1)).with_unit("%")


def _gap(target: Annotated[Quantity, Money()], current: Annotated[Quantity, Money()]) -> Quantity:
    """How far a value is from a target; below zero it is past it.

    Formula: target - current
    Source: definition: the difference of the two
    Example: target=$1tn current=$900bn -> $100 billion
    """
    return minus(target, current).with_unit(target.unit)


def _implied_valuation(stake_price: Annotated[Quantity, Money()], stake: Annotated[Quantity, Percent()]) -> Quantity:
    """What the whole is worth at the price of a stake.

    Formula: stake_price / stake
    Source: definition: the price of a share over that share
    Example: stake_price=$230m stake=20% -> $1.15 billion
    Note: no premium for control or discount for a minority is taken into account
    """
    return over(stake_price, stake, "100").with_unit(stake_price.unit)


def _stake_value(valuation: Annotated[Quantity, Money()], stake: Annotated[Quantity, Percent()]) -> Quantity:
    """What a stake is worth at a valuation of the whole.

    Formula: valuation × stake
    Source: definition: the share times the whole
    Example: valuation=£800m stake=25% -> £200 million
    """
    return times(valuation, stake, "0.01").with_unit(valuation.unit)


def _per_unit(
    amount: Annotated[Quantity, Amount(group="", positive=False)], units: Annotated[Quantity, Amount(group="")]
) -> Quantity:
    """An amount by the piece: per employee, customer, share, barrel.

    Formula: amount / units
    Source: definition: the amount over the number of things
    Example: amount=$3bn units='1,500 employees' -> $2 million
    """
    if dimension(units.unit).startswith(("money:", "percent", "ratio")):
        raise CalculationError(
            f"per-unit: units must be a number of things, such as 1,500 employees, but is {print_quantity(units)}"
        )
    return over(amount, units).with_unit(amount.unit)


def calculators() -> tuple[Calculator, ...]:
    """The calculators of this family.

    Returns:
        The calculators, in the order in which they are listed.
    """
    return (
        calculator("revenue-multiple", _revenue_multiple),
        calculator("earnings-multiple", _earnings_multiple),
        calculator("valuation-from-multiple", _valuation_from_multiple),
        calculator("metric-for-multiple", _metric_for_multiple),
        calculator("step-up", _step_up),
        calculator("premium", _premium),
        calculator("gap", _gap),
        calculator("implied-valuation", _implied_valuation),
        calculator("stake-value", _stake_value),
        calculator("per-unit", _per_unit),
    )
