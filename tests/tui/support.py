"""A core that the tests hold in hand, and the screen as text."""

from __future__ import annotations

import html
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget

from assistant.datatypes import Answer
from assistant.errors import AssistantError, CorpusError, IndexMissingError
from assistant.figures.ledger_view import LedgerRow
from assistant.indexing.library import Added, LibraryRow
from assistant.tui.desk import ArticleText, Reply, Watched
from assistant.tui.widgets.question_box import QuestionBox
from tests.rendering import samples

_R = TypeVar("_R")
_TEXT = re.compile(r'<text [^>]*?x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>')
_CELL = 12.2
"""Width of a character in a screenshot."""


class FakeDesk:
    """Answers by the words of the question; waits for ``gate`` where the question says so."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.gate = threading.Event()
        self.threads: set[int] = set()
        self.problems: list[AssistantError] = []
        """Raised one by one when it is opened."""
        self.context = ""
        self.suggested: tuple[str, ...] = ()
        self.watched = Watched()
        self.missing: set[str] = set()
        """Articles that are gone."""
        self.built = 0
        self.closed = False

    @property
    def about(self) -> str:
        return "2 articles, 5 passages"

    def open(self, tell: Callable[[str], None]) -> None:
        tell("opening")
        if self.problems:
            raise self.problems.pop(0)

    def close(self) -> None:
        self.closed = True

    def ask(self, question: str) -> Reply:
        self.asked.append(question)
        self.threads.add(threading.get_ident())
        if "slow" in question:
            assert self.gate.wait(10)
        if "gone" in question:
            raise CorpusError("The folder corpus/ is gone", "Put it back")
        if "bug" in question:
            raise ZeroDivisionError("oh [/ no")
        self.context = question
        for word, answer in (
            ("multiple", samples.calculation),
            ("dairy", samples.refusal),
            ("hostile", samples.hostile),
        ):
            if word in question:
                return Reply(replace(answer(), question=question), samples.filed(), question)
        return Reply(replace(samples.fact(), question=question), (), question)

    def reset(self) -> None:
        self.asked.append("reset")
        self.context = ""

    def lean_on(self, text: str) -> None:
        self.asked.append(f"lean on {text}")

    def resume(self, answers: Sequence[Answer], asked: Sequence[str]) -> None:
        self.asked.append(f"resume after {asked[-1]}")
        self.context = answers[-1].question

    def suggestions(self, may_go_on: Callable[[], bool]) -> tuple[str, ...]:
        return self.suggested

    def article(self, path: str) -> ArticleText:
        if path in self.missing:
            raise IndexMissingError(f"the index has no article {path!r}")
        source = samples.SALES if path == samples.SALES.path else samples.ROUND
        return ArticleText(source, samples.text_of(path))

    def ledger(self) -> tuple[LedgerRow, ...]:
        return ()

    def library(self) -> tuple[LibraryRow, ...]:
        return ()

    def watch(self) -> Watched:
        return self.watched

    def build(self, tell: Callable[[str], None]) -> str:
        tell("embedding: 1 of 2")
        self.built += 1
        self.watched = Watched(reopened=True)
        return "index updated"

    def add(self, path: Path) -> Added:
        raise CorpusError(f"{path} cannot be added")


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


async def until(pilot: Pilot[None], holds: Callable[[], bool], seconds: float = 10) -> None:
    """Let the application work until something holds, some seconds at most."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        await pilot.pause(0.01)
    await pilot.pause()
    assert holds()


async def shows(pilot: Pilot[None], words: str, seconds: float = 10) -> str:
    """Wait until words are on the screen, and give the screen."""
    end = time.monotonic() + seconds
    while words not in screen_text(pilot.app) and time.monotonic() < end:
        await pilot.pause(0.02)
    text = screen_text(pilot.app)
    assert words in text, text
    return text


async def ask(pilot: Pilot[None], question: str) -> None:
    """Put a question in the box, as pasting does, and press Enter."""
    pilot.app.screen_stack[0].query_one(QuestionBox).text = question
    await pilot.press("enter")
