"""A turn says each thing once: a quote that is the whole line stands in its card only."""

from __future__ import annotations

from dataclasses import replace

from assistant.datatypes import Part, PartKind, Reason, ReasonCode
from assistant.tui.anchors import anchored_lines
from assistant.tui.contents import LIT
from assistant.tui.desk import Reply
from assistant.tui.own_lines import own_lines
from assistant.tui.widgets.turn import Turn
from tests.rendering import samples
from tests.tui.support import Host, screen_text


async def test_a_quoted_line_is_shown_once() -> None:
    app = Host(lambda: Turn("Who leads\nthe mill?", "Waiting …"))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Waiting …" in screen_text(app)
        await app.query_one(Turn).show_reply(Reply(samples.fact()))
        await pilot.pause()
        text = screen_text(app)
        assert text.count("Ada Brook") == 1
        assert "Waiting" not in text
        assert "Taken as" not in text


async def test_a_follow_up_says_how_it_was_taken() -> None:
    app = Host(lambda: Turn("and the dairy?", "Waiting …"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.query_one(Turn).show_reply(Reply(replace(samples.refusal(), question="Who leads [/ it?")))
        await pilot.pause()
        assert "Taken as: Who leads [/ it?" in screen_text(app)


def test_our_own_lines_stay_and_quotes_of_unknown_citations_too() -> None:
    fact = samples.fact()
    parts = (Part(PartKind.PROSE, "The mill's leader:\n"), *fact.parts)
    (line,) = own_lines(replace(fact, parts=parts))
    assert line.parts[0].text == "The mill's leader:"
    (kept,) = own_lines(replace(fact, citations=()))
    assert kept.is_quotation


def test_marks_are_lit_inside_an_answer() -> None:
    answer = samples.calculation()
    content = anchored_lines(own_lines(answer), answer, ()).content
    lit = [content.plain[span.start : span.end] for span in content.spans if span.style == LIT]
    assert lit == ["exceeding $900 million", "between $30 million and $40 million"]


async def test_a_refusal_that_is_in_the_text_too_is_said_once() -> None:
    answer = replace(
        samples.refusal(),
        reason=Reason(ReasonCode.MISSING_INPUT, "no article gives the revenue"),
        parts=(Part(PartKind.ECHO, "No answer: no article gives the revenue."),),
    )
    app = Host(lambda: Turn("Who?", "Waiting …"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.query_one(Turn).show_reply(Reply(answer))
        await pilot.pause()
        text = screen_text(app)
    assert "No article gives the revenue." in text
    assert text.count("o article gives") == 1
