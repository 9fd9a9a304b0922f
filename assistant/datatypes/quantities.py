"""A number with a unit, as an interval."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.datatypes.passages import Span


class Qualifier(StrEnum):
    """How a figure is hedged where it is written."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit, as an interval.

    ``low`` or ``high`` is None on the open side of a one-sided bound. Money is in units
    (9e11, not 900) with an ISO 4217 code as the unit; percentages are 25, not 0.25, with
    the unit ``%``.
    """

    low: float | None
    high: float | None
    unit: str
    qualifier: Qualifier = Qualifier.EXACT
    text: str = ""
    """As written in the article or question, or as printed for a computed value."""
    span: Span | None = None
    """Where it is written; None for a value that is computed, assumed or a constant."""
