"""Inputs are changed in their place: worked out again, side by side with the sourced value, and given back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import Input, Static

from assistant.calculators import registry
from assistant.calculators.calculator import typed_inputs
from assistant.datatypes import Calculation, CalculationInput, InputKind
from assistant.tui.desk import Reply
from assistant.tui.screens.sensitivity import SensitivityScreen
from assistant.tui.widgets.calculation_card import CalculationCard
from assistant.tui.widgets.input_row import InputRow
from assistant.tui.widgets.range_view import RangeView
from assistant.tui.widgets.turn import Turn
from tests.rendering import samples
from tests.tui.support import Host, screen_text, shows, until


def _work() -> Calculation:
    return samples.calculation().calculations[0]


async def test_a_changed_input_becomes_an_assumption_and_the_result_follows() -> None:
    app = Host(lambda: CalculationCard(_work()))
    async with app.run_test(size=(110, 24)) as pilot:
        await pilot.press("down", "e", "ctrl+u", *"45m", "enter")
        text = await shows(pilot, "as changed; with the sources at least 22.5x to 30x")
        # At least 900 over 45 is at least 20.
        assert "at least 20x" in text
        assert "$45 million  assumed: as you changed it; was between $30 million and $40 million" in text
        card = app.query_one(CalculationCard)
        assert card.now.inputs[1].kind is InputKind.ASSUMED
        assert card.calculation == _work()


async def test_reset_brings_the_sourced_value_back() -> None:
    app = Host(lambda: CalculationCard(_work()))
    async with app.run_test(size=(110, 24)) as pilot:
        await pilot.pause()
        before = screen_text(app)
        await pilot.press("down", "e", "ctrl+u", *"45m", "enter")
        await shows(pilot, "as changed")
        await pilot.press("r")
        await until(pilot, lambda: "as changed" not in screen_text(app))
        assert app.query_one(CalculationCard).now == _work()
        assert [line.strip() for line in screen_text(app).splitlines()] == [
            line.strip() for line in before.splitlines()
        ]


async def test_a_digit_begins_to_change_and_escape_leaves_it() -> None:
    app = Host(lambda: CalculationCard(_work()))
    async with app.run_test(size=(110, 24)) as pilot:
        await pilot.press("tab", "9")
        assert app.query_one(Input).value == "9"
        await pilot.press("escape")
        assert not app.query(Input)
        assert isinstance(app.focused, InputRow)
        assert not app.query_one(CalculationCard).is_changed


@pytest.mark.parametrize(("typed", "said"), [("many", "many"), ("5 GW", "power"), ("-3m", "above zero"), ("0", "zero")])
async def test_nonsense_is_refused_in_its_place(typed: str, said: str) -> None:
    app = Host(lambda: CalculationCard(_work()))
    async with app.run_test(size=(110, 24)) as pilot:
        await pilot.press("down", "e", "ctrl+u", *typed, "enter")
        await until(pilot, lambda: bool(app.query(".problem")))
        assert said in str(app.query_one(".problem", Static).render())
        assert app.query_one(Input).value == typed
        assert not app.query_one(CalculationCard).is_changed
        await pilot.press("ctrl+u", *"45m", "enter")
        await shows(pilot, "at least 20x")


async def test_the_sourced_value_typed_again_changes_nothing() -> None:
    work = registry.get("revenue-multiple").run(typed_inputs(("valuation=$900m", "revenue=$30m")))
    app = Host(lambda: CalculationCard(work))
    async with app.run_test(size=(110, 24)) as pilot:
        await pilot.press("e", "ctrl+u", *"$900m", "enter")
        await until(pilot, lambda: not app.query(Input))
        assert not app.query_one(CalculationCard).is_changed


async def test_another_calculation_follows_the_result_that_it_goes_by() -> None:
    energy = registry.get("power-to-energy").run(typed_inputs(("power=1GW",)))
    carbon = registry.get("energy-to-co2").run(
        (CalculationInput("energy", energy.result, InputKind.DERIVED, source=energy.calculator),)
    )
    answer = replace(samples.calculation(), calculations=(energy, carbon), conflicts=())
    app = Host(lambda: Turn("Q", ""))
    async with app.run_test(size=(110, 60)) as pilot:
        await app.query_one(Turn).show_reply(Reply(answer))
        first, second = app.query(CalculationCard)
        app.screen.set_focus(first.query(InputRow).first())
        await pilot.press("e", "ctrl+u", *"2 GW", "enter")
        await until(pilot, lambda: second.is_changed)
        low, before = second.now.result.low, carbon.result.low
        assert low is not None and before is not None
        assert low == pytest.approx(2 * before, rel=0.01)
        await pilot.press("r")
        await until(pilot, lambda: not second.is_changed)
        assert second.now == carbon


async def test_charts_follow_the_inputs() -> None:
    app = Host(lambda: Turn("Q", ""))
    async with app.run_test(size=(110, 60)) as pilot:
        await app.query_one(Turn).show_reply(Reply(samples.calculation(), samples.filed()))
        assert app.query(RangeView)
        app.screen.set_focus(app.query(InputRow).last())
        await pilot.press("e", "ctrl+u", *"20-50m", "enter")
        await shows(pilot, "$20 million to $50 million")
        charts = "\n".join(str(view.render()) for view in app.query(RangeView))
        assert "$20 million to $50 million" in charts
        assert "between $30 million" not in charts


async def test_a_table_over_two_inputs() -> None:
    app = Host(lambda: CalculationCard(_work()))
    async with app.run_test(size=(110, 30)) as pilot:
        app.push_screen(SensitivityScreen(_work()))
        text = await shows(pilot, "valuation \\ revenue")
        assert "at least 22.5x" in text
        assert "at least 30x" in text
        await pilot.press("r")
        await shows(pilot, "revenue \\ valuation")
        await pilot.press("plus")
        await until(pilot, lambda: len(screen_text(app).splitlines()) > len(text.splitlines()))
        await pilot.press("escape")
        assert not isinstance(app.screen, SensitivityScreen)


async def test_a_calculation_of_one_input_has_no_table() -> None:
    work = replace(_work(), inputs=_work().inputs[:1])
    app = Host(lambda: CalculationCard(work))
    async with app.run_test(size=(110, 30)) as pilot:
        app.push_screen(SensitivityScreen(work))
        await shows(pilot, "No input of it can be varied.")
