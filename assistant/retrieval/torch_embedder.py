"""Models that cannot be exported, run by sentence-transformers itself, on a graphics card where there is one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.errors import ModelError
from assistant.retrieval.embedder import Embedded, EmbeddingText, Vectors
from assistant.retrieval.model_files import ModelFiles


class SentenceTransformersEmbedder:
    """Any other model, run by sentence-transformers itself (slower to start)."""

    def __init__(self, files: ModelFiles) -> None:
        from sentence_transformers import SentenceTransformer

        self.name = files.name
        self.weights_hash = files.weights_hash
        try:
            self._model = SentenceTransformer(str(files.folder), local_files_only=True)
        except (OSError, ValueError) as error:
            raise ModelError(f"model {files.name!r} cannot be loaded: {error}") from error
        self.dimension = len(self.query("dimension"))

    def query(self, text: str) -> Vectors:
        """Embed one question; shape (dimension,)."""
        return np.asarray(self._encode([text])[0], dtype=np.float32)

    def passages(self, texts: Sequence[EmbeddingText]) -> list[Embedded]:
        """Embed passages with their sentences, in the order given."""
        sentences = [text.text[a:b] for text in texts for a, b in text.sentences]
        whole, parts = self._encode([text.text for text in texts]), self._encode(sentences)
        done, at = [], 0
        for text, vector in zip(texts, whole, strict=True):
            done.append(Embedded(vector, parts[at : at + len(text.sentences)]))
            at += len(text.sentences)
        return done

    def _encode(self, texts: list[str]) -> Vectors:
        if not texts:
            return np.empty((0, 0), dtype=np.float32)
        encoded = self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(encoded, dtype=np.float32)
