"""What is wrong with the database is told in one line, and nothing in it is lost by telling."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from assistant.errors import SessionError
from assistant.sessions.store import SessionStore
from tests.rendering import samples
from tests.sessions.support import NOON, exchange, failed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one session, 1."""
    made = tmp_path / "sessions.db"
    with SessionStore.open(made) as store:
        store.add(store.begin("c", NOON), exchange(samples.fact()))
    return made


def changed(path: Path, *statements: str) -> None:
    db = sqlite3.connect(path)
    with db:
        for statement in statements:
            db.execute(statement)
    db.close()


def test_a_database_that_another_program_writes_is_told_after_the_timeout(path: Path) -> None:
    with SessionStore.open(path, timeout=0.2) as store, SessionStore.open(path, timeout=0.2) as other:
        other._db.execute("BEGIN EXCLUSIVE")
        begun = time.monotonic()
        with pytest.raises(SessionError, match=r"is locked by another program.* Try again"):
            store.add(1, exchange(samples.fact()))
        assert 0.1 < time.monotonic() - begun < 2
        with pytest.raises(SessionError, match="is locked"):
            store.sessions()
        with pytest.raises(SessionError, match="is locked"):
            SessionStore.open(path, timeout=0)
        other._db.execute("ROLLBACK")
        assert store.add(1, exchange(samples.fact())) == 1


def test_a_session_begun_is_not_lost_by_a_lock(path: Path) -> None:
    with SessionStore.open(path, timeout=0) as store, SessionStore.open(path) as other:
        session = store.begin("c", NOON)
        other._db.execute("BEGIN IMMEDIATE")
        with pytest.raises(SessionError):
            store.add(session, exchange(samples.fact()))
        other._db.execute("ROLLBACK")
        assert store.add(session, exchange(samples.fact())) == 0


@pytest.mark.parametrize("data", [b"this is no database" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_told_and_left_as_it_is(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "sessions.db"
    path.write_bytes(data)
    with pytest.raises(SessionError, match=r"sessions\.db is damaged.* Move it away"):
        SessionStore.open(path)
    assert path.read_bytes() == data


def test_damage_inside_is_told_where_it_is_met(path: Path) -> None:
    with SessionStore.open(path) as store:
        for number in range(50):
            store.add(1, failed(f"question {number} " + "x" * 3000, "none"))
    data = bytearray(path.read_bytes())
    data[4096 * 8 :] = b"\xff" * (len(data) - 4096 * 8)
    path.write_bytes(data)
    with pytest.raises(SessionError, match=r"is damaged"), SessionStore.open(path) as store:
        store.exchanges(1)
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    "body",
    [
        "'{'",
        "'[]'",
        "'{\"question\": 1}'",
        "'null'",
        "x'ff00'",
        'replace(body, \'"status":"answered"\', \'"status":"odd"\')',
    ],
)
def test_one_exchange_that_cannot_be_read_does_not_hide_the_others(path: Path, body: str) -> None:
    with SessionStore.open(path) as store:
        other = store.begin("c", NOON)
        store.add(other, exchange(samples.refusal()))
    changed(path, f"UPDATE exchanges SET body = {body} WHERE session = 1")
    with SessionStore.open(path) as store:
        with pytest.raises(SessionError, match=r"question 1 of session 1 in .* cannot be read .*sessions delete 1"):
            store.exchanges(1)
        assert len(store.sessions()) == 2
        assert len(store.exchanges(other)) == 1
        store.delete(1)
        assert [info.id for info in store.sessions()] == [other]


def test_a_time_that_is_none_names_its_session(path: Path) -> None:
    changed(path, "UPDATE sessions SET changed = 'soon'")
    with SessionStore.open(path) as store, pytest.raises(SessionError, match="session 1 in"):
        store.info(1)


def test_a_newer_version_is_refused(path: Path) -> None:
    changed(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(SessionError, match=r"newer version .*format 99.* Update the program"):
        SessionStore.open(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sessions.db"
    changed(path, "CREATE TABLE mine (x)")
    before = path.read_bytes()
    with pytest.raises(SessionError, match="of another program"):
        SessionStore.open(path)
    assert path.read_bytes() == before


def test_an_empty_file_is_taken_for_a_new_database(tmp_path: Path) -> None:
    path = tmp_path / "sessions.db"
    path.touch()
    with SessionStore.open(path) as store:
        assert store.sessions() == ()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file" / "sessions.db", tmp_path / "file" / "deeper" / "sessions.db"):
        with pytest.raises(SessionError, match=r"cannot be made .* Set ASSISTANT_DATA"):
            SessionStore.open(path)


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SessionError, match="cannot be used"):
        SessionStore.open(tmp_path)


def test_a_full_disk_is_told_and_loses_nothing(path: Path) -> None:
    with SessionStore.open(path) as store:
        pages = store._db.execute("PRAGMA page_count").fetchone()[0]
        store._db.execute(f"PRAGMA max_page_count = {pages}")  # SQLite's own way to be out of space
        with pytest.raises(SessionError, match="disk is full"):
            store.add(1, failed("x" * 100_000, "none"))
        assert store.info(1).exchanges == 1
        assert store.search("xxx") == ()
