"""What a company is worth in terms of what it earns."""

from __future__ import annotations

from typing import Annotated

from assistant.calculators.calculator import Calculator, calculator
from assistant.calculators.kinds import Money
from assistant.datatypes import Quantity
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


def calculators() -> tuple[Calculator, ...]:
    """The calculators of this family.

    Returns:
        The calculators, in the order in which they are listed.
    """
    return (calculator("revenue-multiple", _revenue_multiple),)
