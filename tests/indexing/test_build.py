from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import CorpusError, IndexDamagedError, IndexFolderError, IndexForeignError
from assistant.indexing import BuildReport, bring_up_to_date
from assistant.indexing.build import open_up_to_date
from assistant.retrieval.database import open_for_reading, page_checksums
from assistant.retrieval.embedder import Embedded, Embedder, EmbeddingText
from assistant.retrieval.ledger import Wanted
from assistant.retrieval.lock import build_lock
from assistant.retrieval.reader import IndexReader


class Counting:
    """An embedder that counts what it is given."""

    def __init__(self, inner: Embedder, weights_hash: str | None = None) -> None:
        self._inner = inner
        self.name, self.dimension = inner.name, inner.dimension
        self.weights_hash = weights_hash or inner.weights_hash
        self.embedded: list[str] = []

    def query(self, text: str) -> object:
        return self._inner.query(text)

    def passages(self, texts: Sequence[EmbeddingText]) -> list[Embedded]:
        self.embedded += [text.text for text in texts]
        return self._inner.passages(texts)


@pytest.fixture
def counting(embedder: Embedder) -> Counting:
    return Counting(embedder)


@pytest.fixture
def build(corpus: Path, tmp_path: Path, counting: Counting) -> Callable[..., BuildReport]:
    def run(**options: bool) -> BuildReport:
        counting.embedded.clear()
        return bring_up_to_date(corpus, tmp_path / "index", lambda: counting, **options)  # type: ignore[arg-type,return-value]

    return run


def listed(index: Path) -> list[str]:
    reader = IndexReader.open(index)
    try:
        return [source.path for source in reader.sources()]
    finally:
        reader.close()


def test_a_second_build_finds_nothing_to_do(build: Callable[..., BuildReport], counting: Counting) -> None:
    assert build() == BuildReport(True, 3, 0, 0, 0, 0, 0, 3, 3)
    assert not build().built
    assert counting.embedded == []


def test_only_what_changed_is_embedded(
    build: Callable[..., BuildReport], counting: Counting, corpus: Path, tmp_path: Path
) -> None:
    build()
    (corpus / "new.txt").write_text("A new one\n\nHooli bought Pied Piper for $250 million.\n")
    (corpus / "notes.md").unlink()
    (corpus / "2026-02-11-globex.txt").rename(corpus / "2026-02-12-globex.txt")
    report = build()
    assert (report.added, report.removed, report.kept) == (2, 2, 1)  # a new date makes a new article
    assert len(counting.embedded) == 2
    assert listed(tmp_path / "index") == ["2026-01-10-acme.txt", "2026-02-12-globex.txt", "new.txt"]


def test_a_moved_article_keeps_its_vectors(
    build: Callable[..., BuildReport], counting: Counting, corpus: Path, tmp_path: Path
) -> None:
    build()
    (corpus / "sub").mkdir()
    (corpus / "notes.md").rename(corpus / "sub" / "renamed.md")
    report = build()
    assert (report.added, report.removed, report.moved) == (0, 0, 1)
    assert counting.embedded == []
    assert "sub/renamed.md" in listed(tmp_path / "index")


def test_exact_copies_are_indexed_once_and_survive_the_loss_of_one(
    build: Callable[..., BuildReport], counting: Counting, corpus: Path, tmp_path: Path
) -> None:
    copy = corpus / "a-copy.md"
    copy.write_bytes((corpus / "notes.md").read_bytes())
    assert build().duplicates == 1
    assert "a-copy.md" in listed(tmp_path / "index")
    copy.unlink()
    assert build().moved == 1
    assert counting.embedded == []
    assert "notes.md" in listed(tmp_path / "index")


def test_a_bad_file_is_reported_and_the_rest_is_built(
    build: Callable[..., BuildReport], corpus: Path, tmp_path: Path
) -> None:
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    report = build()
    assert (report.added, report.failed) == (3, 1)
    reader = IndexReader.open(tmp_path / "index")
    assert [(file, problem.skipped) for file, problem in reader.problems()] == [("broken.pdf", False)]
    reader.close()
    assert not build().built  # a bad file is not read again until it changes


