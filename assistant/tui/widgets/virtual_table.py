"""A table of any number of rows: only those on the screen are drawn.

Twenty thousand rows take a ``DataTable`` about two seconds, each time that they are filtered; here they are a
tuple that is looked into.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from assistant.tui.widgets.columns import GAP, Column, Order, fitted

_T = TypeVar("_T")

_LEAD = 1
"""Cells before the first column."""


class VirtualTable(ScrollView, Generic[_T], can_focus=True):
    """Rows under a header, one of them under the cursor.

    Args:
        columns: The columns, in order.
        id: The widget's id.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"table--head", "table--cursor", "table--hover"}
    DEFAULT_CSS = """
    VirtualTable {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        text-wrap: nowrap;
        text-overflow: clip;
        background: $background;
    }
    VirtualTable > .table--head { text-style: bold; color: $text-primary; background: $panel; }
    VirtualTable > .table--cursor { background: $foreground 15%; text-style: bold; }
    VirtualTable > .table--hover { background: $foreground 8%; }
    VirtualTable:focus > .table--cursor {
        background: $block-cursor-background;
        color: $block-cursor-foreground;
        text-style: bold;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("home,g", "move(-1000000000)", "First", show=False),
        Binding("end,G", "move(1000000000)", "Last", show=False),
    ]

    cursor = reactive(0, init=False)
    """Number of the row under the cursor."""
    hover: reactive[int | None] = reactive(None, init=False)
    """Number of the row under the mouse."""

    class Moved(Message):
        """Another row is under the cursor, or none is there any more."""

        def __init__(self, table: VirtualTable[Any]) -> None:
            super().__init__()
            self.table = table

        @property
        def control(self) -> VirtualTable[Any]:
            """The table."""
            return self.table

    class Chosen(Moved):
        """The row under the cursor was clicked twice."""

    class SortAsked(Moved):
        """The header of a column was clicked."""

        def __init__(self, table: VirtualTable[Any], column: str) -> None:
            super().__init__(table)
            self.column = column

    def __init__(self, columns: Sequence[Column[_T]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.columns = tuple(columns)
        self.rows: tuple[_T, ...] = ()
        self._order = Order()
        self._empty = Content()

    @property
    def row(self) -> _T | None:
        """The row under the cursor; None where there is none."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _room(self) -> int:
        """How many rows can be seen."""
        return max(self.scrollable_content_region.height - 1, 1)

    def show(self, rows: Sequence[_T], *, order: Order = Order(), cursor: int = 0, empty: Content = Content()) -> None:  # noqa: B008 - both are frozen
        """Show other rows; after its screen was closed, nothing happens.

        Args:
            rows: All of them.
            order: How they are sorted; the header says so.
            cursor: The row that comes under the cursor.
            empty: Shown where there is no row.
        """
        if not self.is_attached:
            return
        self.rows, self._order, self._empty = tuple(rows), order, empty
        self.hover = None
        self._measure()
        self.set_reactive(VirtualTable.cursor, self.validate_cursor(cursor))
        self._reveal()
        self.refresh()
        self.post_message(self.Moved(self))

    def _measure(self) -> None:
        self.virtual_size = Size(self._width, len(self.rows) + 1)

    def on_resize(self) -> None:
        """Share the new width among the columns, and keep the cursor in view."""
        self._measure()
        self._reveal()
        self.refresh()

    def notify_style_update(self) -> None:
        """Draw anew with the new theme."""
        super().notify_style_update()
        self.refresh()

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor among the rows."""
        return max(min(cursor, len(self.rows) - 1), 0)

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw both rows, and bring the new one into view."""
        self.refresh_line(old + 1)
        self.refresh_line(new + 1)
        self._reveal()
        self.post_message(self.Moved(self))

    def watch_hover(self, old: int | None, new: int | None) -> None:
        """Draw both rows."""
        for row in (old, new):
            if row is not None:
                self.refresh_line(row + 1)

    def _reveal(self) -> None:
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, force=True)
        elif self.cursor >= top + self._room:
            self.scroll_to(y=self.cursor - self._room + 1, animate=False, force=True)

    def action_move(self, rows: int) -> None:
        """Move the cursor by rows."""
        self.cursor += rows

    def action_page(self, pages: int) -> None:
        """Move the cursor by pages."""
        self.cursor += pages * max(self._room - 1, 1)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark the row under the mouse."""
        self.hover = self._row_at(event.y)

    def on_leave(self) -> None:
        """Mark no row."""
        self.hover = None

    def on_click(self, event: events.Click) -> None:
        """Sort by a header; move the cursor to a row, and choose it by a second click."""
        if event.y == 0:
            if column := self._column_at(event.x):
                self.post_message(self.SortAsked(self, column))
        elif (row := self._row_at(event.y)) is not None:
            self.cursor = row
            if event.chain == 2:
                self.post_message(self.Chosen(self))

    def _row_at(self, y: int) -> int | None:
        row = self.scroll_offset.y + y - 1
        return row if y > 0 and row < len(self.rows) else None

    def _column_at(self, x: int) -> str:
        """The column whose title stands at a place of the header; empty for one that cannot be sorted by."""
        end = _LEAD
        for column, width in fitted(self.columns, self._width - 2 * _LEAD):
            end += width + GAP
            if x < end:
                return column.id if column.order else ""
        return ""

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        if y == 0:
            return self._line(self._head(), "table--head")
        number = self.scroll_offset.y + y - 1
        if number < len(self.rows):
            layout = fitted(self.columns, self._width - 2 * _LEAD)
            cells = [column.cell(self.rows[number], width) for column, width in layout]
            name = "table--cursor" if number == self.cursor else "table--hover" if number == self.hover else ""
            return self._line(cells, name)
        return self._line([], "") if self.rows or y == 1 else self._empty_line(y - 2)

    def _head(self) -> list[Content]:
        way = " ▼" if self._order.reverse else " ▲"
        layout = fitted(self.columns, self._width - 2 * _LEAD)
        return [column.head(way if column.id == self._order.column else "", width) for column, width in layout]

    def _line(self, cells: Sequence[Content], name: str) -> Strip:
        style = self.get_visual_style(name) if name else self.visual_style
        content = Content.assemble(" " * _LEAD, Content(" " * GAP).join(cells))
        if name == "table--cursor" and self.has_focus:
            content = content.without_spans  # colours that are read on every theme's cursor are its own only
        strips = Visual.to_strips(self, content, self._width, 1, style, pad=True) if self._width else []
        return strips[0] if strips else Strip.blank(self._width, style.rich_style)

    def _empty_line(self, number: int) -> Strip:
        """One line of what is said where there are no rows, wrapped to the width."""
        width = max(self._width - 4, 1)
        wrapped = [line for part in self._empty.split("\n") for line in (part.wrap(width) if part else [part])]
        return self._line([wrapped[number].pad_left(1)] if number < len(wrapped) else [], "")
