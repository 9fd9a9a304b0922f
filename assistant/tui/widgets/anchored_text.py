"""Text with places to go to: arrows move among them, Enter or a click opens one."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from assistant.tui.anchors import META, Anchor, Anchored

HERE = "reverse"
"""The anchor under the cursor; it is seen without colour too."""


class AnchoredText(Static):
    """Content that can be focused where it holds anchors.

    Args:
        anchored: The content and its anchors.
        classes: CSS classes.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open"),
        Binding("right", "step(1)", "Next figure"),
        Binding("left", "step(-1)", "Figure before", show=False),
        Binding("down", "app.focus_next", "Next", show=False),
        Binding("up", "app.focus_previous", "Previous", show=False),
        Binding("y", "copy", "Copy"),
    ]

    at = reactive(0, init=False)
    """Number of the anchor under the cursor; it is marked while the text has the focus."""

    class Moved(Message):
        """The cursor came to an anchor."""

        def __init__(self, sender: AnchoredText, anchor: Anchor) -> None:
            super().__init__()
            self.sender = sender
            self.anchor = anchor

    class Opened(Moved):
        """An anchor is to be opened."""

    class Copied(Moved):
        """An anchor is to be copied."""

    def __init__(self, anchored: Anchored, *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self.anchored = anchored
        self.can_focus = bool(anchored.places)
        self.update(self._content())

    @property
    def current(self) -> Anchor | None:
        """The anchor under the cursor; None where there is none."""
        places = self.anchored.places
        return places[self.at][2] if places else None

    def show(self, anchored: Anchored, at: int) -> None:
        """Show other content, the cursor on one of its anchors."""
        self.anchored = anchored
        self.set_reactive(AnchoredText.at, at)
        self.update(self._content())

    def _content(self) -> Content:
        content = self.anchored.content
        if self.has_focus and self.anchored.places:
            start, end, _ = self.anchored.places[self.at]
            content = content.stylize(HERE, start, end)
        return content

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Mark the anchor and tell of it, or unmark it."""
        super().watch_has_focus(_has_focus)
        self._show_cursor()

    def watch_at(self) -> None:
        """Mark the anchor that the cursor came to."""
        self._show_cursor()

    def _show_cursor(self) -> None:
        self.update(self._content())
        if self.has_focus and (anchor := self.current) is not None:
            self.post_message(self.Moved(self, anchor))

    def action_step(self, steps: int) -> None:
        """Go along the anchors; from the last one round to the first."""
        if self.anchored.places:
            self.at = (self.at + steps) % len(self.anchored.places)

    def action_open(self) -> None:
        """Open the anchor under the cursor."""
        if (anchor := self.current) is not None:
            self.post_message(self.Opened(self, anchor))

    def action_copy(self) -> None:
        """Copy what the cursor is on."""
        if (anchor := self.current) is not None:
            self.post_message(self.Copied(self, anchor))

    def on_click(self, event: events.Click) -> None:
        """Go to the anchor under the mouse and open it."""
        number = event.style.meta.get(META)
        if isinstance(number, int) and number < len(self.anchored.places):
            event.stop()
            self.at = number
            self.action_open()
        else:
            self.clicked_beside(event)

    def clicked_beside(self, event: events.Click) -> None:
        """The mouse clicked where there is no anchor."""
