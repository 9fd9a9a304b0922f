"""The kept sessions: to go on with, to search, to name, to delete."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Input

from assistant.errors import AssistantError
from assistant.sessions.types import FoundExchange, SessionInfo
from assistant.tui.contents import MUTED, plain
from assistant.tui.core_thread import as_assistant_error
from assistant.tui.job_thread import JobThread
from assistant.tui.screens.confirm import ConfirmScreen
from assistant.tui.screens.name_prompt import NamePrompt
from assistant.tui.session_rows import found_columns, found_told, session_columns, session_content, session_name
from assistant.tui.widgets.detail_pane import DetailPane
from assistant.tui.widgets.filtered_table import PAUSE, counted
from assistant.tui.widgets.line_box import FilterBox
from assistant.tui.widgets.note_area import NoteArea
from assistant.tui.widgets.title_line import TitleLine
from assistant.tui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from assistant.sessions.store import SessionStore

_R = TypeVar("_R")

_MOST = 200
"""Questions that a search shows at most."""
_TEACHING = Content.assemble(
    ("No sessions yet\n\n", "bold $text-primary"),
    "What you ask is kept here with its answers and their evidence, as they were shown, from the first question on. "
    "A session can be gone on with, renamed and searched.\n\n",
    ("Escape goes back to the chat.", MUTED),
)
_OFF = Content.assemble(
    ("Sessions are not kept\n\n", "bold $text-primary"),
    "This chat keeps no history: what is asked is gone when it ends. To keep sessions, start it without "
    "--no-history.\n\n",
    ("Escape goes back to the chat.", MUTED),
)


@dataclass(frozen=True, slots=True)
class NewSession:
    """A new session is wanted."""


class SessionsScreen(Screen[int | NewSession | None]):
    """All sessions; dismissed with the id of the one to go on with, with ``NewSession()``, or None.

    Args:
        store: The sessions' thread; None where no history is kept.
        corpus: The folder of articles that is open, as sessions name it.
        current: Id of the session that is open; None for none.
    """

    AUTO_FOCUS = "#sessions"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "resume", "Go on"),
        Binding("n", "new", "New"),
        Binding("r", "rename", "Rename"),
        Binding("d,delete", "delete", "Delete"),
        Binding("slash", "search", "Search"),
        Binding("escape", "close", "Close"),
    ]

    class Renamed(Message):
        """A session has another name; sent to the application."""

        def __init__(self, session: int, name: str) -> None:
            super().__init__()
            self.session = session
            self.name = name

    class Deleted(Message):
        """A session is gone; sent to the application."""

        def __init__(self, session: int) -> None:
            super().__init__()
            self.session = session

    def __init__(self, store: JobThread[SessionStore] | None, corpus: str, current: int | None = None) -> None:
        super().__init__()
        self._store = store
        self._corpus = corpus
        self._query = ""
        self._total = 0
        self._title, self._notes = TitleLine("Sessions"), NoteArea()
        self._box = FilterBox("/ to search: words of questions and answers")
        self._list = VirtualTable(session_columns(corpus, current), id="sessions")
        self._found = VirtualTable(found_columns(""), id="found")
        self._detail = DetailPane()

    def compose(self) -> ComposeResult:
        """Lay out the search, the sessions or what was found, and what is under the cursor."""
        yield self._title
        yield self._box
        yield self._list
        yield self._found
        yield self._notes
        yield self._detail
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Read the sessions."""
        self._found.display = False
        if self._store is None:
            self._list.show((), empty=_OFF)
            self._box.disabled = True
        else:
            self._list.show((), empty=plain("Reading the sessions …", MUTED))
            self._load()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done."""
        if action in ("resume", "rename", "delete"):
            return self._session is not None
        return self._store is not None if action in ("search", "new") else True

    async def _ask(self, job: Callable[[SessionStore], _R]) -> _R:
        """Wait for the store.

        Raises:
            AssistantError: As the store raises it; anything else is turned into one.
        """
        assert self._store is not None
        try:
            return await asyncio.wrap_future(self._store.do(job))
        except AssistantError:
            raise
        except Exception as error:
            raise as_assistant_error(error) from error

    @property
    def _table(self) -> VirtualTable[SessionInfo] | VirtualTable[FoundExchange]:
        return self._found if self._query else self._list

    @property
    def _session(self) -> SessionInfo | None:
        """The session under the cursor."""
        row = self._table.row
        return row.session if isinstance(row, FoundExchange) else row

    @work(exclusive=True, group="read")
    async def _load(self, pause: float = 0.0) -> None:
        """Read anew what is shown: the sessions, or what the search finds."""
        await asyncio.sleep(pause)
        query = " ".join(self._box.value.split())
        try:
            sessions = await self._ask(lambda store: store.sessions())
            found = await self._ask(lambda store: store.search(query, _MOST + 1)) if query else ()
        except AssistantError as error:
            self._list.show((), empty=Content())
            self._found.show((), empty=Content())
            await self._notes.show_error(error)
            return
        await self._notes.show()
        self._show(query, sessions, found)

    def _show(self, query: str, sessions: tuple[SessionInfo, ...], found: tuple[FoundExchange, ...]) -> None:
        if not self.is_attached:  # closed meanwhile
            return
        place = self._found.cursor if query == self._query else 0
        self._query, self._total = query, len(sessions)
        session, cursor = self._list.row, 0
        if session is not None:
            cursor = next((n for n, other in enumerate(sessions) if other.id == session.id), self._list.cursor)
        self._list.show(sessions, cursor=cursor, empty=_TEACHING)
        self._found.columns = found_columns(query)
        nothing = Content.assemble(plain(f"Nothing holds “{query}”.\n"), plain("Fewer words find more.", MUTED))
        self._found.show(found[:_MOST], cursor=place, empty=nothing)
        had_focus = self._list.has_focus or self._found.has_focus
        self._list.display, self._found.display = not query, bool(query)
        if had_focus:
            self._table.focus()
        self._title.show(self._count(len(found)))

    def _count(self, found: int) -> str:
        if not self._query:
            return counted(self._total, self._total, "session", "sessions")
        return f"the first {_MOST} questions found" if found > _MOST else counted(found, found, "question", "questions")

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        self._load(PAUSE)

    @on(FilterBox.Left)
    def _to_table(self, message: FilterBox.Left) -> None:
        message.stop()
        self._table.focus()

    @on(VirtualTable.Moved)
    def _show_row(self) -> None:
        row = self._table.row
        if isinstance(row, FoundExchange):
            self._detail.show(found_told(row, self._query))
        else:
            self._detail.show(session_content(row, self._corpus) if row is not None else Content())
        self.refresh_bindings()

    @on(VirtualTable.Chosen)
    def _chosen(self) -> None:
        self.action_resume()

    def action_resume(self) -> None:
        """Go on with the session under the cursor."""
        if self._session is not None:
            self.dismiss(self._session.id)

    def action_new(self) -> None:
        """Begin a new session."""
        self.dismiss(NewSession())

    def action_search(self) -> None:
        """Go to the search."""
        self._box.focus()

    def action_close(self) -> None:
        """Close the screen."""
        self.dismiss(None)

    @work(exclusive=True, group="change")
    async def action_rename(self) -> None:
        """Give the session under the cursor another name."""
        if (info := self._session) is None:
            return
        name = await self.app.push_screen_wait(NamePrompt("Rename the session", info.name))
        if name is not None and await self._change(lambda store: store.rename(info.id, name)):
            self.app.post_message(self.Renamed(info.id, name))

    @work(exclusive=True, group="change")
    async def action_delete(self) -> None:
        """Delete the session under the cursor, after asking."""
        if (info := self._session) is None:
            return
        count = "its question" if info.exchanges == 1 else f"its {info.exchanges:,} questions"
        question = f"Delete “{session_name(info)}” with {count} and answers? This cannot be undone."
        if await self.app.push_screen_wait(ConfirmScreen(question, "Delete")) and await self._change(
            lambda store: store.delete(info.id)
        ):
            self.app.post_message(self.Deleted(info.id))

    async def _change(self, job: Callable[[SessionStore], None]) -> bool:
        """Change something in the store, and say whether that went well."""
        try:
            await self._ask(job)
        except AssistantError as error:
            await self._notes.show_error(error)
            return False
        self._load()
        return True
