"""A line to type in that takes nothing a terminal would obey: to filter, to search, to name."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

LONGEST = 1000
"""Characters that the line takes."""


class LineBox(Input):
    """One line; pasted text is put on it, without control characters.

    Args:
        placeholder: Shown while it is empty.
        value: What stands in it at first.
        id: The widget's id.
    """

    def __init__(self, placeholder: str = "", *, value: str = "", id: str | None = None) -> None:
        super().__init__(value, placeholder=placeholder, max_length=LONGEST, select_on_focus=False, id=id)

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text on one line, as much of it as fits."""
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        room = LONGEST - len(self.value) + (end - start)
        # Only the head is looked at: a pasted megabyte must not hold up the interface.
        text = " ".join(event.text[: 4 * LONGEST].split())
        self.replace("".join(char for char in text if char.isprintable())[:room], start, end)


class FilterBox(LineBox):
    """A line over a table: Enter or Down goes to the table, Escape empties it first.

    Args:
        placeholder: Shown while it is empty.
        id: The widget's id.
    """

    DEFAULT_CSS = """
    FilterBox, FilterBox:focus {
        height: 1;
        border: none;
        padding: 0 1;
        background: $surface;
        background-tint: $foreground 0%;
    }
    FilterBox:focus { background: $boost; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "Clear"),
        Binding("enter,down", "leave", "To the table"),
    ]

    class Left(Message):
        """The table is wanted."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Escape to the screen where there is nothing to clear."""
        return self.value != "" if action == "clear" else True

    def watch_value(self) -> None:
        """Offer to clear what there is."""
        self.refresh_bindings()

    def action_clear(self) -> None:
        """Empty the line and go to the table."""
        self.value = ""
        self.post_message(self.Left())

    def action_leave(self) -> None:
        """Go to the table with the filter as it is."""
        self.post_message(self.Left())
