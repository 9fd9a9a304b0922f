"""A figure of the ledger as it is shown in a table, told at length, and copied."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from assistant.datatypes import FiledFigure, Role
from assistant.rendering import flat
from assistant.rendering.words import amount, origin, span_place, title
from assistant.tui.contents import LIT, MUTED, plain
from assistant.tui.figure_clashes import clash_content, clash_style, gravity, sign
from assistant.tui.places import Place
from assistant.tui.widgets.columns import Column

if TYPE_CHECKING:
    from assistant.figures.conflicts import Disagreement
    from assistant.figures.ledger_view import LedgerRow


def figure_columns() -> tuple[Column[LedgerRow], ...]:
    """The columns of the ledger."""
    return (
        Column("clash", "≠", sign, 1, order=gravity, style=clash_style),
        Column("value", "value", _value, 18, order=_size, share=2, style=_value_style),
        Column("entity", "of", _owner, 14, order=lambda row: _sorted(_owner(row)), share=4),
        Column("metric", "metric", _measure, 12, order=lambda row: _sorted(_measure(row)), share=3),
        Column("period", "period", _period, 7, order=_when, share=1, style=MUTED),
        Column("status", "status", lambda row: row.filed.figure.status.value, 9, order=_status, style=MUTED, leaves=2),
        Column("date", "date", lambda row: _day(row.filed), 10, order=_published, style=MUTED, leaves=1),
        Column("article", "article", _article, 18, order=lambda row: _sorted(_article(row)), share=6, leaves=3),
        Column("differs", "differs", lambda row: row.clash, 20, order=gravity, style=clash_style, leaves=4),
    )


def _value(row: LedgerRow) -> str:
    return amount(row.filed.figure.quantity)


def _value_style(row: LedgerRow) -> str:
    return clash_style(row) if row.clash else "bold"


def _owner(row: LedgerRow) -> str:
    figure = row.filed.figure
    return ", ".join(filter(None, (figure.entity, figure.part)))


def _measure(row: LedgerRow) -> str:
    figure = row.filed.figure
    role = "" if figure.role is Role.VALUE else f" ({figure.role.value})"
    return f"{figure.metric.replace('-', ' ')}{role}"


def _period(row: LedgerRow) -> str:
    return row.filed.figure.period.label


def _day(filed: FiledFigure) -> str:
    return filed.source.published.isoformat() if filed.source.published else "undated"


def _article(row: LedgerRow) -> str:
    source = row.filed.source
    return f"{title(source)} · {source.path}" if source.title.strip() else source.path


def _sorted(text: str) -> str | None:
    """Text as it is sorted; None, which comes last, for none."""
    return flat(text).strip().casefold() or None


def _size(row: LedgerRow) -> tuple[str, float, float] | None:
    """Within its unit: dollars are not compared with homes."""
    quantity = row.filed.figure.quantity
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return (quantity.unit.casefold(), ends[0], ends[-1]) if ends else None


def _when(row: LedgerRow) -> tuple[int, int, int] | None:
    period = row.filed.figure.period
    return None if period.year is None else (period.year, period.month or 12, period.months)


def _status(row: LedgerRow) -> str:
    return row.filed.figure.status.value


def _published(row: LedgerRow) -> date | None:
    return row.filed.source.published


def place_of(row: LedgerRow) -> Place:
    """Where a figure's sentence stands."""
    figure = row.filed.figure
    sentence, span = figure.sentence, figure.quantity.span
    start, end = (span.start, span.end) if span is not None else (sentence.start, sentence.start)
    return Place(row.filed.source.path, sentence.start, sentence.end, start, end)


def figure_content(row: LedgerRow, disagreement: Disagreement | None) -> Content:
    """Tell all of a figure: what it is of, what it differs from, its sentence with it lit, its source.

    Args:
        row: The figure.
        disagreement: What it is a side of; None where there is none.
    """
    place = place_of(row)
    facts = Content.assemble((_value_flat(row), "bold"), "  ", plain(_facts(row), MUTED))
    clash = [clash_content(row, disagreement)] if row.clash else []
    source = row.filed.source
    where = span_place(source, place.figure_start, place.figure_end)
    stands = Content.assemble(plain(origin(source)), plain(f"  {where}", MUTED))
    return Content("\n").join([facts, *clash, _sentence(row.filed), stands])


def _value_flat(row: LedgerRow) -> str:
    return flat(_value(row)).strip()


def _facts(row: LedgerRow) -> str:
    known = (_owner(row), _measure(row), _period(row), row.filed.figure.status.value)
    return " · ".join(part for part in map(flat, known) if part.strip())


def _sentence(filed: FiledFigure) -> Content:
    first, span = filed.figure.sentence.start, filed.figure.quantity.span
    start, end = (span.start - first, span.end - first) if span is not None else (0, 0)
    if not 0 <= start <= end <= len(filed.sentence):
        start = end = 0
    text = filed.sentence
    return Content.assemble("“", flat(text[:start]), (flat(text[start:end]), LIT), flat(text[end:]), "”")


def figure_copy(row: LedgerRow) -> str:
    """A figure with its citation, to be pasted elsewhere."""
    place, source = place_of(row), row.filed.source
    where = span_place(source, place.figure_start, place.figure_end)
    lines = [f"{_value_flat(row)} ({_facts(row)})", f"“{flat(row.filed.sentence)}”", f"{origin(source)}, {where}"]
    return "\n".join(lines)
