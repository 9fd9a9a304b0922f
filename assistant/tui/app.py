"""The chat's application: the core behind it, the screens over it, and what every screen can do.

The interface thread never searches, embeds, reads a file or touches a database. Threads post messages or
fulfil futures; the handlers here and in the screens are the only places where the screen changes.
"""

from __future__ import annotations

import asyncio
import gc
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import App, SuspendNotSupported, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from assistant.errors import AssistantError
from assistant.tui.commands import SCREENS, system_commands
from assistant.tui.copying import copy
from assistant.tui.core_thread import CoreThread
from assistant.tui.desk import DeskFactory
from assistant.tui.index_build import IndexBuild
from assistant.tui.job_thread import JobThread
from assistant.tui.messages import (
    Answered,
    AskFailed,
    AskStarted,
    CopyRequested,
    CoreFailed,
    CoreProgress,
    CoreReady,
    NotKept,
    PendingChanged,
)
from assistant.tui.recorder import Recorder, kept
from assistant.tui.screens.chat import ChatScreen
from assistant.tui.themes import CONTRAST, THEMES
from assistant.tui.watcher import EVERY, Watcher
from assistant.tui.widgets.state_line import StateLine

if TYPE_CHECKING:
    from assistant.sessions.store import SessionStore
    from assistant.tui.screens.sessions import SessionsScreen

DARK = "textual-dark"


@dataclass(frozen=True, slots=True)
class ChatOptions:
    """How the chat is run."""

    corpus: Path = Path("corpus")
    """The folder of articles; for what is kept of a session, and for opening articles outside."""
    store: JobThread[SessionStore] | None = None
    """Keeps sessions; None keeps nothing."""
    resume: int | None = None
    """A kept session to go on with; 0 for the latest."""
    watch: bool = True
    """Notice changes on disk."""


