"""The word index: which passages hold a stem, how weightily, and what that makes a passage worth (BM25).

The postings of a stem lie in the database as two arrays, so that a common stem of a large archive
costs one read and a few operations on arrays. Scores are worked out when a question is asked, from
counts over all parts together: they do not depend on how the index came to be cut into parts.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import apsw
import numpy as np
import numpy.typing as npt

from assistant.retrieval import database

Rows = npt.NDArray[np.uint32]
Scores = npt.NDArray[np.float64]

WEIGHT_STEP = 0.5
"""Weights are kept as whole numbers of this."""
TITLE_WEIGHT, HEADING_WEIGHT, BODY_WEIGHT = 4, 3, 2
"""What a word counts in each place, in steps: 2, 1.5 and 1."""

K1 = 1.2
B = 0.75
_LEAST = 1e-6
"""Worth of a stem that more than half of the passages hold."""
_MOST = 65535
"""The largest weight that is told apart."""


@dataclass(frozen=True, slots=True)
class Posting:
    """The passages of one part that hold a stem."""

    rows: Rows
    weights: npt.NDArray[np.uint16]
    """In steps, one for each row."""


NOTHING = Posting(np.empty(0, np.uint32), np.empty(0, np.uint16))


class Run:
    """Collects the postings of a run of passages, until they are written.

    Args:
        first: The row of the first passage.
    """

    def __init__(self, first: int) -> None:
        self.first = first
        self.size = 0
        self._stems: dict[str, tuple[list[int], list[int]]] = {}

    def add(self, title: Sequence[str], heading: Sequence[str], body: Sequence[str]) -> None:
        """Take in the next passage, by the stems of its three texts."""
        weights: Counter[str] = Counter()
        for stems, weight in ((title, TITLE_WEIGHT), (heading, HEADING_WEIGHT), (body, BODY_WEIGHT)):
            for stem in stems:
                weights[stem] += weight
        row = self.first + self.size
        for stem, weight in weights.items():
            rows, kept = self._stems.setdefault(stem, ([], []))
            rows.append(row)
            kept.append(min(weight, _MOST))
        self.size += 1

    def write(self, db: apsw.Connection) -> None:
        """Write what was collected, under the number of its first row."""
        postings = (
            (stem, Posting(np.array(rows, np.uint32), np.array(weights, np.uint16)))
            for stem, (rows, weights) in sorted(self._stems.items())
        )
        write(db, self.first, postings)


def write(db: apsw.Connection, run: int, postings: Iterable[tuple[str, Posting]]) -> None:
    """Write the postings of a run of passages."""
    db.executemany(
        "INSERT INTO postings (stem, run, passages, rows, weights) VALUES (?, ?, ?, ?, ?)",
        (
            (
                stem,
                run,
                len(posting.rows),
                posting.rows.astype("<u4").tobytes(),
                posting.weights.astype("<u2").tobytes(),
            )
            for stem, posting in postings
        ),
    )


def read(db: apsw.Connection, stem: str) -> Posting:
    """The postings of a stem in one part; rows ascend."""
    found = database.rows(db, "SELECT rows, weights FROM postings WHERE stem = ? ORDER BY run", (stem,))
    if not found:
        return NOTHING
    rows = np.frombuffer(b"".join(row[0] for row in found), "<u4")
    return Posting(rows, np.frombuffer(b"".join(row[1] for row in found), "<u2"))


def take_over(db: apsw.Connection, old: str, rows: npt.NDArray[np.int64]) -> None:
    """Copy the postings of another part, with new rows.

    Args:
        db: The database that gets them.
        old: The name under which the other part's database is attached to it.
        rows: The new row of each old row, -1 for passages that are left behind; shape (old passages,).
    """
    query = f"SELECT stem, rows, weights FROM {old}.postings ORDER BY stem, run"
    found: Any = db.execute(query)  # not a list: they are as large as the index
    for stem, old_rows, weights in found:
        new = rows[np.frombuffer(old_rows, "<u4")]
        kept = new >= 0
        if kept.any():
            posting = Posting(new[kept].astype(np.uint32), np.frombuffer(weights, "<u2")[kept])
            # No other run begins with this row, since every passage belongs to one.
            write(db, int(posting.rows[0]), [(stem, posting)])


def worth(passages: int, holding: int) -> float:
    """What a stem is worth in BM25, that some of all passages hold."""
    value = math.log((passages - holding + 0.5) / (holding + 0.5))
    return value if value > 0 else _LEAST


def length_share(lengths: npt.NDArray[np.uint32], mean: float) -> Scores:
    """What a passage's length does to its score, for each passage: the addend of BM25's denominator."""
    return np.asarray(K1 * (1 - B + B * lengths / mean), np.float64)


def add_scores(scores: Scores, posting: Posting, value: float, lengths: Scores) -> None:
    """Add what one stem gives to the scores of the passages that hold it.

    Args:
        scores: Of all passages of the part, by row; added to.
        posting: The passages that hold the stem.
        value: What the stem is worth.
        lengths: ``length_share`` of all passages of the part.
    """
    frequency = posting.weights * WEIGHT_STEP
    scores[posting.rows] += value * ((frequency * (K1 + 1)) / (frequency + lengths[posting.rows]))


def best(scores: Scores, limit: int) -> npt.NDArray[np.intp]:
    """The rows of the best scores above 0, and of all that equal the last of them; in no order."""
    rows = np.flatnonzero(scores)
    if len(rows) > limit:
        found = scores[rows]
        rows = rows[found >= np.partition(found, -limit)[-limit]]
    return rows


def holding_all(found: Sequence[Posting]) -> Rows:
    """The rows that are in each of some postings."""
    rows = found[0].rows
    for posting in found[1:]:
        rows = np.intersect1d(rows, posting.rows, assume_unique=True)
    return rows
