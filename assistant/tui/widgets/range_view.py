"""Ranges drawn as bars over one scale: what a calculation goes by, or figures side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from assistant.rendering import flat
from assistant.rendering.layout import cells
from assistant.rendering.words import amount
from assistant.tui.contents import MARK, MUTED

if TYPE_CHECKING:
    from assistant.rendering.ranges import RangeChart

_LABELS = 28
"""Columns that labels take at most."""
_NARROWEST = 12
"""Columns of a bar below which values move to a line of their own."""


class RangeView(Static):
    """One chart.

    Args:
        chart: The ranges, all of one unit.
    """

    DEFAULT_CSS = """
    RangeView { height: auto; margin: 0 0 1 0; padding: 0 1; border-left: outer $primary; }
    """

    def __init__(self, chart: RangeChart) -> None:
        super().__init__()
        self.chart = chart

    def on_resize(self) -> None:
        """Draw anew for another width."""
        self._draw()

    def show(self, chart: RangeChart) -> None:
        """Draw another chart."""
        self.chart = chart
        self._draw()

    def _draw(self) -> None:
        self.update(drawn(self.chart, max(self.size.width, 20)))


def drawn(chart: RangeChart, width: int) -> Content:
    """Draw a chart.

    Args:
        chart: The ranges.
        width: Columns that it may take.

    Returns:
        A title, a line for each range with label, bar and value, and the ends of the scale.
    """
    # Here, and not with the module: it knows of units, which the first paint does not wait for.
    from assistant.rendering.ranges import axis, bar, scale

    labels = [_cut(flat(row.label), _LABELS) for row in chart.rows]
    values = [amount(row.quantity) for row in chart.rows]
    left, right = max(map(cells, labels)), max(map(cells, values))
    room = width - left - right - 8
    beside = room >= _NARROWEST
    bars = max(room if beside else width - left - 2, 4)
    over = scale(chart.rows)
    lines = [Content.styled(flat(chart.title), "bold")]
    for row, label, value in zip(chart.rows, labels, values, strict=True):
        mark = f" [{row.citation}]" if row.citation else ""
        drawing = Content.styled(bar(row.quantity, over, bars), "$text-primary")
        head = Content.assemble((f"{label}{' ' * (left - cells(label))}  ", MUTED), drawing)
        said = Content.assemble((value, "bold"), (mark, MARK))
        lines.append(Content.assemble(head, "  ", said) if beside else head)
        if not beside:
            lines.append(Content.assemble(" " * (left + 2), said))
    lines.append(Content.assemble(" " * (left + 2), (axis(over, bars, chart.unit), MUTED)))
    return Content("\n").join(lines)


def _cut(text: str, most: int) -> str:
    return text if cells(text) <= most else text[: most - 1] + "…"