def test_an_interrupted_build_leaves_the_old_index_whole(
    build: Callable[..., BuildReport], corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    before = listed(tmp_path / "index")
    (corpus / "new.txt").write_text("New\n\nSomething entirely new happened.\n")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Counting, "passages", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build()
    assert listed(tmp_path / "index") == before
    monkeypatch.undo()
    assert build().added == 1


@pytest.mark.parametrize("name", ["part-*/articles.db", "part-*/vectors.faiss", "generation-*/corpus.db"])
@pytest.mark.parametrize("harm", ["truncate", "flip", "remove"])
def test_a_damaged_file_is_refused_and_mended_by_a_rebuild(
    build: Callable[..., BuildReport], tmp_path: Path, name: str, harm: str
) -> None:
    build()
    (path,) = (tmp_path / "index").glob(name)
    content = bytearray(path.read_bytes())
    if harm == "remove":
        path.unlink()
    elif harm == "truncate":
        path.write_bytes(content[: len(content) // 2])
    else:
        content[len(content) // 2] ^= 0xFF
        path.write_bytes(content)
    with pytest.raises(IndexDamagedError, match="assistant index --rebuild"):
        build()
    assert build(rebuild=True).added == 3
    assert not build().built


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 3}', "null"])
def test_a_damaged_manifest_is_refused(build: Callable[..., BuildReport], tmp_path: Path, text: str) -> None:
    build()
    (tmp_path / "index" / "manifest.json").write_text(text)
    with pytest.raises(IndexDamagedError, match=r"manifest\.json is damaged"):
        build()


def test_a_newer_format_is_refused(build: Callable[..., BuildReport], tmp_path: Path) -> None:
    build()
    path = tmp_path / "index" / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 99}))
    with pytest.raises(IndexForeignError, match="format 99"):
        build()


def test_another_models_index_is_refused(
    build: Callable[..., BuildReport], corpus: Path, tmp_path: Path, embedder: Embedder
) -> None:
    build()
    (corpus / "new.txt").write_text("New\n\nSomething entirely new happened.\n")
    other = Counting(embedder, weights_hash="0" * 64)
    with pytest.raises(IndexForeignError, match="was built by model"):
        bring_up_to_date(corpus, tmp_path / "index", lambda: other)  # type: ignore[arg-type,return-value]


def test_an_empty_corpus_is_named(tmp_path: Path, counting: Counting) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(CorpusError, match="no articles in"):
        bring_up_to_date(tmp_path / "empty", tmp_path / "index", lambda: counting)  # type: ignore[arg-type,return-value]


def test_an_unwritable_index_folder_is_named(corpus: Path, tmp_path: Path, counting: Counting) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexFolderError, match="cannot be written"):
        bring_up_to_date(corpus, tmp_path / "file" / "index", lambda: counting)  # type: ignore[arg-type,return-value]


def test_a_second_builder_waits_and_says_so(tmp_path: Path) -> None:
    said: list[str] = []
    with (
        build_lock(tmp_path),
        pytest.raises(IndexFolderError, match=f"process {os.getpid()}"),
        build_lock(tmp_path, wait_s=0.1, on_wait=said.append),
    ):
        pytest.fail("two builders at once")
    (line,) = said
    assert line.startswith(f"waiting for process {os.getpid()} (")
    with build_lock(tmp_path, wait_s=0.1):
        pass


def test_a_reader_is_not_disturbed_by_a_build(build: Callable[..., BuildReport], corpus: Path, tmp_path: Path) -> None:
    build()
    reader = IndexReader.open(tmp_path / "index")
    for number in range(3):
        (corpus / f"more{number}.txt").write_text(f"More {number}\n\nMore news, number {number}, came in.\n")
        build()
    assert len(reader.sources()) == 3
    assert len(reader.nearest(np.ones(reader.manifest.dimension, np.float32), 10)) == 3
    reader.close()


def test_what_is_written_are_sound_databases(build: Callable[..., BuildReport], tmp_path: Path) -> None:
    build()
    paths = list((tmp_path / "index").glob("*/*.db"))
    assert len(paths) == 2
    for path in paths:
        with closing(open_for_reading(path)) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert database.execute("PRAGMA checksum_verification").fetchall() == [("1",)]


