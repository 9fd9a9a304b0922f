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
from functools import partial
from pathlib import Path

from assistant.tui.pseudo_terminal import PseudoTerminal

PROGRAM = (sys.executable, "-m", "assistant")
QUESTION = "What was OpenAI last valued at?"
OTHERS = ("What happened?", "How much was it?", "Who leads it?", "How many homes is five gigawatts?")
"""Questions between which the given one returns."""
WARM = 20
"""Warm answers in a run."""
KEYS = 40
"""Keys in a run while nothing is worked on, and as many as fit in the box."""

_BOX, _EMPTY, _READY = "Ask about", "Ask a question about", " passages"
"""Words on the screen: in the empty box, in the empty conversation, and when the index is open."""
_ANSWER = ("[1]", "▌", "No answer")
"""What is on the screen under a question only when it is answered: a citation, a card, a refusal."""
_PAUSE = 0.05
"""Seconds between two keys, as a person types."""
_MOST = 300
"""Keys that are typed at most while an index is built."""


@dataclass(slots=True)
class Times:
    """Seconds, by what took them."""

    first_paint: list[float] = field(default_factory=list)
    with_flags: list[float] = field(default_factory=list)
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

    def environment(self) -> dict[str, str]:
        """The environment: this corpus and index, and sessions kept where the person's are not."""
        kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
        ours = {"ASSISTANT_CORPUS": self.corpus, "ASSISTANT_INDEX": self.index, "ASSISTANT_DATA": self.data}
        return kept | {name: str(path) for name, path in ours.items()} | {"TERM": "xterm-256color"}

    def chat(self, *arguments: str) -> PseudoTerminal:
        """The chat, started as it is mostly: by the program's bare name, or with these arguments."""
        return PseudoTerminal([*PROGRAM, *arguments], self.environment(), columns=100, lines=40)


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
        subprocess.run([*PROGRAM, "index", "--quiet"], env=place.environment(), check=True)
        for number in range(runs):
            _start_with_flags(place, times)
            _answers(place, question, times)
            _idle_keys(place, times)
            fresh = Place(corpus, Path(folder) / f"fresh-{number}", place.data)
            _building_keys(fresh, times)
    return times


def _start_with_flags(place: Place, times: Times) -> None:
    """Start where there is something to parse."""
    with place.chat("chat", "--corpus", str(place.corpus)) as chat:
        times.with_flags.append(chat.wait(lambda screen: _BOX in screen) - chat.started)


def _answers(place: Place, question: str, times: Times) -> None:
    """Start, ask at once, then ask on."""
    with place.chat() as chat:
        times.first_paint.append(chat.wait(lambda screen: _BOX in screen) - chat.started)
        _ask(chat, question)
        times.first_answer.append(time.perf_counter() - chat.started)
        for number in range(WARM):
            chat.type("\x0c")  # Ctrl+L: a new conversation, so that no answer is taken for another
            chat.wait(lambda screen: _EMPTY in screen)
            _rest(chat, 0.3)  # what it suggests is made first
            times.warm.append(_ask(chat, OTHERS[number // 2 % len(OTHERS)] if number % 2 else question))


def _ask(chat: PseudoTerminal, question: str) -> float:
    """Ask, wait until the answer is drawn, and give the seconds from Enter to there."""
    seen = question[:40]
    chat.type(question)
    chat.wait(lambda screen: seen in screen)
    started = chat.type("\r")
    return chat.wait(lambda screen: _is_answered(screen, seen)) - started


def _is_answered(screen: str, question: str) -> bool:
    _, asked, below = screen.partition(f"› {question}")
    waits = "Waiting" in below or "Searching" in below
    return bool(asked) and not waits and any(mark in below for mark in _ANSWER)


def _idle_keys(place: Place, times: Times) -> None:
    """Type while nothing is worked on."""
    with place.chat() as chat:
        chat.wait(lambda screen: _BOX in screen and _READY in screen)
        _rest(chat, 1)
        times.keys_idle.extend(_type_line(chat))


def _building_keys(place: Place, times: Times) -> None:
    """Type while the index is built."""
    with place.chat() as chat:
        chat.wait(lambda screen: _BOX in screen)
        taken: list[float] = []
        while _READY not in chat.screen and len(taken) < _MOST:
            taken += _type_line(chat, until=_READY)
            chat.type("\x7f" * KEYS)
            chat.wait(lambda screen: _BOX in screen)
        times.keys_building.extend(taken)


def _type_line(chat: PseudoTerminal, until: str = "\n\0") -> list[float]:
    """Type one key after another, and give the seconds from each to its character on the screen.

    Args:
        chat: With an empty box.
        until: Words on the screen after which no more is typed.
    """
    typed, taken = "", []
    while len(typed) < KEYS and until not in chat.screen:
        typed += "asdfghjkl"[len(typed) % 9]
        started = chat.type(typed[-1])
        taken.append(chat.wait(partial(_is_typed, typed)) - started)
        _rest(chat, _PAUSE)
    return taken


def _is_typed(typed: str, screen: str) -> bool:
    return f"│ {typed}" in screen  # behind the border of the box


def _rest(chat: PseudoTerminal, seconds: float) -> None:
    """Type nothing for a while, but see what is drawn."""
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        chat.draw(left)


def table(times: Times) -> str:
    """The times as a small table, in milliseconds."""
    lines = [f"{'ms':38} {'n':>4} {'min':>7} {'median':>7} {'p90':>7} {'max':>7}"]
    for name, taken in (
        ("start to the question box", times.first_paint),
        ("the same, with flags", times.with_flags),
        ("start to the first answer", times.first_answer),
        ("warm question to its answer", times.warm),
        ("key to its character", times.keys_idle),
        ("the same while an index is built", times.keys_building),
    ):
        lines.append(f"{name:38} {len(taken):4} " + " ".join(f"{value:>7}" for value in _summary(taken)))
    return "\n".join(lines) + "\n"


def _summary(taken: Sequence[float]) -> list[str]:
    if not taken:
        return ["-"] * 4
    ordered = sorted(taken)
    late = ordered[min(len(ordered) - 1, len(ordered) * 9 // 10)]
    return [f"{value * 1000:.0f}" for value in (ordered[0], statistics.median(ordered), late, ordered[-1])]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("question", nargs="?", default=QUESTION)
    parser.add_argument("--index", type=Path, help="brought up to date first; in a temporary folder if left out")
    parser.add_argument("--runs", type=int, default=5)
    typed = parser.parse_args()
    times = measure(typed.corpus.absolute(), typed.index and typed.index.absolute(), typed.question, typed.runs)
    sys.stdout.write(table(times))


if __name__ == "__main__":
    main()
