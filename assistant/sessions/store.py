"""The chat sessions of a person, in one SQLite file that several chats may use at once.

A chat that dies loses at most the question it was answering, and a file that is damaged is never overwritten.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import platformdirs

from assistant.errors import UsageError
from assistant.rendering.times import in_utc
from assistant.sessions.codec import answer_words, encode, match_expression, quoted_words, storable
from assistant.sessions.rows import FOUND, INFO, exchange_of, found_of, info_of, missing, stamp
from assistant.sessions.schema import open_database, told, transaction
from assistant.sessions.types import Exchange, FoundExchange, SessionInfo

FOLDER = "ASSISTANT_DATA"
"""Environment variable: the folder of ``sessions.db``."""

_NEXT = "SELECT COALESCE(MAX(position) + 1, 0) FROM exchanges WHERE session = ?"


def default_path() -> Path:
    """Where sessions are kept: in the folder that ``ASSISTANT_DATA`` names, else in the person's data folder."""
    folder = os.environ.get(FOLDER, "").strip()
    home = Path(folder).expanduser() if folder else platformdirs.user_data_path("assistant", appauthor=False)
    return home / "sessions.db"


@dataclass(slots=True)
class _Begun:
    """A session that has no row yet, because nothing has been asked in it."""

    corpus: str
    started: datetime
    name: str | None = None


