"""A calculation with other inputs: what is changed is assumed, the rest stays what it was."""

from __future__ import annotations

import shlex
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.calculators import registry
from assistant.calculators.calculator import Calculator, typed_inputs
from assistant.calculators.rework import CHANGED, can_rework, rework, typed_change
from assistant.datatypes import Calculation, CalculationInput, InputKind, Qualifier, Quantity, Span
from assistant.errors import CalculationError, QuantityError
from assistant.quantities import parse_quantity


def worked(name: str, *typed: str) -> Calculation:
    return registry.get(name).run(typed_inputs(typed))


def multiple() -> Calculation:
    """At least $900bn over $30bn to $40bn, both quoted."""
    valuation = Quantity(9e11, None, "USD", Qualifier.AT_LEAST, "exceeding $900 billion", Span("a.md", 3, 25))
    revenue = Quantity(3e10, 4e10, "USD", Qualifier.EXACT, "between $30 billion and $40 billion", Span("b.md", 0, 35))
    return registry.get("revenue-multiple").run(
        (
            CalculationInput("valuation", valuation, InputKind.QUOTED, 1),
            CalculationInput("revenue", revenue, InputKind.QUOTED, 2),
        )
    )


@pytest.mark.parametrize("entry", registry.all(), ids=lambda entry: entry.name)
def test_without_changes_every_calculation_is_the_same_again(entry: Calculator) -> None:
    done = worked(entry.name, *shlex.split(entry.example.partition(" -> ")[0]))
    assert can_rework(done)
    assert rework(done, {}) == done


def test_what_is_changed_is_assumed_and_the_rest_stays_quoted() -> None:
    before = multiple()
    done = rework(before, {"revenue": parse_quantity("$45bn")})
    # 900 / 45 = 20, and the valuation is still a lower bound
    assert (done.result.low, done.result.high, done.result.qualifier) == (20.0, 20.0, Qualifier.AT_LEAST)
    assert done.result.text == "at least 20x"
    assert done.inputs[0] == before.inputs[0]
    revenue = done.inputs[1]
    assert (revenue.kind, revenue.citation, revenue.source) == (InputKind.ASSUMED, None, CHANGED)
    assert done.substituted == "at least $900 billion / $45 billion = at least 20x"


def test_a_changed_value_has_a_text_and_no_place_in_an_article() -> None:
    done = rework(multiple(), {"revenue": Quantity(3.6e10, 3.6e10, "USD", span=Span("b.md", 0, 3))})
    assert (done.inputs[1].quantity.text, done.inputs[1].quantity.span) == ("$36 billion", None)
    assert done.result.text == "at least 25x"


def test_what_stood_in_still_does_and_says_so() -> None:
    before = worked("power-to-homes", "power=5GW")
    done = rework(before, {"power": parse_quantity("2 GW")})
    # 2e6 kW x 8,760 h / 10,791 kWh = 1,623,575.2
    assert done.result.low == pytest.approx(1_623_575.2, abs=0.1)
    assert done.inputs[1:] == before.inputs[1:]
    assert done.notes == before.notes
    assert "load_factor is assumed to be 100%" in done.notes


def test_a_changed_stand_in_is_no_longer_said_to_be_assumed_by_default() -> None:
    done = rework(worked("power-to-homes", "power=5GW"), {"load_factor": parse_quantity("60%")})
    assert done.result.low == pytest.approx(2_435_362.8, abs=0.1)  # 0.6 x 4,058,938.004
    assert not any("load_factor is assumed" in note for note in done.notes)
    assert (done.inputs[1].kind, done.inputs[1].source) == (InputKind.ASSUMED, CHANGED)
    assert done.inputs[2].kind is InputKind.CONSTANT


def test_a_constant_of_another_edition_keeps_its_value_and_source() -> None:
    before = worked("power-to-homes", "power=5GW")
    old = replace(before.inputs[2], quantity=Quantity(10_715.0, 10_715.0, "kWh/year"), source="EIA, FAQ 97, 2020")
    done = rework(replace(before, inputs=(*before.inputs[:2], old)), {"power": parse_quantity("1 GW")})
    assert done.inputs[2] == old
    assert done.result.low == pytest.approx(8.76e9 / 10_715)


