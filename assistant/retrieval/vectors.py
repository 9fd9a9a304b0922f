"""Passage vectors in FAISS: exact inner-product search, with ids that stay."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from assistant.errors import IndexDamagedError

Ids = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


def _faiss() -> Any:
    """FAISS, loaded at first use; as Any, since its stubs lack much of what it has."""
    import faiss

    return faiss


class VectorIndex:
    """Unit vectors by passage id; the inner product is the cosine."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def empty(cls, dimension: int) -> VectorIndex:
        """An index of no vectors."""
        return cls(_faiss().IndexIDMap2(_faiss().IndexFlatIP(dimension)))

    @classmethod
    def load(cls, file: BinaryIO) -> VectorIndex:
        """Read an index from its open file.

        Raises:
            IndexDamagedError: The file is not a FAISS index.
        """
        file.seek(0)
        try:
            return cls(_faiss().read_index(_faiss().PyCallbackIOReader(file.read)))
        except RuntimeError as error:
            raise IndexDamagedError(f"{file.name} is damaged", "Run: assistant index --rebuild") from error

    def save(self, path: Path) -> None:
        """Write the index to a file.

        Raises:
            OSError: The file cannot be written, or the disk is full.
        """
        try:
            _faiss().write_index(self._index, str(path))
        except RuntimeError as error:  # FAISS has no narrower class
            raise OSError(f"FAISS cannot write {path}: {error}") from error

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, ids: Sequence[int], vectors: Floats) -> None:
        """Add vectors of shape (ids, dimension)."""
        if ids:
            self._index.add_with_ids(np.ascontiguousarray(vectors), np.array(ids, dtype=np.int64))

    def remove(self, ids: Sequence[int]) -> None:
        """Remove the vectors of these ids."""
        if ids:
            self._index.remove_ids(np.array(ids, dtype=np.int64))

    def search(self, vector: Floats, limit: int, allowed: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """The nearest passages as (id, cosine), best first, equal cosines by id.

        Args:
            vector: Shape (dimension,).
            limit: How many at the most.
            allowed: Only these ids, when given.
        """
        limit = min(limit, len(self) if allowed is None else len(allowed))
        if limit == 0:
            return []
        parameters = None
        if allowed is not None:
            selector = _faiss().IDSelectorBatch(np.array(allowed, dtype=np.int64))
            parameters = _faiss().SearchParameters(sel=selector)
        scores, ids = self._index.search(vector.reshape(1, -1), limit, params=parameters)
        found = [(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def vector(self, passage: int) -> Floats:
        """The vector of one passage; shape (dimension,).

        Raises:
            KeyError: There is no such passage.
        """
        try:
            return np.asarray(self._index.reconstruct(passage), dtype=np.float32)
        except RuntimeError as error:
            raise KeyError(passage) from error