class SessionStore:
    """The database of sessions. It belongs to the thread that has opened it.

    Args:
        db: A database as ``open_database`` gives it.
        path: Its file, for errors.
    """

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db = db
        self._path = path
        self._begun: dict[int, _Begun] = {}

    @classmethod
    def open(cls, path: Path, *, timeout: float = 2.0) -> Self:
        """Open the database, making it where there is none.

        Args:
            path: The file; folders that are missing are made.
            timeout: Seconds to wait, here and later, for another program that is writing.

        Raises:
            SessionError: It cannot be made, is locked or damaged, or is another program's or a newer version's.
        """
        return cls(open_database(path, timeout), path)

    def close(self) -> None:
        """Close the database; closing it again does nothing."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def begin(self, corpus: Path | str, started: datetime) -> int:
        """Begin a session. It is kept from its first question on; before that, only this store knows it.

        Args:
            corpus: The folder of articles.
            started: When; a time without a zone counts as UTC.

        Returns:
            Its id, which no other session has or ever gets.

        Raises:
            SessionError: The database is locked, damaged or cannot be written.
        """
        begun = _Begun(storable(str(corpus)), started)
        with self._writing():
            session = self._insert(None, begun)
            # The row goes again, the number stays taken: an empty session leaves nothing behind.
            self._db.execute("DELETE FROM sessions WHERE id = ?", (session,))
        self._begun[session] = begun
        return session

    def add(self, session: int, exchange: Exchange) -> int:
        """Keep an exchange at the end of a session.

        Args:
            session: Its id.
            exchange: The question with all that came of it; the trace of its answer is not kept.

        Returns:
            Its position in the session, from 0.

        Raises:
            SessionError: There is no such session (any more), or the database cannot be written.
            SelfCheckError: A number of the answer is not finite.
        """
        body, question = encode(exchange), storable(exchange.question)
        found = (question, answer_words(exchange), quoted_words(exchange))
        with self._writing():
            if session in self._begun:
                self._insert(session, self._begun[session])
            self._change("UPDATE sessions SET changed = ? WHERE id = ?", (stamp(exchange.asked), session), session)
            position = int(self._db.execute(_NEXT, (session,)).fetchone()[0])
            row = self._db.execute(
                "INSERT INTO exchanges (session, position, question, body) VALUES (?, ?, ?, ?)",
                (session, position, question, body),
            ).lastrowid
            self._db.execute("INSERT INTO words (rowid, question, answer, quotes) VALUES (?, ?, ?, ?)", (row, *found))
        self._begun.pop(session, None)
        return position

    def sessions(self) -> tuple[SessionInfo, ...]:
        """All sessions that have a question, the one that was asked last first.

        Raises:
            SessionError: The database is locked or damaged.
        """
        with self._reading():
            rows = self._db.execute(f"{INFO} ORDER BY changed DESC, sessions.id DESC").fetchall()
        return tuple(info_of(row, self._path) for row in rows)

    def info(self, session: int) -> SessionInfo:
        """A session without its exchanges; also one that this store has begun and nothing was asked in.

        Raises:
            SessionError: There is no such session, or the database is locked or damaged.
        """
        begun = self._begun.get(session)
        if begun is not None:
            started = in_utc(begun.started)
            return SessionInfo(session, begun.name or "", begun.corpus, started, started, 0)
        with self._reading():
            row = self._db.execute(f"{INFO} WHERE sessions.id = ?", (session,)).fetchone()
        if row is None:
            raise missing(session)
        return info_of(row, self._path)

    def exchanges(self, session: int) -> tuple[Exchange, ...]:
        """The exchanges of a session in the order asked, as they were kept.

        Raises:
            SessionError: There is no such session, one of its exchanges cannot be read, or the database cannot.
        """
        with self._reading():
            rows = self._db.execute(
                "SELECT position, body FROM exchanges WHERE session = ? ORDER BY position", (session,)
            ).fetchall()
        if not rows:
            self.info(session)  # tells a session without a question from none
        return tuple(exchange_of(session, position, body, self._path) for position, body in rows)

    def rename(self, session: int, name: str) -> None:
        """Give a session a name of its own.

        Args:
            session: Its id.
            name: Its name; runs of white space count as one space.

        Raises:
            UsageError: The name is empty.
            SessionError: There is no such session, or the database cannot be written.
        """
        tidy = storable(" ".join(name.split()))
        if not tidy:
            raise UsageError("a session's name cannot be empty")
        if session in self._begun:
            self._begun[session].name = tidy
            return
        with self._writing():
            self._change("UPDATE sessions SET name = ? WHERE id = ?", (tidy, session), session)

    def delete(self, session: int) -> None:
        """Delete a session with all that is in it; its words are overwritten in the file.

        Raises:
            SessionError: There is no such session, or the database cannot be written.
        """
        if self._begun.pop(session, None) is not None:
            return
        with self._writing():
            self._db.execute(
                "DELETE FROM words WHERE rowid IN (SELECT id FROM exchanges WHERE session = ?)", (session,)
            )
            # Until its parts are merged, the word index only notes what is gone from it.
            self._db.execute("INSERT INTO words (words) VALUES ('optimize')")
            self._db.execute("DELETE FROM exchanges WHERE session = ?", (session,))
            self._change("DELETE FROM sessions WHERE id = ?", (session,), session)

    def search(self, text: str, limit: int = 50) -> tuple[FoundExchange, ...]:
        """Find exchanges that hold all words of a text, in the question, the answer or its quotes.

        Args:
            text: What is typed; capitals and accents do not matter, the last word may be unfinished.
            limit: How many at most.

        Returns:
            Those found, of the session asked last first; none for a text without a letter or digit.

        Raises:
            SessionError: The database is locked or damaged.
        """
        expression = match_expression(text)
        if not expression:
            return ()
        with self._reading():
            rows = self._db.execute(FOUND, (expression, limit)).fetchall()
        return tuple(found_of(row, self._path) for row in rows)

    def preference(self, name: str) -> str | None:
        """A preference that was set; None where it was not.

        Raises:
            SessionError: The database is locked or damaged.
        """
        with self._reading():
            row = self._db.execute("SELECT value FROM preferences WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_preference(self, name: str, value: str) -> None:
        """Keep a preference for the next time.

        Raises:
            SessionError: The database is locked, damaged or cannot be written.
        """
        with self._writing():
            self._db.execute("INSERT OR REPLACE INTO preferences (name, value) VALUES (?, ?)", (name, storable(value)))

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.ProgrammingError:
            raise  # used after it was closed, or by another thread: a fault of ours
        except sqlite3.Error as error:
            raise told(error, self._path) from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._reading(), transaction(self._db):
            yield

    def _insert(self, session: int | None, begun: _Begun) -> int:
        started = stamp(begun.started)
        row = self._db.execute(
            "INSERT INTO sessions (id, name, corpus, started, changed) VALUES (?, ?, ?, ?, ?)",
            (session, begun.name, begun.corpus, started, started),
        ).lastrowid
        assert row is not None
        return row

    def _change(self, statement: str, values: tuple[str | int, ...], session: int) -> None:
        if not self._db.execute(statement, values).rowcount:
            raise missing(session)
