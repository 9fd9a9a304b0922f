"""What electric power amounts to: energy, reactors, homes, turbines, solar panels, accelerators.

A power may be capacity, a contract, a facility or average use: each calculator says which it
takes it to be.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from assistant.calculators.amounts import Count, Multiple
from assistant.calculators.calculator import Calculator, calculator
from assistant.calculators.kinds import Percent, Physical
from assistant.calculators.working import work
from assistant.datatypes import Quantity
from assistant.quantities.intervals import Interval, divide, interval, multiply, point

_HOURS_A_YEAR = 8_760
_KWH_A_GW_HOUR = 1e6
_TWH_A_GW_YEAR = Decimal("8.76")

_Power = Annotated[Quantity, Physical(dimension="power", unit="GW", example="5 GW")]
_Energy = Annotated[Quantity, Physical(dimension="energy", unit="TWh", rate="/year", example="43.8 TWh")]
_Load = Annotated[Quantity, Percent(default="100%")]
_National = Annotated[
    Quantity,
    Physical(dimension="energy", unit="TWh", rate="/year", example="3,861 TWh", constant="us_retail_electricity_sales"),
]
_Accelerator = Annotated[
    Quantity,
    Physical(dimension="power", unit="GW", example="1,275 W", constant="accelerator_power_h100_server"),
]
_Pue = Annotated[Quantity, Multiple(example="1.2", constant="pue_industry")]


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


def _energy_to_homes(
    energy: _Energy,
    home_consumption: Annotated[
        Quantity,
        Physical(dimension="energy", unit="TWh", rate="/year", example="10,791 kWh", constant="us_home_electricity"),
    ],
) -> Quantity:
    """How many homes use as much electricity in a year as that energy.

    Formula: energy / home_consumption
    Source: definition: the energy over what one home uses in a year
    Example: energy='1 TWh' home_consumption='10,000 kWh' -> 100,000 homes
    """
    return divide(interval(energy), interval(home_consumption)).with_unit("homes")


def _capacity_factor(
    energy: _Energy, power: Annotated[Quantity, Physical(dimension="power", unit="GW", example="5 GW")]
) -> Quantity:
    """What share of its capacity a plant has given over a year.

    Formula: energy / (power × 8,760 h)
    Source: definition: the energy of a year over what the capacity would give in 8,760 hours
    Example: energy='6.132 TWh' power='1 GW' -> 70%
    """
    return work(lambda a, b: a / (b * _TWH_A_GW_YEAR) * 100, (energy, 1), (power, -1)).with_unit("%")


def _average_power_to_reactors(
    power: _Power,
    reactor: Annotated[
        Quantity, Physical(dimension="power", unit="GW", example="1,030 MW", constant="us_reactor_net_capacity")
    ],
    capacity_factor: Annotated[Quantity, Percent(constant="nuclear_capacity_factor")],
) -> Quantity:
    """How many average nuclear reactors give that power on average over a year.

    Formula: power / (reactor × capacity_factor)
    Source: definition: average power over the average output of one reactor
    Example: power=1GW -> about 1.07 reactors
    Note: the power is taken to be average use, not capacity
    """
    return _at_factor(power, reactor, capacity_factor).with_unit("reactors")


def _power_to_wind_turbines(
    power: _Power,
    turbine: Annotated[
        Quantity, Physical(dimension="power", unit="GW", example="3.4 MW", constant="wind_turbine_rated_power")
    ],
    capacity_factor: Annotated[Quantity, Percent(constant="wind_capacity_factor")],
) -> Quantity:
    """How many wind turbines give that power on average over a year.

    Formula: power / (turbine × capacity_factor)
    Source: definition: average power over the average output of one turbine
    Example: power=1GW -> about 860 turbines
    Note: the power is taken to be average use; onshore turbines
    """
    return _at_factor(power, turbine, capacity_factor).with_unit("turbines")


def _power_to_solar_capacity(
    power: _Power, capacity_factor: Annotated[Quantity, Percent(constant="solar_capacity_factor")]
) -> Quantity:
    """The solar capacity that gives that power on average over a year.

    Formula: power / capacity_factor
    Source: definition: average power over the share of capacity that is used
    Example: power=1GW -> 4.1 GW
    Note: the power is taken to be average use; storage for the night is not counted
    """
    return work(lambda p, c: p / c * 100, (power, 1), (capacity_factor, -1)).with_unit("GW")


def _power_to_energy(power: _Power, load_factor: _Load) -> Quantity:
    """The energy that a power gives or uses in a year.

    Formula: power × 8,760 h × load_factor
    Source: definition: power times the hours of a year of 365 days
    Example: power=5GW -> 43.8 TWh
    Note: in one year
    """
    return work(lambda p, f: p * _TWH_A_GW_YEAR * f / 100, (power, 1), (load_factor, 1)).with_unit("TWh")


def _energy_to_average_power(energy: _Energy) -> Quantity:
    """The average power of an energy that is used in a year.

    Formula: energy / 8,760 h
    Source: definition: energy over the hours of a year of 365 days
    Example: energy=43.8TWh -> 5 GW
    Note: the energy is taken to be that of one year
    """
    return work(lambda e: e / _TWH_A_GW_YEAR, (energy, 1)).with_unit("GW")


def _share_of_national_consumption(power: _Power, load_factor: _Load, national: _National) -> Quantity:
    """What share of a country's electricity a power uses; the United States' unless another is given.

    Formula: power × 8,760 h × load_factor / national
    Source: definition: energy of a year over what is sold in a year
    Example: power=5GW -> 1.13%
    """
    share = work(lambda p, f, n: p * _TWH_A_GW_YEAR * f / n, (power, 1), (load_factor, 1), (national, -1))
    return share.with_unit("%")


def _energy_share_of_national_consumption(energy: _Energy, national: _National) -> Quantity:
    """What share of a country's electricity an energy of a year is; the United States' unless another is given.

    Formula: energy / national
    Source: definition: energy of a year over what is sold in a year
    Example: energy=176TWh -> 4.56%
    """
    return work(lambda e, n: e / n * 100, (energy, 1), (national, -1)).with_unit("%")


def _power_to_accelerators(power: _Power, accelerator: _Accelerator, pue: _Pue) -> Quantity:
    """How many accelerators a data centre of that power runs, each with its share of its server.

    Formula: power / (accelerator × pue)
    Source: definition: the facility's power over what one accelerator draws, overhead included
    Example: power=1GW pue=1.2 -> 654,000 accelerators
    Note: the power is taken to be the whole facility's, all accelerators at full load
    """
    return work(lambda p, a, e: p / (a * e), (power, 1), (accelerator, -1), (pue, -1)).with_unit("accelerators")


def _accelerators_to_power(
    accelerators: Annotated[Quantity, Count(thing="100,000 accelerators")], accelerator: _Accelerator, pue: _Pue
) -> Quantity:
    """The power of a data centre that runs so many accelerators at full load.

    Formula: accelerators × accelerator × pue
    Source: definition: what one accelerator draws with its share of its server, overhead included
    Example: accelerators=1,000,000 pue=1.2 -> 1.53 GW
    """
    return work(lambda n, a, e: n * a * e, (accelerators, 1), (accelerator, 1), (pue, 1)).with_unit("GW")


def _at_factor(power: Quantity, one: Quantity, factor: Quantity) -> Interval:
    """How many of one, running at a capacity factor, give a power."""
    return work(lambda p, u, f: p / (u * f) * 100, (power, 1), (one, -1), (factor, -1))


def calculators() -> tuple[Calculator, ...]:
    """The calculators of this family.

    Returns:
        The calculators, in the order in which they are listed.
    """
    return (
        calculator("power-to-reactors", _power_to_reactors),
        calculator("power-to-homes", _power_to_homes),
        calculator("energy-to-homes", _energy_to_homes),
        calculator("capacity-factor", _capacity_factor),
        calculator("average-power-to-reactors", _average_power_to_reactors),
        calculator("power-to-wind-turbines", _power_to_wind_turbines),
        calculator("power-to-solar-capacity", _power_to_solar_capacity),
        calculator("power-to-energy", _power_to_energy),
        calculator("energy-to-average-power", _energy_to_average_power),
        calculator("share-of-national-consumption", _share_of_national_consumption),
        calculator("energy-share-of-national-consumption", _energy_share_of_national_consumption),
        calculator("power-to-accelerators", _power_to_accelerators),
        calculator("accelerators-to-power", _accelerators_to_power),
    )
