"""How search does at a size: recall against comparing everything, and the time of each of its steps.

    python -m assistant.evaluation.stress INDEX [--copies N --into DIR] [--questions 200]

With ``--copies`` the index is multiplied first (see ``multiplied``); otherwise it is measured as it is. The
questions are made of the figures that the index has, as those of ``batch_speed``.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from assistant.answering import Assistant
from assistant.evaluation.batch_speed import questions
from assistant.evaluation.multiplied import multiply
from assistant.indexing import BuildReport
from assistant.reading.pointing import open_reader
from assistant.retrieval.embedder import Embedder, open_embedder
from assistant.retrieval.reader import IndexReader
from assistant.retrieval.search import DEPTH, HybridSearch
from assistant.retrieval.threads import search_in_one_thread
from assistant.retrieval.vectors import Floats

_BLOCK = 65_536
Given = TypeVar("Given")


def brute_force(reader: IndexReader, queries: Floats, limit: int) -> list[set[int]]:
    """The ids of the nearest passages of each query, by comparing all.

    Args:
        reader: The index.
        queries: Shape (queries, dimension).
        limit: How many of each.
    """
    best: list[list[tuple[float, int]]] = [[] for _ in queries]
    for part in reader.parts:
        rows = np.flatnonzero(part.alive) if part.alive is not None else np.arange(len(part.ids))
        for first in range(0, len(rows), _BLOCK):
            block = rows[first : first + _BLOCK]
            cosines = queries @ part.vectors.vectors(block).T
            top = np.argpartition(-cosines, min(limit, len(block)) - 1, axis=1)[:, :limit]
            for query, (scores, places) in enumerate(zip(cosines, top, strict=True)):
                new = zip(scores[places].tolist(), part.ids[block[places]].tolist(), strict=True)
                best[query] = sorted([*best[query], *new], reverse=True)[:limit]
    return [{number for _, number in found} for found in best]


def recall(reader: IndexReader, queries: Floats, limit: int = DEPTH) -> float:
    """Mean share of the truly nearest passages that search finds."""
    truly = brute_force(reader, queries, limit)
    shares = [
        len(near & {number for number, _ in reader.nearest(query, limit)}) / max(1, len(near))
        for query, near in zip(queries, truly, strict=True)
    ]
    return float(np.mean(shares))


def timed(step: Callable[[Given], object], given: Sequence[Given]) -> tuple[float, float]:
    """Median and 99th percentile of the milliseconds that a step takes, each once, after a few to warm up."""
    for each in given[:5]:
        step(each)
    taken = []
    for each in given:
        started = time.perf_counter()
        step(each)
        taken.append((time.perf_counter() - started) * 1000)
    return float(np.percentile(taken, 50)), float(np.percentile(taken, 99))


def measure(index: Path, embedder: Embedder, asked: Sequence[str]) -> None:
    """Measure an index and print."""
    search_in_one_thread()
    started = time.perf_counter()
    reader = IndexReader.open(index)
    _say(f"opened in {(time.perf_counter() - started) * 1000:.0f} ms: {reader.manifest.passages:,} passages")
    queries = np.stack([embedder.query(text) for text in asked])
    _say(f"recall at {DEPTH} against comparing all: {recall(reader, queries):.4f}")
    search = HybridSearch(reader, embedder)
    report = BuildReport(False, 0, 0, 0, 0, 0, 0, reader.manifest.articles, reader.manifest.passages)
    _row("embedding the question", timed(embedder.query, asked))
    _row(f"the {DEPTH} nearest in meaning", timed(lambda query: reader.nearest(query, DEPTH), list(queries)))
    _row(f"the {DEPTH} best by words", timed(lambda text: reader.match_words(text, DEPTH), asked))
    _row("search, whole", timed(search.search, asked))
    for name in ("rules", "model"):
        with Assistant(search, report, open_reader(name)) as assistant:
            _row(f"look-up, whole, by {name}", timed(assistant.ask, asked))
            reader = IndexReader.open(index)
            search = HybridSearch(reader, embedder)
    reader.close()
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    _say(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale:.0f} MB, mapped files among it")


def _row(name: str, taken: tuple[float, float]) -> None:
    _say(f"{name:<32} p50 {taken[0]:7.1f} ms   p99 {taken[1]:7.1f} ms")


def main() -> None:
    """Measure and print; see the module's text."""
    parser = argparse.ArgumentParser(prog="python -m assistant.evaluation.stress")
    parser.add_argument("index", type=Path)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--into", type=Path, help="folder of the multiplied index")
    parser.add_argument("--questions", type=int, default=200)
    typed = parser.parse_args()
    if typed.copies > 1:
        if typed.into is None:
            parser.error("--copies needs --into DIR")
        started = time.perf_counter()
        multiply(typed.index, typed.into, typed.copies)
        _say(f"multiplied in {time.perf_counter() - started:.0f} s")
    index = typed.into or typed.index
    with_model = open_embedder(IndexReader.open(index).manifest.model)
    asked = questions(typed.index, 5000)
    measure(index, with_model, asked[:: max(1, len(asked) // typed.questions)][: typed.questions])


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
