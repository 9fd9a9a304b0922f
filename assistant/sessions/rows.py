"""Rows of the database as values, and times as texts that sort."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.errors import SessionError
from assistant.rendering.times import in_utc
from assistant.sessions.codec import decode
from assistant.sessions.types import Exchange, FoundExchange, SessionInfo

_SESSION = """
sessions.id,
COALESCE(name, (SELECT question FROM exchanges WHERE session = sessions.id ORDER BY position LIMIT 1), ''),
corpus, started, changed, (SELECT COUNT(*) FROM exchanges WHERE session = sessions.id)"""

INFO = f"SELECT {_SESSION} FROM sessions"
"""Selects what ``info_of`` reads."""

_LIT, _UNLIT = "\ufdd0", "\ufdd1"
"""Around the words that a search found, so that the column that holds them can be told; never shown."""

FOUND = f"""
SELECT {_SESSION}, position, exchanges.question,
       snippet(words, 1, '{_LIT}', '{_UNLIT}', '…', 24), snippet(words, 2, '{_LIT}', '{_UNLIT}', '…', 24)
FROM words JOIN exchanges ON exchanges.id = words.rowid JOIN sessions ON sessions.id = session
WHERE words MATCH ? ORDER BY changed DESC, session DESC, position LIMIT ?"""
"""Selects what ``found_of`` reads, for an expression and a largest number."""


def stamp(moment: datetime) -> str:
    """Write a time so that later ones sort behind earlier ones."""
    return in_utc(moment).isoformat(timespec="microseconds")


def info_of(row: Sequence[Any], path: Path) -> SessionInfo:
    """Read a row of ``INFO``.

    Args:
        row: The row.
        path: The database, for an error.

    Raises:
        SessionError: Its times are none.
    """
    session, name, corpus, started, changed, exchanges = row
    try:
        first, last = datetime.fromisoformat(started), datetime.fromisoformat(changed)
    except (TypeError, ValueError) as error:
        raise _unreadable(f"session {session}", session, path, error) from error
    return SessionInfo(session, name, corpus, first, last, exchanges)


def exchange_of(session: int, position: int, body: str, path: Path) -> Exchange:
    """Read an exchange.

    Args:
        session: Whose it is.
        position: Where it stands there, from 0.
        body: What ``encode`` has written.
        path: The database, for an error.

    Raises:
        SessionError: It is something else; names the session.
    """
    try:
        return decode(body)
    except ValueError as error:
        raise _unreadable(f"question {position + 1} of session {session}", session, path, error) from error


def found_of(row: Sequence[Any], path: Path) -> FoundExchange:
    """Read a row of ``FOUND``.

    Raises:
        SessionError: Its session's times are none.
    """
    position, question, answer, quotes = row[6:]
    return FoundExchange(info_of(row[:6], path), position, question, _excerpt(answer, quotes))


def missing(session: int) -> SessionError:
    """The error for an id that no session has."""
    return SessionError(f"there is no session {session}", "assistant sessions lists those that there are")


def _excerpt(answer: str, quotes: str) -> str:
    """Choose the words around what was found: of the answer, else of its quotes, else the answer's first words."""
    chosen = quotes if _LIT in quotes and _LIT not in answer else answer or quotes
    return " ".join(chosen.replace(_LIT, "").replace(_UNLIT, "").split())


def _unreadable(what: str, session: int, path: Path, error: Exception) -> SessionError:
    return SessionError(
        f"{what} in {path} cannot be read ({error})",
        f"The other sessions are not touched by it; assistant sessions delete {session} removes this one",
    )
