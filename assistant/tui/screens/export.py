"""Save the conversation, or its last answer, into a file; its name says the format."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from assistant.errors import AssistantError, UsageError
from assistant.rendering import flat
from assistant.sessions.types import Exchange
from assistant.tui.contents import MUTED, plain


class ExportScreen(ModalScreen[Path | None]):
    """Asks for a file, writes it, and gives its path; None when nothing was saved.

    Args:
        exchanges: The conversation, oldest first; at least one.
    """

    DEFAULT_CSS = """
    ExportScreen { align: center middle; }
    ExportScreen > Vertical {
        width: 76; max-width: 95%; height: auto; padding: 1 2; background: $surface; border: round $accent;
    }
    ExportScreen Input { margin: 1 0; }
    ExportScreen #problem { color: $text-error; display: none; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close"),
        Binding("f5", "scope", "Whole conversation or last answer", priority=True),
    ]

    def __init__(self, exchanges: Sequence[Exchange]) -> None:
        super().__init__()
        self._exchanges = tuple(exchanges)
        self._last_only = False
        self._overwrite = ""
        """A file that was found to exist; entered once more, it is overwritten."""

    def compose(self) -> ComposeResult:
        """Lay out what is saved, the file's name, and what is wrong with it."""
        day = self._exchanges[0].asked.date().isoformat()
        with Vertical():
            yield Static(self._about(), id="about")
            yield Input(f"assistant-{day}.html", id="file", select_on_focus=False)
            yield Static("", id="problem", markup=False)
            yield Static(
                Content.styled(
                    "Enter saves · .html, .md, .json or .txt says the format · F5 whole conversation or last answer"
                    " · Escape closes",
                    MUTED,
                )
            )

    def _about(self) -> Content:
        count = len(self._exchanges)
        whole = "the whole conversation" + (f", {count} questions" if count > 1 else "")
        what = f"the last answer: {flat(self._exchanges[-1].question)}" if self._last_only else whole
        return Content.assemble(("Save ", "bold"), (what, "bold $text-primary"))

    def action_scope(self) -> None:
        """Change between the whole conversation and its last answer."""
        self._last_only = not self._last_only
        self.query_one("#about", Static).update(self._about())

    @on(Input.Submitted)
    @work(exclusive=True)
    async def _save(self, message: Input.Submitted) -> None:
        message.stop()
        name = message.value.strip()
        path = Path(name).expanduser()
        chosen = self._exchanges[-1:] if self._last_only else self._exchanges
        try:
            written = await asyncio.to_thread(_save, chosen, path, name == self._overwrite)
        except AssistantError as error:
            self._say(str(error))
            return
        if not written:
            self._overwrite = name
            self._say(f"{path} exists already. Enter once more overwrites it.")
            return
        self.dismiss(path)

    def _say(self, why: str) -> None:
        problem = self.query_one("#problem", Static)
        problem.update(plain(why))
        problem.display = True


def _save(exchanges: Sequence[Exchange], path: Path, overwrite: bool) -> bool:
    """Write a file; False where it exists and may not be overwritten."""
    from assistant.sessions.export import export, form_of, write

    form = form_of(path)
    if form is None:
        raise UsageError(f"{path.name or 'That'} does not say a format", "End it in .md, .json, .html or .txt")
    if path.exists() and not overwrite:
        return False
    title = flat(exchanges[0].question)[:80]
    write(path, export(exchanges, form, title), force=overwrite)
    return True
