"""The tables of ``sessions.db``, and the opening of it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import SessionError

VERSION = 1
"""Version of the tables, in ``user_version``; a file of a larger one is refused."""

APPLICATION = 0x51415353
"""In ``application_id``: tells our files from other programs' ones."""

SCHEMA = """
CREATE TABLE sessions (        -- only those with an exchange; an id is never given twice
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, corpus TEXT NOT NULL,
    started TEXT NOT NULL, changed TEXT NOT NULL
);
CREATE TABLE exchanges (       -- body: the whole exchange as JSON; the id is the word index's rowid
    id INTEGER PRIMARY KEY AUTOINCREMENT, session INTEGER NOT NULL REFERENCES sessions,
    position INTEGER NOT NULL, question TEXT NOT NULL, body TEXT NOT NULL,
    UNIQUE (session, position)
);
CREATE TABLE preferences (
    name TEXT PRIMARY KEY, value TEXT NOT NULL
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
    question, answer, quotes, tokenize="unicode61 remove_diacritics 2"
);
"""

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def open_database(path: Path, timeout: float) -> sqlite3.Connection:
    """Open the database, making it where there is none.

    The folders that are missing, and the file, are made for their owner alone: questions are private.

    Args:
        path: The file.
        timeout: Seconds to wait for another program that is writing.

    Returns:
        A connection without implicit transactions; what is deleted is overwritten in the file.

    Raises:
        SessionError: It cannot be made, is locked or damaged, or is not ours or a newer version's.
    """
    path = path.absolute()
    try:
        _make(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SessionError(
            f"{path} cannot be made ({reason})", "Set ASSISTANT_DATA to a folder that can be written"
        ) from error
    db: sqlite3.Connection | None = None
    try:
        db = sqlite3.connect(path, timeout=timeout, isolation_level=None)
        # Text of a damaged page must not stop the reading of all the others.
        db.text_factory = lambda data: data.decode("utf-8", "replace")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA secure_delete = ON")
        _prepare(db, path)
    except BaseException as error:
        if db is not None:
            db.close()
        if isinstance(error, sqlite3.Error):
            raise told(error, path) from error
        raise
    return db


def _make(path: Path) -> None:
    for folder in reversed((path.parent, *path.parent.parents)):
        if not folder.is_dir():
            folder.mkdir(mode=0o700, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    """Make the tables in an empty file; refuse a file that is not of our making."""
    if _is_ready(db, path):
        return
    with transaction(db):
        # Another chat may have made them while this one waited for the lock.
        if not _is_ready(db, path):
            for statement in SCHEMA.split(";\n"):
                db.execute(statement)
            db.execute(f"PRAGMA application_id = {APPLICATION}")
            db.execute(f"PRAGMA user_version = {VERSION}")


def _is_ready(db: sqlite3.Connection, path: Path) -> bool:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    application = db.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION:
        if version or application or db.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()[0]:
            raise SessionError(f"{path} is the database of another program", "Set ASSISTANT_DATA to another folder")
        return False
    if version > VERSION:
        raise SessionError(
            f"{path} was written by a newer version of this program (format {version}, this one knows {VERSION})",
            "Update the program, or set ASSISTANT_DATA to another folder",
        )
    return True


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Write all of a block or nothing; the lock is taken at its start, so waiting is all at one place.

    Args:
        db: The database, in no transaction.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def told(error: sqlite3.Error, path: Path) -> SessionError:
    """Word an error of the database for a person.

    Args:
        error: What SQLite says.
        path: The file.

    Returns:
        What is wrong with which file, and what to do; a damaged file is never touched.
    """
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _BUSY:
        return SessionError(f"{path} is locked by another program", "Try again when that has finished writing")
    if code in _DAMAGED:
        return SessionError(
            f"{path} is damaged ({error})", "Move it away, and a new one is begun; nothing in it is deleted"
        )
    if code == sqlite3.SQLITE_FULL:
        return SessionError(f"{path} cannot be written (the disk is full)", "Free some space")
    return SessionError(
        f"{path} cannot be used ({error})", "See that the file and its folder can be read and written, or move it away"
    )
