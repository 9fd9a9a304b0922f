"""Every calculator, by name. The command line, the chat, the batch and the docs read this one list.

A new family is a module with ``calculators()``; it is added to ``_FAMILIES`` here.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

from assistant.calculators import capacity, valuation
from assistant.calculators.calculator import Calculator
from assistant.errors import CalculationError

_FAMILIES = (valuation, capacity)


@cache
def _table() -> dict[str, Calculator]:
    return {entry.name: entry for family in _FAMILIES for entry in family.calculators()}


def all() -> tuple[Calculator, ...]:
    """Every calculator.

    Returns:
        The calculators, family by family.
    """
    return tuple(_table().values())


def get(name: str) -> Calculator:
    """One calculator.

    Args:
        name: Its name, such as ``revenue-multiple``.

    Returns:
        The calculator.

    Raises:
        CalculationError: When there is none of that name; names the nearest.
    """
    found = _table().get(name.lower().replace("_", "-"))
    if found is None:
        near = get_close_matches(name.lower(), _table(), n=3, cutoff=0.4)
        remedy = f"Did you mean {' or '.join(near)}?" if near else f"There are {', '.join(_table())}"
        raise CalculationError(f"There is no calculator {name!r}", remedy)
    return found
