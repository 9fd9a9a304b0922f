"""The calculators: hand-worked results, what is shown, and what is refused."""

from __future__ import annotations

import shlex

import pytest

from assistant.calculators import registry
from assistant.calculators.calculator import Calculator, calculator, typed_inputs
from assistant.datatypes import CalculationInput, InputKind, Qualifier, Quantity
from assistant.errors import CalculationError, QuantityError


@pytest.mark.parametrize("entry", registry.all(), ids=lambda entry: entry.name)
def test_the_example_of_each_calculator_runs(entry: Calculator) -> None:
    typed, arrow, printed = entry.example.partition(" -> ")
    assert arrow, "an example says what comes out"
    assert entry.run(typed_inputs(tuple(shlex.split(typed)))).result.text == printed
    assert entry.title.endswith(".")
    assert entry.source


def test_the_multiple_of_an_open_valuation_stays_open() -> None:
    valuation = CalculationInput("valuation", Quantity(9e11, None, "USD", Qualifier.AT_LEAST), InputKind.QUOTED, 1)
    revenue = CalculationInput("revenue", Quantity(3e10, 4e10, "USD"), InputKind.QUOTED, 2)
    done = registry.get("revenue-multiple").run((revenue, valuation))
    # 900 / 40 = 22.5 and 900 / 30 = 30
    assert (done.result.low, done.result.high, done.result.unit) == (22.5, 30.0, "x")
    assert done.result.qualifier is Qualifier.AT_LEAST
    assert done.formula == "valuation / revenue"
    assert done.substituted == "at least $900 billion / ($30 billion to $40 billion) = at least 22.5x to 30x"
    assert done.inputs == (valuation, revenue)
    assert done.notes == ()


def test_five_gigawatts_are_five_reactors() -> None:
    done = registry.get("power-to-reactors").run(typed_inputs(("power=5,000 MW",)))
    assert (done.result.low, done.result.high, done.result.unit) == (5.0, 5.0, "reactors")
    assert done.result.text == "5 reactors"
    assert done.inputs[1].kind is InputKind.CONSTANT
    assert done.inputs[1].source.startswith("DOE")


def test_five_gigawatts_flat_out_in_homes() -> None:
    done = registry.get("power-to-homes").run(typed_inputs(("power=5GW",)))
    # 5e6 kW x 8,760 h / 10,791 kWh = 43.8e9 / 10,791 = 4,058,938.004
    assert done.result.low == pytest.approx(4_058_938.004, abs=0.001)
    assert done.result.text == "about 4.06 million homes"
    assert [value.kind for value in done.inputs] == [InputKind.ASSUMED, InputKind.ASSUMED, InputKind.CONSTANT]
    assert done.inputs[2].source == "EIA, FAQ 97, 2022"
    assert "load_factor is assumed to be 100%" in done.notes


def test_one_gigawatt_in_homes_is_the_published_check() -> None:
    done = registry.get("power-to-homes").run(typed_inputs(("power=1GW",)))
    assert done.result.low == pytest.approx(811_788, abs=1)


@pytest.mark.parametrize("load", ["60%", "0.6"])
def test_a_load_factor_may_be_a_percentage_or_a_share(load: str) -> None:
    done = registry.get("power-to-homes").run(typed_inputs(("power=5GW", f"load-factor={load}")))
    # 0.6 x 4,058,938.004 = 2,435,362.8
    assert done.result.low == pytest.approx(2_435_362.8, abs=0.1)
    assert not any("load_factor is assumed" in note for note in done.notes)


def test_revenue_a_year_may_say_so() -> None:
    revenue = CalculationInput("revenue", Quantity(3e10, 3e10, "USD/year"), InputKind.ASSUMED)
    valuation = CalculationInput("valuation", Quantity(9e11, 9e11, "USD"), InputKind.ASSUMED)
    assert registry.get("revenue-multiple").run((valuation, revenue)).result.low == 30.0


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("revenue-multiple", ("valuation=$9bn",), "needs revenue"),
        ("revenue-multiple", ("valuation=$9bn", "revenue=£3bn"), "two currencies"),
        (
            "revenue-multiple",
            ("valuation=5GW", "revenue=$3bn"),
            "must be money, such as .* but 5 GW is power",
        ),
        ("revenue-multiple", ("valuation=$9bn", "revenue=$0"), "revenue must be above zero"),
        ("revenue-multiple", ("valuation=-$9bn", "revenue=$3bn"), "valuation must be above zero"),
        ("revenue-multiple", ("valuation=$58 per barrel", "revenue=$3bn"), "must be money"),
        ("revenue-multiple", ("valuation=$9bn", "valuation=$8bn", "revenue=$3bn"), "given twice"),
        ("revenue-multiple", ("valution=$9bn", "revenue=$3bn"), "Did you mean valuation"),
        ("power-to-homes", ("power=5GW", "load_factor=160%"), "at most 100%"),
        ("power-to-homes", ("power=5GW", "load_factor=60"), "60% or 0.6"),
        ("power-to-homes", ("power=$5m",), "must be power, such as 5 GW"),
        ("power-to-reactors", ("power=43.8 TWh",), "but 43.8 TWh is energy"),
        ("power-to-reactors", ("power",), "name=value"),
    ],
)
def test_refusals(name: str, typed: tuple[str, ...], message: str) -> None:
    with pytest.raises(CalculationError, match=message):
        registry.get(name).run(typed_inputs(typed))


def test_an_input_without_a_value_is_refused() -> None:
    nothing = CalculationInput("power", Quantity(None, None, "GW"), InputKind.ASSUMED)
    with pytest.raises(CalculationError, match="has no value"):
        registry.get("power-to-reactors").run((nothing,))


def test_a_value_that_is_no_quantity_is_refused() -> None:
    with pytest.raises(QuantityError):
        typed_inputs(("power=lots",))


def test_an_unknown_calculator_names_the_nearest() -> None:
    with pytest.raises(CalculationError, match="Did you mean revenue-multiple"):
        registry.get("revenue-multipl")


def test_missing_names_what_has_no_default() -> None:
    assert registry.get("power-to-homes").missing(frozenset()) == ("power",)
    assert registry.get("revenue-multiple").missing(frozenset({"valuation"})) == ("revenue",)


def test_a_calculator_without_formula_is_a_fault() -> None:
    def nothing() -> Quantity:
        """Gives one."""
        return Quantity(1.0, 1.0, "")

    with pytest.raises(TypeError, match="Formula"):
        calculator("nothing", nothing)
