"""What electric power amounts to: large reactors, homes."""

from __future__ import annotations

from typing import Annotated

from assistant.calculators.calculator import Calculator, calculator
from assistant.calculators.kinds import Percent, Physical
from assistant.datatypes import Quantity
from assistant.quantities.intervals import divide, interval, multiply, point

_HOURS_A_YEAR = 8_760
_KWH_A_GW_HOUR = 1e6


def _power_to_reactors(
    power: Annotated[Quantity, Physical(dimension="power", unit="GW", example="5 GW")],
    reactor: Annotated[Quantity, Physical(dimension="power", unit="GW", example="1 GW", constant="us_reactor")],
) -> Quantity:
    """How many large nuclear reactors have that power.

    Formula: power / reactor
    Source: definition: capacity over the net capacity of one reactor
    Example: power=5GW -> 5 reactors
    Note: capacity against capacity: both at the same load factor
    """
    return divide(interval(power), interval(reactor)).with_unit("reactors")


def _power_to_homes(
    power: Annotated[Quantity, Physical(dimension="power", unit="GW", example="5 GW")],
    load_factor: Annotated[Quantity, Percent(default="100%")],
    home_consumption: Annotated[
        Quantity,
        Physical(dimension="energy", unit="kWh", rate="/year", example="10,791 kWh", constant="us_home_electricity"),
    ],
) -> Quantity:
    """How many homes use as much electricity in a year as that power gives.

    Formula: power × 8,760 h × load_factor / home_consumption
    Source: definition: energy over a year of 365 days, over one home's use in a year
    Example: power=5GW -> about 4.06 million homes
    Note: homes' electricity only, averaged over a year
    """
    running = divide(interval(load_factor), point(100))
    energy = multiply(multiply(interval(power), running), point(_HOURS_A_YEAR * _KWH_A_GW_HOUR))
    return divide(energy, interval(home_consumption)).with_unit("homes")


def calculators() -> tuple[Calculator, ...]:
    """The calculators of this family.

    Returns:
        The calculators, in the order in which they are listed.
    """
    return (
        calculator("power-to-reactors", _power_to_reactors),
        calculator("power-to-homes", _power_to_homes),
    )
