"""``assistant index --watch`` as a real process, over a corpus that is written, broken, taken away and brought back."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.retrieval.lock import build_lock
from tests.durability.client import Job
from tests.durability.scenes import OLD
from tests.durability.trial import Workshop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and ended by signals")
PATIENCE_S = 60.0


class Watch:
    """A watch that runs, and what it has said."""

    def __init__(self, workshop: Workshop, *flags: str) -> None:
        self._server = workshop.server
        self.index = workshop.copy_of_old()
        self.corpus = self.index.parent / "corpus"
        shutil.copytree(workshop.folder / OLD, self.corpus)
        words = ["index", "--watch", *flags, "--corpus", str(self.corpus), "--index", str(self.index)]
        self.job: Job = self._server.start("command", *words)

    @property
    def said(self) -> list[str]:
        return self.job.err.read_text(encoding="utf-8").splitlines()

    def until(self, holds: Callable[[list[str]], bool]) -> list[str]:
        """Wait until what was said is as wanted."""
        deadline = time.monotonic() + PATIENCE_S
        while not holds(self.said):
            assert time.monotonic() < deadline, self.said
            time.sleep(0.05)
        return self.said

    def until_said(self, words: str, times: int = 1) -> list[str]:
        return self.until(lambda said: sum(words in line for line in said) >= times)

    def end(self, number: int = signal.SIGINT) -> tuple[int, str]:
        os.kill(self.job.pid, number)
        ended = self._server.wait(self.job)
        assert "Traceback" not in ended.err
        return ended.code, ended.err

    def write(self, name: str, text: str) -> None:
        (self.corpus / name).write_text(text, encoding="utf-8")


@pytest.fixture
def watch(workshop: Workshop) -> Iterator[Watch]:
    watch = Watch(workshop)
    try:
        watch.until_said("assistant: watching ")
        yield watch
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(watch.job.pid, signal.SIGKILL)


def updates(said: list[str]) -> list[str]:
    return [line for line in said if "index updated" in line]


def test_what_is_added_is_taken_in_and_ctrl_c_ends_calmly(watch: Watch, workshop: Workshop) -> None:
    watch.write("wonka.txt", "Wonka grows\n\nWonka employs 77 people.\n")
    said = watch.until_said("index updated: 1 added")
    assert len(updates(said)) == 1
    assert "wonka.txt" in [article[0] for article in workshop.server.state(watch.index)["articles"]]
    code, err = watch.end()
    assert (code, err.splitlines()[-1]) == (0, "assistant: ended; all that was seen is in the index")


def test_sigterm_ends_it_as_calmly(watch: Watch) -> None:
    code, err = watch.end(signal.SIGTERM)
    assert (code, err.splitlines()[-1]) == (0, "assistant: ended; all that was seen is in the index")


def test_a_file_that_is_being_written_is_not_read_until_it_rests(watch: Watch) -> None:
    with (watch.corpus / "long.txt").open("w", encoding="utf-8") as file:
        file.write("A long report\n\nIt says much.\n")
        for number in range(12):  # longer than two looks
            file.write(f"Line {number} of it came later.\n")
            file.flush()
            time.sleep(0.1)
            assert not updates(watch.said)
    said = watch.until_said("index updated: 1 added")
    assert len(updates(said)) == 1
    watch.end()


def test_many_changes_at_once_are_one_line(watch: Watch) -> None:
    for number in range(10):
        watch.write(f"note{number}.txt", f"Note {number}\n\nNote {number} says nothing new.\n")
    (watch.corpus / "globex.txt").unlink()
    said = watch.until_said("index updated")
    assert updates(said)[0].startswith("assistant: index updated: 10 added, 1 removed")
    watch.end()


def test_a_file_that_cannot_be_read_is_named_once(watch: Watch) -> None:
    assert sum("not taken in: broken.pdf: " in line for line in watch.said) <= 1
    watch.write("worse.pdf", "%PDF-1.7 nothing more")
    watch.until_said("not taken in: worse.pdf: ")
    watch.write("one.txt", "One\n\nOne more article.\n")
    watch.until_said("1 added")
    watch.write("two.txt", "Two\n\nTwo more articles.\n")
    said = watch.until_said("1 added", 2)
    for name in ("broken", "worse"):
        assert sum(f"not taken in: {name}.pdf: " in line for line in said) == 1
    watch.end()


def test_a_corpus_that_goes_and_comes_back_is_told_once_and_followed_again(watch: Watch, workshop: Workshop) -> None:
    away = watch.corpus.with_name("away")
    watch.corpus.rename(away)
    said = watch.until_said("This is tried again; meanwhile the index is as it was")
    assert str(watch.corpus) in said[-1]
    time.sleep(1.0)
    assert len(watch.said) == len(said)
    assert workshop.server.state(watch.index)["answers"] == workshop.old["answers"]
    away.rename(watch.corpus)
    watch.until_said("well again")
    watch.write("back.txt", "Back\n\nBack again with 5 articles.\n")
    watch.until_said("index updated: 1 added")
    assert watch.end()[0] == 0


def test_an_emptied_corpus_does_not_empty_the_index(watch: Watch, workshop: Workshop) -> None:
    away = watch.corpus.with_name("away")
    watch.corpus.rename(away)
    watch.corpus.mkdir()
    watch.until_said("there are no articles in")
    assert workshop.server.state(watch.index)["answers"] == workshop.old["answers"]
    assert watch.end()[0] == 130


def test_a_damaged_index_is_told_and_followed_again_once_it_is_mended(watch: Watch, workshop: Workshop) -> None:
    (watch.index / "manifest.json").write_text("{")
    said = watch.until_said("manifest.json is damaged")
    assert "Run: assistant index --rebuild. This is tried again" in said[-1]
    where = ("--corpus", watch.corpus, "--index", watch.index)
    assert workshop.server.do("command", "index", "--rebuild", *where).code == 0
    watch.until_said("well again")
    assert watch.end()[0] == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_locked_index_is_waited_for_and_a_watch_that_is_ended_meanwhile_says_130(watch: Watch, number: int) -> None:
    with build_lock(watch.index):
        watch.write("wonka.txt", "Wonka grows\n\nWonka employs 77 people.\n")
        watch.until_said(f"waiting for process {os.getpid()} (")
        code, err = watch.end(number)
    assert (code, err.splitlines()[-1]) == (130, "assistant: interrupted; nothing is lost")


def test_a_lock_that_is_given_back_lets_it_go_on(watch: Watch) -> None:
    with build_lock(watch.index):
        watch.write("wonka.txt", "Wonka grows\n\nWonka employs 77 people.\n")
        watch.until_said("waiting for process")
    watch.until_said("index updated: 1 added")
    assert watch.end()[0] == 0


def test_an_index_that_others_removed_is_made_again(watch: Watch, workshop: Workshop) -> None:
    (watch.index / "manifest.json").unlink()
    watch.until_said("index updated")
    assert workshop.server.state(watch.index)["answers"] == workshop.old["answers"]
    watch.end()


def test_what_is_wrong_at_the_start_ends_it_at_once(workshop: Workshop, tmp_path: Path) -> None:
    ended = workshop.server.do("command", "index", "--watch", "--corpus", tmp_path / "none", "--index", tmp_path / "i")
    assert ended.code == 3
    assert str(tmp_path / "none") in ended.err


def test_quiet_says_only_what_is_wrong(workshop: Workshop) -> None:
    watch = Watch(workshop, "--quiet")
    manifest = watch.index / "manifest.json"
    before = manifest.stat().st_mtime_ns
    time.sleep(0.7)
    watch.write("wonka.txt", "Wonka grows\n\nWonka employs 77 people.\n")
    deadline = time.monotonic() + PATIENCE_S
    while manifest.stat().st_mtime_ns == before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert manifest.stat().st_mtime_ns != before
    time.sleep(0.5)
    code, err = watch.end()
    assert code == 0
    (line,) = err.splitlines()
    assert "not taken in: broken.pdf" in line


def test_it_can_begin_with_a_rebuild(workshop: Workshop) -> None:
    watch = Watch(workshop, "--rebuild")
    said = watch.until_said("assistant: watching ")
    assert len(updates(said)) == 1
    assert watch.end()[0] == 0
