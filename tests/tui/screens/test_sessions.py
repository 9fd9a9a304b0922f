"""The kept sessions on the screen: gone on with, searched, renamed, deleted, and what a broken store says."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Button

from assistant.errors import SessionError
from assistant.sessions.store import SessionStore
from assistant.sessions.types import FoundExchange, SessionInfo
from assistant.tui.job_thread import JobThread
from assistant.tui.screens.confirm import ConfirmScreen
from assistant.tui.screens.name_prompt import NamePrompt
from assistant.tui.screens.sessions import NewSession, SessionsScreen
from assistant.tui.session_rows import local
from assistant.tui.widgets.line_box import LineBox
from assistant.tui.widgets.virtual_table import VirtualTable
from tests.tui.screens.support import HOSTILE, SIZES, START, FakeStore, ScreenHost, on_thread, session
from tests.tui.support import screen_text, shows, until

LOCKED = SessionError("sessions.db[/] is locked by another program", "Close it and try again")


def _store() -> FakeStore:
    store = FakeStore(
        session(3, "What is the mill worth?"),
        session(2, "Dairy prices", exchanges=1),
        session(1, "Old", corpus="/else/where"),
    )
    store.found = [
        FoundExchange(store.kept[1], 0, "What do dairies charge?", "… the Dairies charged $3 a litre …"),
        FoundExchange(store.kept[2], 4, "And before?", "… dairies took $2 …"),
    ]
    return store


def _app(store: FakeStore | None, current: int | None = None) -> ScreenHost:
    thread = on_thread(store) if store is not None else None
    return ScreenHost(lambda _: SessionsScreen(thread, "corpus", current))


def _names(app: ScreenHost) -> list[str]:
    table: VirtualTable[SessionInfo] = app.screen.query_one("#sessions", VirtualTable)
    return [info.name for info in table.rows]


@pytest.mark.parametrize("size", SIZES)
async def test_sessions_are_listed(size: tuple[int, int]) -> None:
    app = _app(_store(), current=2)
    async with app.run_test(size=size) as pilot:
        text = await shows(pilot, "3 sessions")
        for words in ("What is the mill", "● Dairy prices", "/else/where", local(session(3, "").changed)):
            assert words in text
        await pilot.press("end")
        await shows(pilot, "About other articles than those that are open: /else/where")
        keys = (await shows(pilot, "Go on")).splitlines()[-1]
        for words in ("New", "Rename", "Delete", "Search", "Close"):
            assert words in keys
        assert app.screen.max_scroll_x == 0


async def test_enter_and_a_double_click_go_on_with_a_session() -> None:
    app = _app(_store())
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "3 sessions")
        await pilot.press("down", "enter")
        assert app.results == [2]
        app.open()
        await shows(pilot, "3 sessions")
        await pilot.click("#sessions", offset=(5, 3), times=2)
        await until(pilot, lambda: app.results == [2, 1])


async def test_new_and_escape() -> None:
    app = _app(_store())
    async with app.run_test() as pilot:
        await shows(pilot, "3 sessions")
        await pilot.press("n")
        assert app.results == [NewSession()]
        app.open()
        await shows(pilot, "3 sessions")
        await pilot.press("escape")
        assert app.results[1:] == [None]


@pytest.mark.parametrize("size", SIZES)
async def test_a_search_shows_questions_and_goes_on_with_their_session(size: tuple[int, int]) -> None:
    store = _store()
    app = _app(store)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "3 sessions")
        await pilot.press("slash", *"dairies")
        await until(pilot, lambda: store.asked[-1:] == ["dairies"])
        text = await shows(pilot, "What do dairies")
        assert "2 questions\n" in text
        assert "… the Dairies charged $3 a litre …" in text
        await pilot.press("enter", "down")
        await shows(pilot, "Old · question 5 of 2")
        await pilot.press("enter")
        assert app.results == [1]


async def test_escape_ends_the_search_first() -> None:
    app = _app(_store())
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "3 sessions")
        await pilot.press("slash", *"da")
        await shows(pilot, "What do dai")
        await pilot.press("escape")
        await shows(pilot, "3 sessions")
        await pilot.pause()  # the focus follows once the table can be seen
        assert app.focused is app.screen.query_one("#sessions")
        await pilot.press("escape")
        assert app.results == [None]


async def test_a_search_that_finds_nothing_says_so() -> None:
    store = _store()
    store.found = []
    app = _app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "3 sessions")
        await pilot.press("slash", *"zebra[/")
        await shows(pilot, "Nothing holds “zebra[/”.")
        await pilot.press("enter", "enter", "r", "d")
        assert app.results == []


async def test_a_session_is_renamed() -> None:
    app = _app(_store())
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "3 sessions")
        await pilot.press("down", "r")
        await until(pilot, lambda: isinstance(app.screen, NamePrompt))
        assert app.screen.query_one(LineBox).value == "Dairy prices"
        await pilot.press(*"Milk", "enter")
        await shows(pilot, "Milk")
        assert _names(app) == ["What is the mill worth?", "Milk", "Old"]
        (message,) = [m for m in app.told if isinstance(m, SessionsScreen.Renamed)]
        assert (message.session, message.name) == (2, "Milk")
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, NamePrompt))
        await pilot.press(*"Beer", "escape")
        assert _names(app)[1] == "Milk"


async def test_deleting_asks_first_and_no_is_the_answer_of_enter() -> None:
    app = _app(_store())
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "3 sessions")
        for keys in (("d", "enter"), ("delete", "n"), ("d", "escape")):
            await pilot.press(keys[0])
            await shows(pilot, "Delete “What is the mill worth?” with its 2 questions")
            await pilot.press(keys[1])
            await until(pilot, lambda: isinstance(app.screen, SessionsScreen))
        assert len(_names(app)) == 3
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("y")
        await shows(pilot, "2 sessions")
        assert _names(app) == ["Dairy prices", "Old"]
        assert [m.session for m in app.told if isinstance(m, SessionsScreen.Deleted)] == [3]


async def test_deleting_by_mouse_and_arrows() -> None:
    app = _app(_store())
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "3 sessions")
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("right", "enter")
        await shows(pilot, "2 sessions")
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.click("#yes")
        await shows(pilot, "1 session")
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.focused, Button))


async def test_a_found_session_can_be_deleted() -> None:
    store = _store()
    app = _app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "3 sessions")
        await pilot.press("slash", *"da")
        await shows(pilot, "What do dai")
        store.found = store.found[1:]
        await pilot.press("enter", "d")
        await shows(pilot, "Delete “Dairy prices” with its question and")
        await pilot.press("y")
        await shows(pilot, "1 question")
        assert [info.id for info in store.kept] == [3, 1]


async def test_a_locked_store_is_told_and_the_screen_goes_on() -> None:
    store = _store()
    store.error = LOCKED
    app = _app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await shows(pilot, "sessions.db[/] is locked by another program.")
        assert "Close it and try again." in text
        store.error = None
        await pilot.press("slash", "x", "escape")
        await shows(pilot, "3 sessions")
        assert "is locked" not in screen_text(app)
        store.error = LOCKED
        await pilot.press("d", "y")
        await shows(pilot, "sessions.db[/] is locked by another program.")
        assert not [m for m in app.told if isinstance(m, SessionsScreen.Deleted)]
        await pilot.press("escape")
        assert app.results == [None]


async def test_a_store_that_cannot_be_opened_is_told() -> None:
    def fail() -> SessionStore:
        raise LOCKED

    thread = JobThread("test-sessions", fail)
    thread.start()
    app = ScreenHost(lambda _: SessionsScreen(thread, "corpus"))
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "sessions.db[/] is locked by another program.")
        await pilot.press("escape")
        assert app.results == [None]


async def test_without_history_the_screen_says_how_to_turn_it_on() -> None:
    app = _app(None)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await shows(pilot, "Sessions are not kept")
        assert "--no-history" in text
        await pilot.press("slash", "n", "r", "d", "enter")
        assert app.results == []
        await pilot.press("escape")
        assert app.results == [None]


async def test_no_sessions_teach() -> None:
    app = _app(FakeStore())
    async with app.run_test(size=(80, 24)) as pilot:
        text = await shows(pilot, "No sessions yet")
        assert "0 sessions" in text
        await pilot.press("r", "d", "enter", "down")
        assert app.results == []


@pytest.mark.parametrize("size", [*SIZES, (20, 8)])
async def test_text_from_outside_is_never_markup_nor_a_command(size: tuple[int, int]) -> None:
    store = FakeStore(session(1, HOSTILE, corpus=HOSTILE))
    store.found = [FoundExchange(store.kept[0], 0, HOSTILE, HOSTILE)]
    app = _app(store, current=1)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: _names(app) == [HOSTILE])
        for keys in (("r",), ("escape",), ("d",), ("escape",), ("slash", *"evil"), ("enter",)):
            await pilot.press(*keys)
            await pilot.pause(0.2)
            text = screen_text(app)
            assert "\x1b" not in text
            assert "\u202e" not in text
        if size[0] == 200:
            assert "␛[31m[/ [@click=app.quit]x[/] <U+202E>evil" in text
        await pilot.click("#found", offset=(10, 1))
        assert app.is_running


async def test_the_same_after_a_resize() -> None:
    app = _app(_store())
    async with app.run_test(size=(200, 60)) as pilot:
        await shows(pilot, "3 sessions")
        await pilot.resize_terminal(60, 20)
        await shows(pilot, "Dairy pr")
        assert app.screen.max_scroll_x == 0


async def test_the_real_store(tmp_path: Path) -> None:
    thread = JobThread("test-sessions", lambda: SessionStore.open(tmp_path / "sessions.db"))
    thread.start()
    app = ScreenHost(lambda _: SessionsScreen(thread, "corpus"))
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "No sessions yet")
        await pilot.press("slash", *"who")
        await shows(pilot, "Nothing holds “who”.")
    thread.do(lambda store: store.begin("corpus", START)).result(5)
    thread.do(lambda store: store.close()).result(5)
    thread.stop(5)
