"""Where a screen says what went well or wrong; it takes no room while there is nothing to say."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.content import Content

from assistant.errors import AssistantError
from assistant.tui.widgets.note import Note


class NoteArea(VerticalScroll, can_focus=False):
    """The notes about what was done last."""

    DEFAULT_CSS = """
    NoteArea {
        height: auto;
        max-height: 40%;
        scrollbar-size-vertical: 1;
        padding: 0 1;
    }
    NoteArea > Note { margin: 1 0 0 0; }
    NoteArea > Note.-success { border-left: outer $success; }
    """

    async def show(self, *notes: Note) -> None:
        """Show notes in place of those before; none for nothing. After its screen was closed, nothing happens."""
        if not self.is_attached:
            return
        with self.app.batch_update():
            await self.remove_children()
            await self.mount(*notes)

    async def show_error(self, error: AssistantError) -> None:
        """Show what went wrong and what to do about it."""
        await self.show(Note.of_error(error))

    async def show_success(self, head: str, body: Content) -> None:
        """Show what was done."""
        await self.show(success(head, body))


def success(head: str, body: Content) -> Note:
    """A note of what was done."""
    return Note(head, body, "success")
