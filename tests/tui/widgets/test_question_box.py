"""The box takes typed, recalled and pasted questions, on one line and of a bounded length."""

from __future__ import annotations

from textual import events, on
from textual.app import App, ComposeResult

from assistant.tui.widgets.question_box import LONGEST, QuestionBox


class _Host(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def compose(self) -> ComposeResult:
        yield QuestionBox()

    @on(QuestionBox.Asked)
    def _take(self, message: QuestionBox.Asked) -> None:
        self.asked.append(message.question)


async def test_enter_asks_and_blank_asks_nothing() -> None:
    app = _Host()
    async with app.run_test() as pilot:
        await pilot.press("space", "enter", "space", "h", "i", "space", "enter")
        assert app.asked == ["hi"]
        assert app.query_one(QuestionBox).text == ""


async def test_arrows_recall() -> None:
    app = _Host()
    async with app.run_test() as pilot:
        await pilot.press("a", "enter", "b", "enter", "d", "up", "up")
        box = app.query_one(QuestionBox)
        assert box.text == "a"
        await pilot.press("down", "down")
        assert box.text == "d"
        await pilot.press("!", "enter")
        assert app.asked == ["a", "b", "d!"]


async def test_pasted_lines_stay_lines_and_controls_are_left_out() -> None:
    app = _Host()
    async with app.run_test() as pilot:
        box = app.query_one(QuestionBox)
        await pilot.press("x", "y", "left")
        box.post_message(events.Paste("who\r\nleads\tthe \x1b[31mmill\u202e"))
        await pilot.pause()
        assert box.text == "xwho\nleads the [31mmilly"


async def test_ctrl_j_begins_a_line_and_arrows_go_through_lines_before_history() -> None:
    app = _Host()
    async with app.run_test() as pilot:
        box = app.query_one(QuestionBox)
        await pilot.press("o", "l", "d", "enter", "a", "ctrl+j", "b")
        assert box.text == "a\nb"
        assert box.size.height == 2
        await pilot.press("up")
        assert box.text == "a\nb"
        await pilot.press("up")
        assert box.text == "old"
        await pilot.press("down")
        assert box.text == "a\nb"
        await pilot.press("enter")
        assert app.asked == ["old", "a\nb"]


async def test_enter_never_overtakes_the_keys_before_it() -> None:
    app = _Host()
    async with app.run_test() as pilot:
        for key in (*"question", "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else "\r"))
        await pilot.pause(0.1)
        assert app.asked == ["question"]


async def test_a_full_box_takes_no_more() -> None:
    app = _Host()
    async with app.run_test(notifications=True) as pilot:
        box = app.query_one(QuestionBox)
        box.text = "x" * LONGEST
        await pilot.press("y", "ctrl+j")
        assert box.text == "x" * LONGEST


async def test_a_pasted_megabyte_is_cut() -> None:
    app = _Host()
    async with app.run_test(notifications=True) as pilot:
        box = app.query_one(QuestionBox)
        box.post_message(events.Paste("word " * 200_000))
        await pilot.pause()
        assert len(box.text) <= LONGEST
        assert box.text.startswith("word word")


async def test_markup_in_the_box_is_text() -> None:
    app = _Host()
    async with app.run_test() as pilot:
        app.query_one(QuestionBox).text = "[/ [@click=app.quit]x[/]"
        await pilot.pause()
        await pilot.press("enter")
        assert app.asked == ["[/ [@click=app.quit]x[/]"]
