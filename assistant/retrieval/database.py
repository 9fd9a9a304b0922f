"""SQLite as the index has it: a checksum on every page, so that a damaged byte is noticed when it is read.

SQLite's own checksum layer is used, which ``apsw`` brings. Where a build of apsw lacks it, databases
are written without, and ``page_checksums`` tells readers to compare whole files instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import apsw
import apsw.sqlite_extra

from assistant.errors import IndexDamagedError
from assistant.retrieval.manifest import REBUILD

PAGE_BYTES = 8192
_CHECKSUM_BYTES = 8
_WRITTEN = 1
_LAYER = "cksmvfs"
_EXTENSION = "cksumvfs"


@cache
def page_checksums() -> bool:
    """Whether pages of databases are written and read with checksums here; loads the layer at first use."""
    if apsw.sqlite_extra.has(_EXTENSION) != "extension":
        return False
    try:
        apsw.sqlite_extra.load(apsw.Connection(":memory:"), _EXTENSION)
    except apsw.Error:  # a system that loads no extensions
        return False
    return _LAYER in apsw.vfs_names()


def create(path: Path) -> apsw.Connection:
    """Make a database, or open one that an interrupted build has left; the build lock is held.

    Raises:
        apsw.Error: It cannot be written, or is damaged.
    """
    checked = page_checksums()
    # The folder has one writer, which holds the build lock: file locks would only fail on network disks.
    uri = f"{path.absolute().as_uri()}?nolock=1"
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI
    database = apsw.Connection(uri, flags=flags, vfs=_LAYER if checked else None)
    try:
        if checked:
            database.reserve_bytes("main", _CHECKSUM_BYTES)
        database.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        # A killed build goes on from what it has committed; a crash of the machine may cost it that.
        database.execute("PRAGMA journal_mode = DELETE").fetchall()
        database.execute("PRAGMA synchronous = NORMAL")
        # The layer learns from the first page that it is to keep checksums. In a large first transaction other pages
        # would be written before it, and without.
        if database.pragma("user_version") != _WRITTEN:
            database.execute(f"PRAGMA user_version = {_WRITTEN}")
    except BaseException:
        database.close(True)
        raise
    return database


def open_for_reading(path: Path) -> apsw.Connection:
    """Open a database of the live index; it never changes, so neither locks nor a journal are needed.

    Raises:
        IndexDamagedError: It cannot be opened.
    """
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with reading(path):
        return apsw.Connection(uri, flags=flags, vfs=_LAYER if page_checksums() else None)


def rows(db: apsw.Connection, query: str, values: Sequence[object] = ()) -> list[Any]:
    """The rows of a query, each a tuple of what its columns hold by the schema."""
    return db.execute(query, values).fetchall()


def one(db: apsw.Connection, query: str, values: Sequence[object] = ()) -> Any:
    """The one row of a query that always has one."""
    return rows(db, query, values)[0]


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a database that cannot be read into our error.

    Raises:
        IndexDamagedError: SQLite cannot read it, or a page is not what was written.
    """
    try:
        yield
    except apsw.Error as error:
        raise IndexDamagedError(f"{path} is damaged: {error}", REBUILD) from error
