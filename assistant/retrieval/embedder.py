"""Texts to unit vectors.

A passage and its sentences come out of one pass: the passage's vector is the mean of its
tokens, a sentence's vector is the mean of the sentence's own tokens *in the passage's
context*, so that "It lost 464,000 subscribers" keeps some of what "it" is about, and costs
nothing more to have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

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


def open_embedder(name_or_folder: str, *, threads: int = 0) -> Embedder:
    """Open a model: by ONNX Runtime when it is a plain BERT, else by sentence-transformers.

    Args:
        name_or_folder: A model's name, or the folder of a sentence-transformers model.
        threads: How many passages are embedded at a time; 0 for as many as there are cores.

    Raises:
        ModelError: The model is not here, damaged, or cannot be run.
    """
    files = locate(name_or_folder)
    # Each is loaded only where it is used.
    if _runs_in_onnx(files):
        from assistant.retrieval.onnx_embedder import OnnxEmbedder

        return OnnxEmbedder(files, exported(files), threads=threads)
    from assistant.retrieval.torch_embedder import SentenceTransformersEmbedder

    return SentenceTransformersEmbedder(files)


def _runs_in_onnx(files: ModelFiles) -> bool:
    config = files.config("config.json")
    return (
        config.get("model_type") == "bert"
        and config.get("hidden_act", "gelu") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and (files.folder / "tokenizer.json").is_file()
        and bool(pooling(files))
        and not (files.folder / "2_Dense").exists()
    )


def pooling(files: ModelFiles) -> str:
    """How a model makes one vector of many: ``mean``, ``cls``, or empty for what we do not do ourselves."""
    config = files.config("1_Pooling/config.json")
    modes = {key for key, value in config.items() if key.startswith("pooling_mode_") and value is True}
    return {"pooling_mode_mean_tokens": "mean", "pooling_mode_cls_token": "cls"}.get("".join(modes), "")


def unit(vector: Vectors) -> Vectors:
    """The vector at length 1."""
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-12), dtype=np.float32)
