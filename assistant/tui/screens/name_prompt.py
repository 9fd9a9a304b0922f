"""Asks for a name."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from assistant.rendering import flat
from assistant.tui.contents import MUTED, plain
from assistant.tui.widgets.line_box import LineBox


class NamePrompt(ModalScreen[str | None]):
    """A name, typed; dismissed with it, or None where it stays as it was.

    Args:
        title: What is named.
        name: The name as it is.
    """

    DEFAULT_CSS = """
    NamePrompt { align: center middle; }
    NamePrompt > Vertical {
        width: 80;
        max-width: 95%;
        height: auto;
        padding: 0 1;
        background: $surface;
        border: round $accent;
    }
    NamePrompt .title { text-style: bold; color: $text-primary; }
    NamePrompt .hint { padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close")]

    def __init__(self, title: str, name: str) -> None:
        super().__init__()
        self._title = title
        self._old = flat(name).strip()

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        with Vertical():
            yield Static(self._title, classes="title", markup=False)
            yield LineBox("a name", value=self._old)
            yield Static(plain("Enter takes the name · Escape leaves the old one", MUTED), classes="hint")

    def on_mount(self) -> None:
        """Begin to type at the end, with the old name selected."""
        box = self.query_one(LineBox)
        box.focus()
        box.action_select_all()

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        name = " ".join(message.value.split())
        self.dismiss(name if name and name != self._old else None)

    def action_close(self) -> None:
        """Close without a name."""
        self.dismiss(None)
