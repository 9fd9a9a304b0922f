"""The chat over the real core, as the settings and flags describe it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.config import Settings
from assistant.tui.core_desk import CoreDesk
from assistant.tui.job_thread import JobThread
from assistant.tui.run import run_chat

if TYPE_CHECKING:
    from assistant.sessions.store import SessionStore


@dataclass(frozen=True, slots=True)
class ChatFlags:
    """What was typed after ``assistant chat``."""

    history: bool = True
    """Keep the session."""
    resume: int | None = None
    """A kept session to go on with; 0 for the latest."""


def open_chat(settings: Settings, flags: ChatFlags | None = None) -> int:
    """Open the chat that the settings describe; returns the exit code.

    Raises:
        UsageError: There is no terminal.
    """
    flags = flags or ChatFlags()
    store = JobThread("assistant-sessions", _open_store, lambda store: store.close()) if flags.history else None
    return run_chat(lambda: CoreDesk(settings), corpus=settings.corpus, store=store, resume=flags.resume)


def _open_store() -> SessionStore:
    # Here, on the store's thread: the question box is on the screen before SQLite is loaded.
    from assistant.sessions.store import SessionStore, default_path

    return SessionStore.open(default_path())
