"""A core and a store that answer from memory, and an application that shows one screen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast

from textual import on
from textual.app import App
from textual.message import Message
from textual.screen import Screen

from assistant.datatypes import (
    Answer,
    Figure,
    FiledFigure,
    Period,
    Qualifier,
    Quantity,
    Role,
    Source,
    Span,
    Status,
)
from assistant.errors import AssistantError
from assistant.figures.ledger_view import LedgerRow
from assistant.indexing.library import Added, LibraryRow, State
from assistant.sessions.store import SessionStore
from assistant.sessions.types import Exchange, FoundExchange, SessionInfo
from assistant.tui.core_thread import CoreThread
from assistant.tui.desk import ArticleText, Reply, Watched
from assistant.tui.job_thread import JobThread
from assistant.tui.messages import CopyRequested, CoreFailed, CoreReady
from assistant.tui.screens.sessions import SessionsScreen

_T = TypeVar("_T")

HOSTILE = "\x1b[31m[/ [@click=app.quit]x[/] \u202eevil"
SIZES = [(80, 24), (200, 60)]


def ledger_row(
    value: float = 900e6,
    text: str = "$900 million",
    entity: str = "Brook Mill",
    *,
    metric: str = "valuation",
    unit: str = "USD",
    path: str = "news/round.md",
    title: str = "Mill seeks new money",
    published: date | None = date(2026, 5, 1),
    year: int | None = 2026,
    clash: str = "",
    part: str = "",
    role: Role = Role.VALUE,
    status: Status = Status.REPORTED,
    start: int = 100,
) -> LedgerRow:
    """A figure of the ledger in the sentence "… said it was worth …"."""
    lead = f"{entity} said it was worth "
    sentence = f"{lead}{text}, more than before."
    span = Span(path, start + len(lead), start + len(lead) + len(text))
    quantity = Quantity(value, value, unit, Qualifier.EXACT, text, span)
    period = Period(12, year, 12, f"in {year}") if year else Period()
    figure = Figure(quantity, entity, metric, period, status, role, Span(path, start, start + len(sentence)), part)
    return LedgerRow(FiledFigure(figure, Source(path, title, "Harbour Post", published=published), sentence), clash)


def library_row(
    path: str, state: State = State.INDEXED, *, title: str = "", reason: str = "", size: int = 1200
) -> LibraryRow:
    """A file of the library."""
    return LibraryRow(path, title, "Harbour Post", date(2026, 5, 1), size, state, reason)


class FakeDesk:
    """A desk that says what it was given; an error in place of an answer is raised."""

    def __init__(self) -> None:
        self.rows: Sequence[LedgerRow] | Exception = ()
        self.files: Sequence[LibraryRow] | Exception = ()
        self.built: str | Exception = "index updated: 1 added; 3 articles, 9 passages"
        self.added: Added | Exception = Added((), ())
        self.lines: Sequence[str] = ("reading: 1 of 2", "embedding: 3 of 4")
        self.watched = Watched()
        self.closed: Exception | None = None
        """Why the index cannot be opened."""
        self.gate = threading.Event()
        """A build waits for it after its lines."""
        self.calls: list[str] = []

    @property
    def about(self) -> str:
        return "3 articles, 9 passages"

    @property
    def context(self) -> str:
        return ""

    def open(self, tell: Callable[[str], None]) -> None:
        tell("opening")
        if self.closed is not None:
            raise self.closed

    def ask(self, question: str) -> Reply:
        raise NotImplementedError

    def close(self) -> None: ...

    def reset(self) -> None: ...

    def lean_on(self, text: str) -> None: ...

    def resume(self, answers: Sequence[Answer], asked: Sequence[str]) -> None: ...

    def suggestions(self, may_go_on: Callable[[], bool]) -> tuple[str, ...]:
        return ()

    def article(self, path: str) -> ArticleText:
        raise NotImplementedError

    def ledger(self) -> tuple[LedgerRow, ...]:
        return tuple(_or_raise(self.rows))

    def library(self) -> tuple[LibraryRow, ...]:
        self.calls.append("library")
        return tuple(_or_raise(self.files))

    def watch(self) -> Watched:
        self.calls.append("watch")
        return self.watched

    def build(self, tell: Callable[[str], None]) -> str:
        self.calls.append("build")
        for line in self.lines:
            tell(line)
        assert self.gate.wait(10)
        return _or_raise(self.built)

    def add(self, path: Path) -> Added:
        self.calls.append(f"add {path.name}")
        return _or_raise(self.added)


def _or_raise(value: _T | Exception) -> _T:
    if isinstance(value, Exception):
        raise value
    return value


class ScreenHost(App[None]):
    """Pushes screens, and keeps what they are dismissed with and what they tell."""

    def __init__(self, make: Callable[[ScreenHost], Screen[Any]], desk: FakeDesk | None = None) -> None:
        super().__init__()
        self._make = make
        self.results: list[object] = []
        self.told: list[Message] = []
        self.core = CoreThread(lambda: desk or FakeDesk(), self.post_message)

    def on_mount(self) -> None:
        self.core.start()
        self.open()

    def open(self) -> None:
        self.push_screen(self._make(self), self.results.append)

    def on_unmount(self) -> None:
        self.core.stop(5)

    def copies(self) -> list[CopyRequested]:
        """The texts that were to be copied."""
        return [message for message in self.told if isinstance(message, CopyRequested)]

    @on(CopyRequested)
    @on(CoreReady)
    @on(CoreFailed)
    @on(SessionsScreen.Renamed)
    @on(SessionsScreen.Deleted)
    def _keep(self, message: Message) -> None:
        self.told.append(message)


START = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


def session(number: int, name: str, *, corpus: str = "corpus", exchanges: int = 2) -> SessionInfo:
    """A session; the larger its number, the later it was begun."""
    began = START + timedelta(days=number)
    return SessionInfo(number, name, corpus, began, began + timedelta(hours=1), exchanges)


class FakeStore:
    """Sessions in memory; ``error`` is raised in place of anything."""

    def __init__(self, *sessions: SessionInfo) -> None:
        self.kept = list(sessions)
        self.found: list[FoundExchange] = []
        self.error: AssistantError | None = None
        self.asked: list[str] = []

    def sessions(self) -> tuple[SessionInfo, ...]:
        self._fail()
        return tuple(self.kept)

    def search(self, text: str, limit: int = 50) -> tuple[FoundExchange, ...]:
        self._fail()
        self.asked.append(text)
        return tuple(self.found[:limit])

    def rename(self, session: int, name: str) -> None:
        self._fail()
        self.kept = [
            SessionInfo(s.id, name, s.corpus, s.started, s.changed, s.exchanges) if s.id == session else s
            for s in self.kept
        ]

    def delete(self, session: int) -> None:
        self._fail()
        self.kept = [s for s in self.kept if s.id != session]

    def exchanges(self, session: int) -> tuple[Exchange, ...]:
        raise NotImplementedError

    def _fail(self) -> None:
        if self.error is not None:
            raise self.error


def on_thread(store: FakeStore) -> JobThread[SessionStore]:
    """Put a store on a thread that has begun."""
    jobs = JobThread("test-sessions", lambda: cast(SessionStore, store))
    jobs.start()
    return jobs
