"""All of what is under a table's cursor, below the table."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static


class DetailPane(VerticalScroll):
    """Some lines that stay where they are; what is longer can be scrolled, by Tab and the arrow keys too."""

    DEFAULT_CSS = """
    DetailPane {
        height: 6;
        padding: 0 1;
        border-top: solid $foreground 25%;
        scrollbar-size-vertical: 1;
    }
    DetailPane:focus { border-top: solid $accent; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = Static("", markup=False)

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        yield self._text

    def show(self, content: Content) -> None:
        """Show other content, from its start."""
        self._text.update(content)
        self.scroll_home(animate=False)
