"""However an index came to be cut into parts, it says the same."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.datatypes import SearchFilter
from assistant.indexing import bring_up_to_date
from assistant.retrieval import part_writer, vectors
from assistant.retrieval.embedder import Embedded, EmbeddingText, Vectors
from assistant.retrieval.ledger import Wanted
from assistant.retrieval.merging import MOST_PARTS, to_merge
from assistant.retrieval.reader import IndexReader

FIRMS = ("Acme", "Globex", "Hooli", "Initech", "Umbrella", "Stark", "Wayne", "Tyrell")


class Hashing:
    """An embedder whose vectors are drawn from the hash of the text: quick, and the same for the same text."""

    name, weights_hash, dimension = "hashing", "0" * 64, 32

    def query(self, text: str) -> Vectors:
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
        vector = np.random.default_rng(seed).normal(size=self.dimension)
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)

    def passages(self, texts: Sequence[EmbeddingText]) -> list[Embedded]:
        return [
            Embedded(
                self.query(text.text),
                np.stack([self.query(text.text[a:b]) for a, b in text.sentences])
                if text.sentences
                else np.empty((0, self.dimension), np.float32),
            )
            for text in texts
        ]


def article(number: int, version: int = 0) -> str:
    firm = FIRMS[number % len(FIRMS)]
    return (
        f"---\ntitle: {firm} report {number}\npublished: 20{10 + number % 15}-03-01\n"
        f"publisher: Desk {number % 3}\n---\n"
        f"{firm} reported revenue of ${number + 2}.{version} billion for 20{10 + number % 15}. "
        f"Its chief said that demand number {number} was strong.\n\n## Outlook\n\n"
        f"The company expects {number + 5}% more, version {version}.\n"
    )


def build(corpus: Path, index: Path, *, rebuild: bool = False) -> None:
    bring_up_to_date(corpus, index, Hashing, rebuild=rebuild)


def said(index: Path) -> dict[str, object]:
    """What an index says, by paths and not by ids."""
    reader = IndexReader.open(index)
    try:
        everything = reader.match_words("revenue chief demand outlook company", 10_000)
        names = {
            number: (source.path, passage.start)
            for number, (source, passage) in reader.passages([i for i, _ in everything]).items()
        }
        vector = Hashing().query("revenue of Acme")
        near = reader.nearest(vector, 20)
        only = reader.matching(SearchFilter(publishers=("desk 1",)))
        near_only, words_only = reader.nearest(vector, 20, only), reader.match_words("revenue acme", 20, only)
        sentences = reader.sentence_vectors([number for number, _ in near])
        return {
            "manifest": (reader.manifest.articles, reader.manifest.passages, reader.manifest.tokens),
            "digest": reader.manifest.corpus_digest,
            "sources": reader.sources(),
            "texts": [reader.text(source.path) for source in reader.sources()],
            "figures": reader.figures(Wanted()),
            "named": reader.figures(Wanted(names=("Acme",), metrics=("revenue",))),
            "words": sorted((names[number], score) for number, score in everything),
            "filtered": sorted((names[number], score) for number, score in words_only),
            "near": sorted((names[number], round(cosine, 5)) for number, cosine in near),
            "near filtered": sorted((names[number], round(cosine, 5)) for number, cosine in near_only),
            "cosines": sorted(round(c, 5) for c in reader.cosines(list(names), vector).values()),
            "sentences": sorted((names[number], found.tobytes()) for number, found in sentences.items()),
            "rarity": [reader.rarity(stem) for stem in ("acm", "revenu", "version", "nowher")],
            "stems": sorted(reader.known_stems("r")),
            "phrases": [reader.holds(p) for p in ("demand number 4", "number demand", "Acme", "revenue of $3")],
            "members": reader.members(),
        }
    finally:
        reader.close()


def parts(index: Path) -> list[tuple[int, int]]:
    reader = IndexReader.open(index)
    reader.close()
    return [(part.articles, part.gone) for part in reader.manifest.parts]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(24):
        (folder / f"{number:02}.md").write_text(article(number))
    return folder


def test_many_builds_say_what_one_build_says(corpus: Path, tmp_path: Path) -> None:
    chance = random.Random(4)
    index = tmp_path / "index"
    build(corpus, index)
    seen = set()
    for step in range(12):
        for _ in range(chance.randint(1, 4)):
            number = chance.randrange(40)
            path = next(iter(corpus.glob(f"**/{number:02}.md")), corpus / f"{number:02}.md")
            what = chance.choice(("write", "write", "remove", "move"))
            if what == "write":
                path.write_text(article(number, step))
            elif what == "remove":
                path.unlink(missing_ok=True)
            elif path.exists():
                folder = corpus / f"sub{step}"
                folder.mkdir(exist_ok=True)
                path.rename(folder / path.name)
        build(corpus, index)
        seen.add(len(parts(index)))
        fresh = tmp_path / "fresh"
        build(corpus, fresh, rebuild=True)
        assert said(index) == said(fresh)
    assert max(seen) > 1


def test_a_small_change_leaves_the_large_part_alone(corpus: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(corpus, index)
    (large,) = index.glob("part-*")
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in large.iterdir()}
    (corpus / "23.md").unlink()
    (corpus / "new.md").write_text(article(30))
    build(corpus, index)
    assert parts(index) == [(24, 1), (1, 0)]
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in large.iterdir()} == before


def test_a_part_that_has_lost_much_is_written_anew(corpus: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(corpus, index)
    for number in range(12):
        (corpus / f"{number:02}.md").unlink()
    build(corpus, index)
    assert parts(index) == [(12, 0)]


def test_a_build_that_is_cut_off_goes_on_where_it_was(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part_writer, "CHECKPOINT", 4)
    monkeypatch.setattr("assistant.indexing.pipeline.GROUP", 900)
    index, embedded = tmp_path / "index", 0

    class Failing(Hashing):
        def passages(self, texts: Sequence[EmbeddingText]) -> list[Embedded]:
            nonlocal embedded
            embedded += len(texts)
            if embedded > 30:
                raise KeyboardInterrupt
            return super().passages(texts)

    with pytest.raises(KeyboardInterrupt):
        bring_up_to_date(corpus, index, Failing)
    (corpus / "00.md").write_text(article(0, version=7))  # done already, but it has changed since
    embedded = -1000
    bring_up_to_date(corpus, index, Failing)
    passages = embedded + 1000
    assert 0 < passages < 35
    build(corpus, tmp_path / "fresh")
    assert said(index) == said(tmp_path / "fresh")
    assert not list(index.glob("part-*/vectors.raw"))


def test_what_another_version_left_is_not_gone_on_with(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part_writer, "CHECKPOINT", 4)
    index = tmp_path / "index"

    class Interrupted(Hashing):
        weights_hash = "1" * 64
        calls = 0

        def passages(self, texts: Sequence[EmbeddingText]) -> list[Embedded]:
            Interrupted.calls += 1
            if Interrupted.calls > 1:
                raise KeyboardInterrupt
            return super().passages(texts)

    monkeypatch.setattr("assistant.indexing.pipeline.GROUP", 900)
    with pytest.raises(KeyboardInterrupt):
        bring_up_to_date(corpus, index, Interrupted)
    assert len(list(index.glob("part-*"))) == 1
    build(corpus, index)
    assert parts(index) == [(24, 0)]


def test_cells_say_what_a_flat_search_says(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(corpus, tmp_path / "flat")
    monkeypatch.setattr(vectors, "FLAT_LIMIT", 20)
    monkeypatch.setattr(vectors, "LEAST_PROBED", 1000)
    build(corpus, tmp_path / "cells")
    assert said(tmp_path / "flat") == said(tmp_path / "cells")


@pytest.mark.parametrize(
    ("sizes", "alive", "expected"),
    [
        ([1000], [1000], None),
        ([1000], [600], range(1)),
        ([1000, 0], [1000, 0], range(1, 2)),
        ([1000, 400], [1000, 400], None),
        ([1000, 500], [1000, 500], range(2)),
        ([1000, 300, 200], [1000, 300, 200], range(3)),
        ([1000, 40, 30], [1000, 40, 30], range(1, 3)),
        ([3**n for n in range(8, 1, -1)], [3**n for n in range(8, 1, -1)], range(5, 7)),
    ],
)
def test_parts_are_joined_where_they_have_grown(sizes: list[int], alive: list[int], expected: range | None) -> None:
    assert to_merge(sizes, alive) == expected


def test_an_article_is_copied_few_times_however_many_builds_there_are() -> None:
    sizes: list[int] = []
    copied = 0
    for _ in range(2000):
        sizes.append(10)
        while (chosen := to_merge(sizes, sizes)) is not None:
            joined = sum(sizes[chosen.start : chosen.stop])
            copied += joined
            sizes[chosen.start : chosen.stop] = [joined]
        assert len(sizes) <= MOST_PARTS
    assert copied / 20_000 < 16