@pytest.mark.skipif(not page_checksums(), reason="SQLite has no page checksums here")
def test_a_page_that_is_damaged_in_a_large_index_is_noticed_when_it_is_read(
    build: Callable[..., BuildReport], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.retrieval.reader.CHECK_BYTES", 0)  # as for an index too large to be read whole
    build()
    (path,) = (tmp_path / "index").glob("part-*/articles.db")
    content = path.read_bytes()
    at = content.index(b"reported revenue of $4 billion")
    path.write_bytes(content[:at] + b"reported revenue of $9 billion" + content[at + 30 :])
    reader = IndexReader.open(tmp_path / "index")
    with pytest.raises(IndexDamagedError, match="rebuild"):
        reader.text("2026-01-10-acme.txt")
    reader.close()


def test_vectors_that_are_damaged_in_a_large_index_are_noticed_when_they_are_used(
    build: Callable[..., BuildReport], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.retrieval.reader.CHECK_BYTES", 0)
    build()
    (path,) = (tmp_path / "index").glob("part-*/vectors.faiss")
    content = bytearray(path.read_bytes())
    content[-100] ^= 1
    path.write_bytes(content)
    reader = IndexReader.open(tmp_path / "index")
    with pytest.raises(IndexDamagedError, match="rebuild"):
        reader.nearest(np.ones(reader.manifest.dimension, np.float32), 1)
    reader.close()


def test_what_an_interrupted_build_leaves_is_removed_when_there_is_nothing_to_do(
    build: Callable[..., BuildReport], tmp_path: Path
) -> None:
    build()
    for name in ("part-000007", "generation-000009"):
        (tmp_path / "index" / name).mkdir()
        (tmp_path / "index" / name / "articles.db").write_bytes(b"half")
    (part,) = (tmp_path / "index").glob("part-000001")
    (part / "vectors.raw").write_bytes(b"left")
    with build_lock(tmp_path / "index"):
        assert not build().built  # another build is at work: nothing is touched
    assert (tmp_path / "index" / "part-000007").exists()
    assert not build().built
    assert sorted(path.name for path in (tmp_path / "index").glob("*-0*")) == ["generation-000001", "part-000001"]
    assert not (part / "vectors.raw").exists()


def test_other_rules_for_figures_read_articles_again_without_embedding(
    build: Callable[..., BuildReport], counting: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    index = tmp_path / "index"
    before = IndexReader.open(index)
    figures = before.figures(Wanted(names=("Acme",), known_metric=True))
    before.close()
    assert {filed.figure.metric for filed in figures} == {"revenue", "headcount", "valuation"}
    monkeypatch.setattr("assistant.indexing.build.figures_version", lambda: "other")
    assert not build().built
    assert counting.embedded == []
    after = IndexReader.open(index)
    assert after.manifest.figures == "other"
    assert after.figures(Wanted(names=("Acme",), known_metric=True)) == figures
    after.close()


def test_figures_leave_with_their_article(build: Callable[..., BuildReport], corpus: Path, tmp_path: Path) -> None:
    build()
    (corpus / "2026-01-10-acme.txt").unlink()
    build()
    reader = IndexReader.open(tmp_path / "index")
    assert {filed.source.path for filed in reader.figures(Wanted())} == {"2026-02-11-globex.txt", "notes.md"}
    reader.close()


def test_a_current_index_is_opened_once_and_given_open(
    build: Callable[..., BuildReport], corpus: Path, tmp_path: Path, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    opened: list[Path] = []
    real = IndexReader.open

    def count(folder: Path) -> IndexReader:
        opened.append(folder)
        return real(folder)

    monkeypatch.setattr(IndexReader, "open", staticmethod(count))
    report, reader = open_up_to_date(corpus, tmp_path / "index", lambda: counting)  # type: ignore[arg-type,return-value]
    assert (report.built, len(reader.sources()), opened) == (False, 3, [tmp_path / "index"])
    reader.close()
    (corpus / "new.txt").write_text("New\n\nSomething entirely new happened.\n")
    report, reader = open_up_to_date(corpus, tmp_path / "index", lambda: counting)  # type: ignore[arg-type,return-value]
    assert (report.added, len(reader.sources())) == (1, 4)
    reader.close()
