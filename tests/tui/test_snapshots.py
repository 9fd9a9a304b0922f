"""The main screens as pictures, at two sizes; ``pytest --snapshot-update`` takes them anew after a wanted change."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest
import textual
from textual.app import App
from textual.pilot import Pilot

from assistant.datatypes import Period
from assistant.figures.ledger_view import LedgerRow
from assistant.indexing.library import LibraryRow, State
from assistant.tui.app import ChatApp, ChatOptions
from assistant.tui.widgets.citation_card import CitationCard
from assistant.tui.widgets.derivation_card import DerivationCard
from assistant.tui.widgets.question_box import QuestionBox
from tests.rendering import samples
from tests.tui.support import FakeDesk, ask, shows, until

TAKEN_WITH = "8.2.8"
"""Another release of Textual may draw the same screen in other words of SVG."""
SIZES = [(80, 24), (140, 44)]

pytestmark = pytest.mark.skipif(textual.__version__ != TAKEN_WITH, reason=f"taken with Textual {TAKEN_WITH}")


class Compare(Protocol):
    """The fixture of pytest-textual-snapshot."""

    def __call__(
        self,
        app: App[None],
        *,
        terminal_size: tuple[int, int],
        run_before: Callable[[Pilot[None]], Awaitable[None]],
    ) -> bool: ...


class _Desk(FakeDesk):
    """A desk with something on every screen."""

    def __init__(self) -> None:
        super().__init__()
        self.suggested = ("Who leads the mill?", "What revenue multiple is the mill valued at?")

    def ledger(self) -> tuple[LedgerRow, ...]:
        first, second = samples.filed()
        later = replace(second.figure, period=Period(3, 2026, 3, "Q1"), metric="operating-profit")
        return LedgerRow(first, "conflict"), LedgerRow(second, ""), LedgerRow(replace(second, figure=later), "")

    def library(self) -> tuple[LibraryRow, ...]:
        return (
            LibraryRow(
                samples.ROUND.path, samples.ROUND.title, "Harbour Post", date(2026, 5, 1), 3210, State.INDEXED, ""
            ),
            LibraryRow(samples.SALES.path, samples.SALES.title, "", None, 1811, State.CHANGED, ""),
            LibraryRow("news/broken.pdf", "", "", None, 40, State.FAILED, "it is no PDF"),
        )


def _app() -> ChatApp:
    return ChatApp(_Desk, ChatOptions(Path("corpus"), watch=False))


async def _still(pilot: Pilot[None]) -> None:
    """Wait until the core is open and nothing on the screen moves by itself."""
    app = pilot.app
    assert isinstance(app, ChatApp)
    app.chat.query_one(QuestionBox).cursor_blink = False
    await shows(pilot, "These can be answered")


async def _first(pilot: Pilot[None]) -> None:
    await _still(pilot)


async def _fact(pilot: Pilot[None]) -> None:
    await _still(pilot)
    await ask(pilot, "Who leads the mill?")
    await shows(pilot, "Ada Brook")
    await pilot.press("tab", "enter")
    await until(pilot, lambda: any(card.expanded for card in pilot.app.screen.query(CitationCard)))


async def _calculation(pilot: Pilot[None]) -> None:
    await _still(pilot)
    await ask(pilot, "What revenue multiple is the mill valued at?")
    await shows(pilot, "The revenue multiple is")
    await pilot.press("tab", "enter")
    await until(pilot, lambda: bool(pilot.app.screen.query(DerivationCard)))


async def _refusal(pilot: Pilot[None]) -> None:
    await _still(pilot)
    await ask(pilot, "What did the dairy earn?")
    await shows(pilot, "No answer")


async def _figures(pilot: Pilot[None]) -> None:
    await _still(pilot)
    await pilot.press("f3")
    await shows(pilot, "3 figures")


async def _library(pilot: Pilot[None]) -> None:
    await _still(pilot)
    await pilot.press("f4")
    await shows(pilot, "broken.pdf")


async def _help(pilot: Pilot[None]) -> None:
    await _still(pilot)
    await pilot.press("f1")
    await shows(pilot, "Asking")


SCREENS = (_first, _fact, _calculation, _refusal, _figures, _library, _help)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__.strip("_"))
def test_a_screen_looks_as_it_did(
    snap_compare: Compare, screen: Callable[[Pilot[None]], Awaitable[None]], size: tuple[int, int]
) -> None:
    assert snap_compare(_app(), terminal_size=size, run_before=screen)
