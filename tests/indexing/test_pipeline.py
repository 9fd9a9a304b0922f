"""The pipeline of a build: the same results in the same order, and nothing left running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from assistant.articles import chunk, list_files, read_file
from assistant.datatypes import Article
from assistant.errors import UsageError
from assistant.figures import metrics
from assistant.figures.extraction import figures_of
from assistant.indexing import pipeline
from assistant.indexing.crew import Crew
from assistant.indexing.pipeline import Prepared, prepared, read_files
from assistant.indexing.texts import embedding_text
from assistant.retrieval.embedder import Embedded, EmbeddingText, Vectors


class Counting:
    """An embedder whose vectors tell what it was given."""

    name = weights_hash = "counting"
    dimension = 4

    def __init__(self) -> None:
        self.seen = 0

    def query(self, text: str) -> Vectors:
        return np.full(4, float(len(text)), dtype=np.float32)

    def passages(self, texts: Sequence[EmbeddingText]) -> list[Embedded]:
        self.seen += len(texts)
        return [Embedded(self.query(t.text), np.ones((len(t.sentences), 4), dtype=np.float32)) for t in texts]


class Broken(Counting):
    """An embedder that fails."""

    def passages(self, texts: Sequence[EmbeddingText]) -> list[Embedded]:
        raise RuntimeError("no more memory on the card")


class Steps:
    """Remembers the progress."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, int, int]] = []

    def say(self, text: str) -> None:
        raise AssertionError(text)

    def step(self, stage: str, done: int, total: int) -> None:
        self.steps.append((stage, done, total))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_text(
            f"Company {number} reports\n\nCompany {number} made a profit of ${number + 1}m in 2004. "
            "It was founded in 1990.\n\n" + "Nothing else happened in the whole of the year. " * 12
        )
    return tmp_path


@pytest.fixture
def articles(corpus: Path) -> list[Article]:
    return [article for entry in list_files(corpus).entries for article in read_file(entry).articles]


def plainly(articles: Sequence[Article]) -> list[tuple[object, ...]]:
    """What the pipeline must make, by a loop."""
    made: list[tuple[object, ...]] = []
    for article in articles:
        passages = tuple(chunk(article))
        texts = [len(embedding_text(article, passage).text) for passage in passages]
        made.append((article, passages, texts, tuple(figures_of(article, passages))))
    return made


def seen(items: Sequence[Prepared]) -> list[tuple[object, ...]]:
    return [(i.article, i.passages, [int(e.vector[0]) for e in i.embedded], i.figures) for i in items]


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_the_same_in_the_same_order_however_many_help(
    articles: list[Article], workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "GROUP", 2_000)
    with closing(prepared(articles, Counting(), workers=workers)) as stream:
        assert seen(list(stream)) == plainly(articles)


def test_files_are_read_in_order_by_processes_as_by_a_thread(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "GROUP", 2_000)
    (corpus / "bad.pdf").write_bytes(b"no PDF")
    entries = list_files(corpus).entries
    wanted = [(entry, read_file(entry)) for entry in entries]
    assert any(result.problems for _, result in wanted)
    for workers in (0, 2):
        with closing(read_files(entries, workers=workers)) as stream:
            assert list(stream) == wanted


def test_nothing_gives_nothing() -> None:
    assert list(prepared([], Counting())) == []
    assert list(read_files([])) == []


def test_it_takes_only_a_few_groups_ahead(articles: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "GROUP", 1)
    taken: list[str] = []

    def source() -> Iterator[Article]:
        for article in articles:
            taken.append(article.source.path)
            yield article

    with closing(prepared(source(), Counting(), workers=0)) as stream:
        next(stream)
        assert len(taken) <= pipeline.WAITING + 2


