"""A card shows its quote with the answering words lit, and its passage on demand."""

from __future__ import annotations

from dataclasses import replace

from textual.content import Content

from assistant.tui.anchors import anchored_citation
from assistant.tui.contents import LIT
from assistant.tui.widgets.citation_card import CitationCard
from tests.rendering import samples
from tests.tui.support import Host, screen_text


def _lit(content: Content) -> list[str]:
    return [content.plain[span.start : span.end] for span in content.spans if span.style == LIT]


def test_the_answering_words_are_lit() -> None:
    assert _lit(anchored_citation(samples.fact().citations[0], (), expanded=False, opens=True).content) == ["Ada Brook"]


async def test_enter_opens_and_closes() -> None:
    app = Host(lambda: CitationCard(samples.fact().citations[0]))
    async with app.run_test() as pilot:
        card = app.query_one(CitationCard)
        card.focus()
        await pilot.press("enter")
        opened = screen_text(app)
        assert "A change at the top." in opened
        assert "▾ [1] Mill seeks new money" in opened
        await pilot.press("enter")
        closed = screen_text(app)
        assert "A change at the top." not in closed
        assert "▸ [1] Mill seeks new money" in closed


async def test_a_click_opens() -> None:
    app = Host(lambda: CitationCard(samples.fact().citations[0]))
    async with app.run_test() as pilot:
        await pilot.click(CitationCard)
        assert app.query_one(CitationCard).expanded


async def test_a_quote_without_a_passage_does_not_pretend() -> None:
    bare = replace(samples.fact().citations[0], context="")
    app = Host(lambda: CitationCard(bare))
    async with app.run_test() as pilot:
        app.query_one(CitationCard).focus()
        await pilot.press("enter")
        assert not app.query_one(CitationCard).expanded
        assert "▸" not in screen_text(app)
