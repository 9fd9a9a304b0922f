"""One part of the index: a folder that a build has written once and that never changes.

A part knows nothing of the others; ``reader`` joins what they say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import apsw
import numpy as np
import numpy.typing as npt

from assistant.datatypes import FiledFigure, Passage, SearchFilter, Sentence, Source
from assistant.errors import IndexDamagedError
from assistant.retrieval import database, ledger, postings
from assistant.retrieval import manifest as manifests
from assistant.retrieval.ledger import Wanted
from assistant.retrieval.manifest import DATABASE, REBUILD, VECTORS, FileRecord, PartRecord
from assistant.retrieval.postings import Posting, Scores
from assistant.retrieval.rows import SOURCE, filter_clauses, source_of
from assistant.retrieval.stemming import Stemmer
from assistant.retrieval.vectors import Ids, Mask, VectorIndex

CHECK_VECTOR_BYTES = 1 << 30
"""Vectors up to this size are compared with their checksum before they are used."""

_KEPT = 64
"""Postings that are kept in memory, for the questions of one conversation."""


class Part:
    """One open part.

    Args:
        folder: The index folder.
        record: What the manifest says of the part.
        gone: The articles of it that count no more.
        files: What the manifest says of the files of the index.

    Raises:
        IndexDamagedError: Its database or its vectors cannot be opened.
    """

    def __init__(self, folder: Path, record: PartRecord, gone: frozenset[int], files: Mapping[str, FileRecord]) -> None:
        self.record = record
        self.gone = gone
        self.path = folder / record.name
        self.files = {name: files[name] for name in (f"{record.name}/{DATABASE}", f"{record.name}/{VECTORS}")}
        self._database = database.open_for_reading(self.path / DATABASE)
        try:
            # Held open from the start, so that a build which removes this part takes nothing away.
            self._vector_file = (self.path / VECTORS).open("rb")
        except OSError as error:
            self._database.close()
            raise IndexDamagedError(f"{self.path / VECTORS} is missing or cannot be read", REBUILD) from error
        self._sources: dict[int, Source] = {}
        self._postings: dict[str, Posting] = {}
        self._vectors: VectorIndex | None = None
        self._length_share: Scores | None = None

    def close(self) -> None:
        """Close the files."""
        self._database.close()
        self._vectors = None
        self._vector_file.close()

    @contextmanager
    def reading(self) -> Iterator[apsw.Connection]:
        """The database, whose errors become ours.

        Raises:
            IndexDamagedError: SQLite cannot read it.
        """
        with database.reading(self.path / DATABASE):
            yield self._database

    # --- what belongs to every passage, by row ---

    @cached_property
    def ids(self) -> Ids:
        """The id of each passage; shape (passages,)."""
        return self._array("ids", np.int64)

    @cached_property
    def articles(self) -> Ids:
        """The article of each passage; shape (passages,)."""
        return self._array("articles", np.int64)

    @cached_property
    def lengths(self) -> npt.NDArray[np.uint32]:
        """Words of each passage; shape (passages,)."""
        return self._array("lengths", np.uint32)

    def length_share(self, mean: float) -> Scores:
        """What each passage's length does to its score, where passages have so many words on average."""
        if self._length_share is None:
            self._length_share = postings.length_share(self.lengths, mean)
        return self._length_share

    @cached_property
    def alive(self) -> Mask | None:
        """Which passages count, by row; None when all do."""
        return self.without(self.gone) if self.gone else None

    def without(self, gone: Set[int]) -> Mask:
        """Which passages count when these articles do not, by row; shape (passages,)."""
        return ~np.isin(self.articles, np.fromiter(gone, np.int64, len(gone)))

    @cached_property
    def _order(self) -> npt.NDArray[np.intp] | None:
        """The rows in the order of their ids; None when they are in it."""
        return None if bool((np.diff(self.ids) > 0).all()) else np.argsort(self.ids)

    def _array(self, name: str, kind: type[np.generic]) -> npt.NDArray[Any]:
        with self.reading() as db:
            found = database.rows(db, "SELECT data FROM arrays WHERE name = ?", (name,))
        array: npt.NDArray[Any] = np.frombuffer(found[0][0] if found else b"", kind)
        if len(array) != self.record.passages:
            raise IndexDamagedError(f"{self.path / DATABASE} is damaged: it has not all passages", REBUILD)
        return array

    def rows_of(self, ids: Ids) -> Ids:
        """The rows of passages, -1 for those that are not here or count no more; shape (ids,)."""
        order = self._order
        at = np.searchsorted(self.ids, ids, sorter=order)
        rows = at if order is None else order[np.minimum(at, len(order) - 1)]
        rows = np.minimum(rows, len(self.ids) - 1)
        here = self.ids[rows] == ids if len(self.ids) else np.zeros(len(ids), np.bool_)
        if self.alive is not None:
            here &= self.alive[rows]
        return np.where(here, rows, -1)

    @property
    def vectors(self) -> VectorIndex:
        """The vectors, mapped at first use.

        Raises:
            IndexDamagedError: The file is damaged or does not belong to the database.
        """
        if self._vectors is None:
            expected = self.files[f"{self.record.name}/{VECTORS}"]
            if expected.size <= CHECK_VECTOR_BYTES and manifests.measured(self._vector_file) != expected:
                raise IndexDamagedError(f"{self.path / VECTORS} is damaged: it is not what was written", REBUILD)
            self._vectors = VectorIndex(self.path / VECTORS, self._vector_file)
            if len(self._vectors) != self.record.passages:
                raise IndexDamagedError(f"the vectors in {self.path} do not fit the articles", REBUILD)
        return self._vectors

    # --- words ---

    def posting(self, stem: str) -> Posting:
        """The passages that hold a stem, those that count no more left out."""
        if stem not in self._postings:
            with self.reading() as db:
                found = postings.read(db, stem)
            if self.alive is not None:
                kept = self.alive[found.rows]
                found = Posting(found.rows[kept], found.weights[kept])
            if len(self._postings) >= _KEPT:
                self._postings.clear()
            self._postings[stem] = found
        return self._postings[stem]

    def holding(self, stem: str) -> int:
        """How many passages hold a stem."""
        if self.gone:
            return len(self.posting(stem).rows)
        with self.reading() as db:
            (count,) = database.one(db, "SELECT total(passages) FROM postings WHERE stem = ?", (stem,))
        return int(count)

    def stems(self, initial: str) -> set[str]:
        """The stems that begin with a letter, those of articles that count no more among them."""
        with self.reading() as db:
            after = chr(ord(initial) + 1)
            rows = database.rows(
                db, "SELECT DISTINCT stem FROM postings WHERE stem >= ? AND stem < ?", (initial, after)
            )
            return {row[0] for row in rows}

    def holds(self, stems: Sequence[str], stemmer: Stemmer) -> bool:
        """Whether any passage that counts holds these stems one after the other."""
        if len(stems) == 1:
            return self.holding(stems[0]) > 0
        rows = postings.holding_all([self.posting(stem) for stem in dict.fromkeys(stems)])
        return any(_runs_in(stems, stemmer(text)) for row in rows.tolist() for text in self._texts(row))

    def _texts(self, row: int) -> tuple[str, str, str]:
        """Title, heading and text of a passage: what the word index was made of."""
        with self.reading() as db:
            title, heading, text, start, end = database.one(
                db,
                "SELECT title, heading, text, start, end FROM passages JOIN articles ON articles.id = article"
                " WHERE passages.id = ?",
                (int(self.ids[row]),),
            )
        return title, heading, text[start:end]

    # --- articles, passages, figures ---

    def sources(self) -> list[Source]:
        """The articles that count."""
        with self.reading() as db:
            rows = database.rows(db, f"SELECT {SOURCE}, id FROM articles")
        return [source_of(row) for row in rows if row[-1] not in self.gone]

    def text(self, path: str) -> str | None:
        """The text of an article; None when it is not here, or counts no more."""
        with self.reading() as db:
            rows = database.rows(db, "SELECT id, text FROM articles WHERE path = ?", (path,))
        return next((str(text) for number, text in rows if number not in self.gone), None)

    def numbers(self, digests: Sequence[str]) -> dict[str, int]:
        """The ids of those articles of some digests that are here and count, by digest."""
        with self.reading() as db:
            query = "SELECT id FROM articles WHERE digest = ?"
            found = {digest: [row[0] for row in database.rows(db, query, (digest,))] for digest in digests}
        return {digest: number for digest, ids in found.items() for number in ids if number not in self.gone}

    def all_numbers(self) -> set[int]:
        """The ids of all its articles, those that count no more among them."""
        with self.reading() as db:
            return {row[0] for row in database.rows(db, "SELECT id FROM articles")}

    def matching(self, where: SearchFilter) -> Mask | None:
        """The passages that a filter lets through, by row; None when it lets all through that count."""
        clauses, values = filter_clauses(where)
        if not clauses:
            return self.alive
        with self.reading() as db:
            found = database.rows(db, f"SELECT id FROM articles WHERE {' AND '.join(clauses)}", values)
        wanted = np.array([row[0] for row in found if row[0] not in self.gone], np.int64)
        return np.isin(self.articles, wanted)

    def figures(self, wanted: Wanted, where: SearchFilter) -> list[FiledFigure]:
        """Figures of the ledger, by article and place."""
        with self.reading() as db:
            return ledger.find(db, wanted, where, self.gone)

    def passages(self, ids: Sequence[int]) -> dict[int, tuple[Source, Passage]]:
        """Passages that are here, with their sentences and sources, by id."""
        with self.reading() as db:
            rows = database.rows(
                db,
                "SELECT passages.id, article, start, end, heading, substr(text, start + 1, end - start) FROM passages"
                f" JOIN articles ON articles.id = article WHERE passages.id IN ({_marks(ids)})",
                ids,
            )
            ranges: dict[int, list[tuple[int, int]]] = {}
            for passage, start, end in database.rows(
                db,
                f"SELECT passage, start, end FROM sentences WHERE passage IN ({_marks(ids)}) ORDER BY passage, start",
                ids,
            ):
                ranges.setdefault(passage, []).append((start, end))
            self._load_sources(db, {row[1] for row in rows})
        return {
            row[0]: (self._sources[row[1]], _passage(row[2], row[3], row[5], row[4], ranges.get(row[0], [])))
            for row in rows
        }

    def _load_sources(self, db: apsw.Connection, articles: set[int]) -> None:
        missing = sorted(articles - self._sources.keys())
        for row in database.rows(db, f"SELECT {SOURCE}, id FROM articles WHERE id IN ({_marks(missing)})", missing):
            self._sources[row[-1]] = source_of(row)

    def sentence_vectors(self, ids: Sequence[int], dimension: int) -> dict[int, npt.NDArray[np.float32]]:
        """Sentence vectors of passages that are here, by id; each of shape (sentences, dimension)."""
        with self.reading() as db:
            rows = database.rows(
                db, f"SELECT passage, vectors FROM sentence_vectors WHERE passage IN ({_marks(ids)})", ids
            )
        return {
            passage: np.frombuffer(blob, np.float16).reshape(-1, dimension).astype(np.float32) for passage, blob in rows
        }


def _passage(start: int, end: int, text: str, heading: str, ranges: list[tuple[int, int]]) -> Passage:
    sentences = tuple(Sentence(a, b, text[a - start : b - start]) for a, b in ranges)
    return Passage(start, end, text, heading, sentences)


def _runs_in(stems: Sequence[str], found: Sequence[str]) -> bool:
    """Whether stems stand one after the other among those of a text."""
    size = len(stems)
    return any(list(found[at : at + size]) == list(stems) for at in range(len(found) - size + 1))


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" for _ in values)
