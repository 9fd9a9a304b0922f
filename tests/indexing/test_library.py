"""Every article and file, where it stands with the index, and how many have changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import CorpusError
from assistant.indexing import bring_up_to_date
from assistant.indexing.library import Changes, LibraryRow, State, changes, library
from assistant.retrieval.embedder import Embedder
from assistant.retrieval.reader import IndexReader

Opened = Callable[[], AbstractContextManager[IndexReader]]


@pytest.fixture
def opened(corpus: Path, tmp_path: Path, embedder: Embedder) -> Opened:
    """The index, built of the small corpus and some odd files."""
    (corpus / "copy.md").write_bytes((corpus / "notes.md").read_bytes())
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    (corpus / "picture.png").write_bytes(b"no article")
    (corpus / "many.jsonl").write_text(
        '{"id": "b", "title": "Bees", "publisher": "Hive", "published": "2026-04-02", "text": "Bees hum."}\n'
        '{"id": "a", "title": "Ants", "text": "Ants march."}\n'
        "this is not JSON\n"
    )
    bring_up_to_date(corpus, tmp_path / "index", lambda: embedder)

    @contextmanager
    def reader() -> Iterator[IndexReader]:
        found = IndexReader.open(tmp_path / "index")
        try:
            yield found
        finally:
            found.close()

    return reader


def states(rows: tuple[LibraryRow, ...]) -> list[tuple[str, State]]:
    return [(row.path, row.state) for row in rows]


def row(rows: tuple[LibraryRow, ...], path: str) -> LibraryRow:
    (found,) = (entry for entry in rows if entry.path == path)
    return found


def test_every_article_and_odd_file_has_its_row(corpus: Path, opened: Opened) -> None:
    with opened() as reader:
        rows = library(corpus, reader)
        assert changes(corpus, reader) == Changes(0, 0, 0)
    assert states(rows) == [
        ("2026-01-10-acme.txt", State.INDEXED),
        ("2026-02-11-globex.txt", State.INDEXED),
        ("broken.pdf", State.FAILED),
        ("copy.md", State.INDEXED),
        ("many.jsonl", State.FAILED),
        ("many.jsonl#a", State.INDEXED),
        ("many.jsonl#b", State.INDEXED),
        ("notes.md", State.COPY),
        ("picture.png", State.SKIPPED),
    ]
    assert row(rows, "many.jsonl").reason.startswith("line 3: is not JSON")
    assert ".png" in row(rows, "picture.png").reason
    assert row(rows, "broken.pdf").reason


def test_a_row_says_what_is_known_of_its_article(corpus: Path, opened: Opened) -> None:
    with opened() as reader:
        rows = library(corpus, reader)
    size = (corpus / "many.jsonl").stat().st_size
    assert row(rows, "many.jsonl#b") == LibraryRow(
        "many.jsonl#b", "Bees", "Hive", date(2026, 4, 2), size, State.INDEXED, ""
    )
    copy = row(rows, "notes.md")
    assert (copy.title, copy.publisher, copy.reason) == ("Notes on Acme's valuation", "Ledger", "the same as copy.md")


def test_what_changed_since_is_said_and_counted(corpus: Path, opened: Opened) -> None:
    (corpus / "new.txt").write_text("Something new\n\nIt is new.\n")
    with (corpus / "many.jsonl").open("a") as file:
        file.write('{"id": "c", "text": "More."}\n')
    (corpus / "2026-02-11-globex.txt").unlink()
    (corpus / "broken.pdf").unlink()
    (corpus / "notes.md").write_text("Other notes altogether.\n")
    with opened() as reader:
        rows = library(corpus, reader)
        assert changes(corpus, reader) == Changes(added=1, changed=2, removed=2)
    assert states(rows) == [
        ("2026-01-10-acme.txt", State.INDEXED),
        ("2026-02-11-globex.txt", State.GONE),
        ("broken.pdf", State.GONE),
        ("copy.md", State.INDEXED),
        ("many.jsonl#a", State.CHANGED),
        ("many.jsonl#b", State.CHANGED),
        ("new.txt", State.NEW),
        ("notes.md", State.CHANGED),
        ("picture.png", State.SKIPPED),
    ]
    gone = row(rows, "2026-02-11-globex.txt")
    assert (gone.title, gone.published) == ("Globex valued at $20 billion", date(2026, 2, 11))
    assert row(rows, "new.txt") == LibraryRow("new.txt", "", "", None, 26, State.NEW, "")
    assert row(rows, "notes.md").size == 24


def test_a_file_that_gave_nothing_and_was_mended_is_changed(corpus: Path, opened: Opened) -> None:
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.7 something else")
    with opened() as reader:
        assert row(library(corpus, reader), "broken.pdf").state is State.CHANGED


def test_a_touched_file_is_changed(corpus: Path, opened: Opened) -> None:
    os.utime(corpus / "notes.md", ns=(1, 1))
    with opened() as reader:
        assert changes(corpus, reader) == Changes(0, 1, 0)
        assert row(library(corpus, reader), "notes.md").state is State.CHANGED


def test_without_an_index_everything_is_new(corpus: Path) -> None:
    assert {row.state for row in library(corpus, None)} == {State.NEW}
    assert changes(corpus, None) == Changes(3, 0, 0)


def test_a_corpus_that_is_gone_is_an_error_and_not_three_removals(corpus: Path, opened: Opened) -> None:
    shutil.rmtree(corpus)
    with opened() as reader:
        for look in (changes, library):
            with pytest.raises(CorpusError, match="There is no folder of articles"):
                look(corpus, reader)
