from __future__ import annotations

import shutil
import warnings
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelError
from assistant.retrieval import export
from assistant.retrieval.embedder import (
    Embedder,
    EmbeddingText,
    OnnxEmbedder,
    SentenceTransformersEmbedder,
    open_embedder,
)
from assistant.retrieval.model_files import DEFAULT_MODEL, ModelFiles, locate

TEXTS = [
    "Who founded Anthropic?",
    "£51.6m — “nearly” 4bn-euro; naïve café, 東京, emoji 🙂",
    "A long passage. " * 120,
    "x",
]


@pytest.fixture(scope="module")
def original() -> SentenceTransformersEmbedder:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the oracle's libraries deprecate is not ours
        return SentenceTransformersEmbedder(locate(DEFAULT_MODEL))


@pytest.mark.slow
def test_vectors_are_those_of_sentence_transformers(embedder: Embedder, original: SentenceTransformersEmbedder) -> None:
    ours = np.stack([e.vector for e in embedder.passages([EmbeddingText(t, ()) for t in TEXTS])])
    theirs = np.stack([e.vector for e in original.passages([EmbeddingText(t, ()) for t in TEXTS])])
    assert (ours * theirs).sum(axis=1).min() > 0.9999
    assert embedder.dimension == original.dimension == 384


def test_order_and_padding_do_not_change_a_vector(embedder: Embedder) -> None:
    together = embedder.passages([EmbeddingText(t, ()) for t in TEXTS])
    for text, embedded in zip(TEXTS, together, strict=True):
        assert float(embedder.query(text) @ embedded.vector) > 0.99999


def test_sentence_vectors_are_of_their_sentences(embedder: Embedder) -> None:
    text = "Cats purr. The bank raised its interest rate."
    (embedded,) = embedder.passages([EmbeddingText(text, ((0, 10), (11, len(text))))])
    assert embedded.sentences.shape == (2, 384)
    assert np.allclose(np.linalg.norm(embedded.sentences, axis=1), 1, atol=1e-5)
    money = embedded.sentences @ embedder.query("monetary policy of a central bank")
    assert money[1] > money[0]


def test_the_same_text_has_the_same_bytes(embedder: Embedder) -> None:
    assert embedder.query("same").tobytes() == embedder.query("same").tobytes()


def test_weights_that_are_not_the_official_ones_are_refused(tmp_path: Path) -> None:
    good = locate(DEFAULT_MODEL)
    folder = tmp_path / "model"
    folder.mkdir()
    damaged = bytearray(good.weights.read_bytes()[:5000])
    (folder / "model.safetensors").write_bytes(damaged)
    with pytest.raises(ModelError, match="not the official"):
        export.exported(ModelFiles(good.name, folder, good.known_hash), tmp_path / "cache")


def test_a_damaged_export_is_made_again(tmp_path: Path) -> None:
    files = locate(DEFAULT_MODEL)
    first = export.exported(files, tmp_path)
    first.write_bytes(first.read_bytes()[:1000])
    assert export.exported(locate(DEFAULT_MODEL), tmp_path).stat().st_size > 10_000_000


def test_an_export_damaged_in_place_is_removed_and_named(tmp_path: Path) -> None:
    files = locate(DEFAULT_MODEL)
    made = export.exported(files, tmp_path)
    made.write_bytes(b"\0" * made.stat().st_size)
    with pytest.raises(ModelError, match="damaged and was removed"):
        OnnxEmbedder(files, made)
    assert not made.exists()


def test_an_unwritable_cache_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ModelError, match="cannot be written"):
        export.exported(locate(DEFAULT_MODEL), tmp_path / "file" / "cache")


def test_a_model_that_is_not_here_is_not_downloaded() -> None:
    with pytest.raises(ModelError, match="nothing is downloaded"):
        open_embedder("no-such-model-anywhere")


def test_a_folder_is_a_model(tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(locate(DEFAULT_MODEL).folder, folder)
    copy = open_embedder(str(folder))
    assert copy.weights_hash == locate(DEFAULT_MODEL).weights_hash
    assert copy.name == str(folder)
