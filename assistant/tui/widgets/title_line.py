"""The line at the top of a screen: what it shows on the left, how much of it on the right."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from assistant.rendering import flat
from assistant.tui.contents import plain


class TitleLine(Horizontal):
    """A title and a count.

    Args:
        title: The screen's.
    """

    DEFAULT_CSS = """
    TitleLine {
        height: 1;
        padding: 0 1;
        background: $panel;
    }
    TitleLine > .name { width: auto; color: $text-primary; text-style: bold; }
    TitleLine > .count {
        width: 1fr;
        height: 1;
        padding-left: 2;
        text-align: right;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        color: $text-muted;
    }
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._count = Static("", classes="count", markup=False)

    def compose(self) -> ComposeResult:
        """Lay out the two halves."""
        yield Static(self._title, classes="name", markup=False)
        yield self._count

    def show(self, count: str) -> None:
        """Show how much there is, in a few words."""
        self._count.update(plain(flat(count)))
