"""The published values that calculators use, each with its source.

A constant without a publisher is a convention, and enters a calculation as an assumption.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from assistant.datatypes import CalculationInput, InputKind, Qualifier, Quantity
from assistant.errors import CalculationError, SettingsError
from assistant.quantities.units import dimension


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


_FIELDS = ("value", "low", "high", "unit", "year", "publisher", "title", "note", "qualifier")
_own: dict[str, Constant] = {}
"""The user's values. Set once, where the program is put together."""


@cache
def _shipped() -> dict[str, Constant]:
    data = tomllib.loads((files("assistant.calculators") / "constants.toml").read_text(encoding="utf-8"))
    return {name: _constant(name, entry) for name, entry in data.items()}


def _table() -> dict[str, Constant]:
    return _shipped() | _own


def _constant(name: str, entry: Mapping[str, Any]) -> Constant:
    return Constant(
        id=name,
        value=float(entry["value"]),
        low=float(entry.get("low", entry["value"])),
        high=float(entry.get("high", entry["value"])),
        unit=entry["unit"],
        year=entry.get("year", 0),
        publisher=entry.get("publisher", ""),
        title=entry["title"],
        seen=entry.get("seen", ""),
        note=entry.get("note", ""),
        qualifier=Qualifier(entry.get("qualifier", "exact")),
    )


def overlay(path: Path | None) -> None:
    """Put a user's values in the place of the published ones.

    Args:
        path: A TOML file with a table for each constant, as ``constants.toml`` has them. A known constant needs
            only ``value``; without a ``publisher`` a value is shown as assumed. None takes an earlier file back.

    Raises:
        SettingsError: The file cannot be read, or an entry is not usable.
    """
    _own.clear()
    if path is None:
        return
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"the constants file {path} cannot be read: {error}", "Mend or remove it.") from error
    read = {name: _checked(path, name, entry) for name, entry in data.items()}
    _own.update(read)


def _check_field(where: str, field: str, given: object) -> None:
    """One field of a user's value."""
    if field not in _FIELDS:
        raise SettingsError(f"{where} has no field {field!r}", f"Known: {', '.join(_FIELDS)}.")
    number = field in ("value", "low", "high", "year")
    if number and (isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given)):
        raise SettingsError(f"{where}: {field} must be a number, not {given!r}")
    if not number and not isinstance(given, str):
        raise SettingsError(f"{where}: {field} must be text, not {given!r}", "Put it in quotes.")


def _checked(path: Path, name: str, entry: object) -> Constant:
    """One value of a user's file, held against what a constant must be."""
    where = f"the constants file {path}: {name}"
    if not isinstance(entry, dict):
        raise SettingsError(f"{where} must be a table", f"Write [{name}] with value = … below it.")
    for field, given in entry.items():
        _check_field(where, field, given)
    if "value" not in entry:
        raise SettingsError(f"{where} gives no value")
    known = _shipped().get(name)
    unit = entry.get("unit", known.unit if known else None)
    if unit is None:
        raise SettingsError(f"{where} is new and gives no unit")
    if known is not None and dimension(unit) != dimension(known.unit):
        raise SettingsError(f"{where} is in {unit}, where {known.unit} or the like is needed")
    try:
        made = _constant(name, {"title": f"set in {path.name}", **entry, "unit": unit})
    except ValueError as error:
        raise SettingsError(f"{where}: {error}") from error
    if not made.low <= made.value <= made.high:
        raise SettingsError(f"{where}: low, value and high must be in this order")
    return made


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
