"""Columns share their room, rows are put in order, and the table draws only what is seen."""

from __future__ import annotations

import pytest
from textual.app import ComposeResult
from textual.content import Content

from assistant.tui.widgets.columns import GAP, Column, Order, arranged, fitted
from assistant.tui.widgets.filtered_table import counted
from assistant.tui.widgets.line_box import LONGEST, LineBox
from assistant.tui.widgets.virtual_table import VirtualTable
from tests.tui.support import Host, screen_text, until

COLUMNS: tuple[Column[int], ...] = (
    Column("number", "number", str, 8, order=lambda n: n, share=1),
    Column("word", "a long title", lambda n: f"row {n}", 10, share=2, leaves=1),
    Column("odd", "odd", lambda n: "odd" if n % 2 else "", 6, order=lambda n: n if n % 2 else None, leaves=2),
)


@pytest.mark.parametrize("width", range(60))
def test_columns_never_take_more_than_the_room(width: int) -> None:
    layout = fitted(COLUMNS, width)
    taken = sum(own for _, own in layout) + GAP * max(len(layout) - 1, 0)
    assert taken <= width
    if width >= 28:
        assert taken == width
        assert len(layout) == 3
    elif width >= 20:
        assert [column.id for column, _ in layout] == ["number", "word"]


@pytest.mark.parametrize("text", ["short", "much too long for it", "日本語日本語日本語", "é\u0301" * 9])
def test_a_cell_is_as_wide_as_asked(text: str) -> None:
    for right in (False, True):
        column: Column[None] = Column("x", "x", lambda _: text, 5, right=right)
        for width in range(1, 15):
            assert column.cell(None, width).cell_length == width


def test_the_sign_of_the_order_is_never_cut_off() -> None:
    for width in range(2, 20):
        head = COLUMNS[1].head(" ▲", width)
        assert head.cell_length == width
        assert "▲" in head.plain


def test_rows_without_a_key_come_last_both_ways() -> None:
    rows = (2, 3, 1, 4)
    assert arranged(rows, COLUMNS, Order("odd"), bool) == (1, 3, 2, 4)
    assert arranged(rows, COLUMNS, Order("odd", True), bool) == (3, 1, 2, 4)
    assert arranged(rows, COLUMNS, Order(), lambda n: n > 1) == (2, 3, 4)
    assert Order().by("x") == Order("x")
    assert Order("x").by("x") == Order("x", True)
    assert Order("x", True).by("y") == Order("y")


def test_counts() -> None:
    assert counted(123, 4567, "figure", "figures") == "123 of 4,567 figures"
    assert counted(1, 1, "figure", "figures") == "1 figure"
    assert counted(0, 1, "figure", "figures") == "0 of 1 figure"
    assert counted(0, 0, "figure", "figures") == "0 figures"


class _Host(Host):
    def __init__(self) -> None:
        self.table = VirtualTable(COLUMNS)
        super().__init__(lambda: self.table)
        self.moved = 0
        self.chosen: list[int | None] = []
        self.asked: list[str] = []

    def on_virtual_table_moved(self) -> None:
        self.moved += 1

    def on_virtual_table_chosen(self) -> None:
        self.chosen.append(self.table.row)

    def on_virtual_table_sort_asked(self, message: VirtualTable.SortAsked) -> None:
        self.asked.append(message.column)


async def test_keys_move_the_cursor_and_keep_it_in_view() -> None:
    app = _Host()
    async with app.run_test(size=(40, 12)) as pilot:
        app.table.show(range(1000))
        for key, row in (
            ("up", 0), ("down", 1), ("j", 2), ("k", 1), ("pagedown", 11), ("end", 999), ("down", 999),
            ("pageup", 989), ("home", 0), ("space", 10), ("G", 999), ("g", 0),
        ):  # fmt: skip
            await pilot.press(key)
            assert app.table.row == row
            assert f" {row} " in screen_text(app)


async def test_the_mouse_chooses_hovers_sorts_and_scrolls() -> None:
    app = _Host()
    async with app.run_test(size=(40, 12)) as pilot:
        app.table.show(range(1000))
        await pilot.pause()
        await pilot.hover(VirtualTable, offset=(4, 3))
        assert app.table.hover == 2
        await pilot.click(VirtualTable, offset=(4, 5))
        assert app.table.row == 4
        assert app.chosen == []
        await pilot.click(VirtualTable, offset=(4, 5), times=2)
        assert app.chosen == [4]
        await pilot.click(VirtualTable, offset=(4, 0))
        await pilot.click(VirtualTable, offset=(20, 0))  # cannot be sorted by
        assert app.asked == ["number"]
        app.table.scroll_to(y=500, animate=False)
        await pilot.pause()
        await pilot.click(VirtualTable, offset=(4, 5))
        assert app.table.row == 504


async def test_an_empty_table_says_what_it_was_told() -> None:
    app = _Host()
    async with app.run_test(size=(40, 12)) as pilot:
        app.table.show((), empty=Content("Nothing is here, and that takes more than one line.\n\nPress a."))
        await pilot.pause()
        text = screen_text(app)
        assert "Nothing is here, and that takes" in text
        assert "Press a." in text
        assert app.table.row is None
        await pilot.press("down", "end", "pageup")
        await pilot.click(VirtualTable, offset=(4, 5), times=2)
        assert app.chosen == []


async def test_a_cursor_beyond_fewer_rows_comes_back() -> None:
    app = _Host()
    async with app.run_test(size=(40, 12)) as pilot:
        app.table.show(range(1000), cursor=999)
        await pilot.pause()
        assert " 999 " in screen_text(app)
        app.table.show(range(3), cursor=999)
        await pilot.pause()
        assert app.table.row == 2
        assert app.table.scroll_offset.y == 0
        assert app.moved == 2


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark"])
async def test_other_themes(theme: str) -> None:
    app = _Host()
    async with app.run_test(size=(40, 12)) as pilot:
        app.table.show(range(10))
        app.theme = theme
        await pilot.pause()
        assert "row 9" in screen_text(app)


class _Boxes(Host):
    def __init__(self) -> None:
        super().__init__(LineBox)

    def compose(self) -> ComposeResult:
        yield LineBox("type")


async def test_pasted_text_is_put_on_one_line_without_control_characters() -> None:
    from textual import events

    app = _Boxes()
    async with app.run_test() as pilot:
        box = app.query_one(LineBox)
        box.focus()
        box.post_message(events.Paste("one\ntwo\x1b[31m \u202ethree\x00"))
        await until(pilot, lambda: box.value == "one two[31m three")
        box.post_message(events.Paste("x" * 10 * LONGEST))
        await until(pilot, lambda: len(box.value) == LONGEST)
