from __future__ import annotations

import json
import shutil
import sys
import warnings
from pathlib import Path

import numpy as np
import platformdirs
import pytest

from assistant.errors import ModelError
from assistant.retrieval import export, onnx_exact
from assistant.retrieval.embedder import Embedded, Embedder, EmbeddingText, open_embedder
from assistant.retrieval.model_files import DEFAULT_MODEL, ModelFiles, locate
from assistant.retrieval.onnx_embedder import BATCH_TOKENS, OnnxEmbedder, batches
from assistant.retrieval.torch_embedder import SentenceTransformersEmbedder

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


@pytest.fixture(scope="module", params=[export.INT8, export.FLOAT32])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def made(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of one kind."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(export, "_kind", lambda: kind)
        return export.exported(locate(DEFAULT_MODEL), tmp_path_factory.mktemp(kind))


@pytest.mark.slow
def test_vectors_are_those_of_sentence_transformers(
    made: Path, kind: str, original: SentenceTransformersEmbedder
) -> None:
    embedder = OnnxEmbedder(locate(DEFAULT_MODEL), made)
    ours = np.stack([e.vector for e in embedder.passages([EmbeddingText(t, ()) for t in TEXTS])])
    theirs = np.stack([e.vector for e in original.passages([EmbeddingText(t, ()) for t in TEXTS])])
    assert (ours * theirs).sum(axis=1).min() > (0.99 if kind == export.INT8 else 0.99999)
    assert embedder.dimension == original.dimension == 384


def passage(text: str) -> EmbeddingText:
    """A text whose halves count as its sentences."""
    return EmbeddingText(text, ((0, len(text) // 2), (len(text) // 2, len(text))))


def bits(made: Embedded) -> bytes:
    return made.vector.tobytes() + made.sentences.tobytes()


def test_a_vector_is_the_same_bit_by_bit_in_any_company(made: Path) -> None:
    words = "The firm of Acme said that its revenue rose by 4% to $51.6m in the third quarter, after a year of loss. "
    texts = [passage(text) for text in [*TEXTS, *((words * 9)[:size] for size in range(30, 900, 37))]]
    one, two = (OnnxEmbedder(locate(DEFAULT_MODEL), made, threads=threads) for threads in (1, 2))
    alone = [bits(two.passages([text])[0]) for text in texts]
    assert [bits(embedded) for embedded in one.passages(texts)] == alone
    assert [bits(embedded) for embedded in two.passages(texts[::-1])] == alone[::-1]
    assert [one.query(text.text).tobytes() for text in texts] == [each[: 4 * 384] for each in alone]


def test_nor_does_padding_change_a_bit(made: Path) -> None:
    words = "Acme said that revenue rose by 4% to $51.6m in the third quarter, its best. "
    embedder = OnnxEmbedder(locate(DEFAULT_MODEL), made)
    texts = [passage(text) for text in ["x", "Who founded Acme?", words, words * 3, words * 5, words * 30]]
    encodings = [embedder._tokenizer.encode(text.text) for text in texts]
    together = embedder._run(texts, encodings, embedder._pass)  # all padded to the longest, which fills the window
    for text, encoding, embedded in zip(texts, encodings, together, strict=True):
        assert bits(embedded) == bits(embedder._run([text], [encoding], embedder._pass)[0])


def test_nothing_has_no_vectors(embedder: Embedder) -> None:
    assert embedder.passages([]) == []


def test_passes_hold_each_text_once_and_little_padding() -> None:
    lengths = [5, 300, 12, 12, 90, 90, 90, 2, 256, 1, 0, 130]
    passes = batches(lengths)
    assert sorted(place for batch in passes for place in batch) == list(range(len(lengths)))
    for batch in passes:
        longest = max(lengths[place] for place in batch)
        assert len(batch) == 1 or len(batch) * longest <= BATCH_TOKENS
    assert passes[0] == [1]
    assert batches([]) == []


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


@pytest.mark.parametrize("suffix", [".onnx", ".weights"])
@pytest.mark.parametrize("harm", ["cut", "changed in place", "removed"])
def test_a_damaged_export_is_made_again(tmp_path: Path, suffix: str, harm: str) -> None:
    made = export.exported(locate(DEFAULT_MODEL), tmp_path)
    file = made.with_suffix(suffix)
    whole = file.read_bytes()
    if harm == "cut":
        file.write_bytes(whole[:1000])
    elif harm == "changed in place":
        file.write_bytes(whole[:-4] + b"oops")
    else:
        file.unlink()
    again = export.exported(locate(DEFAULT_MODEL), tmp_path)
    assert again == made
    assert file.read_bytes() == whole


def test_an_export_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = export.exported(locate(DEFAULT_MODEL), tmp_path)
    monkeypatch.setattr(export, "_build", None)
    assert export.exported(locate(DEFAULT_MODEL), tmp_path) == made


def test_what_an_earlier_version_exported_is_removed(tmp_path: Path) -> None:
    files = locate(DEFAULT_MODEL)
    names = (f"{DEFAULT_MODEL}-{{}}-v1", "other-{}-v1", f"{DEFAULT_MODEL}-{{}}-v{export.GRAPH_VERSION}-another-kind")
    old, other, beside = (tmp_path / f"{name.format(files.weights_hash[:16])}.onnx" for name in names)
    for path in (old, other, beside):
        path.write_bytes(b"old")
    export.exported(files, tmp_path)
    assert not old.exists()
    assert other.exists()
    assert beside.exists()


@pytest.mark.parametrize(("exact", "kind"), [(True, export.INT8), (False, export.FLOAT32)])
def test_where_integers_are_not_multiplied_exactly_matrices_stay_in_floating_point(
    exact: bool, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onnx_exact, "products_are_exact", lambda: exact)
    made = export.exported(locate(DEFAULT_MODEL), tmp_path)
    assert kind in made.name
    (record,) = tmp_path.glob("*.json")
    assert json.loads(record.read_text())["kind"] == kind


def test_another_processor_or_runtime_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnx_exact, "products_are_exact", lambda: False)
    first = export.exported(locate(DEFAULT_MODEL), tmp_path)
    monkeypatch.setattr(onnx_exact, "products_are_exact", lambda: True)
    assert export.exported(locate(DEFAULT_MODEL), tmp_path) == first
    monkeypatch.setattr(export, "_multiplies_by", lambda: ["another"])
    assert export.INT8 in export.exported(locate(DEFAULT_MODEL), tmp_path).name


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the library is asked")
@pytest.mark.parametrize("given", [None, "", "  ", "/somewhere/else", "not/absolute"])
def test_the_cache_is_where_platformdirs_says(given: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if given is None:
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", given)
    assert export.cache_folder() == platformdirs.user_cache_path("assistant", appauthor=False) / "models"


def test_an_export_damaged_in_place_is_removed_and_named(tmp_path: Path) -> None:
    files = locate(DEFAULT_MODEL)
    made = export.exported(files, tmp_path)
    made.write_bytes(b"\0" * made.stat().st_size)
    assert made.with_suffix(".weights").exists()
    with pytest.raises(ModelError, match="damaged and was removed"):
        OnnxEmbedder(files, made)
    assert not made.exists()
    assert not made.with_suffix(".weights").exists()


def test_an_unwritable_cache_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ModelError, match="cannot be written"):
        export.exported(locate(DEFAULT_MODEL), tmp_path / "file" / "cache")


def test_a_model_that_is_not_here_is_not_downloaded() -> None:
    with pytest.raises(ModelError, match="nothing is downloaded"):
        open_embedder("no-such-model-anywhere")


def test_a_folder_is_a_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))  # else each run leaves an export of its own
    folder = tmp_path / "copy"
    shutil.copytree(locate(DEFAULT_MODEL).folder, folder)
    copy = open_embedder(str(folder))
    assert copy.weights_hash == locate(DEFAULT_MODEL).weights_hash
    assert copy.name == str(folder)
