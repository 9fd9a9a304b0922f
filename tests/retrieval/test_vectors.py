from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexDamagedError
from assistant.retrieval.vectors import Floats, VectorIndex


def unit_vectors(count: int, dimension: int = 16) -> Floats:
    vectors = np.random.default_rng(7).normal(size=(count, dimension)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


@pytest.mark.parametrize("allowed", [None, range(100, 160)])
def test_search_is_brute_force(allowed: range | None) -> None:
    vectors = unit_vectors(200)
    index = VectorIndex.empty(16)
    index.add(range(100, 300), vectors)
    query = unit_vectors(1)[0]
    cosines = {i + 100: float(vectors[i] @ query) for i in range(200) if allowed is None or i + 100 in allowed}
    expected = sorted(cosines, key=lambda i: -cosines[i])[:25]
    found = index.search(query, 25, None if allowed is None else list(allowed))
    assert [passage for passage, _ in found] == expected
    assert [score for _, score in found] == pytest.approx([cosines[i] for i in expected], abs=1e-6)


def test_removed_vectors_are_not_found_and_ids_stay(tmp_path: Path) -> None:
    vectors = unit_vectors(10)
    index = VectorIndex.empty(16)
    index.add(range(10), vectors)
    index.remove([3, 4])
    index.save(tmp_path / "v")
    with (tmp_path / "v").open("rb") as file:
        again = VectorIndex.load(file)
    assert len(again) == 8
    assert {passage for passage, _ in again.search(vectors[3], 10)} == {0, 1, 2, 5, 6, 7, 8, 9}
    assert np.allclose(again.vector(7), vectors[7])
    with pytest.raises(KeyError):
        again.vector(3)


def test_an_empty_index_finds_nothing() -> None:
    assert VectorIndex.empty(16).search(unit_vectors(1)[0], 5) == []


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "v").write_bytes(b"not an index at all")
    with (tmp_path / "v").open("rb") as file, pytest.raises(IndexDamagedError, match="rebuild"):
        VectorIndex.load(file)
