from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.errors import UsageError
from assistant.evaluation.multiplied import multiply
from assistant.evaluation.stress import brute_force, measure, recall
from assistant.retrieval import vectors
from assistant.retrieval.embedder import Embedder
from assistant.retrieval.ledger import Wanted
from assistant.retrieval.reader import IndexReader


@pytest.fixture(scope="module")
def tripled(bundled_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("tripled") / "index"
    multiply(bundled_index, target, 3)
    return target


def test_everything_is_there_as_often_as_asked(bundled_index: Path, tripled: Path) -> None:
    once, thrice = IndexReader.open(bundled_index), IndexReader.open(tripled)
    thrice.check()
    assert thrice.manifest.passages == 3 * once.manifest.passages
    assert len(thrice.sources()) == 3 * len(once.sources())
    assert len(thrice.figures(Wanted())) == 3 * len(once.figures(Wanted()))
    path = once.sources()[0].path
    assert thrice.text(f"{path}~2") == once.text(path)
    words = thrice.match_words("gigawatts", 3)
    assert len({score for _, score in words}) == 1
    once.close()
    thrice.close()


def test_copies_are_like_the_original_and_not_the_same(bundled_index: Path, tripled: Path) -> None:
    once, thrice = IndexReader.open(bundled_index), IndexReader.open(tripled)
    count = once.manifest.passages
    first = thrice.parts[0].vectors.vectors(np.arange(count))
    second = thrice.parts[0].vectors.vectors(np.arange(count, 2 * count))
    assert np.array_equal(first, once.parts[0].vectors.vectors(np.arange(count)))
    cosines = (first * second).sum(axis=1)
    assert 0.85 < cosines.min() <= cosines.max() < 0.95
    once.close()
    thrice.close()


def test_recall_counts_what_search_misses(tripled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = IndexReader.open(tripled)
    queries = reader.parts[0].vectors.vectors(np.arange(10))
    assert recall(reader, queries, 20) == 1.0
    missing = brute_force(reader, queries, 20)[0]
    monkeypatch.setattr(IndexReader, "nearest", lambda *_: [(number, 1.0) for number in sorted(missing)[:10]])
    assert recall(reader, queries[:1], 20) == 0.5
    reader.close()


def test_most_of_the_nearest_are_in_the_cells_that_are_looked_into(
    bundled_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "FLAT_LIMIT", 1000)
    multiply(bundled_index, tmp_path / "many", 20)
    reader = IndexReader.open(tmp_path / "many")
    queries = reader.parts[0].vectors.vectors(np.arange(0, reader.manifest.passages, 100))
    assert recall(reader, queries, 10) > 0.9
    reader.close()


def test_an_index_of_several_parts_and_a_folder_that_is_there_are_refused(bundled_index: Path, tripled: Path) -> None:
    with pytest.raises(UsageError, match="is there already"):
        multiply(bundled_index, tripled, 2)


def test_every_step_is_measured(tripled: Path, embedder: Embedder, capsys: pytest.CaptureFixture[str]) -> None:
    measure(tripled, embedder, ["What was OpenAI last valued at?", "Who founded Anthropic?"])
    printed = capsys.readouterr().out
    assert "recall at 100 against comparing all: 1.0000" in printed
    assert printed.count("p50") == 6
