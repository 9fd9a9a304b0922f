"""Paths are completed, looked up, and taken; what is wrong with one is said in place."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.widgets import OptionList

from assistant.errors import ArticleError, UsageError
from assistant.tui.path_completion import complete, existing
from assistant.tui.screens.path_prompt import PathPrompt
from assistant.tui.widgets.line_box import LineBox
from tests.tui.screens.support import SIZES, ScreenHost
from tests.tui.support import screen_text, shows, until


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("news", "newer"):
        (tmp_path / name).mkdir()
    for name in ("a.md", "b[link].md", ".hidden", "evil\u202e.md", "bad\x1b.md", "news/may.md"):
        (tmp_path / name).write_text("x")
    return tmp_path


async def _take(path: Path) -> Path:
    return path


def _app(take: object = _take) -> ScreenHost:
    return ScreenHost(lambda _: PathPrompt("Add articles", take, doing="Copying …"))  # type: ignore[arg-type]


def _box(app: ScreenHost) -> LineBox:
    return app.screen.query_one(LineBox)


async def _type(app: ScreenHost, text: str) -> None:
    _box(app).value = text
    _box(app).cursor_position = len(text)


@pytest.mark.parametrize("size", SIZES)
async def test_tab_completes_what_is_certain_and_lists_the_rest(folder: Path, size: tuple[int, int]) -> None:
    app = _app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await _type(app, f"{folder}/n")
        await shows(pilot, "newer/")
        await pilot.press("tab")
        await until(pilot, lambda: _box(app).value == f"{folder}/new")
        await pilot.press("s", "tab")
        await until(pilot, lambda: _box(app).value == f"{folder}/news/")
        await shows(pilot, "may.md")
        await pilot.press("tab", "enter")
        await until(pilot, lambda: app.results == [folder / "news" / "may.md"])


async def test_arrows_and_clicks_choose_names(folder: Path) -> None:
    app = _app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await _type(app, f"{folder}/n")
        await shows(pilot, "newer/")
        await pilot.press("down", "down", "tab")
        await until(pilot, lambda: _box(app).value == f"{folder}/news/")
        await _type(app, f"{folder}/")
        await shows(pilot, "b[link].md")
        assert app.focused is _box(app)
        await pilot.click(OptionList, offset=(3, 0))
        await until(pilot, lambda: _box(app).value == f"{folder}/a.md")


async def test_what_is_not_there_is_said_and_the_prompt_stays(folder: Path) -> None:
    app = _app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await shows(pilot, "Type the path of a file or a folder")
        await _type(app, "nowhere[/")
        await pilot.press("enter")
        await shows(pilot, "nowhere[/: there is no such file or folder")
        await _type(app, f"{folder}/zebra")
        await pilot.press("tab")
        await shows(pilot, "no name begins so")
        await _type(app, "/no/such/folder/x")
        await pilot.press("tab")
        await shows(pilot, "there is no such file or folder")
        assert app.results == []
        await pilot.press("escape")
        assert app.results == [None]


async def test_what_cannot_be_taken_is_said_and_the_prompt_stays(folder: Path) -> None:
    async def refuse(_path: Path) -> None:
        raise ArticleError("that [/ is no article", "Name another")

    app = _app(refuse)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await _type(app, f"'{folder}/a.md'")
        await pilot.press("enter")
        await shows(pilot, "that [/ is no article. Name another")
        await pilot.press("x")
        await shows(pilot, "Tab completes")


async def test_it_does_not_close_while_a_path_is_taken(folder: Path) -> None:
    gate = asyncio.Event()

    async def slowly(path: Path) -> Path:
        await gate.wait()
        return path

    app = _app(slowly)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await _type(app, str(folder))
        await pilot.press("enter")
        await shows(pilot, "Copying …")
        await pilot.press("escape", "enter")
        await shows(pilot, "This cannot be stopped.")
        gate.set()
        await until(pilot, lambda: app.results == [folder])


async def test_names_that_would_steer_the_terminal_are_left_out(folder: Path) -> None:
    app = _app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await _type(app, f"{folder}/")
        text = await shows(pilot, "b[link].md")
        for hidden in ("evil", "bad", "hidden", "\x1b", "\u202e"):
            assert hidden not in text
        assert "\x1b" not in screen_text(app)


def test_completion(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.chdir(folder)
    assert complete("~").text == "~/"
    assert complete("~/news/").text == "~/news/may.md"
    assert complete("ne").choices == ("newer/", "news/")
    assert complete("ne").text == "new"
    assert complete("NE").text == "new"
    assert complete("NEWS").choices == ("news/",)
    assert complete("NEWS").text == "news/"
    (folder / "Next").mkdir()
    assert complete("NE").text == "NE"
    assert complete(".h").choices == (".hidden",)
    assert complete("zebra").choices == ()
    assert complete("a.md/x").problem == "not a directory"
    assert complete("~nobody-of-that-name/").problem
    assert complete("x\0y/").problem
    assert complete("ne").chosen("news/") == "news/"
    assert complete("~/ne").chosen("news/") == "~/news/"


def test_existing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert existing(" ~/news ") == folder / "news"
    assert existing(f'"{folder}/a.md"') == folder / "a.md"
    for bad in ("", "  ", "~/zebra", "x\0y", "~nobody-of-that-name/x"):
        with pytest.raises(UsageError):
            existing(bad)