class ChatApp(App[None]):
    """A conversation with the articles.

    Args:
        open_desk: Makes the desk; run in a thread from the start.
        options: How to run.
    """

    TITLE = "assistant"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help"),
        Binding("f3", "figures", "Figures"),
        Binding("f4", "library", "Library"),
        Binding("f6", "sessions", "Sessions", show=False),
        Binding("ctrl+s", "export", "Save", show=False, priority=True),
        Binding("ctrl+o", "outside", "Open in editor", show=False, priority=True),
        Binding("ctrl+l", "clear", "New", show=False, priority=True),
        Binding("ctrl+p", "command_palette", "More", priority=True),
        Binding("ctrl+q", "quit", "Quit", priority=True),
    ]

    def __init__(self, open_desk: DeskFactory, options: ChatOptions | None = None) -> None:
        super().__init__()
        self.options = options or ChatOptions()
        self.core = CoreThread(open_desk, self.post_message)
        self.recorder = Recorder(
            self.options.store, self.options.corpus, lambda error: self.post_message(NotKept(error))
        )
        self._watcher = Watcher(self.core, self._tell_disk, self._index_changed)
        self._build = IndexBuild.of(self)
        self._core_line = "starting …"
        self._disk_line = ""
        self._suggestions: tuple[str, ...] = ()
        """Of the index that is open; looked for once."""
        self._core_is_open = False
        self._core_has_failed = False
        for theme in THEMES:
            self.register_theme(theme)

    @property
    def chat(self) -> ChatScreen:
        """The conversation, whatever screen lies over it."""
        screen = self.screen_stack[0]
        assert isinstance(screen, ChatScreen)
        return screen

    def get_default_screen(self) -> Screen[Any]:
        """The conversation lies at the bottom of all screens."""
        return ChatScreen(self.core)

    def on_mount(self) -> None:
        """Let the core open behind the first paint."""
        # After the first paint: opening the core competes for the interpreter.
        self.call_after_refresh(self._start)

    def _start(self) -> None:
        # What there is now stays to the end; leaving it out of each full collection keeps these short.
        gc.freeze()
        gc.enable()
        self._show_state()
        self.core.start()
        if self.options.store is not None:
            self.options.store.start()
            self._take_preferences()
        if self.options.resume is not None:
            self.resume_session(self.options.resume)
        if self.options.watch:
            self.set_interval(EVERY, self._look)

    def on_unmount(self) -> None:
        """Let the threads end."""
        self.core.stop()
        if self.options.store is not None:
            self.options.store.stop(2)

    # What the core tells.

    @on(CoreProgress)
    def _show_progress(self, message: CoreProgress) -> None:
        if self._core_is_open:
            self._disk_line = message.line
        else:
            self._core_line = message.line
        self._show_state()

    @on(CoreReady)
    def _core_opened(self, message: CoreReady) -> None:
        self._take_ready(message.about)
        self._suggest()

    def _index_changed(self, about: str) -> None:
        self._take_ready(about)
        if not self.chat.turns:
            self._suggest()

    def _take_ready(self, about: str) -> None:
        self._core_is_open, self._core_has_failed = True, False
        self._core_line, self._disk_line = about, ""
        self._show_state()

    @on(CoreFailed)
    async def _core_failed(self, message: CoreFailed) -> None:
        self._core_is_open, self._core_has_failed = False, True
        self._core_line = str(message.error)
        self._show_state()
        await self.chat.welcome((), message.error)

    @on(AskStarted)
    async def _ask_started(self, message: AskStarted) -> None:
        await self.chat.started(message)

    @on(PendingChanged)
    def _pending_changed(self) -> None:
        self._show_state()

    @on(Answered)
    async def _answered(self, message: Answered) -> None:
        self._core_line = message.about
        question = await self.chat.answered(message)
        if question is not None:
            self.recorder.answered(question, message.reply)

    @on(AskFailed)
    async def _ask_failed(self, message: AskFailed) -> None:
        question = await self.chat.ask_failed(message)
        if question is not None:
            self.recorder.failed(question, message.error)

    @work(exclusive=True, group="suggestions")
    async def _suggest(self) -> None:
        try:
            questions = await self.core.call(lambda desk: desk.suggestions(lambda: self.core.is_idle))
        except AssistantError as error:
            self.log.warning(f"no suggestions: {error}")  # the welcome does without them
            return
        self._suggestions = questions
        await self.chat.welcome(questions, None)

    @work(group="watch")
    async def _look(self) -> None:
        if not self._core_is_open or self._build.is_running:
            return
        try:
            await self._watcher.look()
        except AssistantError as error:
            self._tell_disk(str(error))

    def _tell_disk(self, line: str) -> None:
        if line != self._disk_line:
            self._disk_line = line
            self._show_state()

    def _show_state(self) -> None:
        busy = self.chat.has_pending and self._core_is_open
        failed = self._core_has_failed
        told = ["searching"] if busy else []
        told += [self._disk_line] if self._disk_line else []
        told.append(self._core_line)
        line = self.chat.query_one(StateLine)
        opening = not (self._core_is_open or failed)
        line.show(" · ".join(told), busy=busy or opening or bool(self._disk_line), failed=failed)

    # Sessions and preferences.

    @on(NotKept)
    def _not_kept(self, message: NotKept) -> None:
        self.notify(
            f"{message.error}\nThe chat goes on; this conversation is not kept.",
            title="History", severity="warning", markup=False, timeout=10,
        )  # fmt: skip

    @work
    async def _take_preferences(self) -> None:
        assert self.options.store is not None
        try:
            theme = await asyncio.wrap_future(self.options.store.do(lambda store: store.preference("theme")))
        except AssistantError as error:
            self.post_message(NotKept(error))
            return
        if not self.is_running:
            return  # the chat was left meanwhile
        if theme in self.available_themes:
            self.theme = theme
        self.theme_changed_signal.subscribe(self, lambda theme: self.recorder.keep_preference("theme", theme.name))

    @work(exclusive=True, group="resume")
    async def resume_session(self, session: int) -> None:
        """Show a kept session and go on with it; 0 for the latest."""
        if self.options.store is None:
            self.notify("Nothing is kept in this chat, so there is nothing to resume.", severity="warning")
            return
        try:
            number, exchanges = await asyncio.wrap_future(self.options.store.do(lambda store: kept(store, session)))
        except AssistantError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        if not exchanges:
            self.notify("No session has been kept yet.")
            return
        self.recorder.resume(number, exchanges)
        await self.chat.restore(exchanges)

    def on_sessions_screen_deleted(self, message: SessionsScreen.Deleted) -> None:
        """The present session is kept no more: what comes is a new one."""
        if message.session == self.recorder.session:
            self.recorder.let_go()

    # What every screen can do.

    def action_evidence(self) -> None:
        """Go to the newest evidence."""
        self.chat.action_evidence()

    async def action_clear(self) -> None:
        """Begin a new conversation; the one before is kept, where conversations are."""
        self.recorder.begin()
        await self.chat.begin_anew()
        await self.chat.welcome(self._suggestions, None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now; a screen is not opened over itself, nor over a dialog."""
        if action in SCREENS or action == "help":
            return len(self.screen_stack) == 1
        if action in ("clear", "export", "outside"):
            return isinstance(self.screen, ChatScreen)
        if action == "evidence":
            return self.chat.has_evidence
        return super().check_action(action, parameters)

    def action_help(self) -> None:
        """Show all keys."""
        from assistant.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen())

    @work
    async def action_figures(self) -> None:
        """Show all figures; the one that is chosen is shown in its article."""
        from assistant.tui.screens.figures import FiguresScreen

        if (place := await self.push_screen_wait(FiguresScreen(self.core))) is not None:
            self.chat.read(place)

    @work
    async def action_library(self) -> None:
        """Show all articles; the one that is chosen is shown whole."""
        from assistant.tui.screens.library import LibraryScreen

        if (place := await self.push_screen_wait(LibraryScreen(self.core))) is not None:
            self.chat.read(place)
        if not self._core_is_open:
            self.core.reopen()  # articles may have been added to a folder that had none

    @work
    async def action_sessions(self) -> None:
        """Show the kept sessions; the one that is chosen goes on."""
        from assistant.tui.screens.sessions import NewSession, SessionsScreen

        screen = SessionsScreen(self.options.store, str(self.options.corpus), self.recorder.session)
        chosen = await self.push_screen_wait(screen)
        if isinstance(chosen, NewSession):
            await self.action_clear()
        elif chosen is not None:
            self.resume_session(chosen)

    @work
    async def action_export(self) -> None:
        """Save the conversation, or its last answer, into a file."""
        from assistant.tui.screens.export import ExportScreen

        if not self.recorder.exchanges:
            self.notify("There is nothing to save yet: ask something first.")
            return
        if (saved := await self.push_screen_wait(ExportScreen(self.recorder.exchanges))) is not None:
            self.notify(f"Saved as {saved}", markup=False)

    @on(CopyRequested)
    @work
    async def _copy(self, message: CopyRequested) -> None:
        """Copy a text: by the terminal, else a program, else into a file."""
        if self.is_web:
            # The clipboard that is meant is the browser's, whatever the server's terminal can do.
            super().copy_to_clipboard(message.text)
            self.notify(f"Copied {message.what} to the browser's clipboard, if it allows that", markup=False)
            return
        try:
            where = await asyncio.to_thread(copy, message.text, self._osc52)
        except OSError as error:
            self.notify(f"Nothing could be copied: {error}", severity="error", markup=False)
            return
        self.notify(f"Copied {message.what} {where}", markup=False)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what was selected, on the same ways as all else."""
        self.post_message(CopyRequested(text, "the selection"))

    def _osc52(self, text: str) -> None:
        self.call_from_thread(super().copy_to_clipboard, text)

    @work
    async def action_outside(self) -> None:
        """Show the article that was gone to last in the editor or pager."""
        from assistant.tui.outside import opening

        if self.chat.pane.latest is None:
            self.notify("Go to a citation first: Tab leads there.")
            return
        place, citation = self.chat.pane.latest
        quote = citation.quote if citation is not None else ""
        try:
            article = await self.core.call(lambda desk: desk.article(place.path))
            words = quote or article.text[place.start : place.end]
            file = await asyncio.to_thread(opening, self.options.corpus, place.path, article.text, words)
            with self.suspend():
                subprocess.run(file.command, check=False)
            if file.is_copy:
                Path(file.command[-1]).unlink(missing_ok=True)
        except SuspendNotSupported:
            self.notify("An editor cannot be opened here: this chat has no terminal of its own.", severity="warning")
        except (AssistantError, OSError) as error:
            self.notify(str(error), severity="error", markup=False)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The command palette's: everything that has a key, and the themes."""
        yield from system_commands(self, screen)

    def action_contrast(self) -> None:
        """Change to the theme of high contrast, and back."""
        self.theme = DARK if self.theme == CONTRAST.name else CONTRAST.name
