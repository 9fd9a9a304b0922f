"""From a number or a mark to what it rests on: cards, passages, the article beside."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import TextArea

from assistant.datatypes import CalculationInput, InputKind, Quantity
from assistant.tui.app import ChatApp, ChatOptions
from assistant.tui.desk import Reply
from assistant.tui.places import Place, place_of
from assistant.tui.widgets.article_view import ArticleView
from assistant.tui.widgets.citation_card import CitationCard
from assistant.tui.widgets.derivation_card import DerivationCard
from assistant.tui.widgets.evidence_pane import EvidencePane
from assistant.tui.widgets.figure_card import FigureCard, InputCard
from assistant.tui.widgets.input_row import InputRow
from assistant.tui.widgets.turn import AnswerText, Turn
from tests.rendering import samples
from tests.tui.support import FakeDesk, Host, ask, screen_text, shows, until

WIDE, NARROW = (130, 44), (80, 24)


def _app(desk: FakeDesk | None = None) -> ChatApp:
    held = desk or FakeDesk()
    return ChatApp(lambda: held, ChatOptions(watch=False))


async def test_a_wide_screen_shows_the_article_beside_the_answer() -> None:
    app = _app()
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "who")
        await until(pilot, lambda: app.chat.query_one(EvidencePane).has_class("-open"))
        text = await shows(pilot, "She is 51.")
        assert "The mill stands by the river." in text
        assert app.chat.query_one(EvidencePane).region.x > app.chat.query_one(Turn).region.x


async def test_a_narrow_screen_shows_it_below_and_only_when_wanted() -> None:
    app = _app()
    async with app.run_test(size=NARROW) as pilot:
        await ask(pilot, "who")
        await shows(pilot, "Ada Brook")
        pane = app.chat.query_one(EvidencePane)
        assert not pane.has_class("-open")
        await pilot.press("f2")
        await shows(pilot, "She is 51.")
        assert pane.region.y > 5
        await pilot.press("f2")
        await until(pilot, lambda: not pane.has_class("-open"))
        assert isinstance(app.focused, TextArea)


async def test_tab_walks_through_the_citations_and_the_article_follows() -> None:
    app = _app()
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "what multiple")
        await until(pilot, lambda: len(app.chat.query(CitationCard)) == 2)
        await pilot.press("tab")
        assert isinstance(app.focused, AnswerText)
        seen = []
        for _ in range(12):
            await pilot.press("tab")
            await pilot.pause()
            if isinstance(app.focused, CitationCard):
                seen.append(app.focused.citation.n)
                path = app.focused.citation.source.path
                await until(pilot, lambda path=path: _place(app).path == path)  # type: ignore[misc]
            if seen == [1, 2]:
                break
        assert seen == [1, 2]


def _place(app: ChatApp) -> Place:
    return app.chat.pane.shown or Place("")


async def test_enter_on_the_result_opens_its_derivation_and_again_closes_it() -> None:
    app = _app()
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "what multiple")
        await shows(pilot, "The revenue multiple is")
        await pilot.press("tab", "enter")
        await until(pilot, lambda: len(app.chat.query(DerivationCard)) == 1)
        text = await shows(pilot, "└─")
        assert "├─ exceeding $900 million" in text
        assert "at a valuation exceeding $900 million" in text
        await pilot.press("enter")
        await until(pilot, lambda: not app.chat.query(DerivationCard))


async def test_the_derivation_leads_to_the_quote() -> None:
    app = _app()
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "what multiple")
        await shows(pilot, "The revenue multiple is")
        await pilot.press("tab", "enter")
        await until(pilot, lambda: len(app.chat.query(DerivationCard)) == 1)
        await pilot.press("tab")
        assert isinstance(app.focused, DerivationCard)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.focused, CitationCard))


async def test_a_figure_opens_in_its_paragraph_with_what_it_is_of() -> None:
    app = _app()
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "what multiple")
        await shows(pilot, "The revenue multiple is")
        await pilot.press("tab", "right", "enter")
        await until(pilot, lambda: len(app.chat.query(FigureCard)) == 1)
        text = await shows(pilot, "Mill  valuation · 2026")
        assert "news/round.md:18-40" in text
        # Another way to the same figure does not open a second card.
        await pilot.press("escape")
        await until(pilot, lambda: not app.chat.query(FigureCard))
        assert isinstance(app.focused, AnswerText)
        await pilot.press("escape")
        assert isinstance(app.focused, TextArea)


async def test_the_article_lights_the_figure_under_the_cursor() -> None:
    app = _app()
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "what multiple")
        await shows(pilot, "The revenue multiple is")
        await pilot.press("tab", "right")
        await until(pilot, lambda: _place(app).figure_start == 18)
        assert (_place(app).figure_end, _place(app).path) == (40, "news/round.md")


async def test_a_mark_leads_to_its_citation() -> None:
    app = _app()
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "what multiple")
        await shows(pilot, "The revenue multiple is")
        await pilot.press("tab", "right", "right", "enter")
        await until(pilot, lambda: isinstance(app.focused, CitationCard))
        assert isinstance(app.focused, CitationCard)
        assert app.focused.citation.n == 1


async def test_the_mouse_opens_what_it_points_at() -> None:
    app = _app()
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "what multiple")
        await shows(pilot, "The revenue multiple is")
        at = app.chat.query_one(AnswerText)
        await pilot.click(at, offset=(at.anchored.places[0][0] + 2, 0))
        await until(pilot, lambda: len(app.chat.query(DerivationCard)) == 1)


async def test_an_article_that_is_gone_leaves_the_passage_as_it_was_kept() -> None:
    desk = FakeDesk()
    desk.missing.add(samples.ROUND.path)
    app = _app(desk)
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "who")
        text = await shows(pilot, "the passage as it was kept")
        assert "A change at the top." in text


async def test_an_article_that_has_changed_is_not_lit_at_the_wrong_place() -> None:
    desk = FakeDesk()
    app = _app(desk)
    answer = samples.fact()
    moved = replace(answer.citations[0], start=150, end=150 + len(answer.citations[0].quote))
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "who")
        await shows(pilot, "Ada Brook")
        app.chat.pane.go_to(place_of(moved), moved)
        await shows(pilot, "The article has changed since it was quoted")


async def test_an_article_is_read_whole() -> None:
    app = _app()
    async with app.run_test(size=NARROW) as pilot:
        await ask(pilot, "who")
        await shows(pilot, "Ada Brook")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(app.focused, ArticleView))
        text = await shows(pilot, "The mill stands by the river.")
        assert "› who" not in text
        await pilot.press("escape")
        text = await shows(pilot, "› who")
        assert isinstance(app.focused, TextArea)


@pytest.mark.parametrize("kind", [InputKind.CONSTANT, InputKind.ASSUMED])
async def test_a_number_of_no_article_says_so(kind: InputKind) -> None:
    one = Quantity(1.0, 1.0, "GW", text="1 GW")
    work = replace(samples.calculation().calculations[0], inputs=(CalculationInput("power", one, kind, source="X [/"),))
    app = Host(lambda: Turn("Q", ""))
    async with app.run_test(size=(100, 40)) as pilot:
        await app.query_one(Turn).show_reply(Reply(replace(samples.calculation(), calculations=(work,))))
        app.query_one(InputRow).focus()
        await pilot.press("enter")
        await until(pilot, lambda: len(app.query(InputCard)) == 1)
        assert f"{kind.value}: X [/" in screen_text(app)


async def test_jumping_goes_from_question_to_question() -> None:
    app = _app()
    async with app.run_test(size=NARROW) as pilot:
        for number in range(3):
            await ask(pilot, f"multiple {number}")
        await until(pilot, lambda: len(app.chat.query(CitationCard)) == 6)
        await shows(pilot, "› multiple 2")
        await pilot.press("ctrl+up")
        await shows(pilot, "› multiple 1")
        await pilot.press("ctrl+up")
        await shows(pilot, "› multiple 0")
        await pilot.press("ctrl+down")
        await shows(pilot, "› multiple 1")
        assert isinstance(app.focused, TextArea)


async def test_a_terminal_that_is_too_small_says_so_and_recovers() -> None:
    app = _app()
    async with app.run_test(size=NARROW) as pilot:
        await ask(pilot, "who")
        await shows(pilot, "Ada Brook")
        await pilot.resize_terminal(30, 8)
        text = await shows(pilot, "Make the terminal larger")
        assert "Ada Brook" not in text
        await pilot.resize_terminal(80, 24)
        await shows(pilot, "Ada Brook")


async def test_focus_is_seen_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = _app()
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "what multiple")
        await shows(pilot, "The revenue multiple is")
        await pilot.press("tab")
        text = app.chat.query_one(AnswerText)
        strips = [text.render_line(y) for y in range(text.size.height)]
        reverse = "".join(s.text for strip in strips for s in strip if s.style and s.style.reverse)
        assert "at least 22.5x to 30x" in reverse
