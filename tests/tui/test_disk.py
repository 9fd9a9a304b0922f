"""Articles and index change on disk while the chat is open: it notices, takes them in, and goes on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.config import Settings, load
from assistant.errors import AssistantError, CorpusError, IndexLockedError
from assistant.indexing import bring_up_to_date
from assistant.retrieval.embedder import Embedder
from assistant.tui.app import ChatApp, ChatOptions
from assistant.tui.core_desk import CoreDesk
from assistant.tui.core_thread import CoreThread
from assistant.tui.desk import Watched
from assistant.tui.watcher import Watcher
from tests.tui.support import FakeDesk, ask, shows, until


class _Watch:
    """A watcher over a desk in hand."""

    def __init__(self, desk: FakeDesk) -> None:
        self.told: list[str] = []
        self.changed: list[str] = []
        self.core = CoreThread(lambda: desk, lambda _message: True)
        self.core.start()
        self.watcher = Watcher(self.core, self.told.append, self.changed.append)
        self.desk = desk

    async def look(self, times: int = 1) -> None:
        for _ in range(times):
            self.watcher._not_before = 0
            await self.watcher.look()


async def test_changes_are_taken_in_once_they_have_settled() -> None:
    watch = _Watch(FakeDesk())
    watch.desk.watched = Watched(pending=2)
    await watch.look()
    assert watch.desk.built == 0
    await watch.look()
    assert watch.desk.built == 1
    assert "taking in 2 changed files …" in watch.told
    assert watch.changed == ["2 articles, 5 passages"]
    watch.core.stop(5)


async def test_a_build_that_fails_is_told_and_tried_again_only_after_other_changes() -> None:
    tries: list[int] = []

    class _Locked(FakeDesk):
        def build(self, _tell: Callable[[str], None]) -> str:
            tries.append(1)
            raise IndexLockedError("Another process is building", "Wait for it")

    watch = _Watch(_Locked())
    watch.desk.watched = Watched(pending=1)
    await watch.look(4)
    assert len(tries) == 1
    assert "Another process is building" in watch.told[-1]
    watch.desk.watched = Watched(pending=2)
    await watch.look(2)
    assert len(tries) == 2
    watch.core.stop(5)


async def test_a_problem_is_told_and_taken_back() -> None:
    watch = _Watch(FakeDesk())
    watch.desk.watched = Watched(problem="the folder is gone")
    await watch.look()
    assert watch.told == ["the folder is gone"]
    watch.desk.watched = Watched()
    await watch.look()
    assert watch.told[-1] == ""
    watch.core.stop(5)


async def test_the_state_line_says_what_is_wrong_on_disk() -> None:
    desk = FakeDesk()
    desk.watched = Watched(problem="There is no folder [/ of articles")
    app = ChatApp(lambda: desk, ChatOptions())
    async with app.run_test(size=(110, 24)) as pilot:
        await shows(pilot, "There is no folder [/ of articles")
        await ask(pilot, "who")
        await shows(pilot, "Ada Brook")


@pytest.fixture
def settings(corpus: Path, tmp_path: Path) -> Settings:
    return load({"corpus": str(corpus), "index": str(tmp_path / "index"), "reader": "rules"}, {}, tmp_path)


@pytest.fixture
def desk(settings: Settings) -> Iterator[CoreDesk]:
    """A desk over the small corpus, open."""
    made = CoreDesk(settings)
    made.open(_lines()[1])
    yield made
    made.close()


def _lines() -> tuple[list[str], Callable[[str], None]]:
    lines: list[str] = []
    return lines, lines.append


def test_the_desk_answers_from_the_old_index_when_the_folder_vanishes(desk: CoreDesk, settings: Settings) -> None:
    shutil.rmtree(settings.corpus)
    watched = desk.watch()
    assert "There is no folder of articles" in watched.problem
    assert "$4 billion" in desk.ask("What was Acme's revenue in 2025?").answer.text
    with pytest.raises(CorpusError):
        desk.build(_lines()[1])
    assert "12,000" in desk.ask("How many people does Acme employ?").answer.text


def test_the_desk_opens_an_index_that_another_process_has_built(
    desk: CoreDesk, settings: Settings, embedder: Embedder
) -> None:
    (settings.corpus / "2026-05-01-initech.txt").write_text(
        "Initech names a chief\n\nInitech reported revenue of $7 billion for 2025.\n", encoding="utf-8"
    )
    assert desk.watch() == Watched(pending=1)
    bring_up_to_date(settings.corpus, settings.index, lambda: embedder)
    assert desk.watch() == Watched(reopened=True)
    assert desk.watch() == Watched()
    assert "$7 billion" in desk.ask("What was Initech's revenue in 2025?").answer.text


def test_the_desk_builds_beside_and_opens_what_it_built(desk: CoreDesk, settings: Settings) -> None:
    (settings.corpus / "notes.md").unlink()
    tell = _lines()[1]
    assert "1 removed" in desk.build(tell)
    assert desk.watch() == Watched(reopened=True)
    assert desk.about.startswith("2 articles")
    assert len(desk.library()) == 2


def test_an_index_that_is_deleted_is_told_and_answers_go_on(desk: CoreDesk, settings: Settings) -> None:
    shutil.rmtree(settings.index)
    assert "Answers come from the index as it was" in desk.watch().problem
    assert "$4 billion" in desk.ask("What was Acme's revenue in 2025?").answer.text


def test_a_desk_that_is_not_open_says_so_but_shows_and_takes_articles(settings: Settings, tmp_path: Path) -> None:
    shutil.rmtree(settings.corpus)
    desk = CoreDesk(settings)
    with pytest.raises(CorpusError):
        desk.open(_lines()[1])
    with pytest.raises(AssistantError, match="not open yet"):
        desk.ask("Who?")
    assert desk.watch() == Watched()
    source = tmp_path / "new.txt"
    source.write_text("Hooli grows\n\nHooli reported revenue of $9 billion for 2025.\n", encoding="utf-8")
    added = desk.add(source)
    assert added.copied == ("new.txt",)
    assert [row.path for row in desk.library()] == ["new.txt"]
    desk.open(_lines()[1])
    assert "$9 billion" in desk.ask("What was Hooli's revenue in 2025?").answer.text
    desk.close()


def test_follow_ups_lean_on_what_is_said_and_figures_come_with_the_answer(desk: CoreDesk) -> None:
    reply = desk.ask("What was Acme's\nrevenue in 2025?")
    assert reply.context == "What was Acme's revenue in 2025?"
    assert "$4 billion" in [filed.figure.quantity.text for filed in reply.figures]
    desk.lean_on("What was Globex's revenue in 2025?")
    assert desk.context == "What was Globex's revenue in 2025?"
    desk.resume([reply.answer], ["What was Acme's revenue in 2025?"])
    assert "$3.2 billion" in desk.ask("and in 2024?").answer.text
    desk.reset()
    assert desk.context == ""


async def test_the_whole_chat_takes_in_a_new_article(settings: Settings) -> None:
    app = ChatApp(lambda: CoreDesk(settings), ChatOptions(settings.corpus))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.core.is_open, seconds=60)
        await shows(pilot, "3 articles")
        (settings.corpus / "2026-05-01-initech.txt").write_text(
            "Initech names a chief\n\nInitech reported revenue of $7 billion for 2025.\n", encoding="utf-8"
        )
        await shows(pilot, "4 articles", seconds=60)
        await ask(pilot, "What was Initech's revenue in 2025?")
        await shows(pilot, "$7 billion", seconds=20)
