"""An embedding model that costs nothing: a text's vector is the sum of its words' hashes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from assistant.retrieval.embedder import Embedded, EmbeddingText, Vectors

_WORD = re.compile(r"\w+")


class StubEmbedder:
    """Fulfils ``Embedder``; texts with words in common are near each other."""

    name = "stub"
    weights_hash = hashlib.sha256(b"stub").hexdigest()
    dimension = 32

    def query(self, text: str) -> Vectors:
        total = np.zeros(self.dimension, dtype=np.float32)
        for word in _WORD.findall(text.lower()):
            total += np.frombuffer(hashlib.shake_128(word.encode()).digest(self.dimension), dtype=np.int8)
        length = float(np.linalg.norm(total))
        return total / np.float32(length) if length else np.eye(1, self.dimension, dtype=np.float32)[0]

    def passages(self, texts: Sequence[EmbeddingText]) -> list[Embedded]:
        return [
            Embedded(
                self.query(text.text),
                np.array([self.query(text.text[start:end]) for start, end in text.sentences], dtype=np.float32).reshape(
                    -1, self.dimension
                ),
            )
            for text in texts
        ]
