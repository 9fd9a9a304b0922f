"""What follow-ups lean on, on one line that can be edited or cleared."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from assistant.rendering import flat
from assistant.tui.contents import MUTED

LONGEST = 500
"""Characters of the question that follow-ups lean on."""


class ContextLine(Horizontal):
    """Hidden while nothing is carried."""

    DEFAULT_CSS = """
    ContextLine { height: 1; padding: 0 2; display: none; }
    ContextLine.-carries { display: block; }
    ContextLine > Static { width: 1fr; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    ContextLine > Input { width: 1fr; height: 1; border: none; padding: 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave it")]

    class Changed(Message):
        """Follow-ups are to lean on another question; on none where it is empty."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        """The question that is carried; empty for none."""

    def compose(self) -> ComposeResult:
        """Lay out the line; the box to edit it in comes and goes."""
        yield Static("", markup=False)

    def show(self, text: str) -> None:
        """Show what is carried; nothing where it is empty."""
        self.text = text
        self.set_class(bool(text), "-carries")
        carried = Content.assemble(("↳ follow-ups lean on: ", MUTED), flat(text), ("  Ctrl+T edits", MUTED))
        self.query_one(Static).update(carried)

    async def edit(self) -> None:
        """Open the box to edit what is carried in."""
        if self.text and not self.query(Input):
            self.query_one(Static).display = False
            box = Input(flat(self.text), max_length=LONGEST, select_on_focus=False)
            await self.mount(box)
            box.focus()

    @on(Input.Submitted)
    async def _take(self, message: Input.Submitted) -> None:
        message.stop()
        text = " ".join(message.value.split())
        await self.action_leave()
        self.show(text)
        self.post_message(self.Changed(text))

    async def action_leave(self) -> None:
        """Put the box away; what is carried stays."""
        await self.query(Input).remove()
        self.query_one(Static).display = True
        await self.screen.run_action("question")
