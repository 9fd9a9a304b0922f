"""When a figure is of."""

from __future__ import annotations

from dataclasses import dataclass

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """When a figure is of, as far as its article says."""

    months: int = 0
    """How long: 12, 6, 3, 1 …; 0 for a moment, or when it is not said."""
    year: int | None = None
    """Of its last day; None where the article, or its lack of a date, leaves it open."""
    month: int | None = None
    """Its last month, from 1; None for a whole calendar year, or where it is not said."""
    text: str = ""
    """As written; empty where nothing is said."""

    @property
    def label(self) -> str:
        """One short form for each period: ``2004``, ``Q4 2004``, ``H1 2004``, ``March 2005``, else as written."""
        if self.year is None or self.month is None:
            return " ".join(self.text.lower().split()) if self.year is None else f"{self.year}"
        named = f"{MONTHS[self.month - 1]} {self.year}"
        if self.months == 12:
            return f"{self.year}" if self.month == 12 else f"year to {named}"
        for months, letter in ((3, "Q"), (6, "H")):
            if self.months == months and self.month % months == 0:
                return f"{letter}{self.month // months} {self.year}"
        return f"{self.months} months to {named}" if self.months > 1 else named
