"""Every family: results worked by hand, hedges that stay, exact ends of ranges, and what is refused."""

from __future__ import annotations

import shlex
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.calculators import registry
from assistant.calculators.calculator import typed_inputs
from assistant.datatypes import Calculation, CalculationInput, InputKind, Qualifier, Quantity
from assistant.errors import CalculationError, QuantityError


def run(name: str, typed: str) -> Calculation:
    return registry.get(name).run(typed_inputs(tuple(shlex.split(typed))))


@pytest.mark.parametrize(
    ("name", "typed", "value", "unit"),
    [
        ("premium", "value=$900bn other=$852bn", 5.6338, "%"),  # 48 / 852
        ("premium", "value=£80m other=£100m", -20, "%"),
        ("step-up", "new_valuation=$900bn previous_valuation=$380bn", 2.36842, "x"),
        ("implied-valuation", "stake_price=$2bn stake=15%", 13_333_333_333.33, "USD"),
        ("per-unit", "amount='1.7tn cigarettes' units='350m smokers'", 4857.14, "cigarettes"),
        ("percent-change", "new=-$5m old=$10m", -150, "%"),
        ("change", "new=21.4% old=18.9%", 2.5, "percentage points"),
        ("previous-value-by-change", "new=7.5% change='2.5 percentage points'", 5, "%"),
        ("next-value", "current=$200m growth=-25%", 150e6, "USD"),
        ("cagr", "end=$800m start=$100m years='36 months'", 100, "%"),  # 8 = 2 cubed
        ("annualised-growth", "growth=0.1 months=6", 21, "%"),  # 1.1 squared
        ("doubling-time", "growth=41.421356237%", 2, "years"),
        ("margin", "profit=-£4m revenue=£16m", -25, "%"),
        ("sum", "first=1234.1 second=0.2", 1234.3, ""),
        ("from-day", "amount='750,000 barrels'", 273_750_000, "barrels"),
        ("per-month", "annual=$30bn", 2.5e9, "USD"),
        ("convert-at-rate", "amount=A$500m rate_from=A$458.4m rate_to=$357.6m", 390_052_356.02, "USD"),
        ("convert-unit", "quantity='26.2 miles' unit='1 km'", 42.1648, "km"),
        ("convert-unit", "quantity='100 degrees celsius' unit='1 degrees fahrenheit'", 212, "degF"),
        ("shares-cost", "shares='52m shares' price='$20 per share'", 1.04e9, "USD"),
        ("runway", "cash=$90m monthly_burn=$7.5m", 12, "months"),
        # One gigawatt through a year, as its published equivalents.
        ("power-to-energy", "power=1GW", 8.76, "TWh"),
        ("energy-to-average-power", "energy=8.76TWh", 1, "GW"),
        ("average-power-to-reactors", "power=1GW", 1.0669, "reactors"),  # 1 / (1.03 x 0.91)
        ("power-to-wind-turbines", "power=1GW", 860.0, "turbines"),  # 1,000 / (3.4 x 0.342)
        ("power-to-solar-capacity", "power=1GW", 4.0984, "GW"),  # 1 / 0.244
        ("power-to-accelerators", "power=1GW pue=1.20", 653_594.77, "accelerators"),  # 1e9 / 1,530
        ("accelerators-to-power", "accelerators=653,594.77 pue=1.20", 1, "GW"),
        ("energy-to-co2", "energy=8.76TWh", 3_063_372, "tonnes"),
        ("co2-to-cars", "co2='3,063,372 tonnes'", 714_073, "cars"),
        ("share-of-national-consumption", "power=5GW", 1.13442, "%"),  # 43.8 / 3,861
        ("tokens-to-words", "tokens=200,000", 150_000, "words"),
        ("tokens-to-pages", "tokens='200,000 tokens'", 500, "pages"),
        ("tokens-to-lines-of-code", "tokens='1 million tokens'", 50_000, "lines of code"),
    ],
)
def test_results_worked_by_hand(name: str, typed: str, value: float, unit: str) -> None:
    result = run(name, typed).result
    assert result.low == result.high == pytest.approx(value, rel=1e-4)
    assert result.unit == unit


def test_the_ends_of_a_change_are_exact() -> None:
    # 45/100 - 1 and 60/80 - 1; step by step, (new - old) / old would give -55/80 to -20/100, too wide.
    result = run("percent-change", "new=45-60 old=80-100").result
    assert (result.low, result.high) == (-55.0, -25.0)


@pytest.mark.parametrize(
    ("name", "typed", "qualifier"),
    [
        ("premium", "value='at least $9bn' other=$6bn", Qualifier.AT_LEAST),
        ("premium", "value=$9bn other='at least $6bn'", Qualifier.AT_MOST),
        ("ratio", "value='at least $9bn' other='at least $6bn'", Qualifier.ABOUT),
        ("remainder", "total='at most $9bn' tranche='at least $6bn'", Qualifier.AT_MOST),
        ("percent-change", "new=-$5m old='at least $10m'", Qualifier.AT_LEAST),  # a smaller part of more
        ("doubling-time", "growth='at least 20%'", Qualifier.AT_MOST),
        ("runway", "cash='about $9bn' monthly_burn=$1bn", Qualifier.ABOUT),
    ],
)
def test_bounds_point_the_way_that_the_formula_turns_them(name: str, typed: str, qualifier: Qualifier) -> None:
    assert run(name, typed).result.qualifier is qualifier


