"""What electricity emits, and how many cars emit as much."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from assistant.calculators.amounts import Factor
from assistant.calculators.calculator import Calculator, calculator
from assistant.calculators.kinds import Physical
from assistant.calculators.working import work
from assistant.datatypes import Quantity

_KG_A_TONNE = Decimal(1000)


def _energy_to_co2(
    energy: Annotated[Quantity, Physical(dimension="energy", unit="MWh", rate="/year", example="8.76 TWh")],
    grid: Annotated[Quantity, Factor(unit="kg CO2e/MWh", example="349.7", constant="grid_co2e_us_egrid")],
) -> Quantity:
    """The carbon dioxide equivalent that making so much electricity emits, on the US grid unless another is given.

    Formula: energy × grid
    Source: definition: energy times the average emission of the grid
    Example: energy=10TWh -> 3.497 million tonnes
    Note: tonnes of CO2 equivalent; an average grid serves what use emits, not what a measure saves
    """
    return work(lambda e, g: e * g / _KG_A_TONNE, (energy, 1), (grid, 1)).with_unit("tonnes")


def _co2_to_cars(
    co2: Annotated[Quantity, Physical(dimension="mass", unit="tonnes", rate="/year", example="3.06 million tonnes")],
    car: Annotated[Quantity, Factor(unit="t CO2e/vehicle-year", example="4.29", constant="passenger_vehicle_year")],
) -> Quantity:
    """How many passenger cars emit as much carbon dioxide equivalent in a year.

    Formula: co2 / car
    Source: definition: the mass over what one car emits in a year
    Example: co2='3.06 million tonnes' -> 713,000 cars
    """
    return work(lambda m, c: m / c, (co2, 1), (car, -1)).with_unit("cars")


def calculators() -> tuple[Calculator, ...]:
    """The calculators of this family.

    Returns:
        The calculators, in the order in which they are listed.
    """
    return (
        calculator("energy-to-co2", _energy_to_co2),
        calculator("co2-to-cars", _co2_to_cars),
    )
