"""How fast the chat is, as a person meets it: ``python -m assistant.tui.measure CORPUS``.

The real program runs on a pseudo-terminal, and every time is taken from a key, or the start of the process, to
the characters on the screen. The table goes to stdout, nothing else.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.tui.pseudo_terminal import PseudoTerminal

QUESTION = "What was OpenAI last valued at?"
WARM = 20
"""Warm answers in a run."""
KEYS = 40
"""Keys in a run, without and with work behind."""
_BOX = "Ask about"
_PAUSE = 0.05
"""Seconds between two keys, as a person types."""
_ASIDE = ("What happened?", "How much was it?", "Who leads it?", "When was that?")
"""Questions between which the given one returns."""


@dataclass(slots=True)
class Times:
    """Seconds, by what took them."""

    first_paint: list[float] = field(default_factory=list)
    first_answer: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    keys_idle: list[float] = field(default_factory=list)
    keys_building: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """What is measured on."""

    corpus: Path
    index: Path
    data: Path

    def command(self, *arguments: str) -> list[str]:
        """The program, on this corpus and index."""
        flags = ("--corpus", str(self.corpus), "--index", str(self.index))
        return [sys.executable, "-m", "assistant", *arguments, *flags]

    def environment(self) -> dict[str, str]:
        """The environment, with sessions kept where the person's are not."""
        kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
        return kept | {"TERM": "xterm-256color", "ASSISTANT_DATA": str(self.data)}

    def chat(self) -> PseudoTerminal:
        """The chat, started."""
        return PseudoTerminal(self.command("chat"), self.environment(), columns=100, lines=40)


def measure(corpus: Path, index: Path | None, question: str, runs: int) -> Times:
    """Run the chat again and again.

    Args:
        corpus: The folder of articles.
        index: Its index, brought up to date first; one in a temporary folder when not given.
        question: Asked first in each run, and often.
        runs: How often everything is done.

    Raises:
        AssistantError: The chat did not do what was waited for.
        CalledProcessError: The index could not be built.
    """
    times = Times()
    with tempfile.TemporaryDirectory() as folder:
        place = Place(corpus, index or Path(folder) / "index", Path(folder) / "data")
        subprocess.run(place.command("index", "--quiet"), env=place.environment(), check=True)
        for number in range(runs):
            _answers(place, question, times)
            _keys(place, times)
            fresh = Place(corpus, Path(folder) / f"fresh-{number}", place.data)
            _keys_while_building(fresh, times)
    return times


def _answers(place: Place, question: str, times: Times) -> None:
    """Start, ask at once, then ask on."""
    with place.chat() as chat:
        painted = chat.wait(lambda screen: _BOX in screen)
        times.first_paint.append(painted - chat.started)
        _ask(chat, question)
        times.first_answer.append(time.perf_counter() - chat.started)
        for number in range(WARM):
            asked = _ASIDE[number // 2 % len(_ASIDE)] if number % 2 else question
            chat.type("\x0c")  # Ctrl+L: a new conversation, so that the answer can be told from the one before
            chat.wait(lambda screen: "› " not in screen.replace("› What", "", 3) or _BOX in screen)
            times.warm.append(_ask(chat, asked))


def _ask(chat: PseudoTerminal, question: str) -> float:
    """Ask, wait until the answer is drawn, and give the seconds from Enter to there."""
    chat.type(question)
    chat.wait(lambda screen: question in screen)
    started = chat.type("\r")
    return chat.wait(lambda screen: _is_answered(screen, question)) - started


def _is_answered(screen: str, question: str) -> bool:
    _, asked, below = screen.partition(f"› {question}")
    waits = "Waiting" in below or "Searching" in below
    return bool(asked) and not waits and ("[1]" in below or "No answer" in below)
