"""What is kept of a conversation: sessions, what is resumed of them, what is saved and copied."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from textual.widgets import Input

from assistant.errors import SessionError
from assistant.sessions.store import SessionStore
from assistant.tui.app import ChatApp, ChatOptions
from assistant.tui.job_thread import JobThread
from assistant.tui.screens.export import ExportScreen
from assistant.tui.widgets.calculation_card import CalculationCard
from assistant.tui.widgets.citation_card import CitationCard
from assistant.tui.widgets.context_line import ContextLine
from assistant.tui.widgets.turn import Turn
from tests.rendering import samples
from tests.tui.support import FakeDesk, ask, screen_text, shows, until

SIZE = (110, 40)


def _store(path: Path, timeout: float = 2.0) -> JobThread[SessionStore]:
    return JobThread("sessions", lambda: SessionStore.open(path, timeout=timeout), lambda store: store.close())


def _app(path: Path | None, desk: FakeDesk | None = None, resume: int | None = None, timeout: float = 2.0) -> ChatApp:
    held = desk or FakeDesk()
    store = _store(path, timeout) if path is not None else None
    return ChatApp(lambda: held, ChatOptions(Path("corpus"), store, resume, watch=False))


def _kept(path: Path) -> list[tuple[str, int]]:
    with SessionStore.open(path) as store:
        return [(session.name, session.exchanges) for session in store.sessions()]


async def test_a_conversation_is_kept_and_resumed_with_its_evidence(tmp_path: Path) -> None:
    path = tmp_path / "sessions.db"
    app = _app(path)
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "what multiple")
        await shows(pilot, "The revenue multiple is")
        await ask(pilot, "gone")
        await shows(pilot, "The folder corpus/ is gone")
        await until(pilot, lambda: app.recorder.store is not None and app.recorder.store.is_idle)
    assert _kept(path) == [("what multiple", 2)]
    desk = FakeDesk()
    again = _app(path, desk, resume=0)
    async with again.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: len(again.chat.query(Turn)) == 2)
        await until(pilot, lambda: len(again.chat.query(CitationCard)) == 2)
        assert again.chat.query_one(CalculationCard).calculation == samples.calculation().calculations[0]
        turn = again.chat.query(Turn).first()
        assert turn.reply is not None
        assert turn.reply.figures == samples.filed()
        await until(pilot, lambda: "resume after what multiple" in desk.asked)
        await until(pilot, lambda: again.chat.query_one(ContextLine).text == "what multiple")
        assert [question for question in desk.asked if "resume" not in question] == ["reset"]
        await ask(pilot, "who")
        await shows(pilot, "Ada Brook")
        await until(pilot, lambda: again.recorder.store is not None and again.recorder.store.is_idle)
    assert _kept(path) == [("what multiple", 3)]


async def test_a_new_conversation_is_a_new_session(tmp_path: Path) -> None:
    path = tmp_path / "sessions.db"
    app = _app(path)
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "who")
        await shows(pilot, "Ada Brook")
        await pilot.press("ctrl+l")
        await until(pilot, lambda: not app.chat.query(Turn))
        await ask(pilot, "dairy")
        await shows(pilot, "No answer")
    assert sorted(_kept(path)) == [("dairy", 1), ("who", 1)]


async def test_nothing_is_kept_where_nothing_is_to_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path))
    app = _app(None)
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "who")
        await shows(pilot, "Ada Brook")
        app.theme = "textual-light"
        await pilot.pause()
    assert not list(tmp_path.iterdir())


async def test_a_damaged_database_is_told_once_and_the_chat_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "sessions.db"
    path.write_bytes(b"this is no database" * 100)
    app = _app(path)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ask(pilot, "who")
        await shows(pilot, "Ada Brook")
        await shows(pilot, "is not kept")
        await ask(pilot, "what multiple")
        await shows(pilot, "The revenue multiple is")
    assert path.read_bytes() == b"this is no database" * 100


async def test_a_locked_database_is_told_and_the_chat_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "sessions.db"
    SessionStore.open(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    app = _app(path, timeout=0.1)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ask(pilot, "who")
        await shows(pilot, "Ada Brook")
        await shows(pilot, "is not kept")
        other.execute("ROLLBACK")
        other.close()
        await ask(pilot, "dairy")
        await shows(pilot, "No answer")
        await until(pilot, lambda: app.recorder.store is not None and app.recorder.store.is_idle)
    assert sum(count for _, count in _kept(path)) >= 1


async def test_a_session_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "sessions.db"
    app = _app(path, resume=77)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await shows(pilot, "77")
        await ask(pilot, "who")
        await shows(pilot, "Ada Brook")


async def test_the_theme_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "sessions.db"
    app = _app(path)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.core.is_open)
        await pilot.pause(0.1)
        app.theme = "high-contrast"
        await pilot.pause(0.1)
    again = _app(path)
    async with again.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: again.theme == "high-contrast")


@pytest.mark.parametrize("suffix", ["html", "md", "json", "txt"])
async def test_a_conversation_is_saved(tmp_path: Path, suffix: str) -> None:
    app = _app(None)
    target = tmp_path / f"talk.{suffix}"
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ask(pilot, "what multiple")
        await ask(pilot, "who")
        await shows(pilot, "Ada Brook")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ExportScreen))
        app.screen.query_one(Input).value = str(target)
        await pilot.press("enter")
        await until(pilot, target.exists)
        await until(pilot, lambda: not isinstance(app.screen, ExportScreen))
    text = target.read_text(encoding="utf-8")
    assert "Ada Brook" in text
    assert "22.5x" in text
    if suffix == "json":
        assert [exchange["question"] for exchange in json.loads(text)["exchanges"]] == ["what multiple", "who"]


async def test_a_file_is_overwritten_only_when_said_twice(tmp_path: Path) -> None:
    app = _app(None)
    target = tmp_path / "talk.md"
    target.write_text("mine", encoding="utf-8")
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "what multiple")
        await ask(pilot, "who")
        await shows(pilot, "Ada Brook")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ExportScreen))
        app.screen.query_one(Input).value = str(target)
        await pilot.press("enter")
        await shows(pilot, "exists already")
        assert target.read_text(encoding="utf-8") == "mine"
        await pilot.press("f5", "enter")
        await until(pilot, lambda: target.read_text(encoding="utf-8") != "mine")
    text = target.read_text(encoding="utf-8")
    assert "Ada Brook" in text
    assert "22.5x" not in text


async def test_a_name_that_cannot_be_written_is_refused_in_place(tmp_path: Path) -> None:
    app = _app(None)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+s")
        assert not isinstance(app.screen, ExportScreen)
        await ask(pilot, "who")
        await shows(pilot, "Ada Brook")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ExportScreen))
        for name in ("talk.docx", str(tmp_path / "nowhere" / "talk.md")):
            app.screen.query_one(Input).value = name
            await pilot.press("enter")
            await shows(pilot, "End it in" if "docx" in name else "nowhere")
            assert isinstance(app.screen, ExportScreen)
        await pilot.press("escape")
        assert not isinstance(app.screen, ExportScreen)


async def test_what_the_cursor_is_on_is_copied_with_its_source(monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []

    def copy(text: str, _osc52: object) -> str:
        copied.append(text)
        return "somewhere"

    monkeypatch.setattr("assistant.tui.app.copy", copy)
    app = _app(None)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ask(pilot, "what multiple")
        await shows(pilot, "The revenue multiple is")
        await pilot.press("tab", "y", "right", "y", "right", "y", "Y")
        await until(pilot, lambda: len(copied) == 4)
        await shows(pilot, "Copied the answer somewhere")
    result, figure, mark, answer = copied
    assert result.startswith("multiple = valuation / revenue = $900m / ($30m to $40m) = at least 22.5x to 30x")
    assert figure.startswith("exceeding $900 million: “at a valuation exceeding $900 million” — Mill seeks new money")
    assert mark.endswith("news/round.md:3-40, https://harbour.example/round")
    assert answer.startswith("what multiple\n\nThe revenue multiple is")


async def test_what_follow_ups_lean_on_is_shown_edited_and_cleared() -> None:
    desk = FakeDesk()
    app = _app(None, desk)
    async with app.run_test(size=SIZE) as pilot:
        line = app.chat.query_one(ContextLine)
        assert not line.has_class("-carries")
        await ask(pilot, "who leads [/ the mill?")
        await shows(pilot, "↳ follow-ups lean on: who leads [/ the mill?")
        await pilot.press("ctrl+t")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press("ctrl+u", *"who owns it?", "enter")
        await until(pilot, lambda: "lean on who owns it?" in desk.asked)
        await shows(pilot, "↳ follow-ups lean on: who owns it?")
        await pilot.press("ctrl+t", "ctrl+u", "enter")
        await until(pilot, lambda: "lean on " in desk.asked)
        assert "↳" not in screen_text(app)
        await ask(pilot, "who leads?")
        await shows(pilot, "↳ follow-ups lean on: who leads?")
        await pilot.press("ctrl+t", "x", "escape")
        await shows(pilot, "↳ follow-ups lean on: who leads?")
        assert line.text == "who leads?"


def test_a_session_error_names_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "sessions.db").write_bytes(b"no database" * 200)
    with pytest.raises(SessionError) as caught:
        SessionStore.open(tmp_path / "sessions.db")
    assert caught.value.remedy
