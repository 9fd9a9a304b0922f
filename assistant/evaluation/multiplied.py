"""An index many times as large as the one it is made of: for measuring search at a size that nobody has at hand.

Every article is there many times, under other paths; its passages have the vectors of the original with some
noise, so that no two are the same and search has as much to tell apart as among as many real passages.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import UsageError
from assistant.retrieval import catalogue, database, manifest, postings
from assistant.retrieval.manifest import CATALOGUE, DATABASE, VECTORS, Manifest
from assistant.retrieval.part import Part
from assistant.retrieval.part_writer import RAW, PartWriter
from assistant.retrieval.postings import Posting
from assistant.retrieval.reader import IndexReader
from assistant.retrieval.vectors import Halves

NOISE = 0.45
"""Length of what is added to a vector of length 1: the cosine to the original is about 0.91."""
_BLOCK = 8192
_NAME = "part-000001"
_GENERATION = "generation-000001"

_COPY = """
INSERT INTO articles SELECT id + {articles}, digest || '-{copy}', path || '~{copy}', title, publisher, author,
    published, url, language, tags, note, text FROM old.articles;
INSERT INTO passages SELECT id + {passages}, row + {rows}, article + {articles}, start, end, heading, words
    FROM old.passages;
INSERT INTO sentences SELECT passage + {passages}, start, end FROM old.sentences;
INSERT INTO sentence_vectors SELECT passage + {passages}, vectors FROM old.sentence_vectors;
INSERT INTO figures SELECT article + {articles}, start, end, sentence_start, sentence_end, low, high, unit, qualifier,
    entity, part, metric, months, year, month, period, status, role FROM old.figures;
"""


def multiply(index: Path, target: Path, copies: int) -> None:
    """Write an index that holds another one many times.

    Args:
        index: An index of one part, as a fresh build has.
        target: The folder of the new one; must not be there.
        copies: How many times.

    Raises:
        UsageError: The index has several parts, or the target is there.
    """
    reader = IndexReader.open(index)
    try:
        old = reader.manifest
        if len(old.parts) != 1 or old.parts[0].gone:
            raise UsageError(f"the index in {index} has several parts", "Run: assistant index --rebuild")
        if target.exists():
            raise UsageError(f"{target} is there already", "Name another folder, or remove it")
        _write(reader.parts[0], old, target, copies)
    finally:
        reader.close()


def _write(part: Part, old: Manifest, target: Path, copies: int) -> None:
    made_by = {"purpose": "multiplied", "dimension": str(old.dimension)}
    writer = PartWriter(target, _NAME, made_by)
    db = writer.db
    db.execute("COMMIT")
    db.execute("ATTACH ? AS old", (f"{(part.path / DATABASE).absolute().as_uri()}?mode=ro&immutable=1",))
    db.execute("BEGIN; INSERT INTO entities SELECT * FROM old.entities")
    for copy in range(copies):
        shifts = {"articles": old.next_article * copy, "passages": old.next_passage * copy}
        db.execute(_COPY.format(copy=copy, rows=len(part.ids) * copy, **shifts))
    postings.write(db, 0, _repeated(db, len(part.ids), copies))
    db.execute("COMMIT; DETACH old; BEGIN")
    for block in _perturbed(part, copies):
        writer.append_vectors(block)
    writer.skip_run()
    record = writer.finish(0)
    (writer.path / RAW).unlink()
    with part.reading() as old_db:
        digests = database.rows(old_db, "SELECT path, digest FROM articles")
    paths = [(f"{path}~{copy}", digest) for copy in range(copies) for path, digest in digests]
    members = tuple((path, path, digest) for path, digest in paths)
    listing = catalogue.write(target, _GENERATION, {}, members, (), {})
    names = (f"{_NAME}/{DATABASE}", f"{_NAME}/{VECTORS}", f"{_GENERATION}/{CATALOGUE}")
    fields = {
        name: getattr(old, name) for name in ("format", "model", "weights_hash", "dimension", "chunker", "figures")
    }
    manifest.write(
        target,
        Manifest(
            **fields,
            generation=_GENERATION,
            corpus_digest=f"{old.corpus_digest} x {copies}",
            listing=listing,
            articles=record.articles,
            passages=record.passages,
            tokens=old.tokens * copies,
            next_article=old.next_article * copies,
            next_passage=old.next_passage * copies,
            parts=(record,),
            before=(),
            files={name: manifest.record(target / name) for name in names},
        ),
    )


def _repeated(db: Any, passages: int, copies: int) -> Iterator[tuple[str, Posting]]:
    """The postings of every stem, for all copies together."""
    for (stem,) in db.execute("SELECT DISTINCT stem FROM old.postings ORDER BY stem").fetchall():
        found = db.execute("SELECT rows, weights FROM old.postings WHERE stem = ? ORDER BY run", (stem,)).fetchall()
        rows = np.concatenate([np.frombuffer(row[0], "<u4") for row in found])
        weights = np.concatenate([np.frombuffer(row[1], "<u2") for row in found])
        every = [rows + np.uint32(passages * copy) for copy in range(copies)]
        yield stem, Posting(np.concatenate(every), np.tile(weights, copies))


def _perturbed(part: Part, copies: int) -> Iterator[Halves]:
    chance = np.random.default_rng(0)
    for copy in range(copies):
        for first in range(0, len(part.ids), _BLOCK):
            rows = np.arange(first, min(first + _BLOCK, len(part.ids)))
            vectors = part.vectors.vectors(rows)
            if copy:
                noise = chance.standard_normal(vectors.shape, dtype=np.float32)
                vectors = vectors + NOISE * noise / np.linalg.norm(noise, axis=1, keepdims=True)
                vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            yield vectors.astype(np.float16)
