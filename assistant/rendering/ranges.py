"""Charts of an answer's ranges: which of them are worth drawing, and how, as plain text.

A calculation with a range in it is drawn by unit; two or more valuations, or multiples, of one unit are drawn
together, as bankers do in a "football field". A single point is never a chart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.datatypes import Answer, Calculation, CalculationInput, Citation, InputKind, Quantity
from assistant.figures.metrics import Match, satisfies
from assistant.quantities import dimension
from assistant.rendering.bars import Scale, axis, bar, is_open, is_range, scale_of
from assistant.rendering.safe import flat
from assistant.rendering.words import origin, provenance, title, working

__all__ = ["RangeChart", "RangeRow", "Scale", "axis", "bar", "range_charts", "scale"]

_VALUATION = re.compile(r"valuation|^(?:pre|post)_money$")
_VALUED = frozenset({"valuation-from-multiple", "implied-valuation", "post-money", "pre-money"})
"""Calculators whose result is a valuation."""


@dataclass(frozen=True, slots=True)
class RangeRow:
    """One line of a chart; its text is safe to show and of one line."""

    label: str
    quantity: Quantity
    citation: int | None
    """Number of the citation that gives it."""
    note: str
    """Where it comes from."""


@dataclass(frozen=True, slots=True)
class RangeChart:
    """Quantities of one unit, one below the other."""

    title: str
    unit: str
    """Canonical name."""
    rows: tuple[RangeRow, ...]


def scale(rows: Sequence[RangeRow]) -> Scale:
    """A scale with round ends that holds the rows of a chart.

    Args:
        rows: Rows of one unit.
    """
    return scale_of([row.quantity for row in rows])


def range_charts(answer: Answer) -> tuple[RangeChart, ...]:
    """Find what of an answer is worth drawing.

    Args:
        answer: The answer.

    Returns:
        Charts of two or more valuations or multiples, then those of each calculation with a range in it; none
        that shows nothing that another one does not.
    """
    found = [*_fields(answer), *(chart for work in answer.calculations for chart in _of_calculation(answer, work))]
    charts: list[RangeChart] = []
    for chart in found:
        shown = {_key(row) for other in charts if other.unit == chart.unit for row in other.rows}
        if any(_key(row) not in shown for row in chart.rows):
            charts.append(chart)
    return tuple(charts)


def _key(row: RangeRow) -> tuple[object, ...]:
    """What makes two rows the same figure."""
    quantity = row.quantity
    return quantity.low, quantity.high, quantity.unit, quantity.qualifier, row.citation


def _by_unit(rows: Iterable[RangeRow]) -> dict[str, list[RangeRow]]:
    """Rows by unit, in order, each figure once; a quantity without any bound cannot be drawn."""
    groups: dict[str, dict[tuple[object, ...], RangeRow]] = {}
    for row in rows:
        if row.quantity.low is not None or row.quantity.high is not None:
            groups.setdefault(row.quantity.unit, {}).setdefault(_key(row), row)
    return {unit: list(group.values()) for unit, group in groups.items()}


def _of_calculation(answer: Answer, work: Calculation) -> list[RangeChart]:
    """A calculation's money, ratios and shares, and its result, by unit: where one of them is a range."""
    inputs = [_input_row(answer, item) for item in work.inputs if _is_comparable(item.quantity)]
    charts = []
    for unit, rows in _by_unit([*inputs, _result_row(work)]).items():
        several = len(rows) > 1 and any(is_range(row.quantity) or any(is_open(row.quantity)) for row in rows)
        if several or is_range(rows[0].quantity):
            charts.append(RangeChart(flat(work.calculator), unit, tuple(rows)))
    return charts


def _is_comparable(quantity: Quantity) -> bool:
    return dimension(quantity.unit).startswith(("money:", "ratio", "percent"))


def _fields(answer: Answer) -> list[RangeChart]:
    """Two or more valuations, or multiples, of one unit."""
    valuations: list[RangeRow] = []
    multiples: list[RangeRow] = []
    for work in answer.calculations:
        for item in work.inputs:
            if _VALUATION.search(item.name):
                valuations.append(_input_row(answer, item))
            elif item.quantity.unit == "x":
                multiples.append(_input_row(answer, item))
        if work.calculator in _VALUED:
            valuations.append(_result_row(work))
        elif work.result.unit == "x":
            multiples.append(_result_row(work))
    valuations += _claimed(answer)
    return [
        RangeChart(name, unit, tuple(rows))
        for name, of_one in (("valuations", valuations), ("multiples", multiples))
        for unit, rows in _by_unit(of_one).items()
        if len(rows) > 1
    ]


def _claimed(answer: Answer) -> list[RangeRow]:
    """The valuations that articles disagree about."""
    rows = []
    for conflict in answer.conflicts:
        if satisfies("valuation", conflict.metric) is Match.EXACT:
            for position, claim in enumerate(conflict.claims):
                cited = _cited(answer, claim.citation)
                label = title(cited.source) if cited is not None else flat(conflict.entity)
                said = "superseded" if conflict.kind == "superseded" and position else ""
                note = "; ".join(filter(None, (origin(cited.source) if cited is not None else "", said)))
                rows.append(RangeRow(label, claim.value, claim.citation, note))
    return rows


def _cited(answer: Answer, number: int | None) -> Citation | None:
    return next((citation for citation in answer.citations if citation.n == number), None)


def _input_row(answer: Answer, item: CalculationInput) -> RangeRow:
    cited = _cited(answer, item.citation) if item.kind is InputKind.QUOTED else None
    note = origin(cited.source) if cited is not None else provenance(item)
    return RangeRow(flat(item.name), item.quantity, cited.n if cited is not None else None, note)


def _result_row(work: Calculation) -> RangeRow:
    return RangeRow(flat(work.calculator), work.result, None, working(work)[1])
