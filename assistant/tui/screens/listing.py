"""What the screens with a filtered table have in common: their keys."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import Screen

from assistant.tui.widgets.filtered_table import FilteredTable
from assistant.tui.widgets.virtual_table import VirtualTable

_R = TypeVar("_R")


class ListingScreen(Screen[_R], Generic[_R]):
    """A screen around one ``FilteredTable``; Escape closes it without a result."""

    AUTO_FOCUS = "VirtualTable"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Read"),
        Binding("slash", "filter", "Filter"),
        Binding("s", "sort", "Sort", key_display="s/S"),
        Binding("S", "reverse", "Sort the other way", show=False),
    ]

    listing: FilteredTable[Any]
    """The table with its filter; made by the subclass."""

    def action_close(self) -> None:
        """Close the screen."""
        self.dismiss(None)

    def action_filter(self) -> None:
        """Go to the filter."""
        self.listing.box.focus()

    def action_sort(self) -> None:
        """Sort by the next column."""
        self.listing.sort_next()

    def action_reverse(self) -> None:
        """Sort the other way round."""
        self.listing.reverse()

    def action_narrow(self) -> None:
        """Turn the table's switch."""
        self.listing.narrow()

    @on(VirtualTable.Chosen)
    def _chosen(self, message: VirtualTable.Chosen) -> None:
        message.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Close the screen with the row under the cursor."""
        raise NotImplementedError
