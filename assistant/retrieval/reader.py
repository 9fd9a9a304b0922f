"""The index folder, read: one live generation, checked and then open for good.

A reader holds its generation's files open, so a build that switches generations meanwhile
does not disturb it.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from assistant.datatypes import FiledFigure, IndexInfo, Passage, Problem, SearchFilter, Sentence, Source
from assistant.errors import IndexDamagedError, IndexMissingError
from assistant.retrieval import ledger
from assistant.retrieval import manifest as manifests
from assistant.retrieval.ledger import Wanted
from assistant.retrieval.manifest import DATABASE, REBUILD, VECTORS, Manifest
from assistant.retrieval.rows import SOURCE, filter_clauses, source_of
from assistant.retrieval.vectors import VectorIndex
from assistant.retrieval.words import match_expression

CHECK_BYTES = 64 * 1024 * 1024
"""Generations up to this size have their checksums compared at every opening; larger ones
their sizes, and their checksums by ``assistant doctor``."""

WORD_WEIGHTS = (2.0, 1.5, 1.0)
"""BM25 weights of title, heading and body."""


class IndexReader:
    """Reads the live generation of an index folder."""

    def __init__(self, folder: Path, manifest: Manifest, database: sqlite3.Connection, vectors: BinaryIO) -> None:
        self.folder = folder
        # Held open from the start, so that a build which removes this generation takes nothing away.
        self._vector_file = vectors
        self.manifest = manifest
        self._database = database
        self._vectors: VectorIndex | None = None
        self._sources: dict[int, Source] = {}
        self._rarity: dict[str, float] = {}
        self._stems: dict[str, frozenset[str]] = {}

    @classmethod
    def open(cls, folder: Path) -> IndexReader:
        """Open the live generation after checking its files.

        Raises:
            IndexMissingError: There is no index.
            IndexDamagedError: A file is not what was written.
            IndexForeignError: A newer program wrote it.
        """
        manifest = manifests.read(folder)
        try:
            small = sum(record.size for record in manifest.files.values()) <= CHECK_BYTES
            manifests.verify(folder, manifest, contents=small)
            generation = folder / manifest.generation
            vectors = (generation / VECTORS).open("rb")
        except (IndexDamagedError, FileNotFoundError):
            # A build may have switched generations meanwhile; then there is a new manifest.
            if manifests.read(folder).generation == manifest.generation:
                raise
            return cls.open(folder)
        try:
            database = _connect(generation / DATABASE)
        except IndexDamagedError:
            vectors.close()
            raise
        return cls(folder, manifest, database, vectors)

    def close(self) -> None:
        """Close the files."""
        self._database.close()
        self._vector_file.close()

    @property
    def info(self) -> IndexInfo:
        """What an answer says of the index that it came from."""
        return self.manifest.info

    @property
    def vectors(self) -> VectorIndex:
        """The vectors, loaded at first use.

        Raises:
            IndexDamagedError: The file is damaged or does not belong to the database.
        """
        if self._vectors is None:
            self._vectors = VectorIndex.load(self._vector_file)
            if len(self._vectors) != self.manifest.passages:
                raise IndexDamagedError(f"the vectors in {self.folder} do not fit the articles", REBUILD)
        return self._vectors

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            yield self._database
        except sqlite3.DatabaseError as error:
            raise IndexDamagedError(
                f"{self.folder / self.manifest.generation / DATABASE} is damaged: {error}", REBUILD
            ) from error

    def files(self) -> dict[str, tuple[int, int]]:
        """Every file of the corpus as it was seen: path -> (size, modified_ns)."""
        with self._reading() as db:
            return {p: (s, m) for p, s, m in db.execute("SELECT path, size, modified_ns FROM files")}

    def members(self) -> list[tuple[str, str, str]]:
        """The articles of each file, as (article path, file, digest)."""
        with self._reading() as db:
            return db.execute("SELECT article, file, digest FROM members ORDER BY article").fetchall()

    def problems(self) -> tuple[tuple[str, Problem], ...]:
        """What could not be used, as (file, problem)."""
        with self._reading() as db:
            rows = db.execute("SELECT file, path, reason, skipped FROM problems ORDER BY path, reason")
            return tuple((file, Problem(path, reason, bool(skip))) for file, path, reason, skip in rows)

    def sources(self) -> tuple[Source, ...]:
        """Every article, by path."""
        with self._reading() as db:
            rows = db.execute(f"SELECT {SOURCE} FROM articles ORDER BY path").fetchall()
        return tuple(source_of(row) for row in rows)

    def text(self, article: str) -> str:
        """The text of one article, by its path.

        Raises:
            IndexMissingError: The index has no such article.
        """
        with self._reading() as db:
            row = db.execute("SELECT text FROM articles WHERE path = ?", (article,)).fetchone()
        if row is None:
            raise IndexMissingError(f"the index has no article {article!r}")
        return str(row[0])

    def figures(self, wanted: Wanted, where: SearchFilter | None = None) -> tuple[FiledFigure, ...]:
        """Figures of the ledger, by article and place.

        Args:
            wanted: Which ones.
            where: Which articles they may come from.
        """
        with self._reading() as db:
            return ledger.find(db, wanted, where or SearchFilter())

    def matching(self, where: SearchFilter) -> tuple[int, ...] | None:
        """The passages that a filter lets through; None when it lets all through."""
        clauses, values = filter_clauses(where)
        if not clauses:
            return None
        with self._reading() as db:
            rows = db.execute(
                "SELECT passages.id FROM passages JOIN articles ON articles.id = passages.article WHERE "
                + " AND ".join(clauses),
                values,
            ).fetchall()
        return tuple(row[0] for row in rows)

    def match_words(self, text: str, limit: int, allowed: Sequence[int] | None) -> list[tuple[int, float]]:
        """Passages that hold any content word of a text, as (id, BM25), best first."""
        expression = match_expression(text)
        if not expression:
            return []
        only = frozenset(allowed) if allowed is not None else None
        with self._reading() as db:
            rows = db.execute(
                f"SELECT rowid, -bm25(words, {', '.join(map(str, WORD_WEIGHTS))}) AS score FROM words "
                "WHERE words MATCH ? ORDER BY score DESC, rowid LIMIT ?",
                (expression, limit if only is None else -1),
            )
            found = [(row[0], row[1]) for row in rows if only is None or row[0] in only]
        return found[:limit]

    def passages_with(self, phrase: str) -> int:
        """How many passages (title, heading and body) hold these words in this order."""
        quoted = '"' + phrase.replace('"', " ") + '"'
        with self._reading() as db:
            row = db.execute("SELECT count(*) FROM words WHERE words MATCH ?", (quoted,)).fetchone()
        return int(row[0])

    def rarity(self, stem: str) -> float:
        """Inverse document frequency of a stem of the word index, in natural logarithms, at least 0.

        A stem that no passage holds is the rarest of all.
        """
        if stem not in self._rarity:
            with self._reading() as db:
                row = db.execute("SELECT doc FROM temp.vocabulary WHERE term = ?", (stem,)).fetchone()
            count = row[0] if row else 0
            total = self.manifest.passages
            self._rarity[stem] = math.log(1 + (total - count + 0.5) / (count + 0.5))
        return self._rarity[stem]

    def known_stems(self, initial: str) -> frozenset[str]:
        """The stems of the word index that begin with a letter."""
        if initial not in self._stems:
            with self._reading() as db:
                rows = db.execute(
                    "SELECT term FROM temp.vocabulary WHERE term >= ? AND term < ?",
                    (initial, chr(ord(initial) + 1)),
                )
                self._stems[initial] = frozenset(row[0] for row in rows)
        return self._stems[initial]

    def passages(self, ids: Sequence[int]) -> Mapping[int, tuple[Source, Passage]]:
        """Passages with their sentences and sources, by id."""
        marks = ", ".join("?" for _ in ids)
        with self._reading() as db:
            rows = db.execute(
                "SELECT passages.id, article, start, end, heading,"
                " substr(text, start + 1, end - start) FROM passages"
                f" JOIN articles ON articles.id = article WHERE passages.id IN ({marks})",
                list(ids),
            ).fetchall()
            ranges: dict[int, list[tuple[int, int]]] = {}
            for passage, start, end in db.execute(
                f"SELECT passage, start, end FROM sentences WHERE passage IN ({marks}) ORDER BY passage, start",
                list(ids),
            ):
                ranges.setdefault(passage, []).append((start, end))
            self._load_sources({row[1] for row in rows})
        return {
            row[0]: (self._sources[row[1]], _passage(row[2], row[3], row[5], row[4], ranges.get(row[0], [])))
            for row in rows
        }

    def _load_sources(self, articles: set[int]) -> None:
        missing = sorted(articles - self._sources.keys())
        marks = ", ".join("?" for _ in missing)
        for row in self._database.execute(
            f"SELECT {SOURCE}, id FROM articles WHERE id IN ({marks})", missing
        ).fetchall():
            self._sources[row[-1]] = source_of(row)

    def sentence_vectors(self, ids: Sequence[int]) -> dict[int, npt.NDArray[np.float32]]:
        """Sentence vectors by passage; each of shape (sentences, dimension)."""
        marks = ", ".join("?" for _ in ids)
        with self._reading() as db:
            rows = db.execute(
                f"SELECT passage, vectors FROM sentence_vectors WHERE passage IN ({marks})", list(ids)
            ).fetchall()
        shape = (-1, self.manifest.dimension)
        return {
            passage: np.frombuffer(blob, dtype=np.float16).reshape(shape).astype(np.float32) for passage, blob in rows
        }


def _connect(path: Path) -> sqlite3.Connection:
    # A generation never changes once it is live, so neither locks nor a journal are needed.
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        database.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, words, row)")
    except sqlite3.DatabaseError as error:
        database.close()
        raise IndexDamagedError(f"{path} is damaged: {error}", REBUILD) from error
    return database


def _passage(start: int, end: int, text: str, heading: str, ranges: list[tuple[int, int]]) -> Passage:
    sentences = tuple(Sentence(a, b, text[a - start : b - start]) for a, b in ranges)
    return Passage(start, end, text, heading, sentences)
