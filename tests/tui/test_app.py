"""The whole chat: what a person types, and what stands on the screen then."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from textual.widgets import Footer

from assistant.errors import CorpusError
from assistant.tui.app import ChatApp, ChatOptions
from assistant.tui.places import Place
from assistant.tui.screens.help import HelpScreen
from assistant.tui.widgets.article_view import ArticleView
from assistant.tui.widgets.citation_card import CitationCard
from assistant.tui.widgets.conversation import Conversation
from assistant.tui.widgets.question_box import QuestionBox
from assistant.tui.widgets.turn import Turn
from assistant.tui.widgets.welcome import SuggestedQuestion, Welcome
from tests.rendering import samples
from tests.tui.support import FakeDesk, ask, screen_text, shows, until


def _app(desk: FakeDesk | None = None) -> ChatApp:
    held = desk or FakeDesk()
    return ChatApp(lambda: held, ChatOptions(watch=False))


async def test_a_question_is_answered_with_its_evidence() -> None:
    app = _app()
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "2 articles, 5 passages")
        await pilot.press(*"Who", "space", *"leads?", "enter")
        text = await shows(pilot, "“Ada Brook has led the mill since 2019, the board said.”")
        assert "› Who leads?" in text
        assert "[1] Mill seeks new money — Harbour Post, 2026-05-01" in text
        assert "news/round.md:100-154" in text
        assert "A change at the top" not in text
        assert app.chat.query_one(QuestionBox).text == ""
        assert not app.chat.query(Welcome)


async def test_enter_on_a_citation_opens_its_passage() -> None:
    app = _app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, "who")
        await shows(pilot, "Ada Brook")
        await pilot.press("tab")
        assert isinstance(app.focused, CitationCard)
        await pilot.press("enter")
        await shows(pilot, "A change at the top")
        await pilot.press("escape")
        assert isinstance(app.focused, QuestionBox)


async def test_a_calculation_shows_its_work() -> None:
    app = _app()
    async with app.run_test(size=(100, 50)) as pilot:
        await ask(pilot, "what multiple")
        text = await shows(pilot, "The sources disagree")
        for words in (
            "The revenue multiple is at least 22.5x to 30x: a valuation exceeding $900 million [1]",
            "multiple = valuation / revenue",
            "         = $900m / ($30m to $40m)",
            "between $30 million and $40 million  quoted [2]",
            "The valuation is a lower bound.",
            "mill, valuation, 2026: exceeding $900 million [1]; $800 million [2]",
            "[2] Mill sales climb — undated",
        ):
            assert words in text


async def test_a_refusal_gives_its_reason_and_the_nearest_evidence() -> None:
    app = _app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, "dairy")
        text = await shows(pilot, "No answer")
        assert "The articles give no revenue for the dairy." in text
        assert "Nearest evidence" in text
        assert "“Sales came in between $30 million and $40 million.”" in text


async def test_questions_typed_before_the_core_is_ready_are_kept() -> None:
    gate = threading.Event()

    class _Slow(FakeDesk):
        def open(self, tell: Callable[[str], None]) -> None:
            tell("reading [/ 3 of 14 articles")
            assert gate.wait(10)

    desk = _Slow()
    app = _app(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.focused, QuestionBox)
        await shows(pilot, "reading [/ 3 of 14 articles")
        await ask(pilot, "first")
        await ask(pilot, "second")
        await shows(pilot, "Waiting for the index …")
        assert desk.asked == []
        gate.set()
        await until(pilot, lambda: len(app.chat.query(CitationCard)) == 2)
        assert desk.asked == ["first", "second"]


async def test_escape_cancels_and_a_late_answer_is_dropped() -> None:
    desk = FakeDesk()
    app = _app(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, "slow")
        await shows(pilot, "Searching …")
        assert "Cancel" in screen_text(app)
        await pilot.press("escape")
        text = await shows(pilot, "Cancelled.")
        assert "searching" not in text
        await ask(pilot, "dairy")
        desk.gate.set()
        text = await shows(pilot, "No answer")
        assert desk.asked == ["slow", "dairy"]
        assert "Ada Brook" not in text
        assert "Cancelled." in text


async def test_an_error_is_shown_with_its_remedy_and_the_chat_goes_on() -> None:
    app = _app()
    async with app.run_test(size=(120, 40)) as pilot:
        await ask(pilot, "gone")
        text = await shows(pilot, "The folder corpus/ is gone.")
        assert "Put it back." in text
        await ask(pilot, "bug")
        await shows(pilot, "ZeroDivisionError: oh [/ no")
        await ask(pilot, "who")
        await shows(pilot, "Ada Brook")


async def test_a_core_that_cannot_open_is_said_and_tried_again() -> None:
    desk = FakeDesk()
    desk.problems = [CorpusError("No articles in [/corpus", "Put some there")]
    app = _app(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await shows(pilot, "F4 opens the library")
        assert text.count("No articles in [/corpus. Put some there") == 2
        await ask(pilot, "who")
        text = await shows(pilot, "Ada Brook")
        assert "2 articles, 5 passages" in text


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (40, 12)])
async def test_text_from_outside_is_never_markup_nor_a_command(size: tuple[int, int]) -> None:
    app = _app()
    async with app.run_test(size=size) as pilot:
        await ask(pilot, "hostile [/ [@click=app.quit]x[/]")
        await until(pilot, lambda: len(app.chat.query(CitationCard)) == 2)
        for card in app.chat.query(CitationCard):
            card.focus()
            await pilot.press("enter")
        await pilot.pause()
        if size[0] > 40:
            text = screen_text(app)
            assert "\x1b" not in text
            assert "\u202e" not in text
        if size[0] == 200:
            assert "› hostile [/ [@click=app.quit]x[/]" in text
            assert "␛[31m[/ [@click=app.quit]x[/] <U+202E>evil <b>**bold**</b>" in text
        await pilot.click(Conversation)
        assert app.is_running


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_everything_has_its_place(size: tuple[int, int]) -> None:
    app = _app()
    async with app.run_test(size=size) as pilot:
        text = await shows(pilot, "Ask a question about your articles")
        assert "shows all the keys" in text
        assert "Ask about your articles" in text
        assert app.chat.query_one(QuestionBox).region.bottom == size[1] - 1
        assert app.chat.query_one(Footer).region.y == size[1] - 1
        keys = (await shows(pilot, "Quit")).splitlines()[-1]
        for word in ("Ask", "Quit", "More", "Help"):
            assert word in keys
        assert app.screen.max_scroll_x == 0


async def test_a_new_question_is_scrolled_into_view_and_pages_turn() -> None:
    app = _app()
    async with app.run_test(size=(80, 24)) as pilot:
        for number in range(3):
            await ask(pilot, f"multiple {number}")
        await until(pilot, lambda: len(app.chat.query(CitationCard)) == 6)
        text = await shows(pilot, "› multiple 2")
        assert "› multiple 0" not in text
        await pilot.press(*["pageup"] * 14)
        await shows(pilot, "› multiple 0")
        assert isinstance(app.focused, QuestionBox)


async def test_clear_begins_anew() -> None:
    desk = FakeDesk()
    app = _app(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, "who")
        await shows(pilot, "Ada Brook")
        await pilot.press("ctrl+l")
        text = await shows(pilot, "Ask a question about your articles")
        assert "Ada Brook" not in text
        assert not app.chat.query(Turn)
        await until(pilot, lambda: desk.asked == ["who", "reset"])


async def test_help_lies_over_the_chat_and_work_goes_on_behind_it() -> None:
    desk = FakeDesk()
    app = _app(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, "slow")
        await pilot.press("f1")
        await shows(pilot, "earlier or later question")
        assert isinstance(app.screen, HelpScreen)
        desk.gate.set()
        await until(pilot, lambda: len(app.chat.query(CitationCard)) == 1)
        await pilot.press("escape")
        await shows(pilot, "Ada Brook")
        assert isinstance(app.focused, QuestionBox)


async def test_ctrl_q_quits_while_the_core_is_at_work() -> None:
    desk = FakeDesk()
    app = _app(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, "slow")
        await shows(pilot, "Searching …")
        await pilot.press("ctrl+q")
    assert not app.is_running
    desk.gate.set()


async def test_the_same_screen_after_a_resize() -> None:
    app = _app()
    async with app.run_test(size=(200, 60)) as pilot:
        await ask(pilot, "who")
        await shows(pilot, samples.fact().citations[0].quote)
        await pilot.resize_terminal(40, 20)
        await shows(pilot, "Ada Brook has led the mill")


async def test_questions_that_can_be_answered_are_offered_and_asked() -> None:
    desk = FakeDesk()
    desk.suggested = ("Who leads [/ the mill?", "What multiple is it valued at?")
    app = _app(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "› Who leads [/ the mill?")
        await pilot.press("tab", "down")
        assert isinstance(app.focused, SuggestedQuestion)
        await pilot.press("enter")
        await shows(pilot, "The revenue multiple is")
        assert desk.asked == ["What multiple is it valued at?"]
        assert isinstance(app.focused, QuestionBox)


async def test_the_mouse_asks_a_suggested_question() -> None:
    desk = FakeDesk()
    desk.suggested = ("Who leads the mill?",)
    app = _app(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: bool(app.chat.query(SuggestedQuestion)))
        await pilot.click(SuggestedQuestion)
        await shows(pilot, "Ada Brook")


async def test_the_palette_offers_what_has_a_key() -> None:
    app = _app()
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: app.core.is_open)
        await pilot.press("ctrl+p")
        for words in ("Figures", "Library", "Sessions", "Save", "High contrast"):
            await shows(pilot, words)
        await pilot.press(*"high", "enter")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await until(pilot, lambda: app.theme == "high-contrast")


@pytest.mark.parametrize(
    ("key", "screen"),
    [("f1", "HelpScreen"), ("f3", "FiguresScreen"), ("f4", "LibraryScreen"), ("f6", "SessionsScreen")],
)
async def test_a_screen_opens_once_and_escape_comes_back(key: str, screen: str) -> None:
    app = _app()
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.core.is_open)
        await pilot.press(key)
        await until(pilot, lambda: type(app.screen).__name__ == screen)
        await pilot.press("f3", "ctrl+s")
        assert len(app.screen_stack) == 2
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.chat)
        await ask(pilot, "who")
        await shows(pilot, "Ada Brook")


async def test_a_place_that_was_chosen_elsewhere_is_read() -> None:
    app = _app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.core.is_open)
        app.chat.read(Place(samples.SALES.path, 0, 50, 14, 49))
        await shows(pilot, "Sales came in between $30 million and $40 million.")
        assert isinstance(app.focused, ArticleView)
        await pilot.press("escape")
        await shows(pilot, "Ask a question about your articles")


async def test_an_editor_where_there_is_no_terminal_is_refused_politely() -> None:
    app = _app()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until(pilot, lambda: app.core.is_open)
        await pilot.press("ctrl+o")
        await shows(pilot, "Go to a citation first")
        await ask(pilot, "who")
        await shows(pilot, "Ada Brook")
        await pilot.press("ctrl+o")
        await shows(pilot, "An editor cannot be opened here")


async def test_a_question_in_another_thread_than_the_interface() -> None:
    desk = FakeDesk()
    app = _app(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, "who")
        await shows(pilot, "Ada Brook")
    assert threading.get_ident() not in desk.threads
    assert desk.closed
