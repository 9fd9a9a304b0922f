"""One line at the top that tells the truth about what the assistant is doing."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from assistant.rendering import flat
from assistant.tui.contents import plain


class StateLine(Horizontal):
    """The name on the left, the state on the right."""

    DEFAULT_CSS = """
    StateLine {
        height: 1;
        padding: 0 2;
        background: $panel;
    }
    StateLine > #name {
        width: auto;
        color: $text-primary;
        text-style: bold;
    }
    StateLine > #state {
        width: 1fr;
        height: 1;
        padding-left: 2;
        text-align: right;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        color: $text-muted;
    }
    StateLine.-busy > #state { color: $text-warning; }
    StateLine.-failed > #state { color: $text-error; }
    """

    def compose(self) -> ComposeResult:
        """Lay out the two halves."""
        yield Static("assistant", id="name", markup=False)
        yield Static("starting …", id="state", markup=False)

    def show(self, text: str, *, busy: bool = False, failed: bool = False) -> None:
        """Show a state.

        Args:
            text: What is going on, in a few words.
            busy: Something is being worked on.
            failed: Nothing can be asked until something is mended.
        """
        self.set_class(busy, "-busy")
        self.set_class(failed, "-failed")
        self.query_one("#state", Static).update(plain(flat(text)))