def test_a_derived_input_stays_derived() -> None:
    energy = CalculationInput("energy", parse_quantity("10 TWh"), InputKind.DERIVED, source="power-to-energy")
    before = registry.get("energy-to-co2").run((energy,))
    done = rework(before, {"grid": Quantity(300.0, 300.0, "kg CO2e/MWh")})
    assert done.inputs[0] == energy
    assert done.result.low == 3e6  # 10e6 MWh x 300 kg = 3e9 kg


def test_both_inputs_may_change_their_currency_together_only() -> None:
    before = multiple()
    pounds = {"valuation": parse_quantity("£600bn"), "revenue": parse_quantity("£30bn")}
    assert rework(before, pounds).result.low == 20.0
    with pytest.raises(CalculationError, match="two currencies"):
        rework(before, {"revenue": parse_quantity("£30bn")})


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"profit": "$3bn"}, "revenue-multiple has no input 'profit'. Its inputs are valuation, revenue"),
        ({"revenue": "5 GW"}, "must be money a year"),
        ({"revenue": "$0"}, "revenue must be above zero"),
    ],
)
def test_what_the_calculator_does_not_take_is_refused(changes: dict[str, str], message: str) -> None:
    with pytest.raises(CalculationError, match=message):
        rework(multiple(), {name: parse_quantity(text) for name, text in changes.items()})


def test_a_calculation_of_no_known_calculator_cannot_be_changed() -> None:
    unknown = replace(multiple(), calculator="tea-leaves")
    renamed = replace(multiple(), inputs=(replace(multiple().inputs[0], name="price"), multiple().inputs[1]))
    for strange in (unknown, renamed):
        assert not can_rework(strange)
        with pytest.raises(CalculationError, match="cannot be worked out with other inputs"):
            rework(strange, {})
        with pytest.raises(CalculationError, match="cannot be worked out with other inputs"):
            typed_change(strange, "valuation", "$3bn")


@pytest.mark.parametrize(
    ("name", "typed", "bounds", "unit", "shown"),
    [
        ("revenue", "45bn", (4.5e10, 4.5e10), "USD", "$45 billion"),
        ("revenue", "$45 billion", (4.5e10, 4.5e10), "USD", "$45 billion"),
        ("revenue", " 45 billion dollars ", (4.5e10, 4.5e10), "USD", "$45 billion"),
        ("revenue", "30-40bn", (3e10, 4e10), "USD", "$30 billion to $40 billion"),
        ("revenue", "£45bn", (4.5e10, 4.5e10), "GBP", "£45 billion"),
        ("revenue", "45", (45.0, 45.0), "USD", "$45"),
        ("valuation", "about 1.2tn", (1.2e12, 1.2e12), "USD", "about $1.2 trillion"),
        ("valuation", "more than 1tn", (1e12, None), "USD", "at least $1 trillion"),
    ],
)
def test_a_typed_number_is_in_the_unit_of_what_it_replaces(
    name: str, typed: str, bounds: tuple[float, float | None], unit: str, shown: str
) -> None:
    value = typed_change(multiple(), name, typed)
    assert ((value.low, value.high), value.unit, value.text, value.span) == (bounds, unit, shown, None)


