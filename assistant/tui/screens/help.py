"""All keys on one page."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from assistant.tui.contents import MUTED

_KEYS = (
    ("Enter", "ask; on a citation: open or close its passage"),
    ("Up, Down", "earlier or later question; on a citation: the next"),
    ("Tab, Shift+Tab", "to the evidence and through it"),
    ("PgUp, PgDn", "scroll the conversation"),
    ("Escape", "cancel what is being worked on; back to the question"),
    ("Ctrl+L", "clear the conversation"),
    ("Ctrl+P", "all commands, themes among them"),
    ("F1", "this page"),
    ("Ctrl+Q", "quit"),
)


class HelpScreen(ModalScreen[None]):
    """The keys, over the conversation."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > Static {
        width: 76;
        max-width: 95%;
        height: auto;
        max-height: 95%;
        padding: 1 2;
        background: $surface;
        border: round $accent;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,q,enter", "dismiss", "Close")]

    def compose(self) -> ComposeResult:
        """Lay out the table."""
        wide = max(len(key) for key, _ in _KEYS)
        rows = [Content.assemble((f"{key:<{wide}}  ", "bold $text-accent"), does) for key, does in _KEYS]
        head = Content.styled("Keys\n", "bold $text-primary")
        foot = Content.styled("\nEscape closes this page.", MUTED)
        yield Static(Content("\n").join([head, *rows, foot]))
