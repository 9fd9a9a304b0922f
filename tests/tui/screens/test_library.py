"""The library on the screen: states told, files added, the index built once at a time, whatever fails shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import ProgressBar

from assistant.datatypes import Problem
from assistant.errors import ArticleError, CorpusError, ModelError
from assistant.indexing.library import Added, LibraryRow, State
from assistant.tui.desk import Watched
from assistant.tui.index_build import IndexBuild, step_of
from assistant.tui.messages import CoreFailed, CoreReady
from assistant.tui.places import Place
from assistant.tui.screens.library import LibraryScreen
from assistant.tui.screens.path_prompt import PathPrompt
from assistant.tui.widgets.build_line import BuildLine
from assistant.tui.widgets.line_box import LineBox
from assistant.tui.widgets.virtual_table import VirtualTable
from tests.tui.screens.support import HOSTILE, SIZES, FakeDesk, ScreenHost, library_row
from tests.tui.support import screen_text, shows, until

FILES = (
    library_row("a.md", title="Mill seeks new money"),
    library_row("b.pdf", State.FAILED, reason="no text in it", size=1_234_567),
    library_row("c.md", State.NEW, size=940),
    library_row("d.md", State.COPY, reason="the same as a.md", title="Mill seeks new money"),
    library_row("e.md", State.CHANGED, title="Dairy"),
    library_row("f.xls", State.SKIPPED, reason="an unknown kind"),
)
SUMMARY = "3 articles, 1 problem, 1 left out, 2 changes on disk"


def _app(*files: LibraryRow, desk: FakeDesk | None = None) -> tuple[ScreenHost, FakeDesk]:
    desk = desk or FakeDesk()
    desk.files = files or desk.files
    return ScreenHost(lambda host: LibraryScreen(host.core), desk), desk


def _paths(app: ScreenHost) -> list[str]:
    table: VirtualTable[LibraryRow] = app.screen.query_one(VirtualTable)
    return [row.path for row in table.rows]


async def _paths_are(pilot: Pilot[None], app: ScreenHost, *paths: str) -> None:
    await until(pilot, lambda: _paths(app) == list(paths))


def _ready(app: ScreenHost) -> int:
    return sum(isinstance(message, CoreReady) for message in app.told)


async def _add(pilot: Pilot[None], path: Path | str) -> None:
    await pilot.press("a")
    await until(pilot, lambda: isinstance(pilot.app.screen, PathPrompt))
    pilot.app.screen.query_one(LineBox).value = str(path)
    await pilot.press("enter")


@pytest.mark.parametrize("size", SIZES)
async def test_files_are_listed_with_their_state(size: tuple[int, int]) -> None:
    app, _ = _app(*FILES)
    async with app.run_test(size=size) as pilot:
        text = await shows(pilot, SUMMARY)
        for words in ("in the index", "cannot be read", "not in the in", "Mill seeks", "2026-05-01", "1.2 MB", "940 B"):
            assert words in text
        await pilot.press("down")
        await shows(pilot, "cannot be read: no text in it")
        keys = (await shows(pilot, "Problems")).splitlines()[-1]
        for words in ("Read", "Filter", "Add", "Re-index", "Close"):
            assert words in keys
        assert app.screen.max_scroll_x == 0


async def test_enter_reads_an_article_that_the_index_has() -> None:
    app, _ = _app(*FILES)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await shows(pilot, SUMMARY)
        await pilot.press("down", "enter")
        await shows(pilot, "There is no text to show of b.pdf")
        assert app.results == []
        await pilot.press("end", "up", "enter")
        assert app.results == [Place("e.md")]


async def test_words_filter_the_switch_narrows_and_headers_sort() -> None:
    app, _ = _app(*FILES)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, SUMMARY)
        await pilot.press("p")
        await _paths_are(pilot, app, "b.pdf", "f.xls")
        await shows(pilot, f"2 of 6 files · {SUMMARY}")
        await pilot.press("p", "S")
        await _paths_are(pilot, app, *reversed([row.path for row in FILES]))
        await pilot.press("slash", *"dairy")
        await _paths_are(pilot, app, "e.md")
        await pilot.press("escape")
        await pilot.click(VirtualTable, offset=(3, 0))
        await until(pilot, lambda: _paths(app)[:2] == ["b.pdf", "f.xls"])
        assert "state ▲" in screen_text(app)


async def test_a_build_shows_its_progress_then_reloads() -> None:
    app, desk = _app(*FILES[:1])
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "1 article,")
        ready = _ready(app)
        await pilot.press("f5")
        await shows(pilot, "embedding: 3 of 4")
        bar = app.screen.query_one(ProgressBar)
        assert (bar.progress, bar.total) == (3, 4)
        await pilot.press("f5")
        desk.files = FILES
        desk.gate.set()
        text = await shows(pilot, SUMMARY)
        assert "Index updated: 1 added" in text or "index updated: 1 added" in text
        assert not app.screen.query_one(BuildLine).display
        assert desk.calls.count("build") == 1
        assert desk.calls.index("watch") > desk.calls.index("build")
        assert _ready(app) == ready + 1


async def test_a_line_that_is_no_step_lets_the_bar_wander() -> None:
    desk = FakeDesk()
    desk.lines = ["waiting for another process [/"]
    app, _ = _app(*FILES, desk=desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, SUMMARY)
        await pilot.press("f5")
        await shows(pilot, "waiting for another process [/")
        assert app.screen.query_one(ProgressBar).total is None
        desk.gate.set()
        await shows(pilot, "1 added")


async def test_a_build_that_fails_is_shown_and_can_be_tried_again() -> None:
    app, desk = _app(*FILES)
    desk.gate.set()
    desk.built = ModelError("the model [/ is not there", "Name another with --model")
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, SUMMARY)
        ready = _ready(app)
        await pilot.press("f5")
        text = await shows(pilot, "The model [/ is not there.")
        assert "Name another with --model." in text
        await until(pilot, lambda: _ready(app) == ready + 1)
        desk.built = "index is current"
        await shows(pilot, "f5 Re-index")
        await pilot.press("f5")
        text = await shows(pilot, "index is current")
        assert "The model" not in text


async def test_an_index_that_cannot_be_opened_after_all_is_told() -> None:
    app, desk = _app(*FILES)
    desk.gate.set()
    desk.watched = Watched(problem="the index was damaged")
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, SUMMARY)
        await pilot.press("f5")
        await shows(pilot, "The index was damaged.")


async def test_a_build_goes_on_without_the_screen_and_is_shown_again() -> None:
    app, desk = _app(*FILES)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await shows(pilot, SUMMARY)
        await pilot.press("f5")
        await shows(pilot, "embedding: 3 of 4")
        await pilot.press("escape")
        await until(pilot, lambda: app.results == [None])
        assert IndexBuild.of(app).is_running
        app.open()
        await shows(pilot, "embedding: 3 of 4")
        await pilot.press("escape")
        desk.gate.set()
        await shows(pilot, "index updated: 1 added")
        assert not IndexBuild.of(app).is_running


async def test_a_build_that_fails_without_the_screen_is_notified() -> None:
    app, desk = _app(*FILES)
    desk.built = ModelError("the model [/ is not there", "Name another")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await shows(pilot, SUMMARY)
        await pilot.press("f5")
        await shows(pilot, "embedding: 3 of 4")
        await pilot.press("escape")
        desk.gate.set()
        await shows(pilot, "the model [/ is not there")


async def test_a_file_is_added_and_read_in(tmp_path: Path) -> None:
    app, desk = _app(*FILES)
    desk.added = Added(("news/new.md",), (Problem("news/old.xls", "an unknown kind", skipped=True),))
    (tmp_path / "news").mkdir()
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, SUMMARY)
        await _add(pilot, tmp_path / "news")
        text = await shows(pilot, "Copied: news/new.md")
        assert "Left out: news/old.xls: an unknown kind" in text
        await shows(pilot, "embedding: 3 of 4")
        desk.gate.set()
        text = await shows(pilot, "1 added")
        assert "Copied: news/new.md" in text
        assert desk.calls.index("add news") < desk.calls.index("build")


async def test_nothing_added_says_why_and_builds_nothing(tmp_path: Path) -> None:
    app, desk = _app(*FILES)
    desk.added = Added((), tuple(Problem(f"x/{n}.xls", "an unknown kind") for n in range(30)))
    async with app.run_test(size=(80, 40)) as pilot:
        await shows(pilot, SUMMARY)
        await _add(pilot, tmp_path)
        text = await shows(pilot, "Nothing was added")
        assert "Left out 30:" in text
        assert "x/0.xls: an unknown kind" in text
        assert "build" not in desk.calls


async def test_what_cannot_be_added_is_said_in_place(tmp_path: Path) -> None:
    app, desk = _app(*FILES)
    desk.added = ArticleError("that [/ is among the articles already", "Name a file from elsewhere")
    desk.gate.set()
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, SUMMARY)
        await _add(pilot, tmp_path)
        await shows(pilot, "that [/ is among the articles already")
        assert isinstance(app.screen, PathPrompt)
        desk.added = Added(("new.md",), ())
        await pilot.press("enter")
        await shows(pilot, "Copied: new.md")


async def test_an_index_that_there_was_none_of_is_opened_by_the_first_build(tmp_path: Path) -> None:
    app, desk = _app(*FILES)
    desk.closed = CorpusError("there are no articles in corpus")
    desk.added = Added(("new.md",), ())
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, SUMMARY)
        await until(pilot, lambda: any(isinstance(message, CoreFailed) for message in app.told))
        assert _ready(app) == 0
        desk.closed = None
        await _add(pilot, tmp_path)
        desk.gate.set()
        await shows(pilot, "1 added")
        assert _ready(app) > 0


async def test_files_added_during_a_build_are_read_in_by_another(tmp_path: Path) -> None:
    app, desk = _app(*FILES)
    desk.added = Added(("new.md",), ())
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, SUMMARY)
        await pilot.press("f5")
        await shows(pilot, "embedding: 3 of 4")
        await _add(pilot, tmp_path)
        await shows(pilot, "Copied: new.md")
        assert desk.calls.count("build") == 1
        desk.gate.set()
        await shows(pilot, "1 added")
        assert desk.calls.count("build") == 2


@pytest.mark.parametrize("size", [*SIZES, (20, 8)])
async def test_text_from_outside_is_never_markup_nor_a_command(size: tuple[int, int], tmp_path: Path) -> None:
    rows = [LibraryRow(HOSTILE, HOSTILE, HOSTILE, None, 5, state, HOSTILE) for state in State]
    desk = FakeDesk()
    desk.lines, desk.built = [HOSTILE, f"{HOSTILE}: 1 of 2"], HOSTILE
    desk.added = Added((HOSTILE,), (Problem(HOSTILE, HOSTILE),))
    app, _ = _app(*rows, desk=desk)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: len(_paths(app)) == len(rows))
        await _add(pilot, tmp_path)
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and app.screen.query_one(BuildLine).display)
        for key in ("end", "enter", "s", "p"):
            await pilot.press(key)
            text = screen_text(app)
            assert "\x1b" not in text
            assert "\u202e" not in text
        desk.gate.set()
        await until(pilot, lambda: not IndexBuild.of(app).is_running)
        await pilot.pause()
        assert app.is_running


async def test_no_articles_teach() -> None:
    app, _ = _app()
    async with app.run_test(size=(80, 24)) as pilot:
        text = await shows(pilot, "0 articles, 0 problems, 0 changes on disk")
        assert "No articles yet" in text
        assert "Press a to add a file" in text
        await pilot.press("enter", "p", "s")
        assert app.is_running


async def test_a_folder_that_is_missing_is_told_and_can_be_filled(tmp_path: Path) -> None:
    app, desk = _app()
    desk.files = CorpusError("there is no folder of articles at corpus[/]", "Create it")
    desk.added = Added(("new.md",), ())
    desk.gate.set()
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "There is no folder of articles at corpus[/].")
        desk.files = FILES
        await _add(pilot, tmp_path)
        text = await shows(pilot, SUMMARY)
        assert "There is no folder" not in text


async def test_the_same_after_a_resize() -> None:
    app, _ = _app(*FILES)
    async with app.run_test(size=(200, 60)) as pilot:
        assert "an unknown kind" in await shows(pilot, SUMMARY)
        await pilot.resize_terminal(80, 24)
        await shows(pilot, "f.xls")
        assert app.screen.max_scroll_x == 0


def test_steps_are_read() -> None:
    assert step_of("embedding: 3 of 14") == ("embedding", 3, 14)
    assert step_of("reading: a: 0 of 0") == ("reading: a", 0, 0)
    assert step_of("waiting for another process") is None
    assert step_of("embedding: 3 of 14 articles") is None
