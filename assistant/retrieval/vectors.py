"""The passage vectors of one part, in FAISS: memory-mapped, by row.

Vectors are kept as float16, whose cosines differ from those of float32 by less than 0.0005. Up to
``FLAT_LIMIT`` passages search compares all of them; above, they are sorted into cells, and the
cells nearest to the question are compared (an inverted file). Either way the cosine that search
gives is that of the vector that is kept, so it does not depend on the kind of index.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from assistant.errors import IndexDamagedError
from assistant.retrieval.manifest import REBUILD

Ids = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]
Mask = npt.NDArray[np.bool_]

FLAT_LIMIT = 100_000
"""Passages of a part up to which all are compared: a few milliseconds on one core."""
CELLS_PER_ROOT = 2.0
"""Cells for each square root of the number of passages."""
PROBED_SHARE = 0.45
"""Cells that a search looks into, as a share of all. Questions lie far from passages, so that few cells miss much: see
this package's page of measurements."""
LEAST_PROBED = 24
_TRAINED_PER_CELL = 48
_FLAT_MARK = b"IxSQ"
"""How FAISS begins the file of an index of float16 vectors without cells."""
_SEED = 1234


def _faiss() -> Any:
    """FAISS, loaded at first use; as Any, since its stubs lack much of what it has."""
    import faiss

    return faiss


def save(path: Path, vectors: Iterable[Halves], count: int, dimension: int) -> None:
    """Write the vectors of a part.

    Args:
        path: The file.
        vectors: In blocks of shape (passages, dimension), by row; their length is 1. Read twice where they
            are more than ``FLAT_LIMIT``, so it must be a list or make itself anew.
        count: How many they are.
        dimension: Length of a vector.

    Raises:
        OSError: The file cannot be written, or the disk is full.
    """
    faiss = _faiss()
    index = _empty(count, dimension)
    if count > FLAT_LIMIT:
        _train(index, vectors, count)
    else:
        index.is_trained = True  # float16 has nothing to learn
    for block in vectors:
        index.add(np.ascontiguousarray(block, dtype=np.float32))
    if count > FLAT_LIMIT:
        index.set_direct_map_type(faiss.DirectMap.Array)
    _write(index, path)


def _write(index: Any, path: Path) -> None:
    """Write an index through Python: FAISS itself does not notice that a disk was full when it closes a file."""
    failed: list[OSError] = []
    with path.open("wb") as file:

        def write(data: bytes) -> int:
            try:
                return file.write(data)
            except OSError as error:
                failed.append(error)
                raise

        faiss = _faiss()
        try:
            faiss.write_index(index, faiss.PyCallbackIOWriter(write))
            file.flush()
        except (RuntimeError, OSError):
            if failed:
                raise failed[0] from None
            raise


def _empty(count: int, dimension: int) -> Any:
    faiss = _faiss()
    kind = faiss.ScalarQuantizer.QT_fp16
    if count <= FLAT_LIMIT:
        return faiss.IndexScalarQuantizer(dimension, kind, faiss.METRIC_INNER_PRODUCT)
    cells = int(CELLS_PER_ROOT * count**0.5)
    coarse = faiss.IndexFlatIP(dimension)
    index = faiss.IndexIVFScalarQuantizer(coarse, dimension, cells, kind, faiss.METRIC_INNER_PRODUCT, False)
    index.nprobe = min(cells, max(LEAST_PROBED, round(cells * PROBED_SHARE)))
    index.cp.seed = _SEED
    index.cp.min_points_per_centroid = 1
    index.cp.max_points_per_centroid = _TRAINED_PER_CELL
    return index


def _train(index: Any, vectors: Iterable[Halves], count: int) -> None:
    """Find the cells from an even sample of the vectors."""
    step = max(1, count // (index.nlist * _TRAINED_PER_CELL))
    sample, at = [], 0
    for block in vectors:
        sample.append(np.asarray(block[-at % step :: step], dtype=np.float32))
        at += len(block)
    index.train(np.concatenate(sample))


class VectorIndex:
    """The vectors of one part, read.

    Args:
        path: The file that ``save`` has written; mapped if it is still there.
        file: The same file, open; read if it is not.

    Raises:
        IndexDamagedError: The file is not a FAISS index.
    """

    def __init__(self, path: Path, file: BinaryIO) -> None:
        faiss = _faiss()
        try:
            file.seek(0)
            # Each kind of index has a flag of its own by which it is mapped and not read.
            flat = file.read(len(_FLAT_MARK)) == _FLAT_MARK
            mapped = faiss.IO_FLAG_MMAP_IFC if flat else faiss.IO_FLAG_MMAP
            file.seek(0)
            self._index = (
                faiss.read_index(str(path), mapped | faiss.IO_FLAG_READ_ONLY)
                if _is_at(file, path)
                else faiss.read_index(faiss.PyCallbackIOReader(file.read))
            )
        except (OSError, RuntimeError) as error:
            raise IndexDamagedError(f"{path} is damaged", REBUILD) from error
        if not flat and hasattr(lists := faiss.downcast_InvertedLists(self._index.invlists), "prefetch_nthread"):
            lists.prefetch_nthread = 0  # what is in memory already is found sooner without threads that fetch it

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, vector: Floats, limit: int, allowed: Mask | None = None) -> tuple[Ids, Floats]:
        """The nearest passages: their rows and cosines, best first.

        Args:
            vector: Shape (dimension,).
            limit: How many at the most.
            allowed: Only the rows that are true here, when given; shape (passages,).
        """
        limit = min(limit, len(self) if allowed is None else int(allowed.sum()))
        if limit == 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        scores, rows = self._index.search(vector.reshape(1, -1), limit, params=self._parameters(allowed))
        found = rows[0] >= 0
        return rows[0][found], scores[0][found]

    def _parameters(self, allowed: Mask | None) -> Any:
        if allowed is None:
            return None
        faiss = _faiss()
        bits = np.packbits(allowed, bitorder="little")
        selector = faiss.IDSelectorBitmap(bits)
        if not isinstance(self._index, faiss.IndexIVF):
            return faiss.SearchParameters(sel=selector)
        # Where few passages may be found, they lie in any cells.
        few = allowed.sum() < FLAT_LIMIT
        return faiss.SearchParametersIVF(sel=selector, nprobe=self._index.nlist if few else self._index.nprobe)

    def vectors(self, rows: Ids) -> Floats:
        """The vectors of some rows; shape (rows, dimension)."""
        return np.asarray(self._index.reconstruct_batch(rows), dtype=np.float32)


def _is_at(file: BinaryIO, path: Path) -> bool:
    """Whether an open file is still the one at its path."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False
