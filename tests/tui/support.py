"""A core that the tests hold in hand, and the screen as text."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget

from assistant.datatypes import Answer
from assistant.errors import CorpusError
from assistant.tui.widgets.question_box import QuestionBox
from tests.rendering import samples

_R = TypeVar("_R")
_TEXT = re.compile(r'<text [^>]*?x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>')
_CELL = 12.2
"""Width of a character in a screenshot."""


class FakeAsker:
    """Answers by the words of the question; waits for ``gate`` where the question says so."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.gate = threading.Event()
        self.threads: set[int] = set()

    @property
    def about(self) -> str:
        return "2 articles, 5 passages"

    def ask(self, question: str) -> Answer:
        self.asked.append(question)
        self.threads.add(threading.get_ident())
        if "slow" in question:
            assert self.gate.wait(10)
        if "gone" in question:
            raise CorpusError("The folder corpus/ is gone", "Put it back")
        if "bug" in question:
            raise ZeroDivisionError("oh [/ no")
        for word, answer in (
            ("multiple", samples.calculation),
            ("dairy", samples.refusal),
            ("hostile", samples.hostile),
        ):
            if word in question:
                return replace(answer(), question=question)
        return replace(samples.fact(), question=question)

    def reset(self) -> None:
        self.asked.append("reset")


class Host(App[None]):
    """Nothing but one widget."""

    def __init__(self, make: Callable[[], Widget]) -> None:
        super().__init__()
        self._make = make

    def compose(self) -> ComposeResult:
        yield self._make()


def screen_text(app: App[_R]) -> str:
    """Read the screen: a line for each row that holds text, spaces where nothing is drawn."""
    rows: dict[float, str] = {}
    drawn = [(float(y), float(x), html.unescape(text)) for x, y, text in _TEXT.findall(app.export_screenshot())]
    for y, x, text in sorted(drawn):
        line = rows.get(y, "")
        rows[y] = line.ljust(round(x / _CELL)) + text.replace("\u00a0", " ")
    return "\n".join(rows[y] for y in sorted(rows))


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Let the application work until something holds, five seconds at most."""
    for _ in range(500):
        if holds():
            break
        await pilot.pause(0.01)
    await pilot.pause()
    assert holds()


async def shows(pilot: Pilot[None], words: str) -> str:
    """Wait until words are on the screen, and give the screen."""
    for _ in range(200):
        if words in screen_text(pilot.app):
            break
        await pilot.pause(0.02)
    text = screen_text(pilot.app)
    assert words in text, text
    return text


async def ask(pilot: Pilot[None], question: str) -> None:
    """Put a question in the box, as pasting does, and press Enter."""
    pilot.app.screen_stack[0].query_one(QuestionBox).value = question
    await pilot.press("enter")
