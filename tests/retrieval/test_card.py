"""A graphics card helps large builds, and questions never touch it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.retrieval import card, export, onnx_embedder
from assistant.retrieval.embedder import EmbeddingText
from assistant.retrieval.model_files import DEFAULT_MODEL, locate
from assistant.retrieval.onnx_embedder import OnnxEmbedder

TEXTS = [EmbeddingText(f"Acme made {number} anvils. " * (number % 5 + 1), ((0, 10),)) for number in range(12)]


class FakeCard:
    """Stands for the model on a card: gives what the processor gives, and remembers what it was given."""

    def __init__(self, embedder: OnnxEmbedder) -> None:
        self.embedder = embedder
        self.seen: list[tuple[int, ...]] = []

    def __call__(self, ids: Any, mask: Any) -> Any:
        self.seen.append(ids.shape)
        return self.embedder._pass(ids, mask)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> OnnxEmbedder:
    """The model, with a build counted as large from ten passages on."""
    monkeypatch.setattr(onnx_embedder, "CARD_FROM", 10)
    files = locate(DEFAULT_MODEL)
    return OnnxEmbedder(files, export.exported(files))


def test_a_large_build_goes_on_on_the_card(small: OnnxEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeCard(small)
    monkeypatch.setattr(onnx_embedder, "passes_on_card", lambda files: fake)
    small.passages(TEXTS[:6])
    assert not fake.seen
    made = small.passages(TEXTS)
    assert [shape[0] for shape in fake.seen] == [len(TEXTS)]
    fake.seen.clear()
    alone = [small.query(text.text) for text in TEXTS]
    assert not fake.seen
    for one, other in zip(made, alone, strict=True):
        assert float(one.vector @ other) > 0.9999


def test_a_card_is_looked_for_once(small: OnnxEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    monkeypatch.setattr(onnx_embedder, "passes_on_card", lambda files: looked.append(files.name))
    for _ in range(3):
        small.passages(TEXTS)
    assert looked == [DEFAULT_MODEL]


def test_without_a_driver_torch_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(card, "_has_driver", lambda: False)
    monkeypatch.setitem(__import__("sys").modules, "torch", None)  # loading it would fail
    assert card.passes_on_card(locate(DEFAULT_MODEL)) is None


@pytest.mark.slow
def test_torch_gives_what_onnx_runtime_gives_in_floating_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "_kind", lambda: export.FLOAT32)
    files = locate(DEFAULT_MODEL)
    made = export.exported(files, tmp_path)
    ours, theirs = (OnnxEmbedder(files, made, threads=1) for _ in range(2))
    theirs._card = card.passes_by_torch(files, "cpu")
    for one, other in zip(ours.passages(TEXTS), theirs.passages(TEXTS), strict=True):
        assert np.allclose(one.vector, other.vector, atol=1e-5)
        assert np.allclose(one.sentences, other.sentences, atol=1e-5)