def test_the_ranges_of_the_sources_are_told() -> None:
    notes = run("tokens-to-words", "tokens=200,000").notes
    assert any(note.startswith("about 120,000 to 160,000 words with words_per_token") for note in notes)
    assert not any("160,000" in note for note in run("tokens-to-words", "tokens=200,000 words_per_token=0.7").notes)


_Ends = st.tuples(st.floats(0.01, 1e6), st.floats(0.01, 1e6)).map(sorted)


@pytest.mark.parametrize(
    ("name", "first", "second", "formula"),
    [
        ("percent-change", "new", "old", lambda a, b: (a - b) / b * 100),
        ("premium", "value", "other", lambda a, b: (a - b) / b * 100),
        ("ratio", "value", "other", lambda a, b: a / b),
        ("sum", "first", "second", lambda a, b: a + b),
        ("difference", "first", "second", lambda a, b: a - b),
        ("average", "first", "second", lambda a, b: (a + b) / 2),
        ("share-of-total", "part", "total", lambda a, b: a / b * 100),
    ],
)
@given(a=_Ends, b=_Ends, x=st.floats(0, 1), y=st.floats(0, 1))
@settings(max_examples=40, deadline=None)
def test_an_interval_holds_every_sample_and_reaches_its_ends(
    name: str,
    first: str,
    second: str,
    formula: Callable[[float, float], float],
    a: list[float],
    b: list[float],
    x: float,
    y: float,
) -> None:
    inputs = tuple(
        CalculationInput(label, Quantity(ends[0], ends[1], "USD"), InputKind.ASSUMED)
        for label, ends in ((first, a), (second, b))
    )
    result = registry.get(name).run(inputs).result
    assert result.low is not None and result.high is not None
    sample = formula(min(a[0] + x * (a[1] - a[0]), a[1]), min(b[0] + y * (b[1] - b[0]), b[1]))
    slack = 1e-9 * max(1.0, abs(result.low), abs(result.high), a[1], b[1])
    assert result.low - slack <= sample <= result.high + slack
    corners = [formula(p, q) for p in a for q in b]
    assert result.low == pytest.approx(min(corners), abs=slack)
    assert result.high == pytest.approx(max(corners), abs=slack)


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("sum", "first=$3bn second=5GW", "first and second must be of the same kind.*money in USD.*power"),
        ("premium", "value=$3bn other=£2bn", r"two currencies \(value in USD, other in GBP\)"),
        ("change", "new=5% old=$2m", "must be of the same kind"),
        ("percent-change", "new=$5m old=-$2m", "old must be above zero"),
        ("ratio", "value=3 other=-1-2", "not one quantity|may be zero"),
        ("ratio", "value=3 other=0", "may be zero"),
        ("next-value", "current=$5m growth=-100%", "growth must be above -100%"),
        ("runway", "cash=-$5m monthly_burn=$1m", "cash must be above zero"),
        ("tranche-share", "tranche=$50bn total=$40bn", "is more than total"),
        ("pre-money", "post_money=$3bn raised=$5bn", "is more than post_money"),
        ("per-unit", "amount=$5m units=$3", "number of things"),
        ("convert-unit", "quantity='5 km' unit='1 kg'", "cannot be turned"),
        ("convert-unit", "quantity='5 km' unit='2 miles'", "one of the unit"),
        ("convert-at-rate", "amount=£5m rate_from=A$4m rate_to=$3m", "two currencies"),
        ("cagr", "end=$5m start=$1m years=$3", "length of time"),
        ("annualised-growth", "growth=100000% months=0.001", "too large"),
        ("power-to-accelerators", "power=1GW pue=20%", "must be a multiple"),
        ("energy-to-co2", "energy=5GW", "must be energy"),
    ],
)
def test_refusals(name: str, typed: str, message: str) -> None:
    with pytest.raises((CalculationError, QuantityError), match=message):
        run(name, typed)


def test_a_divisor_that_spans_zero_is_refused() -> None:
    value = CalculationInput("value", Quantity(3.0, 3.0, ""), InputKind.ASSUMED)
    other = CalculationInput("other", Quantity(-1.0, 2.0, ""), InputKind.ASSUMED)
    with pytest.raises(CalculationError, match="may be zero"):
        registry.get("ratio").run((value, other))


def test_the_families_hold_every_calculator_once() -> None:
    names = [entry.name for _, entries in registry.families() for entry in entries]
    assert names == [entry.name for entry in registry.all()]
    assert len(names) == len(set(names))
