"""Columns of a table: what stands in a cell, how rows are put in order by it, how wide it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Generic, TypeVar

from textual.content import Content

from assistant.rendering import flat

_T = TypeVar("_T")

GAP = 2
"""Cells between two columns."""


@dataclass(frozen=True, slots=True)
class Column(Generic[_T]):
    """One column of a table whose rows are of any type."""

    id: str
    title: str
    text: Callable[[_T], str | Content]
    """What stands in a cell; a string may be anything, content must be safe and of one line."""
    least: int
    """Width in cells below which it is not drawn."""
    order: Callable[[_T], Any] | None = None
    """What rows are sorted by; a row for which it is None comes last, in either order. None: not sortable."""
    share: int = 0
    """Its part of the width that is left over."""
    style: Callable[[_T], str] | str = ""
    """Style of a cell."""
    right: bool = False
    """Whether cells stand on the right."""
    leaves: int = 0
    """Where there is no room, the column with the largest number goes first; 0 stays."""

    def cell(self, row: _T, width: int) -> Content:
        """Draw one cell, just as wide as asked."""
        text = self.text(row)
        style = self.style if isinstance(self.style, str) else self.style(row)
        content = text if isinstance(text, Content) else Content.styled(flat(text).strip(), style)
        content = content.truncate(width, ellipsis=True)
        spare = width - content.cell_length
        return content.pad_left(spare) if self.right else content.pad_right(spare)

    def head(self, sign: str, width: int) -> Content:
        """Draw the title with the sign of the order, which is never cut off."""
        sign = sign if width > len(sign) else sign.strip()
        room = max(width - len(sign), 0)
        content = Content.assemble(Content(self.title).truncate(room, ellipsis=True), sign).truncate(width)
        spare = width - content.cell_length
        return content.pad_left(spare) if self.right else content.pad_right(spare)


def fitted(columns: Sequence[Column[_T]], width: int) -> tuple[tuple[Column[_T], int], ...]:
    """Choose the columns that fit, and share the room among them.

    Args:
        columns: All columns, in order.
        width: Room in cells.

    Returns:
        The columns to draw with their widths; together they are never wider than the room.
    """
    chosen = list(columns)
    while _needed(chosen) > width and (droppable := [column for column in chosen if column.leaves]):
        chosen.remove(max(droppable, key=lambda column: column.leaves))
    spare, shares = max(width - _needed(chosen), 0), sum(column.share for column in chosen)
    made, room = [], width
    for column in chosen:
        # What is given out is reckoned anew each time, so that rounding loses no cell.
        extra = spare * column.share // shares if column.share else 0
        spare, shares = spare - extra, shares - column.share
        own = min(column.least + extra, room)
        if own > 0:
            made.append((column, own))
        room -= own + GAP
    return tuple(made)


def _needed(columns: Sequence[Column[_T]]) -> int:
    return sum(column.least for column in columns) + GAP * max(len(columns) - 1, 0)


@dataclass(frozen=True, slots=True)
class Order:
    """By which column rows are sorted, and which way."""

    column: str = ""
    """Its id; empty for the order in which the rows came."""
    reverse: bool = False

    def by(self, column: str) -> Order:
        """The order after a column was asked for: by it; the other way round where it is so already."""
        return Order(column, not self.reverse if column == self.column else False)


def arranged(
    rows: Iterable[_T], columns: Sequence[Column[_T]], order: Order, keep: Callable[[_T], bool]
) -> tuple[_T, ...]:
    """Filter and sort rows; slow for many of them, so not for the interface thread.

    Args:
        rows: All rows.
        columns: The columns.
        order: Which way to sort.
        keep: Tells which rows to keep.
    """
    kept = [row for row in rows if keep(row)]
    key = next((column.order for column in columns if column.id == order.column), None)
    if key is None:
        return tuple(kept)
    keyed = [(key(row), row) for row in kept]
    known = [pair for pair in keyed if pair[0] is not None]
    known.sort(key=itemgetter(0), reverse=order.reverse)
    return tuple(row for _, row in known) + tuple(row for found, row in keyed if found is None)
