"""What a measurement says: measures with their bounds, counts, and which data they are of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One number with its 95 % bounds."""

    name: str
    value: float | None
    """None where there was nothing to count."""
    low: float | None
    high: float | None
    n: int
    """How many questions, sentences or runs it is over."""
    unit: str = ""
    """``%``, ``ms``, ``s``, ``MB``, …; empty for a number from 0 to 1 or a plain ratio."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one set measured. Holds no time of day: the same program on the same data gives the same report."""

    set: str
    measures: tuple[Measure, ...]
    counts: tuple[tuple[str, int], ...]
    """What was asked, found or left out, in the order told."""
    data: tuple[tuple[str, str], ...]
    """Name of each file or corpus read -> its SHA-256, or its digest in the index."""

    def measure(self, name: str) -> Measure:
        """One measure by its name.

        Raises:
            KeyError: There is none of that name.
        """
        found = next((measure for measure in self.measures if measure.name == name), None)
        if found is None:
            raise KeyError(name)
        return found
