"""``assistant chat``, as typed: what the chat is asked for, and what cannot be asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cli import run
from assistant.cli.requests import LATEST, ChatRequest, WebAddress


def requested(*arguments: str) -> ChatRequest:
    """What the chat is asked for when this is typed."""
    requests: list[ChatRequest] = []

    def chat(request: ChatRequest) -> int:
        requests.append(request)
        return 7

    assert run(arguments, chat) == 7
    (request,) = requests
    return request


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line on stderr when this is typed."""
    assert run(arguments, lambda _: 7) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    return shown.err


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder without settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ASSISTANT_HISTORY", raising=False)
    return tmp_path


def test_without_flags_a_chat_in_the_terminal_that_is_kept() -> None:
    request = requested("chat")
    assert (request.session, request.web, request.settings.history) == (None, None, True)


def test_a_kept_session_can_be_asked_for() -> None:
    assert requested("chat", "--resume").session == LATEST
    assert requested("chat", "--session", "12").session == 12


def test_history_is_a_setting_and_the_flag_wins(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = requested("chat", "--no-history").settings
    assert (settings.history, settings.origins["history"]) == (False, "--no-history")
    (folder / "assistant.toml").write_text("history = false\n")
    assert not requested("chat").settings.history
    monkeypatch.setenv("ASSISTANT_HISTORY", "yes")
    assert requested("chat").settings.history
    assert not requested("chat", "--no-history").settings.history


def test_a_browser_finds_it_on_this_machine_unless_told() -> None:
    assert requested("chat", "--web").web == WebAddress("127.0.0.1", 8000, public=False)
    typed = requested("chat", "--web", "--host", "::", "--port", "0", "--public")
    assert typed.web == WebAddress("::", 0, public=True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--resume", "--no-history"), "--resume needs the kept sessions, but history is off (--no-history)"),
        (("--session", "3", "--no-history"), "--session needs the kept sessions"),
        (("--session", "3", "--resume"), "cannot both be given"),
        (("--session", "0"), "--session"),
        (("--session", "last"), "--session"),
        (("--port", "65536", "--web"), "--port"),
        (("--port", "80"), "--port is about --web"),
        (("--host", "localhost"), "--host is about --web"),
        (("--public",), "--public is about --web"),
    ],
)
def test_what_makes_no_sense_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    assert words in refused(capsys, "chat", *arguments)


def test_the_reason_names_where_history_was_turned_off(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_HISTORY", "0")
    assert "(environment variable ASSISTANT_HISTORY)" in refused(capsys, "chat", "--resume")
    monkeypatch.setenv("ASSISTANT_HISTORY", "perhaps")
    assert "history must be true or false, not 'perhaps'" in refused(capsys, "chat")
