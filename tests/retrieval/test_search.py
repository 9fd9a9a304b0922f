from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.datatypes import SearchFilter
from assistant.retrieval.embedder import Embedder
from assistant.retrieval.reader import IndexReader
from assistant.retrieval.search import HybridSearch
from assistant.retrieval.words import query_words


@pytest.fixture
def search(corpus: Path, tmp_path: Path, embedder: Embedder) -> Iterator[HybridSearch]:
    Assistant.open(corpus, tmp_path / "index").close()
    reader = IndexReader.open(tmp_path / "index")
    yield HybridSearch(reader, embedder)
    reader.close()


def paths(search: HybridSearch, text: str, where: SearchFilter | None = None) -> list[str]:
    return [hit.source.path for hit in search.search(text, where=where)]


def test_the_best_passage_comes_first_with_its_ranks(search: HybridSearch) -> None:
    best = search.search("Who runs the maker of anvils?")[0]
    assert best.source.path == "2026-01-10-acme.txt"
    assert best.ranks.dense_rank == 1
    assert best.ranks.word_rank == 1
    assert len(best.similarities) == len(best.passage.sentences) == 3
    text = search.reader.text(best.source.path)
    assert text[best.passage.start : best.passage.end] == best.passage.text
    assert all(text[s.start : s.end] == s.text for s in best.passage.sentences)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (SearchFilter(as_of=date(2026, 1, 31)), {"2026-01-10-acme.txt"}),
        (SearchFilter(publishers=("ledger",)), {"notes.md"}),
        (SearchFilter(paths=("*globex*",)), {"2026-02-11-globex.txt"}),
        (SearchFilter(paths=("none*",)), set()),
    ],
)
def test_filters_let_only_their_articles_through(search: HybridSearch, where: SearchFilter, expected: set[str]) -> None:
    assert set(paths(search, "valued at billion revenue", where)) == expected


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "AND OR NOT",
        "title:x",
        "a* b^ (c",
        "'; DROP TABLE words; --",
        "?",
        "NEAR(a b)",
        "-",
        "über ß 東京",
    ],
)
def test_a_question_is_never_read_as_query_syntax(search: HybridSearch, text: str) -> None:
    search.search(text)  # must not raise


def test_each_content_word_is_looked_up_once() -> None:
    assert query_words("What is the price, the PRICE of AT&T?") == ["price", "at", "t"]


def test_rarity_is_larger_for_rarer_words(search: HybridSearch) -> None:
    rarity = search.reader.rarity
    assert rarity("nowher") > rarity("anvil") > rarity("billion") > 0
