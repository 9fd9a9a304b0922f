"""What was typed, as values; here is nothing of the library that reads flags, so that a bare start is quick."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.config import Settings

HOST = "127.0.0.1"
PORT = 8000
LATEST = 0
"""In the place of a session's number: the one that was used last."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """Where a browser finds the chat."""

    host: str = HOST
    port: int = PORT
    public: bool = False
    """Whether others than this machine may reach it."""


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """What was typed."""

    settings: Settings
    session: int | None = None
    """A kept session to go on with; ``LATEST`` for the one used last."""
    web: WebAddress | None = None
    """None for a chat in this terminal."""


OpenChat = Callable[[ChatRequest], int]
"""Opens the chat; returns its exit code."""


def settings(
    corpus: str | None, index: str | None, model: str | None, quiet: bool, *, no_history: bool = False
) -> Settings:
    """The settings with the flags that were typed; the user's own metrics and constants come into force."""
    from assistant.answering.own_files import put_in_force
    from assistant.config import load

    loaded = load(
        {
            "corpus": corpus,
            "index": index,
            "model": model,
            "quiet": "true" if quiet else None,
            "history": "false" if no_history else None,
        }
    )
    put_in_force(loaded)
    return loaded
