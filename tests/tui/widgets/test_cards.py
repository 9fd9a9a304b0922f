"""The calculation card, the notes, the state line and the empty state, each alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.datatypes import AnswerStatus, CalculationInput, InputKind, Quantity, Reason, ReasonCode
from assistant.errors import CorpusError
from assistant.tui.widgets.calculation_card import CalculationCard
from assistant.tui.widgets.note import Note
from assistant.tui.widgets.state_line import StateLine
from assistant.tui.widgets.welcome import Welcome
from tests.rendering import samples
from tests.tui.support import Host, screen_text


async def test_inputs_of_every_kind_name_their_source() -> None:
    one = Quantity(1.0, 1.0, "GW", text="1 GW")
    inputs = (
        CalculationInput("power", one, InputKind.QUOTED, 3),
        CalculationInput("per_reactor", one, InputKind.CONSTANT, source="Agency, 2024"),
        CalculationInput("share", one, InputKind.ASSUMED, source="you"),
        CalculationInput("total", one, InputKind.DERIVED),
    )
    work = replace(samples.calculation().calculations[0], inputs=inputs)
    app = Host(lambda: CalculationCard(work))
    async with app.run_test():
        text = screen_text(app)
    for words in ("quoted [3]", "constant: Agency, 2024", "assumed: you", "derived"):
        assert words in text


@pytest.mark.parametrize("size", [(40, 24), (80, 24)])
async def test_a_calculation_fits_its_width(size: tuple[int, int]) -> None:
    app = Host(lambda: CalculationCard(samples.calculation().calculations[0]))
    async with app.run_test(size=size):
        text = screen_text(app)
        assert "at least 22.5x to 30x" in text
        assert "multiple = valuation / revenue" in text
        assert "quoted" in text
        assert app.screen.max_scroll_x == 0


async def test_notes_speak_plainly() -> None:
    error = CorpusError("corpus/[/ is not a folder", "name another")
    app = Host(lambda: Note.of_error(error))
    async with app.run_test():
        text = screen_text(app)
    assert "corpus/[/ is not a folder." in text
    assert "Name another." in text


async def test_a_reason_without_words_shows_its_code() -> None:
    reason = Reason(ReasonCode.NO_EVIDENCE, "")
    answer = replace(samples.refusal(), reason=reason, status=AnswerStatus.ERROR)
    app = Host(lambda: Note.of_reason(answer, reason))
    async with app.run_test():
        text = screen_text(app)
    assert "Error" in text
    assert "No evidence." in text


async def test_the_state_line_shows_states_as_text() -> None:
    app = Host(StateLine)
    async with app.run_test(size=(40, 5)) as pilot:
        line = app.query_one(StateLine)
        line.show("opening\n[bold]x[/]\x1b", busy=True)
        await pilot.pause()
        assert "opening [bold]x[/]␛" in screen_text(app)
        assert line.has_class("-busy")
        line.show("a very long state that does not fit into forty columns", failed=True)
        await pilot.pause()
        assert "…" in screen_text(app)
        assert not line.has_class("-busy")
        assert line.has_class("-failed")


async def test_the_empty_state_teaches() -> None:
    app = Host(Welcome)
    async with app.run_test(size=(80, 24)):
        text = screen_text(app)
    assert "What the articles do not say is not answered." in text
    assert "opens the passage around a quote" in text
