"""The program as a person meets it: in a terminal, from the first key to the exit code."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path

import pytest

from tests.tui.multiplexer import TMUX, terminal
from tests.tui.program import PATIENCE, QUESTION, build_index, command, environment, flags

pseudo = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
in_tmux = pytest.mark.skipif(TMUX is None, reason="needs tmux")


@in_tmux
@pytest.mark.slow
def test_a_question_its_passage_another_size_and_the_end(corpus: Path, tmp_path: Path) -> None:
    build_index(corpus, tmp_path)
    with terminal(command(*flags(corpus, tmp_path)), environment(tmp_path), tmp_path) as window:
        window.shows("3 articles", "Quit")
        window.type(QUESTION)
        window.press("Enter")
        answered = window.shows(f"› {QUESTION}", "Jane Doe", "[1]")
        assert "employs 12,000 people" not in answered
        window.press("Tab")
        window.shows("Copy")
        window.press("Enter")
        window.shows("employs 12,000 people")  # the sentence before the one that is quoted
        window.resize(120, 40)
        wide = window.until(lambda screen: "Quit" in screen.splitlines()[-1] and len(screen.splitlines()) == 40)
        assert "employs 12,000 people" in wide
        assert max(map(len, wide.splitlines())) > 80
        window.press("C-q")
        assert window.exit_code() == 0
    assert (tmp_path / "data" / "sessions.db").is_file()


@in_tmux
@pytest.mark.slow
def test_articles_that_are_not_there_are_said_and_nothing_is_kept(tmp_path: Path) -> None:
    program = command("chat", "--no-history", *flags(tmp_path / "nowhere", tmp_path))
    with terminal(program, environment(tmp_path), tmp_path) as window:
        screen = window.shows("There is no folder of articles at", "Quit")
        assert "Traceback" not in screen
        window.press("C-q")
        assert window.exit_code() == 0
    assert not (tmp_path / "data").exists()
    assert not (tmp_path / "nowhere").exists()


@in_tmux
@pytest.mark.slow
def test_without_colour_the_focus_is_seen_all_the_same(corpus: Path, tmp_path: Path) -> None:
    build_index(corpus, tmp_path)
    program = command("chat", "--no-history", *flags(corpus, tmp_path))
    with terminal(program, environment(tmp_path, NO_COLOR="1"), tmp_path) as window:
        window.shows("3 articles", "Quit")
        window.type("What was Globex valued at?")
        window.press("Enter")
        window.shows("[1]")
        assert not _turned(window.screen(styled=True), "$20 billion")
        window.press("Tab")
        window.shows("Copy")
        assert _turned(window.screen(styled=True), "$20 billion")
        window.press("C-q")
        assert window.exit_code() == 0


def _turned(screen: str, words: str) -> bool:
    """Whether words are anywhere on a screen with back and front changed over."""
    return re.search(rf"\x1b\[(?:\d+;)*7m(?:\x1b\[[\d;]*m)*{re.escape(words)}", screen) is not None


@pytest.mark.parametrize("arguments", [(), ("--no-history",)])
def test_without_a_terminal_there_is_one_clear_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = subprocess.run(
        command("chat", *arguments),
        env=environment(tmp_path),
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "assistant: The chat needs a terminal. Ask one question with: assistant ask QUESTION\n"


@pseudo
@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0, 0.1, 0.3, 0.6])
def test_it_can_be_quit_at_any_moment(corpus: Path, tmp_path: Path, seconds: float) -> None:
    from assistant.tui.pseudo_terminal import PseudoTerminal

    with PseudoTerminal(command("chat", "--no-history", *flags(corpus, tmp_path)), environment(tmp_path)) as window:
        window.wait(lambda screen: "Ask about your articles" in screen)
        time.sleep(seconds)  # the model is loaded and the index built meanwhile, on threads that nobody waits for
        window.type("\x11")
        assert window.exit_code() == 0
        assert "terminate" not in window.screen


@pseudo
@pytest.mark.parametrize("arguments", [(), ("chat",)])
def test_a_dumb_terminal_gets_a_clear_line_and_nothing_drawn(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    from assistant.tui.pseudo_terminal import PseudoTerminal

    with PseudoTerminal(command(*arguments), environment(tmp_path, TERM="dumb"), columns=200) as window:
        assert window.exit_code() == 2
        said = "assistant: The chat cannot be drawn in this terminal (TERM=dumb)."
        assert window.screen.strip() == f"{said} Ask one question with: assistant ask QUESTION"