@pytest.mark.parametrize(
    ("calculation", "name", "typed", "low", "unit"),
    [
        (("power-to-homes", "power=5GW"), "power", "7.5", 7.5, "GW"),
        (("power-to-homes", "power=5GW"), "power", "800 MW", 800.0, "MW"),
        (("power-to-homes", "power=5GW"), "home_consumption", "12,000", 12_000.0, "kWh/year"),
        (("power-to-homes", "power=5GW"), "home_consumption", "12 MWh", 12.0, "MWh/year"),
        (("per-unit", "amount=$3bn", "units=1,500 employees"), "units", "2,000", 2_000.0, "employees"),
        (("valuation-from-multiple", "metric=$4bn", "multiple=20x"), "multiple", "25", 25.0, "x"),
        (("cagr", "end=$144m", "start=$100m", "years=2"), "years", "18 months", 18.0, "months"),
        (("tokens-to-words", "tokens=200,000"), "words_per_token", "0.7", 0.7, "words/token"),
        (("from-day", "amount=2m barrels"), "amount", "3m", 3e6, "barrels"),
        (("per-day", "annual=$58 per barrel"), "annual", "$60", 60.0, "USD/barrel"),
    ],
)
def test_of_whatever_kind_it_is(calculation: tuple[str, ...], name: str, typed: str, low: float, unit: str) -> None:
    before = worked(*calculation)
    value = typed_change(before, name, typed)
    assert (value.low, value.unit) == (low, unit)
    assert rework(before, {name: value}).result.text


@pytest.mark.parametrize(
    ("typed", "share"),
    [("60", 60.0), ("60%", 60.0), ("0.6", 60.0), ("0.29", 29.0), ("1", 1.0), ("0.5%", 0.5), ("100", 100.0)],
)
def test_a_share_is_typed_in_per_cent_or_below_one(typed: str, share: float) -> None:
    value = typed_change(worked("power-to-homes", "power=5GW"), "load_factor", typed)
    assert (value.low, value.high, value.unit) == (share, share, "%")


def test_ends_of_a_range_of_shares_are_read_alike() -> None:
    before = worked("power-to-homes", "power=5GW")
    for typed in ("0.4-0.6", "40-60", "40%-60%"):
        value = typed_change(before, "load_factor", typed)
        assert (value.low, value.high, value.unit) == (40.0, 60.0, "%")


def test_a_rate_of_growth_may_be_below_zero() -> None:
    before = worked("next-value", "current=$100m", "growth=20%")
    assert typed_change(before, "growth", "-5").low == -5.0
    assert typed_change(before, "growth", "-0.05").low == -5.0
    with pytest.raises(CalculationError, match="above -100%"):
        typed_change(before, "growth", "-100")


@pytest.mark.parametrize("typed", ["", "lots", "45bn of it", "$", "45bn 60bn", "🦆", "1e999"])
def test_nonsense_is_no_quantity(typed: str) -> None:
    with pytest.raises(QuantityError):
        typed_change(multiple(), "revenue", typed)


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("revenue", "0", "revenue must be above zero, but is \\$0"),
        ("revenue", "-3bn", "revenue must be above zero, but is -\\$3 billion"),
        ("revenue", "5 GW", "revenue must be money a year, such as \\$30bn, but 5 GW is power"),
        ("revenue", "60%", "but 60% is a percentage"),
        ("profit", "$3bn", "has no input 'profit'"),
    ],
)
def test_what_an_input_cannot_be_is_named(name: str, typed: str, message: str) -> None:
    with pytest.raises(CalculationError, match=message):
        typed_change(multiple(), name, typed)


def test_an_input_of_any_kind_stays_of_its_own() -> None:
    before = worked("percent-change", "new=$150m", "old=$100m")
    with pytest.raises(CalculationError, match="percent-change: new is money in USD, but 5 GW is power"):
        typed_change(before, "new", "5 GW")
    assert typed_change(before, "new", "£5m").unit == "GBP"
    with pytest.raises(CalculationError, match="load_factor must be at most 100%, but is 160%"):
        typed_change(worked("power-to-homes", "power=5GW"), "load_factor", "160")


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10**13), st.integers(1, 10**13))
def test_a_typed_change_goes_in_and_comes_out_as_the_oracle_says(valuation: int, revenue: int) -> None:
    before = multiple()
    changes = {
        "valuation": typed_change(before, "valuation", f"{valuation:,}"),
        "revenue": typed_change(before, "revenue", str(revenue)),
    }
    done = rework(before, changes)
    assert done.result.low == pytest.approx(valuation / revenue)
    assert {item.kind for item in done.inputs} == {InputKind.ASSUMED}
    assert rework(done, {}) == done
