"""The word index against SQLite's own, which it must equal to the last bit of a score."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import apsw
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.retrieval import postings
from assistant.retrieval.postings import Posting, Run
from assistant.retrieval.schema import PART_SCHEMA
from assistant.retrieval.stemming import Stemmer

WORDS = st.sampled_from(["Revenue", "revenues", "rose", "of", "3.5", "billion", "Café", "AT&T", "fusion", "x"])
TEXT = st.lists(WORDS, max_size=12).map(" ".join)
PASSAGES = st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=25)


@pytest.fixture
def db() -> Iterator[apsw.Connection]:
    with closing(apsw.Connection(":memory:")) as connection:
        yield connection


def filled(db: apsw.Connection, passages: list[tuple[str, str, str]], run_size: int = 1000) -> list[int]:
    """Write passages in runs; the number of words of each."""
    stem = Stemmer()
    db.execute("DROP TABLE IF EXISTS postings; BEGIN; " + PART_SCHEMA[PART_SCHEMA.index("CREATE TABLE postings") :])
    lengths, run = [], Run(0)
    for row, texts in enumerate(passages):
        title, heading, body = map(stem, texts)
        run.add(title, heading, body)
        lengths.append(len(title) + len(heading) + len(body))
        if run.size == run_size:
            run.write(db)
            run = Run(row + 1)
    run.write(db)
    db.execute("COMMIT; DROP TABLE arrays")
    return lengths


def scores(db: apsw.Connection, lengths: list[int], stems: list[str]) -> dict[int, float]:
    total = np.zeros(len(lengths))
    share = postings.length_share(np.array(lengths, np.uint32), sum(lengths) / len(lengths) or 1.0)
    for stem in stems:
        posting = postings.read(db, stem)
        postings.add_scores(total, posting, postings.worth(len(lengths), len(posting.rows)), share)
    return {int(row): float(total[row]) for row in np.flatnonzero(total)}


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PASSAGES, st.lists(st.sampled_from(["revenue", "rose", "billion", "cafe", "x"]), min_size=1, unique=True))
def test_scores_are_those_of_sqlite(
    db: apsw.Connection, passages: list[tuple[str, str, str]], words: list[str]
) -> None:
    lengths = filled(db, passages, run_size=4)
    ours = scores(db, lengths, [stem for word in words for stem in Stemmer()(word)])
    with closing(sqlite3.connect(":memory:")) as theirs:
        theirs.execute(
            "CREATE VIRTUAL TABLE words USING fts5 (title, heading, body,"
            ' tokenize="porter unicode61 remove_diacritics 2")'
        )
        rows = [(row, *texts) for row, texts in enumerate(passages)]
        theirs.executemany("INSERT INTO words (rowid, title, heading, body) VALUES (?, ?, ?, ?)", rows)
        expected = theirs.execute(
            "SELECT rowid, -bm25(words, 2.0, 1.5, 1.0) FROM words WHERE words MATCH ?",
            (" OR ".join(f'"{word}"' for word in words),),
        ).fetchall()
    assert ours == dict(expected)


def test_a_stem_that_is_nowhere_gives_nothing(db: apsw.Connection) -> None:
    filled(db, [("a b", "", "c")])
    assert postings.read(db, "nowher").rows.tolist() == []


def test_postings_are_the_same_however_they_are_cut_into_runs(db: apsw.Connection) -> None:
    passages = [(f"title {n}", "", f"body of {n % 3}") for n in range(30)]
    found = []
    for size in (1, 7, 1000):
        filled(db, passages, size)
        posting = postings.read(db, "bodi")
        found.append((posting.rows.tolist(), posting.weights.tolist()))
    assert found[0] == found[1] == found[2]
    assert found[0][0] == list(range(30))


def test_the_best_are_kept_with_all_that_equal_the_last() -> None:
    scores = np.array([0.0, 3.0, 1.0, 2.0, 2.0, 0.0])
    assert sorted(postings.best(scores, 2).tolist()) == [1, 3, 4]
    assert sorted(postings.best(scores, 10).tolist()) == [1, 2, 3, 4]


def test_rows_that_hold_all() -> None:
    def posting(*rows: int) -> Posting:
        return Posting(np.array(rows, np.uint32), np.ones(len(rows), np.uint16))

    assert postings.holding_all([posting(1, 2, 5), posting(2, 5, 9), posting(5)]).tolist() == [5]


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\ud800 lone", "🂡", "a" * 100_000])
def test_any_text_has_stems(text: str, tmp_path: Path) -> None:
    assert isinstance(Stemmer()(text), list)
