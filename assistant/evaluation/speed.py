"""Speed, side by side with the plain way: ``python -m assistant.evaluation.speed CORPUS``.

The plain way is the script that anyone would write: import sentence-transformers, load the
same model, read the vectors from a FAISS file, search. Both are whole processes, in turn, so
that a noisy machine disturbs both; quote the ratio.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from assistant.answering import Assistant
from assistant.articles import chunk, list_files, read_file
from assistant.batch import load
from assistant.figures.extraction import figures_of
from assistant.indexing.build import BATCH, embedding_text
from assistant.reading.pointing import open_reader
from assistant.retrieval.embedder import open_embedder
from assistant.retrieval.model_files import DEFAULT_MODEL, locate
from assistant.retrieval.reader import IndexReader

PLAIN = """
import sys
from sentence_transformers import SentenceTransformer
import faiss
model = SentenceTransformer(sys.argv[1])
index = faiss.read_index(sys.argv[2])
vector = model.encode([sys.argv[3]], normalize_embeddings=True)
print(index.search(vector, 5))
"""


def timed(command: Sequence[str], **variables: str) -> tuple[float, float]:
    """Run a whole process with more environment variables; returns its seconds and its largest memory in MB."""
    started = time.perf_counter()
    environment = os.environ | {"HF_HUB_OFFLINE": "1"} | variables
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return time.perf_counter() - started, _megabytes(usage)


def _megabytes(usage: resource.struct_rusage) -> float:
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return usage.ru_maxrss / scale


def warm(corpus: Path, index: Path, questions: Sequence[str], reader: str = "model") -> list[float]:
    """Milliseconds of each question on an open assistant, after one to warm up."""
    with Assistant.open(corpus, index, reader=open_reader(reader)) as assistant:
        assistant.ask(questions[0])
        taken = []
        for question in questions:
            started = time.perf_counter()
            assistant.ask(question)
            taken.append((time.perf_counter() - started) * 1000)
    return sorted(taken)


def warm_by_kind(corpus: Path, index: Path, path: Path, reader: str) -> dict[str, list[float]]:
    """Milliseconds of each single question of a file on an open assistant, by kind, each asked once."""
    taken: dict[str, list[float]] = {}
    with Assistant.open(corpus, index, reader=open_reader(reader)) as assistant:
        assistant.ask("What happened?")
        for item in load(path).items:
            if len(item.turns) == 1:
                started = time.perf_counter()
                assistant.ask(item.turns[0])
                taken.setdefault(item.kind or "any", []).append((time.perf_counter() - started) * 1000)
    return taken


def figures_against_vectors(corpus: Path) -> tuple[float, float]:
    """Seconds to read the figures of a corpus, and to embed its passages, in this one process."""
    articles = [article for entry in list_files(corpus).entries for article in read_file(entry).articles]
    cut = [(article, chunk(article)) for article in articles]
    started = time.perf_counter()
    for article, passages in cut:
        figures_of(article, passages)
    figures = time.perf_counter() - started
    embedder = open_embedder(DEFAULT_MODEL)
    texts = [embedding_text(article, passage) for article, passages in cut for passage in passages]
    started = time.perf_counter()
    for first in range(0, len(texts), BATCH):
        embedder.passages(texts[first : first + BATCH])
    return figures, time.perf_counter() - started


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--question", default="What was OpenAI last valued at?")
    parser.add_argument("--questions", type=Path, help="also time each question of this file, by kind")
    typed = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        flags = ["--corpus", str(typed.corpus), "--index", str(index)]
        build, _ = timed([sys.executable, "-m", "assistant", "index", *flags])
        _say(f"first build of the corpus      {build:6.2f} s")
        reader = IndexReader.open(index)
        vectors = index / reader.manifest.generation / "vectors.faiss"
        reader.close()
        ours = [sys.executable, "-m", "assistant", "ask", typed.question, *flags]
        plain = [sys.executable, "-c", PLAIN, str(locate(DEFAULT_MODEL).folder), str(vectors), typed.question]
        pairs = [(timed(ours), timed(plain), timed(ours, ASSISTANT_READER="rules")) for _ in range(typed.runs + 1)][1:]
        for name, rows in (
            ("assistant ask, cold", [p[0] for p in pairs]),
            ("the same, rules alone", [p[2] for p in pairs]),
            ("plain script, cold", [p[1] for p in pairs]),
        ):
            seconds, memory = (statistics.median(column) for column in zip(*rows, strict=True))
            _say(f"{name:30} {seconds:6.2f} s  {memory:6.0f} MB")
        ratio = statistics.median(theirs[0] / mine[0] for mine, theirs, _ in pairs)
        _say(f"plain script / assistant       {ratio:6.1f} x")
        asked = [typed.question, "Who founded it?", "How many homes is five gigawatts?"] * 7
        for kind_of_reader in ("model", "rules"):
            taken = warm(typed.corpus, index, asked, kind_of_reader)
            name = f"warm question, reader: {kind_of_reader}"
            _say(f"{name:30} {statistics.median(taken):6.0f} ms (slowest {taken[-1]:.0f} ms)")
            by_kind = warm_by_kind(typed.corpus, index, typed.questions, kind_of_reader) if typed.questions else {}
            for kind, each in by_kind.items():
                _say(f"  {kind:28} {statistics.median(each):6.0f} ms (of {len(each)}, slowest {max(each):.0f} ms)")
    figures, vectors_took = figures_against_vectors(typed.corpus)
    _say(f"reading the figures            {figures:6.2f} s, embedding the passages {vectors_took:.2f} s")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
