"""The published values that calculators use, each with its source.

A constant without a publisher is a convention, and enters a calculation as an assumption.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from assistant.datatypes import CalculationInput, InputKind, Qualifier, Quantity
from assistant.errors import CalculationError


@dataclass(frozen=True, slots=True)
class Constant:
    """A published value."""

    id: str
    value: float
    low: float
    high: float
    """The range that the source gives; equal to ``value`` where it gives none."""
    unit: str
    year: int
    """The year that the value is for; 0 where the source gives none."""
    publisher: str
    """Empty for a convention that no one has published."""
    title: str
    seen: str
    """``publisher`` when read there, ``quoted`` when another document names the source."""
    note: str
    qualifier: Qualifier

    @property
    def quantity(self) -> Quantity:
        """The value that calculations use, as a point."""
        return Quantity(self.value, self.value, self.unit, self.qualifier)

    @property
    def range(self) -> Quantity:
        """The range that the source gives."""
        return Quantity(self.low, self.high, self.unit, self.qualifier)

    @property
    def source(self) -> str:
        """Publisher, title and year in one line: ``EIA, FAQ 97, 2022``."""
        parts = (self.publisher, self.title, str(self.year) if self.year else "")
        return ", ".join(part for part in parts if part) or "a convention, assumed"


@cache
def _table() -> dict[str, Constant]:
    data = tomllib.loads((files("assistant.calculators") / "constants.toml").read_text(encoding="utf-8"))
    return {
        name: Constant(
            id=name,
            value=float(entry["value"]),
            low=float(entry.get("low", entry["value"])),
            high=float(entry.get("high", entry["value"])),
            unit=entry["unit"],
            year=entry["year"],
            publisher=entry["publisher"],
            title=entry["title"],
            seen=entry["seen"],
            note=entry.get("note", ""),
            qualifier=Qualifier(entry.get("qualifier", "exact")),
        )
        for name, entry in data.items()
    }


def all_constants() -> tuple[Constant, ...]:
    """Every constant.

    Returns:
        The constants, in the order of the data file.
    """
    return tuple(_table().values())


def constant(constant_id: str) -> Constant:
    """One constant.

    Args:
        constant_id: Its id, such as ``us_home_electricity``.

    Returns:
        The constant.

    Raises:
        CalculationError: When there is none of that id; names the nearest.
    """
    found = _table().get(constant_id)
    if found is None:
        near = get_close_matches(constant_id, _table(), n=3, cutoff=0.5)
        remedy = f"Did you mean {' or '.join(near)}?" if near else "assistant constants lists them"
        raise CalculationError(f"There is no constant {constant_id!r}", remedy)
    return found


def as_input(name: str, value: Constant) -> CalculationInput:
    """A constant in the place of a calculator's input.

    Args:
        name: The input's name.
        value: The constant.

    Returns:
        The input, of kind constant with its source; of kind assumed when nobody has published it.
    """
    kind = InputKind.CONSTANT if value.publisher else InputKind.ASSUMED
    return CalculationInput(name, value.quantity, kind, source=value.source)
