"""Every calculator, by name. The command line, the chat, the batch and the docs read this one list.

A new family is a module with ``calculators()``; it is added to ``_FAMILIES`` here.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from types import ModuleType

from assistant.calculators import (
    capacity,
    compute,
    conversion,
    emissions,
    funding,
    gaps,
    growth,
    ratios,
    run_rate,
    spans,
    valuation,
)
from assistant.calculators.calculator import Calculator
from assistant.errors import CalculationError

_FAMILIES = (valuation, funding, growth, ratios, gaps, run_rate, spans, conversion, capacity, emissions, compute)


@cache
def _table() -> dict[str, Calculator]:
    return {entry.name: entry for family in _FAMILIES for entry in family.calculators()}


def all() -> tuple[Calculator, ...]:
    """Every calculator.

    Returns:
        The calculators, family by family.
    """
    return tuple(_table().values())


def families() -> tuple[tuple[str, tuple[Calculator, ...]], ...]:
    """Every calculator, by family.

    Returns:
        The name of each family, such as ``run rate``, with its calculators.
    """
    return tuple((_title(family), family.calculators()) for family in _FAMILIES)


def _title(family: ModuleType) -> str:
    return family.__name__.rpartition(".")[2].replace("_", " ")


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
