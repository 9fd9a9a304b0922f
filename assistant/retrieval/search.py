"""Hybrid search: the nearest passages by meaning and by words, in one ranking.

The two rankings are joined by a linear rule over comparable scores: the cosine, and BM25
divided by what the best passage reached. Its weight was measured (see the README), and a
linear rule beats reciprocal ranks here because *how much* better a passage is matters.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from assistant.datatypes import Hit, Ranks, SearchFilter
from assistant.retrieval.embedder import Embedder, Vectors
from assistant.retrieval.reader import IndexReader, Selection

DEPTH = 100
"""Passages taken from each of the two rankings before they are joined."""

WORD_WEIGHT = 0.5
"""What the best BM25 score counts for, where a cosine of 1 counts for 1."""


class HybridSearch:
    """Searches one open index with one model."""

    def __init__(self, reader: IndexReader, embedder: Embedder) -> None:
        self.reader = reader
        self.embedder = embedder
        # The model lets go of the interpreter while it runs, and words are looked up meanwhile.
        self._beside = ThreadPoolExecutor(1, "question")
        self._last: tuple[str, Vectors] | None = None

    def vector(self, text: str) -> Vectors:
        """The vector of a question, shape (dimension,); that of the text searched for last is at hand.

        Args:
            text: A question, or any text.
        """
        last = self._last
        return last[1] if last is not None and last[0] == text else self.embedder.query(text)

    def search(
        self,
        text: str,
        *,
        limit: int = 10,
        where: SearchFilter | None = None,
        word_weight: float = WORD_WEIGHT,
    ) -> tuple[Hit, ...]:
        """The passages that fit a text best, best first.

        Args:
            text: A question, or any text.
            limit: How many at the most.
            where: Which articles may be searched.
            word_weight: What the best BM25 score counts for.

        Raises:
            IndexDamagedError: A file of the index is damaged.
        """
        making = self._beside.submit(self.embedder.query, text)
        try:
            allowed = self.reader.matching(where) if where is not None else None
            words = self.reader.match_words(text, DEPTH, allowed)
        finally:
            vector = making.result()
            self._last = (text, vector)
        ranks = self._ranks(words, vector, allowed, word_weight)
        best = sorted(ranks, key=lambda passage: (-ranks[passage].fused, passage))[:limit]
        found = self.reader.passages(best)
        sentences = self.reader.sentence_vectors(best)
        return tuple(
            Hit(
                passage,
                found[passage][0],
                found[passage][1],
                ranks[passage],
                tuple(float(cosine) for cosine in sentences[passage] @ vector),
            )
            for passage in best
        )

    def _ranks(
        self, word: list[tuple[int, float]], vector: Vectors, allowed: Selection | None, word_weight: float
    ) -> dict[int, Ranks]:
        dense = self.reader.nearest(vector, DEPTH, allowed)
        scores = dict(word)
        cosines = dict(dense)
        cosines |= self.reader.cosines([passage for passage in scores if passage not in cosines], vector)
        dense_rank = {passage: rank for rank, (passage, _) in enumerate(dense, 1)}
        word_rank = {passage: rank for rank, (passage, _) in enumerate(word, 1)}
        top = max(scores.values(), default=1.0) or 1.0
        ranks = {}
        for passage in dense_rank | word_rank:
            cosine = cosines[passage]
            share = scores.get(passage, 0.0) / top
            ranks[passage] = Ranks(
                cosine + word_weight * share,
                dense_rank.get(passage),
                cosine,
                word_rank.get(passage),
                scores.get(passage),
            )
        return ranks
