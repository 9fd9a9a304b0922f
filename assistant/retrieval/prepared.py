"""Vectors of questions made ahead, many in one pass of the model.

Whoever knows its questions beforehand (a batch) prepares them; search then finds each vector ready.
A vector made in company is the same, bit by bit, as one made alone (a test holds it), so what has
been prepared never shows in an answer.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from assistant.retrieval.embedder import Embedded, Embedder, EmbeddingText, Vectors

KEPT = 4096
"""Vectors kept; the one used longest ago goes first."""


class PreparedEmbedder:
    """An embedder that keeps the vectors of the texts that it is asked for, and makes many ahead.

    Args:
        embedder: Makes the vectors.
        kept: How many vectors are kept.
    """

    def __init__(self, embedder: Embedder, kept: int = KEPT) -> None:
        self._embedder = embedder
        self._kept = kept
        self._ready: OrderedDict[str, Vectors] = OrderedDict()

    @property
    def name(self) -> str:
        """The model's name."""
        return self._embedder.name

    @property
    def weights_hash(self) -> str:
        """SHA-256 of the weights."""
        return self._embedder.weights_hash

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._embedder.dimension

    def prepare(self, texts: Sequence[str]) -> None:
        """Make the vectors of texts that will be searched for.

        Args:
            texts: As they will be searched for. One that never is costs its time, nothing else.
        """
        missing = [text for text in dict.fromkeys(texts) if text not in self._ready][: self._kept]
        embedded = self._embedder.passages([EmbeddingText(text, ()) for text in missing]) if missing else []
        for text, made in zip(missing, embedded, strict=True):
            self._keep(text, made.vector)

    def query(self, text: str) -> Vectors:
        """Embed one question, or give its vector made before; shape (dimension,)."""
        if text in self._ready:
            self._ready.move_to_end(text)
            return self._ready[text]
        return self._keep(text, self._embedder.query(text))

    def passages(self, texts: Sequence[EmbeddingText]) -> list[Embedded]:
        """Embed passages with their sentences, in the order given."""
        return self._embedder.passages(texts)

    def _keep(self, text: str, vector: Vectors) -> Vectors:
        vector.flags.writeable = False  # it is handed out again and again
        self._ready[text] = vector
        while len(self._ready) > self._kept:
            self._ready.popitem(last=False)
        return vector
