"""The ledger on the screen: sorted, filtered, its clashes told without colour, its figures gone to and copied."""

from __future__ import annotations

import time
from datetime import date

import pytest
from textual.pilot import Pilot

from assistant.datatypes import Role, Status
from assistant.errors import IndexMissingError
from assistant.figures.ledger_view import LedgerRow, ledger_rows
from assistant.tui.places import Place
from assistant.tui.screens.figures import FiguresScreen
from assistant.tui.widgets.virtual_table import VirtualTable
from tests.tui.screens.support import HOSTILE, SIZES, FakeDesk, ScreenHost, ledger_row
from tests.tui.support import screen_text, shows, until

_MADE = (
    ledger_row(),
    ledger_row(30e6, "$30 million", metric="revenue", path="news/sales.txt", title="Mill sales climb", published=None),
    ledger_row(800e6, "$800 million", path="old/round.md", published=date(2025, 3, 1)),
    ledger_row(12, "12%", "Dairy", metric="market-share", unit="%", year=None, role=Role.GROWTH, part="cheese"),
    ledger_row(5, "5%", "Weaver", metric="market-share", unit="%", status=Status.TARGET, year=2024),
)
ROWS = ledger_rows(row.filed for row in _MADE)
"""The second of the mill's valuations is superseded by the first."""


def _app(*rows: LedgerRow, error: Exception | None = None) -> ScreenHost:
    desk = FakeDesk()
    desk.rows = error or rows
    return ScreenHost(lambda host: FiguresScreen(host.core), desk)


def _table(app: ScreenHost) -> VirtualTable[LedgerRow]:
    return app.screen.query_one(VirtualTable)


def _values(app: ScreenHost) -> list[str]:
    return [row.filed.figure.quantity.text for row in _table(app).rows]


async def _values_are(pilot: Pilot[None], app: ScreenHost, *values: str) -> None:
    await until(pilot, lambda: _values(app) == list(values))


@pytest.mark.parametrize("size", SIZES)
async def test_figures_are_listed_with_what_they_are_of(size: tuple[int, int]) -> None:
    app = _app(*ROWS)
    async with app.run_test(size=size) as pilot:
        text = await shows(pilot, "5 figures, 2 differ")
        for words in ("$30 million", "Dairy, cheese", "market share", "2026", "↓  $800 million"):
            assert words in text
        keys = (await shows(pilot, "Conflicts")).splitlines()[-1]
        for words in ("Read", "Filter", "Sort", "Copy", "Conflicts", "Close"):
            assert words in keys
        if size[0] == 200:
            for words in ("target", "2026-05-01", "undated", "Mill sales climb · news/sales.txt"):
                assert words in text
        assert app.screen.max_scroll_x == 0


@pytest.mark.parametrize("size", SIZES)
async def test_the_figure_under_the_cursor_is_told_whole(size: tuple[int, int]) -> None:
    app = _app(*ROWS)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "5 figures")
        await pilot.press("down", "down")
        text = await shows(pilot, "↓ superseded by an article of 2026-05-01: $900 million (2026-05-01,")
        assert "$800 million  Brook Mill · valuation · 2026 · reported" in text
        assert "“Brook Mill said it was worth $800 million, more than before.”" in text
        assert "Mill seeks new money — Harbour Post, 2025-03-01  old/round.md:129-141" in text


async def test_enter_and_a_double_click_go_to_the_sentence() -> None:
    place = Place("news/round.md", 100, 160, 129, 141)
    app = _app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "5 figures")
        await pilot.press("enter")
        assert app.results == [place]
        app.open()
        await shows(pilot, "5 figures")
        await pilot.click(VirtualTable, offset=(6, 3))
        await until(pilot, lambda: _table(app).cursor == 2)
        await pilot.click(VirtualTable, offset=(6, 1), times=2)
        await until(pilot, lambda: app.results == [place, place])


async def test_escape_closes_with_nothing() -> None:
    app = _app(*ROWS)
    async with app.run_test() as pilot:
        await shows(pilot, "5 figures")
        await pilot.press("escape")
        assert app.results == [None]


async def test_words_filter_and_escape_clears_first() -> None:
    app = _app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "5 figures")
        await pilot.press("slash", *"share", "space", *"weav")
        await shows(pilot, "1 of 5 figures")
        assert _values(app) == ["5%"]
        await pilot.press("enter")
        assert app.focused is _table(app)
        await pilot.press("slash", "escape")
        await shows(pilot, "5 figures, 2 differ")
        await pilot.press("escape")
        assert app.results == [None]


async def test_a_filter_that_finds_nothing_says_how_to_go_back() -> None:
    app = _app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "5 figures")
        await pilot.press("slash", *"zebra[/")
        text = await shows(pilot, "Nothing matches “zebra[/”.")
        assert "Escape in the filter empties it." in text
        assert "0 of 5 figures" in text
        await pilot.press("enter", "enter", "y")
        assert app.results == app.copies() == []


async def test_only_those_that_differ() -> None:
    app = _app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "5 figures")
        await pilot.press("c")
        await shows(pilot, "2 of 5 figures, only those that differ")
        assert _values(app) == ["$900 million", "$800 million"]
        await pilot.press("c")
        await shows(pilot, "5 figures, 2 differ")


async def test_none_that_differs_is_said() -> None:
    app = _app(ROWS[1])
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "1 figure, 0 differ")
        await pilot.press("c")
        assert "c shows all again." in await shows(pilot, "Nothing is left.")
        await pilot.press("slash", *"dairy")
        text = await shows(pilot, "Nothing matches “dairy”.")
        assert "Escape in the filter empties it. c shows all again." in text


