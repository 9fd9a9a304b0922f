"""Texts to unit vectors.

A passage and its sentences come out of one pass: the passage's vector is the mean of its
tokens, a sentence's vector is the mean of the sentence's own tokens *in the passage's
context*, so that "It lost 464,000 subscribers" keeps some of what "it" is about, and costs
nothing more to have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from assistant.errors import ModelError
from assistant.retrieval.export import exported
from assistant.retrieval.model_files import ModelFiles, locate

Vectors = npt.NDArray[np.float32]
"""Shape (texts, dimension), float32, rows of length 1."""


@dataclass(frozen=True, slots=True)
class EmbeddingText:
    """A text to embed, and the ranges of its sentences."""

    text: str
    sentences: tuple[tuple[int, int], ...]
    """Offsets into ``text``."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """What the model made of one text."""

    vector: Vectors
    """Shape (dimension,)."""
    sentences: Vectors
    """Shape (sentences, dimension)."""


class Embedder(Protocol):
    """Turns texts into unit vectors; the same text always into the same vector."""

    @property
    def name(self) -> str:
        """The model's name."""

    @property
    def weights_hash(self) -> str:
        """SHA-256 of the weights: two indexes with different ones cannot mix."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def query(self, text: str) -> Vectors:
        """Embed one question; shape (dimension,)."""

    def passages(self, texts: Sequence[EmbeddingText]) -> list[Embedded]:
        """Embed passages with their sentences, in the order given."""


class OnnxEmbedder:
    """A plain BERT model, run by ONNX Runtime."""

    def __init__(self, files: ModelFiles, export: Path, *, threads: int = 0) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.name = files.name
        self.weights_hash = files.weights_hash
        self._pooling = _pooling(files)
        options = onnxruntime.SessionOptions()
        # The graph is written with fused operators; there is nothing left to optimise at start.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(str(export), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            export.unlink(missing_ok=True)
            raise ModelError(
                f"the exported model {export} is damaged and was removed", "Run the command again."
            ) from error
        self.dimension = int(self._session.get_outputs()[0].shape[-1])
        self._tokenizer = Tokenizer.from_file(str(files.folder / "tokenizer.json"))
        limit = files.config("sentence_bert_config.json").get("max_seq_length", 256)
        self._tokenizer.enable_truncation(int(str(limit)))
        self._tokenizer.enable_padding()

    def query(self, text: str) -> Vectors:
        """Embed one question; shape (dimension,)."""
        return self._run([EmbeddingText(text, ())])[0].vector

    def passages(self, texts: Sequence[EmbeddingText]) -> list[Embedded]:
        """Embed passages with their sentences, in the order given.

        Texts of like length share a batch, so that little is computed for padding.
        """
        order = sorted(range(len(texts)), key=lambda i: (len(texts[i].text), i))
        done: dict[int, Embedded] = {}
        for start in range(0, len(order), 16):
            batch = order[start : start + 16]
            done.update(zip(batch, self._run([texts[i] for i in batch]), strict=True))
        return [done[i] for i in range(len(texts))]

    def _run(self, texts: Sequence[EmbeddingText]) -> list[Embedded]:
        encodings = self._tokenizer.encode_batch([text.text for text in texts])
        ids = np.array([encoding.ids for encoding in encodings], dtype=np.int64)
        mask = np.array([encoding.attention_mask for encoding in encodings], dtype=np.int32)
        (tokens,) = self._session.run(["tokens"], {"ids": ids, "mask": mask})
        return [
            self._pool(text, encoding, vectors)
            for text, encoding, vectors in zip(texts, encodings, tokens, strict=True)
        ]

    def _pool(self, text: EmbeddingText, encoding: Any, tokens: Vectors) -> Embedded:
        length = sum(encoding.attention_mask)
        whole = tokens[0] if self._pooling == "cls" else tokens[:length].mean(axis=0)
        vector = _unit(whole)
        offsets = np.array(encoding.offsets[:length])
        rows = np.empty((len(text.sentences), self.dimension), dtype=np.float32)
        for row, (start, end) in enumerate(text.sentences):
            inside = (offsets[:, 0] >= start) & (offsets[:, 1] <= end) & (offsets[:, 1] > offsets[:, 0])
            # A sentence beyond the model's window is represented by its passage.
            rows[row] = _unit(tokens[:length][inside].mean(axis=0)) if inside.any() else vector
        return Embedded(vector, rows)


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


def open_embedder(name_or_folder: str, *, threads: int = 0) -> Embedder:
    """Open a model: by ONNX Runtime when it is a plain BERT, else by sentence-transformers.

    Args:
        name_or_folder: A model's name, or the folder of a sentence-transformers model.
        threads: Threads of ONNX Runtime; 0 for as many as there are cores.

    Raises:
        ModelError: The model is not here, damaged, or cannot be run.
    """
    files = locate(name_or_folder)
    if _runs_in_onnx(files):
        return OnnxEmbedder(files, exported(files), threads=threads)
    return SentenceTransformersEmbedder(files)


def _runs_in_onnx(files: ModelFiles) -> bool:
    config = files.config("config.json")
    return (
        config.get("model_type") == "bert"
        and config.get("hidden_act", "gelu") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and (files.folder / "tokenizer.json").is_file()
        and bool(_pooling(files))
        and not (files.folder / "2_Dense").exists()
    )


def _pooling(files: ModelFiles) -> str:
    """``mean``, ``cls``, or empty for a pooling that we do not do ourselves."""
    config = files.config("1_Pooling/config.json")
    modes = {key for key, value in config.items() if key.startswith("pooling_mode_") and value is True}
    return {"pooling_mode_mean_tokens": "mean", "pooling_mode_cls_token": "cls"}.get("".join(modes), "")


def _unit(vector: Vectors) -> Vectors:
    """The vector at length 1."""
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-12), dtype=np.float32)
