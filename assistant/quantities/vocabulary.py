"""The words of the grammar of quantities, read once from the data files beside this module.

``words.toml`` holds numbers, scales and hedges, ``units.toml`` holds units and currencies. To
teach the grammar a word, add it there; no code changes.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.datatypes import Qualifier

Forms = tuple[str, ...]
"""A surface form: its words, in order."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the grammar and the calculators know it."""

    name: str
    """Canonical name: an ISO 4217 code, ``%``, ``GW``, ``miles`` …"""
    dimension: str
    """``money:USD``, ``power``, ``energy``, ``percent``, ``time`` …"""
    size: Decimal | None
    """How many of the dimension's base unit; None where a factor does not convert (temperature)."""
    sign: str = ""
    """What stands before the number in print, for a currency that has a sign."""


@dataclass(frozen=True, slots=True)
class Surface:
    """What a written unit means: a unit, and the factor that brings the number to it."""

    unit: Unit
    factor: Decimal = Decimal(1)
    """0.01 for pence, which are read as hundredths of a pound."""
    glued: bool = False
    """True when it counts only right behind the digits, as in ``22.5x``."""


@dataclass(frozen=True, slots=True)
class Words:
    """Numbers, scales, hedges and the word lists that tell quantities from other numbers."""

    numbers: dict[str, Decimal]
    scales: dict[str, Decimal]
    glued_scales: dict[str, Decimal]
    vague: dict[str, tuple[Decimal, Decimal]]
    denominators: dict[str, int]
    signs: dict[str, Decimal]
    hedges: dict[Forms, Qualifier]
    """Hedges that stand before the number."""
    hedges_after: dict[Forms, Qualifier]
    lists: dict[str, frozenset[str]]
    irregular: dict[str, str]
    """Singular to plural."""


@dataclass(frozen=True, slots=True)
class Units:
    """Every known unit, by its canonical name and by how it is written."""

    by_name: dict[str, Unit]
    words: dict[Forms, Surface]
    """Compared without regard to case."""
    symbols: dict[Forms, Surface]
    """Compared exactly."""
    prefixes: dict[Forms, Surface]
    """What stands before the number; compared exactly."""
    things: frozenset[str]
    """What may follow ``per`` in a unit such as USD/barrel."""


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("assistant.quantities") / name).read_text(encoding="utf-8"))


def _fraction(text: str) -> Decimal:
    top, _, bottom = text.partition("/")
    return Decimal(top) / Decimal(bottom or 1)


def _hedges(table: dict[str, list[str]]) -> dict[Forms, Qualifier]:
    return {tuple(form.split()): Qualifier[name.upper()] for name, forms in table.items() for form in forms}


@cache
def words() -> Words:
    """The word lists of ``words.toml``.

    Returns:
        The lists, with numbers as exact decimals.
    """
    data = _load("words.toml")
    return Words(
        numbers={word: Decimal(value) for word, value in data["numbers"].items()},
        scales={word: Decimal(value) for word, value in data["scales"].items()},
        glued_scales={word: Decimal(value) for word, value in data["glued_scales"].items()},
        vague={word: (Decimal(pair[0]), Decimal(pair[1])) for word, pair in data["vague"].items()},
        denominators=dict(data["denominators"]),
        signs={sign: _fraction(value) for sign, value in data["signs"].items()},
        hedges=_hedges(data["hedges"]),
        hedges_after=_hedges(data["hedges_after"]),
        lists={name: frozenset(entries) for name, entries in data["words"].items()},
        irregular=dict(data["irregular"]),
    )


@cache
def units() -> Units:
    """The units and currencies of ``units.toml``.

    Returns:
        The units, by name and by surface form.
    """
    data = _load("units.toml")
    found = Units({}, {}, {}, {}, frozenset(data["rates"]["things"]))
    for entry in data["currency"]:
        unit = Unit(entry["code"], f"money:{entry['code']}", Decimal(1), entry.get("sign", ""))
        found.by_name[unit.name] = unit
        for form in entry["words"]:
            found.words[tuple(form.split())] = Surface(unit)
        for form in entry.get("hundredths", ()):
            found.words[tuple(form.split())] = Surface(unit, Decimal("0.01"), glued=form == "p")
        for form in entry["prefixes"]:
            found.prefixes[tuple(form.split())] = Surface(unit)
    for entry in data["unit"]:
        size = None if entry["dimension"] == "temperature" else Decimal(entry.get("size", "1"))
        unit = Unit(entry["name"], entry["dimension"], size)
        surface = Surface(unit, glued=entry.get("glued", False))
        found.by_name[unit.name] = unit
        for form in entry.get("words", ()):
            found.words[tuple(form.split())] = surface
        for form in entry.get("symbols", ()):
            found.symbols[tuple(form.split())] = surface
    return found


@cache
def prefix_starts() -> frozenset[str]:
    """First tokens of the prefixes of currencies.

    Returns:
        ``$``, ``US``, ``EUR`` and so on, as written.
    """
    return frozenset(form[0] for form in units().prefixes)
