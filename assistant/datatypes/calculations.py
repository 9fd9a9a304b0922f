"""A calculator's work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.datatypes.quantities import Quantity


class InputKind(StrEnum):
    """Where a number comes from; a number of no kind cannot be shown."""

    QUOTED = "quoted"
    DERIVED = "derived"
    CONSTANT = "constant"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class CalculationInput:
    """One named input of a calculation."""

    name: str
    quantity: Quantity
    kind: InputKind
    citation: int | None = None
    """Number of the citation, when quoted."""
    source: str = ""
    """Publisher, title and year of a constant; who assumed it, when assumed."""


@dataclass(frozen=True, slots=True)
class Calculation:
    """A calculator's work, whole enough to be checked by hand."""

    calculator: str
    formula: str
    substituted: str
    """The formula with the values in place of the names."""
    inputs: tuple[CalculationInput, ...]
    result: Quantity
    notes: tuple[str, ...] = ()
