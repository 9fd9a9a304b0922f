"""How a result moves with two of its inputs, as a table."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from assistant.datatypes import Calculation
from assistant.errors import AssistantError
from assistant.rendering import flat
from assistant.rendering.layout import cells
from assistant.rendering.words import amount
from assistant.tui.contents import MUTED, plain
from assistant.tui.messages import CopyRequested

if TYPE_CHECKING:
    from assistant.calculators.sensitivity import Sensitivity

_BASE = "bold reverse"
"""The cells of the present; seen without colour too."""
_FEWEST, _MOST, _STEP = 3, 11, 2


class SensitivityScreen(ModalScreen[None]):
    """A table over two inputs, which can be changed.

    Args:
        calculation: As it is worked out now.
    """

    DEFAULT_CSS = """
    SensitivityScreen { align: center middle; }
    SensitivityScreen > Vertical {
        width: auto; min-width: 50; max-width: 96%; height: auto; max-height: 92%;
        padding: 1 2 0 2; background: $surface; border: round $accent;
    }
    SensitivityScreen ScrollableContainer { width: auto; max-width: 100%; height: auto; max-height: 1fr; }
    SensitivityScreen #table { width: auto; }
    SensitivityScreen #head { padding: 0 0 1 0; }
    SensitivityScreen Footer { margin: 1 0 0 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Close"),
        Binding("r", "row", "Other rows"),
        Binding("c", "column", "Other columns"),
        Binding("plus,equals_sign", "steps(2)", "More"),
        Binding("minus", "steps(-2)", "Fewer"),
        Binding("y", "copy", "Copy"),
    ]

    def __init__(self, calculation: Calculation) -> None:
        super().__init__()
        self._calculation = calculation
        self._names: tuple[str, ...] = ()
        self._row, self._column, self._steps = 0, 1, 5
        self._table: Sensitivity | None = None

    def compose(self) -> ComposeResult:
        """Lay out head, table and keys."""
        with Vertical():
            yield Static(plain(f"{flat(self._calculation.calculator)} …"), id="head")
            with ScrollableContainer(can_focus=True):
                yield Static("", id="table", markup=False)
            yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Work the first table out."""
        self.query_one(ScrollableContainer).focus()
        self._work_out()

    @work(exclusive=True)
    async def _work_out(self) -> None:
        table = self.query_one("#table", Static)
        try:
            names, found = await asyncio.to_thread(_worked_out, self._calculation, self._row, self._column, self._steps)
        except AssistantError as error:
            table.update(plain(str(error)))
            return
        self._names, self._table = names, found
        if found is None:
            few = "Only one input of this calculation can be varied." if names else "No input of it can be varied."
            table.update(plain(few))
            return
        self.query_one("#head", Static).update(_head(self._calculation, found))
        table.update(table_content(found))

    def _other(self, number: int, taken: int) -> int:
        count = max(len(self._names), 1)
        following = (number + 1) % count
        return (following + 1) % count if following == taken and count > 2 else following

    def action_row(self) -> None:
        """Vary another input from row to row; with two inputs, swap them."""
        if len(self._names) == 2:
            self._row, self._column = self._column, self._row
        else:
            self._row = self._other(self._row, self._column)
        self._work_out()

    def action_column(self) -> None:
        """Vary another input from column to column; with two inputs, swap them."""
        if len(self._names) == 2:
            self._row, self._column = self._column, self._row
        else:
            self._column = self._other(self._column, self._row)
        self._work_out()

    def action_steps(self, more: int) -> None:
        """Show more values of each input, or fewer."""
        self._steps = min(max(self._steps + more, _FEWEST), _MOST)
        self._work_out()

    def action_copy(self) -> None:
        """Copy the table as text with tabs, as spreadsheets take it."""
        if self._table is not None:
            self.app.post_message(CopyRequested(tabbed(self._table), "the table"))


def _worked_out(
    calculation: Calculation, row: int, column: int, steps: int
) -> tuple[tuple[str, ...], Sensitivity | None]:
    """The inputs that can be varied, and the table over two of them; on a thread, since units load at first use."""
    from assistant.calculators.sensitivity import sensitivity, variable_inputs

    names = variable_inputs(calculation)
    if len(names) < 2:
        return names, None
    return names, sensitivity(calculation, names[row % len(names)], names[column % len(names)], steps)


def _head(calculation: Calculation, table: Sensitivity) -> Content:
    return Content.assemble(
        (flat(calculation.calculator), "bold"),
        ("  rows: ", MUTED), flat(table.row), ("  columns: ", MUTED), flat(table.column),
        ("\nthe present stands out: ", MUTED), (amount(calculation.result), "bold"),
    )  # fmt: skip


def table_content(table: Sensitivity) -> Content:
    """Draw a table, numbers to the right, the present values and their results standing out."""
    rows = _texts(table)
    wide = [max(cells(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for y, row in enumerate(rows):
        shown: list[str | tuple[str, str]] = []
        for x, text in enumerate(row):
            padded = " " * (wide[x] - cells(text)) + text
            at_row, at_column = y - 1 in table.base.rows, x - 1 in table.base.columns
            style = _BASE if at_row and at_column else "bold" if (y == 0 and at_column) or (x == 0 and at_row) else ""
            shown += [(padded, style or (MUTED if 0 in (x, y) else "")), "   "]
        lines.append(Content.assemble(*shown[:-1]))
    return Content("\n").join(lines)


def _texts(table: Sensitivity) -> list[list[str]]:
    corner = f"{flat(table.row)} \\ {flat(table.column)}"
    head = [corner, *map(amount, table.columns)]
    body = [
        [amount(value), *("–" if cell is None else amount(cell) for cell in line)]
        for value, line in zip(table.rows, table.cells, strict=True)
    ]
    return [head, *body]


def tabbed(table: Sensitivity) -> str:
    """Give a table as lines with tabs."""
    return "\n".join("\t".join(row) for row in _texts(table)) + "\n"
