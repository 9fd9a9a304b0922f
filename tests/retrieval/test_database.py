from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from assistant.datatypes import Problem
from assistant.errors import IndexDamagedError
from assistant.retrieval import catalogue, database
from assistant.retrieval.catalogue import Catalogue


def test_a_first_transaction_larger_than_the_cache_has_its_checksums(tmp_path: Path) -> None:
    files = {f"folder/{number:06}.txt": (number, number) for number in range(40_000)}
    members = tuple((path, path, f"{number:064}") for number, path in enumerate(files))
    catalogue.write(tmp_path, "generation-000001", files, members, (("a", Problem("a", "b", skipped=True)),), {})
    path = tmp_path / "generation-000001" / "corpus.db"
    assert path.stat().st_size > 5_000_000
    with closing(Catalogue(path)) as read:
        assert read.files() == files
        assert read.members() == list(members)
        assert read.digest("folder/020000.txt") == f"{20_000:064}"
        assert read.digest("none") is None


def test_every_page_has_its_checksum(tmp_path: Path) -> None:
    if not database.page_checksums():
        pytest.skip("SQLite has no page checksums here")
    path = tmp_path / "a.db"
    with closing(database.create(path)) as db:
        db.execute("BEGIN; CREATE TABLE t (a TEXT)")
        db.executemany("INSERT INTO t VALUES (?)", ((f"{number:0200}",) for number in range(20_000)))
        db.execute("COMMIT")
    content = path.read_bytes()
    for at in range(database.PAGE_BYTES // 2, len(content), 37 * database.PAGE_BYTES):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with pytest.raises(IndexDamagedError), closing(database.open_for_reading(path)) as db, database.reading(path):
            database.rows(db, "SELECT a FROM t")


def test_a_database_that_is_none_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(IndexDamagedError), closing(database.open_for_reading(path)) as db, database.reading(path):
        database.rows(db, "SELECT 1 FROM sqlite_schema")