async def test_values_sort_within_their_unit_by_key() -> None:
    app = _app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "5 figures")
        await pilot.press("s")
        await _values_are(pilot, app, "$800 million", "$900 million", "$30 million", "12%", "5%")
        assert "▲  value " in screen_text(app)
        await pilot.press("s")
        await _values_are(pilot, app, "5%", "12%", "$30 million", "$800 million", "$900 million")
        assert "value ▲" in screen_text(app)
        await pilot.press("S")
        await _values_are(pilot, app, "$900 million", "$800 million", "$30 million", "12%", "5%")
        assert "value ▼" in screen_text(app)


async def test_a_click_on_a_header_sorts_and_undated_ones_come_last_both_ways() -> None:
    app = _app(*ROWS)
    async with app.run_test(size=(200, 60)) as pilot:
        header = (await shows(pilot, "5 figures")).splitlines()
        x = next(line for line in header if "metric" in line and "status" in line).index("date")
        await pilot.click(VirtualTable, offset=(x, 0))
        await until(pilot, lambda: _values(app)[0] == "$800 million")
        assert _values(app)[-1] == "$30 million"
        await pilot.click(VirtualTable, offset=(x, 0))
        await until(pilot, lambda: _values(app)[0] == "$900 million")
        assert _values(app)[-2:] == ["$800 million", "$30 million"]


async def test_a_figure_is_copied_with_its_citation() -> None:
    app = _app(*ROWS)
    async with app.run_test() as pilot:
        await shows(pilot, "5 figures")
        await pilot.press("y")
        await until(pilot, lambda: len(app.copies()) == 1)
        (message,) = app.copies()
        assert message.text == (
            "$900 million (Brook Mill · valuation · 2026 · reported)\n"
            "“Brook Mill said it was worth $900 million, more than before.”\n"
            "Mill seeks new money — Harbour Post, 2026-05-01, news/round.md:129-141"
        )
        assert message.what == "the figure with its source"


@pytest.mark.parametrize("size", [*SIZES, (20, 8)])
async def test_text_from_outside_is_never_markup_nor_a_command(size: tuple[int, int]) -> None:
    hostile = ledger_row(
        1, HOSTILE, HOSTILE, metric=HOSTILE, unit=HOSTILE, path=HOSTILE, title=HOSTILE, clash=HOSTILE, part=HOSTILE
    )
    app = _app(hostile, *ROWS)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: len(_table(app).rows) == 6)
        await pilot.press("s", "s", "S", "home", "y")
        await pilot.pause()
        text = screen_text(app)
        assert "\x1b" not in text
        assert "\u202e" not in text
        if size[0] == 200:
            assert "␛[31m[/ [@click=app.quit]x[/] <U+202E>evil" in text
        await pilot.click(VirtualTable, offset=(8, 2))
        await until(pilot, lambda: len(app.copies()) == 1)
        assert "\x1b" not in app.copies()[0].text
        assert app.is_running


async def test_no_figures_teach() -> None:
    app = _app()
    async with app.run_test(size=(80, 24)) as pilot:
        text = await shows(pilot, "0 figures")
        assert "No figures yet" in text
        await pilot.press("enter", "y", "s", "c", "down")
        assert app.is_running


async def test_an_error_is_shown_and_the_screen_can_be_closed() -> None:
    app = _app(error=IndexMissingError("there is no index in index[/]", "Run: assistant index"))
    async with app.run_test(size=(80, 24)) as pilot:
        text = await shows(pilot, "There is no index in index[/].")
        assert "Run: assistant index." in text
        await pilot.press("escape")
        assert app.results == [None]


async def test_a_fault_of_ours_is_shown_too() -> None:
    app = _app(error=ZeroDivisionError("oh [/ no"))
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "ZeroDivisionError: oh [/ no")


async def test_the_cursor_stays_in_view_through_a_resize() -> None:
    app = _app(*[ledger_row(n, f"${n}", start=n * 100) for n in range(300)])
    async with app.run_test(size=(200, 60)) as pilot:
        await shows(pilot, "300 figures")
        await pilot.press(*["pagedown"] * 3)
        cursor = _table(app).cursor
        assert cursor > 100
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        table = _table(app)
        assert table.cursor == cursor
        assert table.scroll_offset.y <= cursor < table.scroll_offset.y + table.size.height - 1
        await pilot.press("end")
        await shows(pilot, "$299 ")
        await pilot.press("home")
        await shows(pilot, "$0 ")


async def test_the_cursor_stays_on_its_figure_when_others_are_filtered_out() -> None:
    app = _app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "5 figures")
        await pilot.press("end", "slash", *"share")
        await shows(pilot, "2 of 5 figures")
        assert _table(app).cursor == 1


async def test_twenty_thousand_figures_stay_quick() -> None:
    app = _app(*[ledger_row(n, f"${n}", f"Mill {n % 97}", start=n * 100) for n in range(20_000)])
    async with app.run_test(size=(200, 60)) as pilot:
        await shows(pilot, "20,000 figures")
        table = _table(app)
        rows = table.rows
        began = time.perf_counter()
        table.show(rows)
        for y in range(60):
            table.render_line(y)
        assert time.perf_counter() - began < 0.25  # about 20 ms here
        await pilot.press("slash", *"19999")
        await shows(pilot, "1 of 20,000 figures")
