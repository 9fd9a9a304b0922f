"""``assistant sessions``, as typed."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from assistant.cli import run
from assistant.sessions.store import SessionStore
from tests.cli.test_import_hygiene import HEAVY, loaded_by
from tests.rendering import samples
from tests.sessions.support import NOON, exchange


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with two sessions."""
    folder = tmp_path / "data"
    monkeypatch.setenv("ASSISTANT_DATA", str(folder))
    with SessionStore.open(folder / "sessions.db") as store:
        first, second = store.begin("/corpus", NOON), store.begin("/corpus", NOON)
        store.add(first, exchange(samples.fact()))
        store.add(first, exchange(samples.refusal(), minutes=1))
        store.add(second, exchange(samples.calculation(), minutes=90))
    return folder


def started(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(("sessions", *arguments), lambda _: 0)
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """The exit code and the one line on stderr of a command that gives no data."""
    code, out, err = started(capsys, *arguments)
    assert out == ""
    assert err.startswith("assistant: ")
    assert err.count("\n") == 1
    return code, err


@pytest.mark.usefixtures("data")
def test_sessions_are_listed_newest_first(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = started(capsys)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "id  last asked (UTC)  questions  name",
        " 2  2026-05-01 13:30          1  What revenue multiple is the mill valued at?",
        " 1  2026-05-01 12:01          2  Who leads the mill?",
    ]
    listed = json.loads(started(capsys, "--json")[1])["sessions"]
    assert [(row["id"], row["questions"], row["corpus"]) for row in listed] == [(2, 1, "/corpus"), (1, 2, "/corpus")]


@pytest.mark.usefixtures("data")
def test_a_session_is_shown_in_each_form(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = started(capsys, "show", "1")
    assert code == 0
    assert out.startswith("Who leads the mill?\n\n1. Who leads the mill?\n   1 May 2026, 12:00 UTC\n\n“Ada Brook")
    assert "\n2. What revenue did the dairy report?\n" in out
    assert started(capsys, "show", "1", "--markdown")[1].startswith("# Who leads the mill?\n")
    assert started(capsys, "show", "--html", "1")[1].startswith("<!doctype html>\n")
    data = json.loads(started(capsys, "show", "1", "--json")[1])
    assert [row["answer"]["status"] for row in data["exchanges"]] == ["answered", "abstained"]


@pytest.mark.usefixtures("data")
def test_a_session_is_written_to_a_file_but_over_none(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "talk.html"
    assert started(capsys, "show", "1", "-o", str(out)) == (0, "", "")
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")  # the name says so
    code, err = told(capsys, "show", "2", "-o", str(out))
    assert code == 2
    assert "already exists. Choose another name or add --force" in err
    assert out.read_text(encoding="utf-8") == page
    assert started(capsys, "show", "2", "--json", "-o", str(out), "--force") == (0, "", "")
    assert json.loads(out.read_text())["title"] == "What revenue multiple is the mill valued at?"


@pytest.mark.usefixtures("data")
def test_sessions_are_searched(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = started(capsys, "search", "ada", "broo")
    assert (code, err) == (0, "")
    assert out == (
        "1  Who leads the mill?, question 1\n      “Ada Brook has led the mill since 2019, the board said.” [1]\n"
    )
    found = json.loads(started(capsys, "search", "sales came", "--json")[1])["found"]
    assert [(row["session"], row["position"]) for row in found] == [(2, 0), (1, 1)]
    assert told(capsys, "search", "zebra") == (1, "assistant: no session has these words\n")
    assert told(capsys, "search", "—")[0] == 2
    assert told(capsys, "search", '"a* OR NEAR(')[0] == 1


@pytest.mark.usefixtures("data")
def test_a_session_is_renamed(capsys: pytest.CaptureFixture[str]) -> None:
    assert started(capsys, "rename", "1", "The", "mill \x1b[31m") == (0, "", "")
    assert " 1  2026-05-01 12:01          2  The mill ␛[31m\n" in started(capsys)[1]
    assert told(capsys, "rename", "1", " ") == (2, "assistant: a session's name cannot be empty\n")


@pytest.mark.usefixtures("data")
def test_deleting_needs_a_yes(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    code, err = told(capsys, "delete", "1")
    assert code == 2
    assert "Add --yes" in err
    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    code, out, err = started(capsys, "delete", "1")
    assert (code, out) == (1, "")
    assert err.startswith("Delete session 1, “Who leads the mill?” (2 questions)? [y/N]")
    assert err.endswith("assistant: nothing is deleted\n")
    monkeypatch.setattr("sys.stdin", Terminal("y\n"))
    assert started(capsys, "delete", "1")[:2] == (0, "")
    assert started(capsys, "delete", "2", "--yes") == (0, "", "")
    assert told(capsys) == (0, "assistant: no sessions are kept yet; assistant chat keeps them\n")


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("show", "7"), 3, "there is no session 7. assistant sessions lists"),
        (("delete", "7", "--yes"), 3, "there is no session 7"),
        (("rename", "7", "x"), 3, "there is no session 7"),
        (("show", "seven"), 2, "Invalid value for 'ID'"),
        (("show", "99999999999999999999"), 2, "Invalid value for 'ID'"),
        (("show", "1", "--json", "--html"), 2, "only one of --json, --markdown and --html"),
        (("--json", "show", "1"), 2, "--json belongs behind show"),
        (("show", "1", "-o", "no/such/folder.md"), 2, "the folder of no/such/folder.md does not exist"),
    ],
)
def test_mistakes_are_told_in_one_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, words: str
) -> None:
    found, err = told(capsys, *arguments)
    assert found == code
    assert words in err


def test_looking_makes_no_database(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path / "none"))
    assert told(capsys)[0] == 0
    assert json.loads(started(capsys, "--json")[1])["sessions"] == []
    assert told(capsys, "search", "mill")[0] == 1
    assert told(capsys, "show", "1")[0] == 3
    assert not (tmp_path / "none").exists()


def test_a_damaged_database_is_told(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    (data / "sessions.db").write_bytes(b"odd" * 1000)
    code, err = told(capsys)
    assert code == 3
    assert "sessions.db is damaged" in err
    assert "Move it away" in err


@pytest.mark.parametrize("command", ["[]", "['show', '1', '--html']", "['search', 'mill']"])
@pytest.mark.usefixtures("data")
def test_nothing_heavy_is_loaded(command: str) -> None:
    code = f"from assistant.cli import run\nassert run(['sessions', *{command}], lambda _: 0) == 0"
    assert not loaded_by(code) & (HEAVY | {"numpy"})
