"""The index folder, read: the parts of the live state, checked and then open for good.

A reader holds its files open, so a build that makes another state live meanwhile does not disturb it.
What is asked is asked of every part, and joined; nothing that is said depends on how the articles are
spread over parts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.datatypes import FiledFigure, IndexInfo, Passage, Problem, SearchFilter, Source
from assistant.errors import IndexDamagedError, IndexMissingError
from assistant.retrieval import manifest as manifests
from assistant.retrieval import postings
from assistant.retrieval.catalogue import Catalogue
from assistant.retrieval.ledger import Wanted
from assistant.retrieval.manifest import CATALOGUE, Manifest
from assistant.retrieval.part import Part
from assistant.retrieval.stemming import Stemmer
from assistant.retrieval.vectors import Floats, Mask
from assistant.retrieval.words import query_words

CHECK_BYTES = 64 * 1024 * 1024
"""Indexes up to this size have every checksum compared at opening. In larger ones vectors are
compared when they are first used, and the pages of databases when they are read."""

Selection = Sequence[Mask | None]
"""For each part the passages that may be found, by row; None for all of them."""


class IndexReader:
    """Reads the live state of an index folder.

    Args:
        folder: The index folder.
        manifest: What is live.

    Raises:
        IndexDamagedError: A file cannot be opened.
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest
        self._catalogue = Catalogue(folder / manifest.generation / CATALOGUE)
        self.parts: list[Part] = []
        try:
            gone = self._catalogue.gone() if any(record.gone for record in manifest.parts) else {}
            for record in manifest.parts:
                self.parts.append(Part(folder, record, gone.get(record.name, frozenset()), manifest.files))
        except BaseException:
            self.close()
            raise
        self._stemmer = Stemmer()
        self._rarity: dict[str, float] = {}
        self._stems: dict[str, frozenset[str]] = {}

    @classmethod
    def open(cls, folder: Path) -> IndexReader:
        """Open the live state after checking its files.

        Raises:
            IndexMissingError: There is no index.
            IndexDamagedError: A file is not what was written.
            IndexForeignError: A newer program wrote it.
        """
        manifest = manifests.read(folder)
        try:
            small = sum(record.size for record in manifest.files.values()) <= CHECK_BYTES
            for name, record in manifest.files.items():
                manifests.verify(folder, name, record, contents=small)
            return cls(folder, manifest)
        except IndexDamagedError:
            # A build may have switched and tidied meanwhile; then there is a new manifest.
            if manifests.read(folder).generation == manifest.generation:
                raise
            return cls.open(folder)

    def close(self) -> None:
        """Close the files."""
        self._catalogue.close()
        for part in self.parts:
            part.close()

    def check(self) -> None:
        """Compare every checksum with what is on the disk.

        Raises:
            IndexDamagedError: A file is not what was written.
        """
        for name, record in self.manifest.files.items():
            manifests.verify(self.folder, name, record, contents=True)

    @property
    def info(self) -> IndexInfo:
        """What an answer says of the index that it came from."""
        return self.manifest.info

    def files(self) -> dict[str, tuple[int, int]]:
        """Every file of the corpus as it was seen: path -> (size, modified_ns)."""
        return self._catalogue.files()

    def members(self) -> list[tuple[str, str, str]]:
        """The articles of each file, as (article path, file, digest)."""
        return self._catalogue.members()

    def problems(self) -> tuple[tuple[str, Problem], ...]:
        """What could not be used, as (file, problem)."""
        return self._catalogue.problems()

    def sources(self) -> tuple[Source, ...]:
        """Every article, by path."""
        return tuple(sorted((source for part in self.parts for source in part.sources()), key=lambda s: s.path))

    def text(self, article: str) -> str:
        """The text of one article, by its path.

        Raises:
            IndexMissingError: The index has no such article.
        """
        for part in self.parts:
            found = part.text(article)
            if found is not None:
                return found
        raise IndexMissingError(f"the index has no article {article!r}")

    def digest(self, article: str) -> str:
        """The digest of one article's content, by its path.

        Raises:
            IndexMissingError: The index has no such article.
        """
        found = self._catalogue.digest(article)
        if found is None:
            raise IndexMissingError(f"the index has no article {article!r}")
        return found

    def figures(self, wanted: Wanted, where: SearchFilter | None = None) -> tuple[FiledFigure, ...]:
        """Figures of the ledger, by article and place.

        Args:
            wanted: Which ones.
            where: Which articles they may come from.
        """
        found = [part.figures(wanted, where or SearchFilter()) for part in self.parts]
        if len(found) == 1:
            return tuple(found[0])
        # Stable, and an article is in one part: the figures of each stay in the order of their places.
        return tuple(sorted((figure for figures in found for figure in figures), key=lambda f: f.source.path))

    # --- search ---

    def matching(self, where: SearchFilter) -> Selection:
        """The passages that a filter lets through."""
        return [part.matching(where) for part in self.parts]

    def _everything(self) -> Selection:
        return [part.alive for part in self.parts]

    def nearest(self, vector: Floats, limit: int, allowed: Selection | None = None) -> list[tuple[int, float]]:
        """The passages nearest in meaning, as (id, cosine), best first, equal cosines by id.

        Args:
            vector: Shape (dimension,).
            limit: How many at the most.
            allowed: Only these, when given.
        """
        found: list[tuple[int, float]] = []
        for part, mask in zip(self.parts, allowed or self._everything(), strict=True):
            rows, cosines = part.vectors.search(vector, limit, mask)
            found += zip(part.ids[rows].tolist(), cosines.tolist(), strict=True)
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]

    def cosines(self, ids: Sequence[int], vector: Floats) -> dict[int, float]:
        """The cosines of some passages to a vector of shape (dimension,), by id."""
        wanted = np.array(ids, np.int64)
        found: dict[int, float] = {}
        for part in self.parts:
            rows = part.rows_of(wanted)
            here = rows >= 0
            if here.any():
                cosines = part.vectors.vectors(rows[here]) @ vector
                found |= zip(wanted[here].tolist(), cosines.tolist(), strict=True)
        return found

    def match_words(self, text: str, limit: int, allowed: Selection | None = None) -> list[tuple[int, float]]:
        """Passages that hold any content word of a text, as (id, BM25), best first, equal ones by id."""
        stems = [stem for word in query_words(text) for stem in self._stemmer(word)]
        total = self.manifest.passages
        if not stems or not total:
            return []
        lists = {stem: [part.posting(stem) for part in self.parts] for stem in dict.fromkeys(stems)}
        worth = {stem: postings.worth(total, sum(len(one.rows) for one in each)) for stem, each in lists.items()}
        mean = self.manifest.tokens / total
        found: list[tuple[int, float]] = []
        for place, (part, mask) in enumerate(zip(self.parts, allowed or self._everything(), strict=True)):
            scores = np.zeros(part.record.passages)
            lengths = part.length_share(mean)
            for stem in stems:
                postings.add_scores(scores, lists[stem][place], worth[stem], lengths)
            if mask is not None:
                scores[~mask] = 0.0
            rows = postings.best(scores, limit)
            found += zip(part.ids[rows].tolist(), scores[rows].tolist(), strict=True)
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]

    def holds(self, phrase: str) -> bool:
        """Whether any passage (its title, heading or text) holds these words in this order."""
        stems = self._stemmer(phrase)
        return bool(stems) and any(part.holds(stems, self._stemmer) for part in self.parts)

    def rarity(self, stem: str) -> float:
        """Inverse document frequency of a stem of the word index, in natural logarithms, at least 0.

        A stem that no passage holds is the rarest of all.
        """
        if stem not in self._rarity:
            count = sum(part.holding(stem) for part in self.parts)
            total = self.manifest.passages
            self._rarity[stem] = math.log(1 + (total - count + 0.5) / (count + 0.5))
        return self._rarity[stem]

    def known_stems(self, initial: str) -> frozenset[str]:
        """The stems of the word index that begin with a letter."""
        if initial not in self._stems:
            found = {stem for part in self.parts for stem in part.stems(initial)}
            if any(part.gone for part in self.parts):
                found = {stem for stem in found if any(part.holding(stem) for part in self.parts)}
            self._stems[initial] = frozenset(found)
        return self._stems[initial]

    # --- passages ---

    def passages(self, ids: Sequence[int]) -> Mapping[int, tuple[Source, Passage]]:
        """Passages with their sentences and sources, by id."""
        found: dict[int, tuple[Source, Passage]] = {}
        for part, here in self._spread(ids):
            found |= part.passages(here)
        return found

    def sentence_vectors(self, ids: Sequence[int]) -> dict[int, npt.NDArray[np.float32]]:
        """Sentence vectors by passage; each of shape (sentences, dimension)."""
        found: dict[int, npt.NDArray[np.float32]] = {}
        for part, here in self._spread(ids):
            found |= part.sentence_vectors(here, self.manifest.dimension)
        return found

    def _spread(self, ids: Sequence[int]) -> Iterable[tuple[Part, list[int]]]:
        """Each part with those of the passages that it has."""
        wanted = np.array(ids, np.int64)
        for part in self.parts:
            here = wanted[part.rows_of(wanted) >= 0].tolist()
            if here:
                yield part, here