def test_progress_ends_with_all(articles: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "GROUP", 5_000)
    told = Steps()
    list(prepared(iter(articles), Counting(), total=len(articles), workers=0, progress=told))
    done = [step[1] for step in told.steps]
    assert done == sorted(done)
    assert told.steps[-1] == ("embedding", len(articles), len(articles))
    assert len(done) > 1


@pytest.mark.parametrize("workers", [0, 1])
def test_what_fails_fails_where_it_is_taken(articles: list[Article], workers: int) -> None:
    with (
        pytest.raises(RuntimeError, match="no more memory"),
        closing(prepared(articles, Broken(), workers=workers)) as s,
    ):
        list(s)
    assert not helpers_left()


def test_a_bad_source_is_raised_as_it_is(articles: list[Article]) -> None:
    def source() -> Iterator[Article]:
        yield articles[0]
        raise ValueError("the source has failed")

    with pytest.raises(ValueError, match="the source has failed"):
        list(prepared(source(), Counting(), workers=1))
    assert not helpers_left()


def test_closing_in_the_middle_leaves_no_process_and_no_thread(
    articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "GROUP", 1_000)
    stream = prepared(articles, Counting(), workers=2)
    next(stream)
    assert helpers_left()
    stream.close()
    assert not helpers_left()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith(("crew", "embedding"))]


def helpers_left() -> list[str]:
    """Processes that this one has started and that still live."""
    told = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False
    )
    return [line for line in told.stdout.splitlines() if "indexing.worker" in line]


def _boom(number: int) -> int:
    raise KeyError(number)


def _end(number: int) -> int:
    sys.stderr.write("out of memory\n")
    sys.stderr.flush()
    os._exit(number)


def _double(number: int) -> int:
    sys.stdout.write("a library prints\n")
    return 2 * number


def test_a_crew_raises_what_a_job_raised_and_goes_on() -> None:
    with Crew(1) as crew:
        with pytest.raises(KeyError, match="7"):
            crew.submit(_boom, 7).result()
        assert crew.submit(_double, 4).result() == 8


def test_a_process_that_is_ended_is_told_with_its_last_words() -> None:
    with Crew(1) as crew, pytest.raises(UsageError, match="has ended: out of memory"):
        crew.submit(_end, 9).result()


def test_the_processes_end_with_the_one_that_began_them(tmp_path: Path) -> None:
    script = tmp_path / "caller.py"
    script.write_text(
        "import os, sys, time\n"
        f"sys.path[:] = {sys.path!r}\n"
        "from assistant.indexing.crew import Crew\n"
        "crew = Crew(1)\n"
        "print(crew.submit(abs, -3).result(), crew._hired[0]._process.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as caller:
        assert caller.stdout is not None
        three, helper = caller.stdout.readline().split()
        assert three == "3"
        caller.send_signal(signal.SIGKILL)
        caller.wait()
    for _ in range(200):
        if not _lives(int(helper)):
            return
        time.sleep(0.05)
    raise AssertionError("the helper outlives its caller")


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


class Odd(Exception):
    """Pickles, and does not come back."""

    def __init__(self, what: str, where: str) -> None:
        super().__init__(f"{what} in {where}")


def _odd(what: str) -> None:
    raise Odd(what, "the cellar")


def test_an_error_that_cannot_be_sent_is_told_in_words() -> None:
    with Crew(1) as crew, pytest.raises(RuntimeError, match="noise in the cellar"):
        crew.submit(_odd, "noise").result()


def test_the_users_own_metrics_count_too(tmp_path: Path, articles: list[Article]) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[metric]]\nid = "gain"\ndimension = "money"\nforms = ["made a profit"]\n')
    before = [tuple(figures_of(article, tuple(chunk(article)))) for article in articles]
    metrics.extend(own)
    try:
        with closing(prepared(articles, Counting(), workers=2)) as stream:
            found = [item.figures for item in stream]
        assert found == [tuple(figures_of(article, tuple(chunk(article)))) for article in articles]
        assert found != before
    finally:
        metrics.extend(None)
