"""Writing one part of the index, so that a build that is killed goes on where it was.

Every ``CHECKPOINT`` passages what was added is committed: first the vectors, which are appended to a
file of their own, then the database, whose count of passages says how many of the vectors are valid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.datatypes import Article, Figure, Passage
from assistant.errors import IndexDamagedError
from assistant.retrieval import database, ledger, manifest, vectors
from assistant.retrieval.embedder import Embedded
from assistant.retrieval.manifest import DATABASE, VECTORS, PartRecord
from assistant.retrieval.postings import Run
from assistant.retrieval.schema import PART_SCHEMA
from assistant.retrieval.stemming import Stemmer
from assistant.retrieval.vectors import Halves

CHECKPOINT = 2048
"""Passages after which what was added is committed."""
RAW = "vectors.raw"
_BLOCK = 8192


class PartWriter:
    """Writes one part. The build lock is held.

    Args:
        folder: The index folder.
        name: Of the part.
        made_by: What the part is made by and of: the versions of all that goes into it. An unfinished part of
            that name is gone on with where it was made by the same; else it must not be there.

    Raises:
        IndexDamagedError: The unfinished part that is there cannot be gone on with.
        OSError: The folder cannot be written.
        apsw.Error: The database cannot be written.
    """

    def __init__(self, folder: Path, name: str, made_by: dict[str, str]) -> None:
        self.name = name
        self.path = folder / name
        self.dimension = int(made_by["dimension"])
        self._made_by = made_by
        self._stems = Stemmer()
        self.path.mkdir(parents=True, exist_ok=True)
        self.db = database.create(self.path / DATABASE)
        try:
            self._begin()
            self.rows = self._rows_so_far()
            # Unbuffered, so that what a full disk refuses is not tried again when the file is closed.
            self._raw = (self.path / RAW).open("ab", buffering=0)
        except BaseException:
            self.db.close(True)
            raise
        self._raw.truncate(self.rows * self.dimension * 2)
        self._run = Run(self.rows)
        self.db.execute("BEGIN")

    def _begin(self) -> None:
        if database.one(self.db, "SELECT count(*) FROM sqlite_schema") == (0,):
            self.db.execute(f"BEGIN; {PART_SCHEMA}")
            self.db.executemany("INSERT INTO made_by VALUES (?, ?)", sorted(self._made_by.items()))
            self.db.execute("COMMIT")
        found = dict(database.rows(self.db, "SELECT key, value FROM made_by"))
        if found != self._made_by:
            raise IndexDamagedError(f"the unfinished {self.path} is of another version")

    def _rows_so_far(self) -> int:
        count = int(database.one(self.db, "SELECT count(*) FROM passages")[0])
        if count and (self.path / RAW).stat().st_size < count * self.dimension * 2:
            raise IndexDamagedError(f"the unfinished {self.path} lacks vectors")
        return count

    def articles(self) -> dict[str, tuple[int, str]]:
        """The articles so far: digest -> (id, path)."""
        return {
            digest: (number, path)
            for digest, number, path in database.rows(self.db, "SELECT digest, id, path FROM articles")
        }

    def rename(self, paths: dict[int, str]) -> None:
        """Give articles, by id, their new paths."""
        self.db.executemany("UPDATE articles SET path = ? WHERE id = ?", ((p, n) for n, p in paths.items()))

    def next_ids(self) -> tuple[int, int]:
        """The first ids above those of its articles and passages; 0 where it has none."""
        article, passage = database.one(
            self.db, "SELECT (SELECT max(id) FROM articles), (SELECT max(id) FROM passages)"
        )
        return (article or -1) + 1, (passage or -1) + 1

    def add(
        self,
        number: int,
        article: Article,
        passages: Sequence[tuple[int, Passage]],
        embedded: Sequence[Embedded],
        figures: Sequence[Figure],
    ) -> None:
        """Add one article.

        Args:
            number: Its id.
            article: The article.
            passages: Its passages with their ids.
            embedded: Their vectors, in the same order.
            figures: Its figures.
        """
        source = article.source
        self.db.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
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
        )
        title = self._stems(source.title)
        for (passage_number, passage), made in zip(passages, embedded, strict=True):
            self._add_passage(number, passage_number, title, passage, made)
        ledger.file(self.db, number, figures)
        if self._run.size >= CHECKPOINT:
            self.checkpoint()

    def _add_passage(self, article: int, number: int, title: list[str], passage: Passage, made: Embedded) -> None:
        heading, body = self._stems(passage.heading), self._stems(passage.text)
        words = len(title) + len(heading) + len(body)
        self.db.execute(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, self.rows, article, passage.start, passage.end, passage.heading, words),
        )
        self.db.executemany(
            "INSERT INTO sentences VALUES (?, ?, ?)",
            [(number, sentence.start, sentence.end) for sentence in passage.sentences],
        )
        blob = made.sentences.astype(np.float16).tobytes()
        self.db.execute("INSERT INTO sentence_vectors VALUES (?, ?)", (number, blob))
        self._run.add(title, heading, body)
        self.append_vectors(made.vector.astype(np.float16).reshape(1, -1))

    def append_vectors(self, block: Halves) -> None:
        """Append vectors of shape (passages, dimension); each takes the next row."""
        data = memoryview(block.tobytes())
        while data:
            data = data[self._raw.write(data) or 0 :]
        self.rows += len(block)

    def checkpoint(self) -> None:
        """Commit what was added."""
        self._run.write(self.db)
        manifest.sync_file(self.path / RAW)
        self.db.execute("COMMIT")
        self._run = Run(self.rows)
        self.db.execute("BEGIN")

    def skip_run(self) -> None:
        """Let the next passages begin a run of their own, after postings that were written otherwise."""
        self._run.write(self.db)
        self._run = Run(self.rows)

    def finish(self, gone: int) -> PartRecord:
        """Write everything out, and wait until it is on the disk.

        Args:
            gone: How many of its articles count no more.
        """
        self._run.write(self.db)
        ledger.finish(self.db)
        columns = database.rows(self.db, "SELECT id, article, words FROM passages ORDER BY row")
        ids, articles, lengths = zip(*columns, strict=True) if columns else ((), (), ())
        arrays: dict[str, npt.NDArray[Any]] = {
            "ids": np.array(ids, np.int64),
            "articles": np.array(articles, np.int64),
            "lengths": np.array(lengths, np.uint32),
        }
        self.db.executemany(
            "INSERT OR REPLACE INTO arrays VALUES (?, ?)", [(name, array.tobytes()) for name, array in arrays.items()]
        )
        (count,) = database.one(self.db, "SELECT count(*) FROM articles")
        self.db.execute("COMMIT")
        self.close()
        vectors.save(self.path / VECTORS, _Raw(self.path / RAW, self.rows, self.dimension), self.rows, self.dimension)
        for name in (DATABASE, VECTORS):
            manifest.sync_file(self.path / name)
        manifest.sync_folder(self.path)
        return PartRecord(self.name, int(count), self.rows, gone)

    def close(self) -> None:
        """Close the files; what was added since the last checkpoint is rolled back."""
        self._raw.close()
        self.db.close(True)


class _Raw:
    """The vectors as they were appended, in blocks, as often as they are asked for."""

    def __init__(self, path: Path, rows: int, dimension: int) -> None:
        self._path = path
        self._rows = rows
        self._dimension = dimension

    def __iter__(self) -> Iterator[Halves]:
        with self._path.open("rb") as file:
            for first in range(0, self._rows, _BLOCK):
                count = min(_BLOCK, self._rows - first) * self._dimension
                yield np.frombuffer(file.read(count * 2), np.float16).reshape(-1, self._dimension)
