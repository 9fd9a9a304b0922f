from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexDamagedError
from assistant.retrieval import vectors
from assistant.retrieval.vectors import Floats, Halves, VectorIndex


def unit_vectors(count: int, dimension: int = 16, seed: int = 7) -> Floats:
    found = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)


def saved(folder: Path, content: Halves) -> VectorIndex:
    path = folder / "v"
    vectors.save(path, [content[:100], content[100:]], len(content), content.shape[1])
    with path.open("rb") as file:
        return VectorIndex(path, file)


@pytest.fixture(params=["flat", "cells"])
def content(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Halves:
    """200 vectors, kept flat or in cells all of which are looked into."""
    if request.param == "cells":
        monkeypatch.setattr(vectors, "FLAT_LIMIT", 100)
        monkeypatch.setattr(vectors, "LEAST_PROBED", 1000)
    return unit_vectors(200).astype(np.float16)


@pytest.mark.parametrize("allowed", [None, range(60)])
def test_search_is_brute_force(content: Halves, tmp_path: Path, allowed: range | None) -> None:
    index = saved(tmp_path, content)
    query = unit_vectors(1, seed=8)[0]
    cosines = content.astype(np.float32) @ query
    mask = None if allowed is None else np.isin(np.arange(200), list(allowed))
    expected = sorted(range(200) if allowed is None else allowed, key=lambda row: -cosines[row])[:25]
    rows, scores = index.search(query, 25, mask)
    assert rows.tolist() == expected
    assert scores == pytest.approx(cosines[expected], abs=1e-6)


def test_what_is_kept_is_given_back(content: Halves, tmp_path: Path) -> None:
    found = saved(tmp_path, content).vectors(np.array([3, 150, 7]))
    assert np.array_equal(found, content[[3, 150, 7]].astype(np.float32))


def test_a_file_that_is_gone_is_read_from_its_open_handle(content: Halves, tmp_path: Path) -> None:
    path = tmp_path / "v"
    vectors.save(path, [content], 200, 16)
    with path.open("rb") as file:
        path.unlink()
        index = VectorIndex(path, file)
    assert index.search(content[5].astype(np.float32), 1)[0].tolist() == [5]


def test_no_vectors_find_nothing(tmp_path: Path) -> None:
    index = saved(tmp_path, unit_vectors(0).astype(np.float16))
    assert index.search(unit_vectors(1)[0], 5)[0].tolist() == []


def test_nothing_is_found_where_nothing_is_allowed(content: Halves, tmp_path: Path) -> None:
    index = saved(tmp_path, content)
    assert index.search(unit_vectors(1)[0], 5, np.zeros(200, np.bool_))[0].tolist() == []


def test_the_same_vectors_give_the_same_file(content: Halves, tmp_path: Path) -> None:
    saved(tmp_path, content)
    first = (tmp_path / "v").read_bytes()
    saved(tmp_path, content)
    assert (tmp_path / "v").read_bytes() == first


@pytest.mark.parametrize("junk", [b"", b"not an index at all", b"IxSQ and then junk"])
def test_a_damaged_file_is_named(tmp_path: Path, junk: bytes) -> None:
    path = tmp_path / "v"
    path.write_bytes(junk)
    with path.open("rb") as file, pytest.raises(IndexDamagedError, match="rebuild"):
        VectorIndex(path, file)
