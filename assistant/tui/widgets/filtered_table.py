"""A table under a line that filters it; filtering and sorting are done in a thread, the newest wish wins."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from assistant.tui.contents import MUTED, plain
from assistant.tui.widgets.columns import Column, Order, arranged
from assistant.tui.widgets.line_box import FilterBox
from assistant.tui.widgets.virtual_table import VirtualTable

_T = TypeVar("_T")

PAUSE = 0.12
"""Seconds without a key before what was typed is looked for."""


class FilteredTable(Vertical, Generic[_T]):
    """Rows that can be filtered by words, narrowed by a switch, and sorted.

    Args:
        columns: The columns.
        matches: Whether a row holds all words of a text, as typed.
        key: What a row is known by when rows are read anew.
        only: What the switch leaves; None where there is no switch.
        switch: The key of the switch, for a word about it.
        prompt: Says what the line is for.
        teaching: Shown where there are no rows at all.
        order: How rows are sorted at first.
    """

    DEFAULT_CSS = """
    FilteredTable { height: 1fr; }
    """

    class Arranged(Message):
        """Other rows are shown."""

        def __init__(self, shown: int, total: int) -> None:
            super().__init__()
            self.shown = shown
            self.total = total

    def __init__(
        self,
        columns: Sequence[Column[_T]],
        matches: Callable[[_T, str], bool],
        *,
        key: Callable[[_T], object],
        only: Callable[[_T], bool] | None = None,
        switch: str = "",
        prompt: str,
        teaching: Content,
        order: Order = Order(),  # noqa: B008 - frozen
    ) -> None:
        super().__init__()
        self.box = FilterBox(prompt)
        self.table: VirtualTable[_T] = VirtualTable(columns)
        self.narrowed = False
        self._columns = tuple(columns)
        self._matches, self._key, self._only = matches, key, only
        self._switch, self._teaching = switch, teaching
        self._order = order
        self._rows: tuple[_T, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the line and the table."""
        yield self.box
        yield self.table

    def load(self, rows: Sequence[_T]) -> None:
        """Take other rows; the cursor stays on the row that it is on. After its screen was closed, nothing happens."""
        self._rows = tuple(rows)
        if self.is_attached:
            self._arrange()

    def say(self, content: Content) -> None:
        """Show words in place of rows."""
        self._rows = ()
        self.table.show((), order=self._order, empty=content)

    def narrow(self) -> None:
        """Turn the switch."""
        self.narrowed = not self.narrowed
        self._arrange()

    def sort_next(self) -> None:
        """Sort by the next column that can be sorted by."""
        ids = [column.id for column in self._columns if column.order]
        at = ids.index(self._order.column) + 1 if self._order.column in ids else 0
        self._sort(Order(ids[at % len(ids)]))

    def reverse(self) -> None:
        """Sort the other way round."""
        if self._order.column:
            self._sort(self._order.by(self._order.column))
        else:
            self.sort_next()

    def _sort(self, order: Order) -> None:
        self._order = order
        self._arrange(to_top=True)

    @on(VirtualTable.SortAsked)
    def _sort_by(self, message: VirtualTable.SortAsked) -> None:
        message.stop()
        self._sort(self._order.by(message.column))

    @on(FilterBox.Left)
    def _to_table(self, message: FilterBox.Left) -> None:
        message.stop()
        self.table.focus()

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        self._arrange(PAUSE)

    @work(exclusive=True)
    async def _arrange(self, pause: float = 0.0, *, to_top: bool = False) -> None:
        if pause:
            await asyncio.sleep(pause)
        rows, order, words = self._rows, self._order, " ".join(self.box.value.split())
        found = await asyncio.to_thread(arranged, rows, self._columns, order, self._keep(words))
        cursor = 0 if to_top else self._place_of(self.table.row, found)
        self.table.show(found, order=order, cursor=cursor, empty=self._empty(words))
        self.post_message(self.Arranged(len(found), len(rows)))

    def _keep(self, words: str) -> Callable[[_T], bool]:
        matches, only = self._matches, self._only if self.narrowed else None
        return lambda row: (only is None or only(row)) and (not words or matches(row, words))

    def _place_of(self, row: _T | None, rows: Sequence[_T]) -> int:
        if row is None:
            return 0
        wanted: Any = self._key(row)
        return next((number for number, other in enumerate(rows) if self._key(other) == wanted), 0)

    def _empty(self, words: str) -> Content:
        if not self._rows:
            return self._teaching
        looked_for = f" matches “{words}”" if words else " is left"
        ways = ["Escape in the filter empties it."] if words else []
        ways += [f"{self._switch} shows all again."] if self.narrowed else []
        return Content.assemble(plain(f"Nothing{looked_for}.\n"), plain(" ".join(ways), MUTED))


def counted(shown: int, total: int, one: str, many: str) -> str:
    """Say how many of all are shown: ``123 of 4,567 figures``, ``1 figure``."""
    noun = one if total == 1 else many
    return f"{total:,} {noun}" if shown == total else f"{shown:,} of {total:,} {noun}"
