"""Ranges as text of an exact width, and the choice of what is worth drawing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.datatypes import (
    Answer,
    Calculation,
    CalculationInput,
    Claim,
    Conflict,
    InputKind,
    Qualifier,
    Quantity,
)
from assistant.quantities import parse_quantity
from assistant.rendering.layout import cells
from assistant.rendering.ranges import RangeChart, RangeRow, Scale, axis, bar, range_charts, scale
from tests.rendering import samples

TEN = Scale(0.0, 10.0)


def row(text: str) -> RangeRow:
    return RangeRow("label", parse_quantity(text), None, "")


def ratio(low: float | None, high: float | None, qualifier: Qualifier = Qualifier.EXACT) -> Quantity:
    return Quantity(low, high, "x", qualifier)


@pytest.mark.parametrize(
    ("quantity", "width", "drawn"),
    [
        (ratio(0, 10), 4, "████"),
        (ratio(0, 5), 4, "██  "),
        (ratio(5, 10), 4, "  ██"),
        (ratio(0, 6.25), 4, "██▌ "),  # 6.25 of 10 is 2.5 of 4 cells
        (ratio(0, 2.8125), 4, "█▏  "),  # 1 1/8 cells
        (ratio(0, 4.6875), 4, "█▉  "),  # 1 7/8 cells
        (ratio(3.75, 10), 4, " ▐██"),  # from 1.5 cells
        (ratio(4.6875, 10), 4, " ▕██"),  # from 1 7/8 cells
        (ratio(5, 5.01), 4, "  ▏ "),  # never nothing
        (ratio(5.9, 6.6), 4, "  │ "),  # about the middle of the third cell
        (ratio(9.999, 10), 4, "   ▕"),
        (ratio(5, 5), 5, "  ◆  "),
        (ratio(0, 0), 5, "◆    "),
        (ratio(10, 10), 5, "    ◆"),
        (ratio(5, None, Qualifier.AT_LEAST), 6, "   ◆╌▶"),
        (ratio(5, 5, Qualifier.AT_LEAST), 6, "   ◆╌▶"),
        (ratio(None, 5, Qualifier.AT_MOST), 6, "◀╌╌◆  "),
        (ratio(2, 5, Qualifier.AT_LEAST), 10, "  ███╌╌╌╌▶"),
        (ratio(5, 8, Qualifier.AT_MOST), 10, "◀╌╌╌╌███  "),
        (ratio(2, 8, Qualifier.ABOUT), 10, "  ██████  "),
        (ratio(-5, 5), 4, "██  "),
        (ratio(12, 15), 4, "   ▕"),
        (ratio(20, 20), 4, "   ◆"),
        (ratio(2, 8), 1, "▊"),
        (ratio(2, 8), 0, ""),
    ],
)
def test_a_quantity_is_drawn_where_it_lies(quantity: Quantity, width: int, drawn: str) -> None:
    assert bar(quantity, TEN, width) == drawn


_ENDS = st.one_of(st.none(), st.floats(-1e15, 1e15, allow_nan=False))


@given(_ENDS, _ENDS, st.sampled_from(Qualifier), _ENDS, _ENDS, st.integers(0, 120))
def test_a_bar_and_its_axis_are_exactly_as_wide_as_asked(
    low: float | None, high: float | None, hedge: Qualifier, one: float | None, two: float | None, width: int
) -> None:
    if low is not None and high is not None and low > high:
        low, high = high, low
    quantity = Quantity(low, high, "USD", hedge)
    for chosen in (scale([RangeRow("a", quantity, None, "")]), Scale(min(one or 0.0, two or 1.0) - 1.0, 1e15)):
        drawn = bar(quantity, chosen, width)
        assert cells(drawn) == len(drawn) == width
        assert cells(axis(chosen, width, "USD")) == width
        assert not width or drawn.strip()


@given(st.floats(0, 1000), st.floats(0, 1000), st.integers(1, 100))
def test_a_bar_begins_and_ends_in_the_cells_of_its_ends(one: float, two: float, width: int) -> None:
    low, high = min(one, two), max(one, two)
    drawn = bar(ratio(low, high), Scale(0.0, 1000.0), width)
    filled = [place for place, letter in enumerate(drawn) if letter != " "]
    assert filled == list(range(filled[0], filled[-1] + 1))
    # An eighth of a cell is the finest there is.
    assert abs(filled[0] - min(low / 1000 * width, width - 1)) <= 1.125
    assert abs(filled[-1] + 1 - high / 1000 * width) <= 1.125


@given(st.floats(0, 900, exclude_min=True), st.integers(1, 60))
def test_a_bar_from_the_left_edge_is_exact_to_an_eighth(high: float, width: int) -> None:
    drawn = bar(ratio(0, high), Scale(0.0, 1000.0), width).rstrip()
    eighths = sum(" ▏▎▍▌▋▊▉█".index(letter) for letter in drawn)
    assert abs(eighths - max(high / 1000 * width * 8, 1)) <= 0.5 + 1e-9


@pytest.mark.parametrize(
    ("texts", "low", "high"),
    [
        (["$30bn-$40bn", "$900bn"], 0.0, 1e12),
        (["22.5x-30x", "20x"], 20.0, 30.0),
        (["$852bn", "$900bn", "$1tn"], 850e9, 1e12),
        (["$5bn"], 4e9, 6e9),
        (["more than $5bn"], 4e9, 6e9),
        (["more than $900bn", "$1tn"], 900e9, 1e12),
        (["$900bn", "more than $1tn"], 900e9, 1.02e12),
        (["up to 20x", "20x-30x"], 18.0, 30.0),
        (["-$3bn", "$2bn-$5bn"], -4e9, 6e9),
        (["0%"], -1.0, 1.0),
        (["4%-6.5%"], 4.0, 6.5),
    ],
)
def test_a_scale_has_round_ends_and_room_for_arrows(texts: list[str], low: float, high: float) -> None:
    found = scale([row(text) for text in texts])
    assert (found.low, found.high) == (low, high)


@given(st.lists(st.tuples(_ENDS, _ENDS), max_size=6))
def test_a_scale_holds_all_its_rows(ends: list[tuple[float | None, float | None]]) -> None:
    quantities = [ratio(min(a, b), max(a, b)) if a is not None and b is not None else ratio(a, b) for a, b in ends]
    found = scale([RangeRow("a", quantity, None, "") for quantity in quantities])
    assert found.low < found.high
    span = found.high - found.low
    for quantity in quantities:
        for end in (quantity.low, quantity.high):
            assert end is None or found.low - span * 1e-9 <= end <= found.high + span * 1e-9


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (24, "$0           $1 trillion"),
        (14, "$0 $1 trillion"),
        (13, "  $1 trillion"),
        (11, "$1 trillion"),
        (6, "$1 tr…"),
        (1, "…"),
        (0, ""),
    ],
)
def test_an_axis_prints_its_ends(width: int, text: str) -> None:
    assert axis(Scale(0.0, 1e12), width, "USD") == text


def titles(charts: tuple[RangeChart, ...]) -> list[tuple[str, str, list[str]]]:
    return [(chart.title, chart.unit, [one.label for one in chart.rows]) for chart in charts]


def test_a_calculation_with_a_range_and_a_contested_valuation_are_drawn() -> None:
    charts = range_charts(samples.calculation())
    assert titles(charts) == [
        ("valuations", "USD", ["valuation", "Mill sales climb"]),
        ("revenue-multiple", "USD", ["valuation", "revenue"]),
        ("revenue-multiple", "x", ["revenue-multiple"]),
    ]
    field = charts[0].rows
    assert [one.citation for one in field] == [1, 2]
    assert [one.note for one in field] == [
        "Mill seeks new money — Harbour Post, 2026-05-01",
        "Mill sales climb — undated",
    ]
    assert charts[2].rows[0].quantity == samples.calculation().value


def points(calculator: str, unit: str, *inputs: tuple[str, float, str]) -> Answer:
    """A calculation of assumed points."""
    made = tuple(
        CalculationInput(name, Quantity(value, value, of), InputKind.ASSUMED, source="as typed")
        for name, value, of in inputs
    )
    work = Calculation(calculator, "a / b", "1 / 1 = 1", made, Quantity(3.0, 3.0, unit))
    return replace(samples.fact(), calculations=(work,))


@pytest.mark.parametrize(
    "answer",
    [
        samples.fact(),
        samples.refusal(),
        points("revenue-multiple", "x", ("valuation", 9e11, "USD"), ("revenue", 3e10, "USD")),
        points("margin", "%", ("profit", 2e6, "USD"), ("revenue", 4e7, "USD")),
        points("power-to-homes", "homes", ("power", 5.0, "GW"), ("load_factor", 100.0, "%")),
    ],
    ids=["quote", "abstention", "multiple", "margin", "homes"],
)
def test_points_alone_are_no_chart(answer: Answer) -> None:
    assert range_charts(answer) == ()


def test_two_valuations_are_a_chart_even_as_points() -> None:
    charts = range_charts(points("step-up", "x", ("new_valuation", 9e11, "USD"), ("previous_valuation", 3e11, "USD")))
    assert titles(charts) == [("valuations", "USD", ["new_valuation", "previous_valuation"])]
    assert charts[0].rows[0].note == "assumed: as typed"


def test_a_result_that_is_a_valuation_stands_with_the_others_of_its_unit_only() -> None:
    raised = points("post-money", "USD", ("pre_money", 2e9, "USD"), ("raised", 1e9, "USD"))
    assert titles(range_charts(raised)) == [("valuations", "USD", ["pre_money", "post-money"])]
    mixed = points("step-up", "x", ("new_valuation", 9e11, "USD"), ("previous_valuation", 3e11, "GBP"))
    assert range_charts(mixed) == ()


def test_multiples_of_two_calculations_are_drawn_together() -> None:
    one = points("revenue-multiple", "x", ("valuation", 9e11, "USD")).calculations[0]
    other = replace(one, calculator="earnings-multiple", result=Quantity(40.0, 50.0, "x"))
    charts = range_charts(replace(samples.fact(), calculations=(one, other)))
    # The one range is in the first chart already, and drawn no second time.
    assert titles(charts) == [("multiples", "x", ["revenue-multiple", "earnings-multiple"])]


def test_claims_of_a_quoted_answer_are_drawn_and_marked() -> None:
    claims = tuple(Claim(Quantity(value, value, "USD"), 1) for value in (8e10, 6e10))
    valued = Conflict("Mill", "market-value", "", claims, "superseded")
    charts = range_charts(replace(samples.fact(), conflicts=(valued,)))
    assert titles(charts) == [("valuations", "USD", ["Mill seeks new money"] * 2)]
    assert [one.note.endswith("superseded") for one in charts[0].rows] == [False, True]
    other = replace(valued, metric="revenue")
    assert range_charts(replace(samples.fact(), conflicts=(other,))) == ()


def test_a_quantity_without_bounds_and_hostile_text_do_no_harm() -> None:
    nothing = CalculationInput("valuation", Quantity(None, None, "USD"), InputKind.ASSUMED, source="a")
    work = replace(samples.calculation().calculations[0], inputs=(nothing,))
    assert titles(range_charts(replace(samples.fact(), calculations=(work,)))) == [
        ("revenue-multiple", "x", ["revenue-multiple"])
    ]
    hostile = samples.hostile()
    wide = replace(hostile.calculations[0], result=Quantity(1.0, 2.0, "x"))
    for chart in range_charts(replace(hostile, calculations=(wide,))):
        for one in chart.rows:
            assert f"{chart.title}{one.label}{one.note}".isprintable()
