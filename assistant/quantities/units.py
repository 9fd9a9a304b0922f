"""Of what kind a unit is, and one unit in terms of another.

The frequent units come from ``units.toml``, so that a question about money loads nothing
heavy; Pint knows the rest. Each currency is a dimension of its own: dollars and pounds never
add, and nothing here converts between them.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from assistant.datatypes import Quantity
from assistant.errors import QuantityError
from assistant.quantities.vocabulary import Unit
from assistant.quantities.vocabulary import units as known_units

if TYPE_CHECKING:
    import pint

_BARE = "count"


def dimension(unit: str) -> str:
    """The dimension of a unit.

    Args:
        unit: Canonical name: an ISO 4217 code, ``%``, ``GW``, ``homes``, ``USD/barrel``, or anything
            that Pint can read.

    Returns:
        ``money:USD``, ``power``, ``energy``, ``mass``, ``time``, ``calendar`` (months and longer),
        ``percent``, ``percentage points``, ``ratio``, ``count`` (a counted noun or no unit); for a
        rate the two joined by ``/``; for what only Pint knows its dimensions, such as
        ``[length] ** 3 / [time]``.
    """
    known = known_units().by_name.get(unit)
    if known is not None:
        return known.dimension
    top, slash, bottom = unit.partition("/")
    if slash and bottom in known_units().things:
        return f"{dimension(top)}/{_bottom(bottom)}"
    if all(character.isalpha() or character in " -'’" for character in unit) and unit == unit.lower():
        return _BARE
    return _pint_dimension(unit)


def _bottom(thing: str) -> str:
    surface = known_units().words.get(tuple(thing.lower().split()))
    if surface is None:
        return thing
    dim = surface.unit.dimension
    return "mass" if dim.startswith("money:") else dim  # a price per pound is per pound of weight


def _pint_dimension(unit: str) -> str:
    import pint

    try:
        return str(_registry().parse_units(unit).dimensionality)
    except (pint.errors.PintError, ValueError, TypeError, AttributeError, SyntaxError, AssertionError):
        return _BARE  # what no table knows is a thing that is counted


@cache
def _registry() -> pint.UnitRegistry[float]:
    import pint

    return pint.UnitRegistry()


def convert(quantity: Quantity, unit: str) -> Quantity:
    """The same quantity in another unit.

    Args:
        quantity: Any quantity.
        unit: Canonical name of a unit of the same dimension.

    Returns:
        The quantity in that unit; it keeps its qualifier, and its span and text, which say how it was
        written.

    Raises:
        QuantityError: When the dimensions differ, or for two currencies.
    """
    if quantity.unit == unit:
        return quantity
    source, target = known_units().by_name.get(quantity.unit), known_units().by_name.get(unit)
    if source and target and source.dimension == target.dimension and source.size and target.size:
        return _scaled(quantity, unit, source, target)
    if (source and source.dimension.startswith("money:")) or (target and target.dimension.startswith("money:")):
        raise _refusal(quantity.unit, unit)
    return _by_pint(quantity, unit)


def _scaled(quantity: Quantity, unit: str, source: Unit, target: Unit) -> Quantity:
    factor = (source.size or Decimal(1)) / (target.size or Decimal(1))

    def bound(value: float | None) -> float | None:
        return None if value is None else float(Decimal(repr(value)) * factor)

    return replace(quantity, low=bound(quantity.low), high=bound(quantity.high), unit=unit)


def _by_pint(quantity: Quantity, unit: str) -> Quantity:
    import pint

    registry = _registry()

    def bound(value: float | None) -> float | None:
        return None if value is None else float(registry.Quantity(value, quantity.unit).to(unit).magnitude)

    try:
        return replace(quantity, low=bound(quantity.low), high=bound(quantity.high), unit=unit)
    except (
        pint.errors.PintError,
        ValueError,
        TypeError,
        AttributeError,
        SyntaxError,
        AssertionError,
    ) as error:
        raise _refusal(quantity.unit, unit) from error


def _refusal(source: str, target: str) -> QuantityError:
    return QuantityError(
        f"{source or 'a bare number'} ({dimension(source)}) cannot be turned into {target} ({dimension(target)})",
        "Give the value in a unit of the same kind",
    )
