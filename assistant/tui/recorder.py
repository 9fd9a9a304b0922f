"""Writes a conversation down as it goes, on a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.tui.core_thread import as_assistant_error
from assistant.tui.desk import Reply
from assistant.tui.job_thread import JobThread

if TYPE_CHECKING:
    from assistant.sessions.store import SessionStore
    from assistant.sessions.types import Exchange


@dataclass(slots=True)
class _Kept:
    """The session in the store; None until its first question is written."""

    id: int | None = None


class Recorder:
    """The exchanges of the present session; kept on disk too, where there is a store.

    Args:
        store: The database of sessions; None keeps nothing.
        corpus: The folder of articles, named in the session.
        failed: Told, on the store's thread, when something could not be kept; only the first time in a row.
    """

    def __init__(
        self, store: JobThread[SessionStore] | None, corpus: Path, failed: Callable[[AssistantError], object]
    ) -> None:
        self.store = store
        self._corpus = corpus
        self._tell = failed
        self._session = _Kept()
        self._in_trouble = False
        self.exchanges: list[Exchange] = []
        """What was asked and answered, oldest first."""

    @property
    def session(self) -> int | None:
        """The session in the store; None until its first question is written."""
        return self._session.id

    def begin(self) -> None:
        """Begin a new session; it is written with its first question."""
        # A new box: what is still to be written of the old session goes to the old one.
        self._session = _Kept()
        self.exchanges = []

    def let_go(self) -> None:
        """Begin a new session with the next question; what was said before is no longer kept but stays on screen."""
        self._session = _Kept()

    def resume(self, session: int, exchanges: list[Exchange]) -> None:
        """Go on with a session that was kept."""
        self._session = _Kept(session)
        self.exchanges = exchanges

    def keep_preference(self, name: str, value: str) -> None:
        """Keep what the person has chosen, such as a theme; where sessions are kept."""
        if self.store is not None:
            self.store.do(lambda store: store.set_preference(name, value)).add_done_callback(self._written)

    def answered(self, question: str, reply: Reply) -> None:
        """Keep an answer."""
        from assistant.sessions.types import Exchange  # with the first answer: the first paint needs none of it

        self._add(Exchange(question, datetime.now(UTC), reply.answer, reply.figures))

    def failed(self, question: str, error: AssistantError) -> None:
        """Keep that a question failed."""
        from assistant.sessions.types import Exchange

        self._add(Exchange(question, datetime.now(UTC), error=str(error)))

    def _add(self, exchange: Exchange) -> None:
        self.exchanges.append(exchange)
        if self.store is not None:
            kept = self._session
            self.store.do(lambda store: self._write(store, kept, exchange)).add_done_callback(self._written)

    def _write(self, store: SessionStore, kept: _Kept, exchange: Exchange) -> None:
        if kept.id is None:
            kept.id = store.begin(self._corpus, exchange.asked)
        store.add(kept.id, exchange)

    def _written(self, job: Future[None]) -> None:
        error = None if job.cancelled() else job.exception()
        if error is not None and not self._in_trouble:
            self._tell(as_assistant_error(error))
        self._in_trouble = error is not None


def kept(store: SessionStore, session: int) -> tuple[int, list[Exchange]]:
    """A kept session's number and exchanges; the latest for 0, and nothing where there is none."""
    if session == 0:
        known = store.sessions()
        if not known:
            return 0, []
        session = known[0].id
    return session, list(store.exchanges(session))
