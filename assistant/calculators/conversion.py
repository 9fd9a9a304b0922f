"""The same amount in another currency or unit, at a rate that someone gave."""

from __future__ import annotations

from typing import Annotated

from assistant.calculators.amounts import Amount, Count
from assistant.calculators.calculator import Calculator, calculator
from assistant.calculators.kinds import Money
from assistant.calculators.working import over, times, work
from assistant.datatypes import Quantity
from assistant.errors import CalculationError, QuantityError
from assistant.quantities import convert, dimension


def _convert_at_rate(
    amount: Annotated[Quantity, Money(group="from", positive=False)],
    rate_from: Annotated[Quantity, Money(group="from")],
    rate_to: Annotated[Quantity, Money(group="to")],
) -> Quantity:
    """An amount in another currency, at the rate of an amount that is stated in both.

    Formula: amount × rate_to / rate_from
    Source: the rate that the two statements of one amount imply
    Example: amount=A$500m rate_from=A$400m rate_to=$300m -> $375 million
    Note: the rate is the one of the amount stated in both currencies, on its date
    """
    rising = -1 if (amount.high or amount.low or 0) < 0 else 1 if (amount.low or amount.high or 0) > 0 else 0
    result = work(lambda a, b, c: a * c / b, (amount, 1), (rate_from, -rising), (rate_to, rising))
    return result.with_unit(rate_to.unit)


def _convert_unit(
    quantity: Annotated[Quantity, Amount(group="", positive=False)],
    unit: Annotated[Quantity, Amount(group="")],
) -> Quantity:
    """A quantity in another unit, which is given as one of it: 1 mile.

    Formula: quantity
    Source: the International System's definitions of the units
    Example: quantity='10 km' unit='1 mile' -> 6.21 miles
    """
    if (unit.low, unit.high) != (1.0, 1.0):
        raise CalculationError("convert-unit: unit must be one of the unit, such as 1 mile")
    if "count" in (dimension(quantity.unit), dimension(unit.unit)):
        raise CalculationError(
            f"convert-unit: {quantity.unit or 'a bare number'} and {unit.unit or 'a bare number'} "
            "are not two units of one kind",
            "Give units such as km, miles, barrels, litres, kWh",
        )
    try:
        return convert(quantity, unit.unit)
    except QuantityError as error:
        raise CalculationError(f"convert-unit: {error.message}", error.remedy) from error


def _shares_cost(
    shares: Annotated[Quantity, Count(thing="52 million shares")], price: Annotated[Quantity, Money(per_share=True)]
) -> Quantity:
    """What a number of shares, or of other things, costs at a price each.

    Formula: shares × price
    Source: definition: number times price
    Example: shares='52m shares' price=$20 -> $1.04 billion
    """
    return times(shares, price).with_unit(price.unit)


def _shares_for_amount(
    amount: Annotated[Quantity, Money()], price: Annotated[Quantity, Money(per_share=True)]
) -> Quantity:
    """How many shares an amount comes to at the price of one.

    Formula: amount / price
    Source: definition: the amount over the price
    Example: amount=$90m price=$30 -> 3 million shares
    """
    return over(amount, price).with_unit("shares")


def calculators() -> tuple[Calculator, ...]:
    """The calculators of this family.

    Returns:
        The calculators, in the order in which they are listed.
    """
    return (
        calculator("convert-at-rate", _convert_at_rate),
        calculator("convert-unit", _convert_unit),
        calculator("shares-cost", _shares_cost),
        calculator("shares-for-amount", _shares_for_amount),
    )
