"""Copying finds a way: the terminal, a program, a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.tui.copying import OSC52_MOST, copy, hears_osc52


@pytest.mark.parametrize(
    ("environment", "size", "hears"),
    [
        ({"TERM": "xterm-256color"}, 100, True),
        ({"TERM": "tmux-256color", "TERM_PROGRAM": "tmux"}, 100, True),
        ({"TERM": "xterm-256color"}, OSC52_MOST + 1, False),
        ({"TERM": "linux"}, 100, False),
        ({"TERM": "dumb"}, 100, False),
        ({}, 100, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, 100, False),
    ],
)
def test_terminals_that_hear(environment: dict[str, str], size: int, hears: bool) -> None:
    assert hears_osc52(environment, size) is hears


def test_a_terminal_that_hears_is_told() -> None:
    told: list[str] = []
    assert copy("text", told.append, {"TERM": "xterm"}) == "to the clipboard"
    assert told == ["text"]


def _tool(folder: Path, name: str, script: str) -> None:
    tool = folder / name
    tool.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    tool.chmod(0o755)


def test_a_program_is_the_second_way(tmp_path: Path) -> None:
    _tool(tmp_path, "xclip", f"/bin/cat > {tmp_path}/copied")
    environment = {"TERM": "linux", "DISPLAY": ":0", "PATH": str(tmp_path)}
    monkey_path = pytest.MonkeyPatch()
    monkey_path.setenv("PATH", str(tmp_path))
    try:
        assert copy("täxt", _never, environment) == "to the clipboard"
    finally:
        monkey_path.undo()
    assert (tmp_path / "copied").read_text(encoding="utf-8") == "täxt"


def test_a_file_is_the_last_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _tool(tmp_path, "xsel", "exit 1")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    where = copy("text", _never, {"TERM": "linux", "DISPLAY": ":0", "PATH": str(tmp_path)})
    assert "this terminal has no clipboard" in where
    (file,) = tmp_path.glob("assistant-copied-*.txt")
    assert str(file) in where
    assert file.read_text(encoding="utf-8") == "text"


def _never(_text: str) -> None:
    raise AssertionError("this terminal does not hear")
