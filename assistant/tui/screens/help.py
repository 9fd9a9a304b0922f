"""All keys on one page."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from assistant.tui.contents import MUTED

_GROUPS = (
    (
        "Asking",
        (
            ("Enter", "ask"),
            ("Ctrl+J", "new line in the question (Shift+Enter where the terminal tells it apart)"),
            ("Up, Down", "earlier or later question"),
            ("Escape", "cancel what is being worked on; close what is open; back to the question"),
            ("Ctrl+T", "edit what follow-ups lean on; empty it to let the next question stand alone"),
            ("Ctrl+L", "new conversation"),
        ),
    ),
    (
        "Evidence",
        (
            ("Tab, Shift+Tab", "through the answer, its inputs and its citations; the article follows"),
            ("Left, Right", "through the figures and marks of one text"),
            ("Enter", "open: a citation's passage, a figure's card, a result's derivation"),
            ("Y, Shift+Y", "copy what the cursor is on, with its source; the whole answer"),
            ("F2", "show or hide the article"),
            ("Ctrl+R", "read the article over the whole width"),
            ("Ctrl+O", "open the article in EDITOR or PAGER"),
            ("Ctrl+Up, Ctrl+Down", "to the question before or after"),
            ("PgUp, PgDn", "scroll the conversation"),
        ),
    ),
    (
        "Calculations",
        (
            ("E, or a digit", "change an input: it becomes an assumption, the result is worked out again"),
            ("R, Shift+R", "bring the sourced value back; all of them"),
            ("S", "a table of the result over two inputs"),
        ),
    ),
    (
        "Everything else",
        (
            ("F3", "figures: the ledger as a table, conflicts marked"),
            ("F4", "library: the articles, adding some, indexing again"),
            ("F6", "sessions: resume, rename, delete, search"),
            ("Ctrl+S", "save as HTML, Markdown, JSON or text"),
            ("Ctrl+P", "all commands, themes among them"),
            ("Ctrl+Q", "quit"),
        ),
    ),
)


class HelpScreen(ModalScreen[None]):
    """The keys, over the conversation."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > VerticalScroll {
        width: 100;
        max-width: 96%;
        height: auto;
        max-height: 96%;
        padding: 1 2;
        background: $surface;
        border: round $accent;
    }
    HelpScreen Static { height: auto; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,q,enter", "dismiss", "Close")]

    def compose(self) -> ComposeResult:
        """Lay out the table."""
        wide = max(len(key) for _, keys in _GROUPS for key, _ in keys)
        lines = []
        for head, keys in _GROUPS:
            lines.append(Content.styled(head, "bold $text-primary"))
            lines += [Content.assemble((f"{key:<{wide}}  ", "bold $text-accent"), does) for key, does in keys]
            lines.append(Content(""))
        lines.append(Content.styled("Escape closes this page.", MUTED))
        with VerticalScroll():
            yield Static(Content("\n").join(lines))
