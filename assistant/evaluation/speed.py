"""Speed, side by side with the plain way: ``assistant evaluate speed QUESTIONS --corpus DIR``.

The plain way is the script that anyone would write: import sentence-transformers, load the
same model, read the vectors from a FAISS file, search. Both are whole processes, in turn, so
that a noisy machine disturbs both; quote the ratio. ``python -m assistant.evaluation.speed CORPUS``
asks a few questions of its own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from assistant.answering import Assistant
from assistant.articles import chunk, list_files, read_file
from assistant.batch import load
from assistant.errors import UsageError
from assistant.evaluation.bootstrap import median, percentile, ratio
from assistant.evaluation.data_files import digest, sampled
from assistant.evaluation.processes import Run, timed
from assistant.evaluation.report import Measure, Report
from assistant.evaluation.report_forms import as_table
from assistant.evaluation.request import Request
from assistant.figures.extraction import figures_of
from assistant.indexing.build import BATCH, embedding_text
from assistant.reading.pointing import open_reader
from assistant.retrieval.embedder import open_embedder
from assistant.retrieval.manifest import Manifest, read
from assistant.retrieval.model_files import DEFAULT_MODEL, locate

PLAIN = """
import sys
from sentence_transformers import SentenceTransformer
import faiss
model = SentenceTransformer(sys.argv[1])
index = faiss.read_index(sys.argv[2])
vector = model.encode([sys.argv[3]], normalize_embeddings=True)
print(index.search(vector, 5))
"""
RUNS = 5
"""Cold starts of each kind that are measured, after one that is not."""
OWN = (("any", "What was OpenAI last valued at?"), ("any", "Who founded it?"), ("any", "How many homes is 5 GW?"))
"""Asked where no question file is given, in turn."""

Questions = Sequence[tuple[str, str]]
"""Kind and words of each."""


def speed(request: Request) -> Report:
    """Time the program on a corpus and a question file; a conversation counts with its last question.

    Raises:
        UsageError: The file cannot be read, no corpus is given, or a process fails.
    """
    if request.corpus is None:
        raise UsageError("the speed is that on a corpus, and none is given", "Add --corpus DIR")
    items = sampled(load(request.data).items, request.limit, request.seed)
    asked = [(item.kind or "any", item.question) for item in items]
    data = ((request.data.name, digest(request.data)),)
    return measured(request.corpus, asked, data, runs=RUNS, seed=request.seed)


def measured(
    corpus: Path, asked: Questions, data: tuple[tuple[str, str], ...] = (), *, runs: int = RUNS, seed: int = 0
) -> Report:
    """Build an index of its own, and time everything on it.

    Args:
        corpus: The articles.
        asked: The questions.
        data: What the report says it is of, beside the corpus.
        runs: Cold starts of each kind.
        seed: Of the bounds.

    Raises:
        UsageError: There is no question, or a process fails.
    """
    if not asked:
        raise UsageError("there is no question to time", "Give a question file that has some")
    with tempfile.TemporaryDirectory(prefix="assistant-evaluate-") as folder:
        index = Path(folder) / "index"
        build = timed([sys.executable, "-m", "assistant", "index", *_flags(corpus, index)])
        manifest = read(index)
        measures = [
            median("first build", [build.seconds], unit="s", seed=seed),
            ratio("indexing rate, passages a second", [(manifest.passages, build.seconds)], seed=seed),
            median("first build: memory", [build.megabytes], unit="MB", seed=seed),
            *_parts_of_a_build(corpus, seed),
            *_cold(corpus, index, manifest, asked[0][1], runs, seed),
            *_warm(corpus, index, asked, seed),
            *_batch(corpus, index, asked, seed),
        ]
    counts = (("articles", manifest.articles), ("passages", manifest.passages), ("questions", len(asked)))
    return Report("speed", tuple(measures), counts, (*data, ("corpus", manifest.corpus_digest)))


def _flags(corpus: Path, index: Path) -> list[str]:
    return ["--quiet", "--corpus", str(corpus), "--index", str(index)]


def _parts_of_a_build(corpus: Path, seed: int) -> list[Measure]:
    figures, vectors = figures_against_vectors(corpus)
    return [
        median("reading the figures", [figures], unit="s", seed=seed),
        median("embedding the passages", [vectors], unit="s", seed=seed),
    ]


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


def _cold(corpus: Path, index: Path, manifest: Manifest, question: str, runs: int, seed: int) -> list[Measure]:
    """Whole processes from nothing to an answer, ours and the plain one in turn."""
    vectors = index / manifest.generation / "vectors.faiss"
    ours = [sys.executable, "-m", "assistant", "ask", question, *_flags(corpus, index)]
    plain = [sys.executable, "-c", PLAIN, str(locate(DEFAULT_MODEL).folder), str(vectors), question]
    rows: list[tuple[Run, Run, Run]] = []
    for _ in range(runs + 1):
        # An abstention ends with 1, and is a whole answer too.
        rows.append((timed(ours, fine=(0, 1)), timed(ours, fine=(0, 1), ASSISTANT_READER="rules"), timed(plain)))
    measures = []
    for place, name in enumerate(("assistant ask, cold", "the same, rules alone", "plain script, cold")):
        taken = [row[place] for row in rows[1:]]
        measures.append(median(name, [run.seconds for run in taken], unit="s", seed=seed))
        measures.append(median(f"{name}: memory", [run.megabytes for run in taken], unit="MB", seed=seed))
    ratios = [plain_run.seconds / our_run.seconds for our_run, _, plain_run in rows[1:]]
    return [*measures, median("plain script / assistant", ratios, seed=seed)]


def _warm(corpus: Path, index: Path, asked: Questions, seed: int) -> list[Measure]:
    """Milliseconds of questions on an open assistant, with the model and by rules alone."""
    measures = []
    for reader, name in (("model", "warm question"), ("rules", "warm question, rules alone")):
        taken = warm(corpus, index, asked, reader)
        every = [milliseconds for each in taken.values() for milliseconds in each]
        measures += [percentile(f"{name}, p{p}", every, p, unit="ms", seed=seed) for p in (50, 99)]
        if len(taken) > 1:
            measures += [median(f"{name}, p50: {k}", each, unit="ms", seed=seed) for k, each in taken.items()]
    return measures


def warm(corpus: Path, index: Path, asked: Questions, reader: str = "model") -> dict[str, list[float]]:
    """Milliseconds of each question on an open assistant, by kind, each asked once, after one to warm up."""
    taken: dict[str, list[float]] = {}
    with Assistant.open(corpus, index, reader=open_reader(reader)) as assistant:
        assistant.ask("What happened?")
        for kind, question in asked:
            started = time.perf_counter()
            assistant.ask(question)
            taken.setdefault(kind, []).append((time.perf_counter() - started) * 1000)
    return taken


def _batch(corpus: Path, index: Path, asked: Questions, seed: int) -> list[Measure]:
    """The questions as one batch, a whole process."""
    file = index.parent / "questions.txt"
    file.write_text("".join(f"{' '.join(question.split())}\n" for _, question in asked), encoding="utf-8")
    run = timed([sys.executable, "-m", "assistant", "batch", str(file), *_flags(corpus, index)])
    return [
        ratio("batch rate, questions a second", [(len(asked), run.seconds)], seed=seed),
        median("batch: memory", [run.megabytes], unit="MB", seed=seed),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; see the module's text."""
    parser = argparse.ArgumentParser(prog="python -m assistant.evaluation.speed")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--runs", type=int, default=RUNS, help="cold starts of each kind")
    parser.add_argument("--questions", type=Path, help="time the questions of this file, by kind")
    typed = parser.parse_args(arguments)
    items = load(typed.questions).items if typed.questions else ()
    asked = [(item.kind or "any", item.question) for item in items] or list(OWN) * 7
    sys.stdout.write(as_table(measured(typed.corpus, asked, runs=typed.runs)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
