"""The measurement of the chat: that it runs, and that it sees what is drawn. No time is asserted."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from assistant.errors import AssistantError

if os.name == "nt":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from assistant.tui import measure
from assistant.tui.pseudo_terminal import PseudoTerminal, Screen
from tests.tui.program import QUESTION


def test_the_screen_is_what_was_drawn() -> None:
    screen = Screen(10, 3)
    screen.feed("\x1b[?1049h\x1b[2J\x1b[H\x1b[1;31mone\x1b[0m\x1b[3;4Hthr")
    screen.feed("ee\x1b[2;1Htwo \x1b]52;c;aGk=\x07€\x1b[")  # the last sequence is not whole yet
    assert screen.text == "one\ntwo €\n   three"
    screen.feed("2;1H\x1b[Kふた\r-\n!\x1b[99;99Hbeyond")
    assert screen.text == "one\n-た\n ! three"
    screen.feed("\x1b[2J")
    assert screen.text == "\n\n"


def test_a_program_is_typed_into_and_its_end_is_noticed() -> None:
    script = "print('name', end='? ', flush=True); print('hello', input())"
    with PseudoTerminal([sys.executable, "-c", script], os.environ, 40, 5) as terminal:
        asked = terminal.wait(lambda screen: "name?" in screen)
        assert asked > terminal.started
        assert terminal.type("Ada\n") > asked
        terminal.wait(lambda screen: "hello Ada" in screen)
        assert terminal.exit_code() == 0
        with pytest.raises(AssistantError, match="did not get there; its screen was:\nname"):
            terminal.wait(lambda screen: "never" in screen)


@pytest.mark.slow
def test_everything_is_measured_once(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(measure, "WARM", 2)
    monkeypatch.setattr(measure, "KEYS", 5)
    monkeypatch.setattr(sys, "argv", ["measure", str(corpus), QUESTION, "--runs", "1"])
    measure.main()
    out, err = capfd.readouterr()
    assert err == ""
    head, *rows = out.splitlines()
    assert head.split() == ["ms", "n", "min", "median", "p90", "max"]
    counts = {row[:38].strip(): int(row[38:].split()[0]) for row in rows}
    assert list(counts.values())[:5] == [1, 1, 1, 2, 5]
    assert len(counts) == 6
    assert not (corpus.parent / "index").exists()
