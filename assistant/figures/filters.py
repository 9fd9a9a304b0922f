"""Which figures are meant by a metric or a period as a person types it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from assistant.datatypes import FiledFigure, Period
from assistant.errors import UsageError
from assistant.figures.metrics import Match, all_metrics, find_metrics, metric, satisfies
from assistant.figures.periods import find_periods, years_in


def metrics_named(name: str | None) -> tuple[str, ...]:
    """Ids of the metric that is meant, and of its kinds.

    Args:
        name: An id, or words for it, in any case; None for all.

    Returns:
        The ids; nothing for all.

    Raises:
        UsageError: There is none of that name; names the nearest.
    """
    if name is None:
        return ()
    asked = metric("-".join(name.lower().split())) or next((metric(m.metric) for m in find_metrics(name)), None)
    if asked is None:
        ids = [known.id for known in all_metrics()]
        near = get_close_matches(name.lower(), ids, n=3, cutoff=0.5)
        remedy = f"Did you mean {' or '.join(near)}?" if near else f"Known: {', '.join(ids)}."
        raise UsageError(f"there is no metric {name!r}", remedy)
    return tuple(known.id for known in all_metrics() if satisfies(asked.id, known.id) is Match.EXACT)


@dataclass(frozen=True, slots=True)
class PeriodFilter:
    """Which figures are of the period that was typed."""

    wanted: Period | None
    years: tuple[int, ...]

    @classmethod
    def of(cls, text: str | None) -> PeriodFilter:
        """Read a period as it is typed.

        Args:
            text: Such as ``2004`` or ``Q4 2004``; None lets everything through.

        Raises:
            UsageError: The text names no period.
        """
        if text is None:
            return cls(None, ())
        mentions = find_periods(text)
        if not mentions:
            raise UsageError(f"{text!r} is no period", "Such as: 2004, 'Q4 2004', 'March 2005', 'year to March 2005'.")
        return cls(mentions[0].period, years_in(text))

    def keeps(self, filed: FiledFigure) -> bool:
        """Whether a figure is of the period; of a year also its quarters and months are."""
        if self.wanted is None:
            return True
        period, wanted = filed.figure.period, self.wanted
        if wanted.month is None and self.years and wanted.months == 12:
            return period.year in self.years
        if wanted.year is not None and period.year != wanted.year:
            return False
        same_month = wanted.month is None or period.month == wanted.month
        return same_month and (not wanted.months or period.months == wanted.months)
