"""Speed, side by side with the plain way: ``assistant evaluate speed QUESTIONS --corpus DIR``.

The plain way is the script that anyone would write: import sentence-transformers, load the
same model, read the vectors from a FAISS file, search. Both are whole processes, in turn, so
that a noisy machine disturbs both; quote the ratio. txtai is measured beside them where it is
installed. ``python -m assistant.evaluation.speed CORPUS`` asks a few questions of its own.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from assistant.answering import Assistant
from assistant.articles import chunk, list_files, read_file
from assistant.batch import load
from assistant.datatypes import Article
from assistant.errors import UsageError
from assistant.evaluation.bootstrap import median, percentile, ratio
from assistant.evaluation.data_files import digest, sampled
from assistant.evaluation.processes import Run, timed
from assistant.evaluation.report import Measure, Report
from assistant.evaluation.report_forms import as_table
from assistant.evaluation.request import Request
from assistant.evaluation.rivals import Rival, plain, txtai
from assistant.figures.extraction import figures_of
from assistant.indexing.texts import embedding_text
from assistant.reading.pointing import open_reader
from assistant.retrieval.embedder import open_embedder
from assistant.retrieval.manifest import read
from assistant.retrieval.model_files import DEFAULT_MODEL, locate

RUNS = 5
"""Cold starts of each kind that are measured, after one that is not."""
OWN = (("any", "What was OpenAI last valued at?"), ("any", "Who founded it?"), ("any", "How many homes is 5 GW?"))
"""Asked where no question file is given, in turn."""

SAMPLE = 400
"""Articles whose figures are read, and passages of theirs that are embedded by each in turn."""
ADDED = 10
"""Articles that are added to the index."""

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
    corpus: Path,
    asked: Questions,
    data: tuple[tuple[str, str], ...] = (),
    *,
    runs: int = RUNS,
    seed: int = 0,
    built: Path | None = None,
) -> Report:
    """Build an index of its own, and time everything on it.

    Args:
        corpus: The articles.
        asked: The questions.
        data: What the report says it is of, beside the corpus.
        runs: Cold starts of each kind.
        seed: Of the bounds.
        built: A current index of the corpus, of which a copy is measured in place of one of its own.

    Raises:
        UsageError: There is no question, or a process fails.
    """
    if not asked:
        raise UsageError("there is no question to time", "Give a question file that has some")
    with tempfile.TemporaryDirectory(prefix="assistant-evaluate-") as name:
        folder = Path(name)
        index = folder / "index"
        building = _built(corpus, index, seed) if built is None else []
        if built is not None:
            shutil.copytree(built, index)
        manifest = read(index)
        articles = [article for entry in list_files(corpus).entries for article in read_file(entry).articles]
        embedding, rivals = _embedding(articles, folder, seed)
        measures = [
            *building,
            median(
                "index on disk, a thousand articles", [_size(index) / manifest.articles * 1000], unit="MB", seed=seed
            ),
            *embedding,
            *_cold(corpus, index, rivals, asked[0][1], runs, seed),
            *_warm(corpus, index, asked, seed),
            *_batch(corpus, index, asked, seed),
            median(f"adding {ADDED} articles", [_added(corpus, index, articles, folder)], unit="s", seed=seed),
        ]
    counts = (("articles", manifest.articles), ("passages", manifest.passages), ("questions", len(asked)))
    return Report("speed", tuple(measures), counts, (*data, ("corpus", manifest.corpus_digest)))


def _built(corpus: Path, index: Path, seed: int) -> list[Measure]:
    """Build an index, a whole process."""
    run = timed([sys.executable, "-m", "assistant", "index", *_flags(corpus, index)])
    return [
        median("first build", [run.seconds], unit="s", seed=seed),
        ratio("indexing rate, passages a second", [(read(index).passages, run.seconds)], seed=seed),
        median("first build: memory", [run.megabytes], unit="MB", seed=seed),
    ]


def _flags(corpus: Path, index: Path) -> list[str]:
    return ["--quiet", "--corpus", str(corpus), "--index", str(index)]


def _size(index: Path) -> float:
    """Megabytes that an index takes on the disk."""
    return sum(path.stat().st_size for path in index.rglob("*") if path.is_file()) / 1e6


def _embedding(articles: Sequence[Article], folder: Path, seed: int) -> tuple[list[Measure], list[Rival]]:
    """The same passages, embedded by this program, by the plain script and by txtai; and the rivals, ready to ask."""
    cut = [(article, chunk(article)) for article in articles[:: max(len(articles) // SAMPLE, 1)][:SAMPLE]]
    started = time.perf_counter()
    for article, passages in cut:
        figures_of(article, passages)
    figures = time.perf_counter() - started
    every = [embedding_text(article, passage) for article, passages in cut for passage in passages]
    texts = every[:: max(len(every) // SAMPLE, 1)][:SAMPLE]
    embedder = open_embedder(DEFAULT_MODEL)
    embedder.passages(texts[:2])
    started = time.perf_counter()
    embedder.passages(texts)
    ours = time.perf_counter() - started
    model, bare = locate(DEFAULT_MODEL).folder, [text.text for text in texts]
    beside = [rival for rival in (plain(model, bare, folder), txtai(model, bare, folder)) if rival is not None]
    measures = [
        ratio("reading figures, articles a second", [(len(cut), figures)], seed=seed),
        ratio("embedding, passages a second", [(len(texts), ours)], seed=seed),
    ]
    for rival in beside:
        measures += [
            ratio(f"{rival.name}: embedding, passages a second", [(len(texts), rival.seconds)], seed=seed),
            ratio(f"embedding: assistant / {rival.name}", [(rival.seconds, ours)], seed=seed),
        ]
    if len(beside) == 1:
        measures.append(Measure("txtai: not installed, left out", None, None, None, 0))
    return measures, beside


def _cold(corpus: Path, index: Path, rivals: Sequence[Rival], question: str, runs: int, seed: int) -> list[Measure]:
    """Whole processes from nothing to an answer, ours and the rivals' in turn."""
    ours = [sys.executable, "-m", "assistant", "ask", question, *_flags(corpus, index)]
    names = ["assistant ask, cold", "the same, rules alone", *(f"{rival.name}, cold" for rival in rivals)]
    rows: list[list[Run]] = []
    for _ in range(runs + 1):
        # An abstention ends with 1, and is a whole answer too.
        row = [timed(ours, fine=(0, 1)), timed(ours, fine=(0, 1), ASSISTANT_READER="rules")]
        rows.append([*row, *(rival.ask(question) for rival in rivals)])
    measures = []
    for place, name in enumerate(names):
        taken = [row[place] for row in rows[1:]]
        measures.append(median(name, [run.seconds for run in taken], unit="s", seed=seed))
        measures.append(median(f"{name}: memory", [run.megabytes for run in taken], unit="MB", seed=seed))
    for place, rival in enumerate(rivals, 2):
        ratios = [row[place].seconds / row[0].seconds for row in rows[1:]]
        measures.append(median(f"{rival.name} / assistant", ratios, seed=seed))
    return measures


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


def _added(corpus: Path, index: Path, articles: Sequence[Article], folder: Path) -> float:
    """Seconds of bringing the index up to date, a whole process, with ten articles more; it is changed by this."""
    more = folder / "corpus"
    shutil.copytree(corpus, more)  # with the times of the files, so that they count as seen
    for number in range(ADDED):
        article = articles[number % len(articles)]
        file = more / f"added-{number:02}.txt"
        file.write_text(f"{article.source.title}, told again\n\n{number}. {article.text}\n", encoding="utf-8")
    return timed([sys.executable, "-m", "assistant", "index", *_flags(more, index)]).seconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; see the module's text."""
    parser = argparse.ArgumentParser(prog="python -m assistant.evaluation.speed")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--runs", type=int, default=RUNS, help="cold starts of each kind")
    parser.add_argument("--questions", type=Path, help="time the questions of this file, by kind")
    parser.add_argument("--index", type=Path, help="measure this index of the corpus, and build none")
    typed = parser.parse_args(arguments)
    items = load(typed.questions).items if typed.questions else ()
    asked = [(item.kind or "any", item.question) for item in items] or list(OWN) * 7
    sys.stdout.write(as_table(measured(typed.corpus, asked, runs=typed.runs, built=typed.index)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
