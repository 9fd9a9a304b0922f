"""Asks for a file or folder, completes what is typed, and stays open until the path is good or given up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.errors import AssistantError
from assistant.tui.contents import MUTED, plain
from assistant.tui.job_thread import JobThread
from assistant.tui.path_completion import Completion, complete, existing
from assistant.tui.widgets.line_box import LineBox

_R = TypeVar("_R")

_PAUSE = 0.08
"""Seconds without a key before names are looked up."""
_MOST = 200
"""Names that are listed."""
_HINT = "Tab completes · Up and Down choose a name · Enter takes the path · Escape closes"


class PathPrompt(ModalScreen[_R | None], Generic[_R]):
    """A path, typed; dismissed with what ``take`` makes of it, or None.

    Args:
        title: What it is asked for.
        take: Uses the path; an ``AssistantError`` of it is shown, and another path can be typed.
        doing: What ``take`` does, such as ``Copying …``.
    """

    DEFAULT_CSS = """
    PathPrompt { align: center middle; }
    PathPrompt > Vertical {
        width: 100;
        max-width: 95%;
        height: auto;
        max-height: 95%;
        padding: 0 1;
        background: $surface;
        border: round $accent;
    }
    PathPrompt .title { text-style: bold; color: $text-primary; }
    PathPrompt OptionList { height: auto; max-height: 8; border: none; background: $surface; display: none; }
    PathPrompt.-choices OptionList { display: block; }
    PathPrompt .status { padding: 0 1; color: $text-muted; }
    PathPrompt.-failed .status { color: $text-error; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close"),
        Binding("tab", "complete", "Complete", priority=True),
        Binding("up", "choose(-1)", "Name before", priority=True, show=False),
        Binding("down", "choose(1)", "Next name", priority=True, show=False),
    ]

    def __init__(self, title: str, take: Callable[[Path], Awaitable[_R]], *, doing: str) -> None:
        super().__init__()
        self._title = title
        self._take = take
        self._doing = doing
        self._busy = False
        self._found = Completion("")
        self._box = LineBox("a file, or a folder with articles: ~/Downloads/report.pdf")
        self._names = OptionList(markup=False)
        self._names.can_focus = False
        self._status = Static(_HINT, classes="status", markup=False)
        # A thread of its own: a file system that does not answer must not keep the chat from closing.
        self._paths: JobThread[str] = JobThread("assistant-paths", str)

    def compose(self) -> ComposeResult:
        """Lay out the line, the names that fit, and what there is to say."""
        with Vertical():
            yield Static(self._title, classes="title", markup=False)
            yield self._box
            yield self._names
            yield self._status

    def on_mount(self) -> None:
        """Begin to look paths up."""
        self._paths.start()

    def on_unmount(self) -> None:
        """Let the thread end."""
        self._paths.stop(0)

    def _say(self, text: str, *, failed: bool = False) -> None:
        self.set_class(failed, "-failed")
        self._status.update(plain(text))

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        self._say(_HINT)
        self._look_up(message.value)

    @work(exclusive=True, group="look-up")
    async def _look_up(self, text: str) -> None:
        await asyncio.sleep(_PAUSE)
        await self._show_choices(text)

    async def _show_choices(self, text: str) -> None:
        self._found = found = await asyncio.wrap_future(self._paths.do(lambda _: complete(text)))
        if not self.is_attached:  # closed meanwhile
            return
        names = self._names
        names.clear_options()
        names.add_options([Option(plain(name)) for name in found.choices[:_MOST]])
        if len(found.choices) > _MOST:
            rest = f"… and {len(found.choices) - _MOST:,} more"
            names.add_option(Option(Content.styled(rest, MUTED), disabled=True))
        self.set_class(bool(found.choices), "-choices")
        names.highlighted = None

    def action_choose(self, by: int) -> None:
        """Move among the names."""
        if by > 0:
            self._names.action_cursor_down()
        else:
            self._names.action_cursor_up()

    @work(exclusive=True, group="look-up")
    async def action_complete(self) -> None:
        """Take the name that is marked; else all that the names have in common."""
        marked = self._names.highlighted
        if marked is not None and marked < len(self._found.choices):
            self._fill(self._found.chosen(self._found.choices[marked]))
            return
        text = self._box.value
        await self._show_choices(text)
        if self._found.text != text:
            self._fill(self._found.text)
        elif not self._found.choices:
            self._say(self._found.problem or "no name begins so", failed=True)

    def _fill(self, path: str) -> None:
        box = self._box
        box.value = path
        box.cursor_position = len(path)

    @on(OptionList.OptionSelected)
    def _clicked(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self._fill(self._found.chosen(self._found.choices[message.option_index]))

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        if not self._busy:
            self._try(message.value)

    @work(group="take")
    async def _try(self, text: str) -> None:
        self._busy = True
        self._say(self._doing)
        try:
            path = await asyncio.wrap_future(self._paths.do(lambda _: existing(text)))
            result = await self._take(path)
        except AssistantError as error:
            self._say(str(error), failed=True)
            return
        finally:
            self._busy = False
        self.dismiss(result)

    def action_close(self) -> None:
        """Close without a path; not while one is being taken, since nobody would hear how that ended."""
        if self._busy:
            self._say(f"{self._doing} This cannot be stopped.")
        else:
            self.dismiss(None)
