"""A new generation of the index: a copy of the old one, changed, synced, then made live.

Until ``commit`` returns, the old generation is what readers see; if the process dies at any
moment before, the half-written folder is rubbish that the next build removes.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import numpy as np

from assistant.datatypes import Article, Figure, Passage, Problem
from assistant.errors import IndexFolderError
from assistant.retrieval import ledger
from assistant.retrieval import manifest as manifests
from assistant.retrieval.embedder import Embedded, Embedder
from assistant.retrieval.manifest import DATABASE, FORMAT_VERSION, VECTORS, Manifest
from assistant.retrieval.rows import SOURCE, source_of
from assistant.retrieval.schema import SCHEMA
from assistant.retrieval.vectors import VectorIndex

_GENERATION = "generation-"


@dataclass(frozen=True, slots=True)
class _Model:
    """Which model an index is of, when the model itself is not needed."""

    name: str
    weights_hash: str
    dimension: int


class IndexWriter:
    """Builds one generation. Use as a context manager, under the build lock.

    Args:
        folder: The index folder.
        embedder: The model whose vectors the index holds; None only when no article is added.
        chunker: Version of the chunker.
        figures: Version of the rules that figures are read by.
        old: The generation to start from; None to start from nothing.
    """

    def __init__(
        self, folder: Path, embedder: Embedder | None, chunker: int, figures: str, old: Manifest | None
    ) -> None:
        self._folder = folder
        self._embedder = embedder
        self._chunker = chunker
        self._figures = figures
        self._old = old
        self._name = _next_name(folder)
        self._path = folder / self._name

    @property
    def _model(self) -> Embedder | _Model:
        if self._embedder is not None:
            return self._embedder
        assert self._old is not None
        return _Model(self._old.model, self._old.weights_hash, self._old.dimension)

    def __enter__(self) -> IndexWriter:
        try:
            self._path.mkdir(parents=True)
            if self._old is not None:
                shutil.copyfile(self._folder / self._old.generation / DATABASE, self._path / DATABASE)
                with (self._folder / self._old.generation / VECTORS).open("rb") as file:
                    self._vectors = VectorIndex.load(file)
            else:
                self._vectors = VectorIndex.empty(self._model.dimension)
            self._database = sqlite3.connect(self._path / DATABASE)
            # Nobody reads this file before it is synced and named by the manifest.
            self._database.execute("PRAGMA journal_mode = OFF")
            self._database.execute("PRAGMA synchronous = OFF")
            if self._old is None:
                self._database.executescript(SCHEMA)
            self._database.execute("BEGIN")
        except (OSError, sqlite3.Error) as error:
            shutil.rmtree(self._path, ignore_errors=True)
            raise _cannot_write(self._folder, error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()
        if kind is not None:
            shutil.rmtree(self._path, ignore_errors=True)
        if isinstance(error, OSError | sqlite3.Error):
            raise _cannot_write(self._folder, error) from error

    def add(
        self,
        article: Article,
        passages: Sequence[Passage],
        embedded: Sequence[Embedded],
        figures: Sequence[Figure] = (),
    ) -> None:
        """Add one article with its passages, their vectors, and its figures."""
        source, db = article.source, self._database
        row = db.execute(
            "INSERT INTO articles (digest, path, title, publisher, author, published, url, language, tags,"
            " note, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article.digest,
                source.path,
                source.title,
                source.publisher,
                source.author,
                source.published.isoformat() if source.published else None,
                source.url,
                source.language,
                "\x1f".join(source.tags),
                source.note,
                article.text,
            ),
        ).lastrowid
        ids = [
            self._add_passage(int(row or 0), source.title, passage, vectors)
            for passage, vectors in zip(passages, embedded, strict=True)
        ]
        ledger.file(db, int(row or 0), figures)
        if ids:
            self._vectors.add(ids, np.stack([vectors.vector for vectors in embedded]))

    def _add_passage(self, article: int, title: str, passage: Passage, vectors: Embedded) -> int:
        db = self._database
        cursor = db.execute(
            "INSERT INTO passages (article, start, end, heading) VALUES (?, ?, ?, ?)",
            (article, passage.start, passage.end, passage.heading),
        )
        number = int(cursor.lastrowid or 0)
        db.executemany(
            "INSERT INTO sentences (passage, start, end) VALUES (?, ?, ?)",
            [(number, sentence.start, sentence.end) for sentence in passage.sentences],
        )
        blob = vectors.sentences.astype(np.float16).tobytes()
        db.execute("INSERT INTO sentence_vectors (passage, vectors) VALUES (?, ?)", (number, blob))
        db.execute(
            "INSERT INTO words (rowid, title, heading, body) VALUES (?, ?, ?, ?)",
            (number, title, passage.heading, passage.text),
        )
        return number

    def remove(self, digest: str) -> None:
        """Remove an article with all that belongs to it."""
        db = self._database
        rows = db.execute(
            "SELECT passages.id, title, heading, substr(text, start + 1, end - start) FROM passages"
            " JOIN articles ON articles.id = article WHERE digest = ?",
            (digest,),
        ).fetchall()
        ids = [row[0] for row in rows]
        # An index without content must be told what it is to forget.
        db.executemany("INSERT INTO words (words, rowid, title, heading, body) VALUES ('delete', ?, ?, ?, ?)", rows)
        for table, column in (("sentences", "passage"), ("sentence_vectors", "passage"), ("passages", "id")):
            db.executemany(f"DELETE FROM {table} WHERE {column} = ?", [(number,) for number in ids])
        ledger.forget(db, digest)
        db.execute("DELETE FROM articles WHERE digest = ?", (digest,))
        self._vectors.remove(ids)

    def read_figures_again(self, figures_of: Callable[[Article], Sequence[Figure]]) -> None:
        """Replace the figures of every article, by newer rules; vectors stay as they are."""
        db = self._database
        db.execute("DELETE FROM figures")
        for row in db.execute(f"SELECT {SOURCE}, text, digest, id FROM articles ORDER BY id").fetchall():
            article = Article(source_of(row), row[-3], row[-2])
            ledger.file(db, row[-1], figures_of(article))

    def move(self, digests_to_paths: dict[str, str]) -> None:
        """Give articles their new paths; two may swap."""
        for digest in digests_to_paths:
            self._database.execute("UPDATE articles SET path = char(31) || digest WHERE digest = ?", (digest,))
        for digest, path in digests_to_paths.items():
            self._database.execute("UPDATE articles SET path = ? WHERE digest = ?", (path, digest))

    def list_corpus(
        self,
        files: Iterable[tuple[str, int, int]],
        members: Iterable[tuple[str, str, str]],
        problems: Iterable[tuple[str, Problem]],
    ) -> None:
        """Record the corpus as it was seen: files, the articles in them, and problems."""
        db = self._database
        for table in ("files", "members", "problems"):
            db.execute(f"DELETE FROM {table}")
        db.executemany("INSERT INTO files VALUES (?, ?, ?)", files)
        db.executemany("INSERT INTO members VALUES (?, ?, ?)", members)
        db.executemany(
            "INSERT INTO problems (file, path, reason, skipped) VALUES (?, ?, ?, ?)",
            [(file, problem.path, problem.reason, problem.skipped) for file, problem in problems],
        )

    def commit(self, corpus_digest: str) -> Manifest:
        """Write everything out, make this generation the live one, remove what nobody needs."""
        db = self._database
        ledger.tidy(db)
        db.execute("COMMIT")
        (articles,) = db.execute("SELECT count(*) FROM articles").fetchone()
        db.close()
        self._vectors.save(self._path / VECTORS)
        records = {}
        for name in (DATABASE, VECTORS):
            manifests.sync_file(self._path / name)
            records[name] = manifests.record(self._path / name)
        manifests.sync_folder(self._path)
        manifest = Manifest(
            format=FORMAT_VERSION,
            generation=self._name,
            model=self._model.name,
            weights_hash=self._model.weights_hash,
            dimension=self._model.dimension,
            chunker=self._chunker,
            figures=self._figures,
            corpus_digest=corpus_digest,
            articles=articles,
            passages=len(self._vectors),
            files=records,
        )
        manifests.write(self._folder, manifest)
        keep = {self._name, self._old.generation if self._old else ""}
        remove_generations(self._folder, keep)
        return manifest


def remove_generations(folder: Path, keep: set[str]) -> None:
    """Remove generations other than these; one that cannot be removed now goes next time."""
    for path in folder.glob(f"{_GENERATION}*"):
        if path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)


def _next_name(folder: Path) -> str:
    taken = [int(p.name[len(_GENERATION) :]) for p in folder.glob(f"{_GENERATION}*") if p.name[11:].isdigit()]
    return f"{_GENERATION}{max(taken, default=0) + 1:06d}"


def _cannot_write(folder: Path, error: Exception) -> IndexFolderError:
    reason = getattr(error, "strerror", None) or error
    return IndexFolderError(
        f"the index in {folder} cannot be written: {reason}; the old index is untouched",
        "Free space or make the folder writable, or choose another with --index.",
    )
