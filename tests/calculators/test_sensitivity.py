"""A table of a result over two inputs, in round values around the present ones."""

from __future__ import annotations

import shlex
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.calculators import registry
from assistant.calculators.calculator import Calculator, typed_inputs
from assistant.calculators.rework import rework
from assistant.calculators.sensitivity import Present, Sensitivity, sensitivity, variable_inputs
from assistant.datatypes import Calculation, CalculationInput, InputKind, Qualifier, Quantity
from assistant.errors import CalculationError, QuantityError


def worked(name: str, *typed: str) -> Calculation:
    return registry.get(name).run(typed_inputs(typed))


def lows(values: tuple[Quantity, ...]) -> list[float | None]:
    return [value.low for value in values]


def check_cells(table: Sensitivity, calculation: Calculation) -> None:
    for row, line in zip(table.rows, table.cells, strict=True):
        for column, cell in zip(table.columns, line, strict=True):
            try:
                expected = rework(calculation, {table.row: row, table.column: column}).result
            except (CalculationError, QuantityError):
                assert cell is None
            else:
                assert cell == expected


@pytest.mark.parametrize("entry", registry.all(), ids=lambda entry: entry.name)
def test_every_cell_is_the_calculation_with_both_changes(entry: Calculator) -> None:
    done = worked(entry.name, *shlex.split(entry.example.partition(" -> ")[0]))
    names = variable_inputs(done)
    assert set(names) <= {item.name for item in done.inputs}
    if len(names) > 1:
        table = sensitivity(done, names[0], names[-1])
        assert len(table.rows) == len(table.columns) == 5
        check_cells(table, done)


def test_a_point_is_varied_by_round_tenths_and_a_range_over_its_width() -> None:
    table = sensitivity(worked("revenue-multiple", "valuation=$900bn", "revenue=$30bn-$40bn"), "valuation", "revenue")
    assert [value.text for value in table.rows] == [
        "$700 billion",
        "$800 billion",
        "$900 billion",
        "$1 trillion",
        "$1.1 trillion",
    ]
    assert lows(table.columns) == [25e9, 30e9, 35e9, 40e9, 45e9]
    assert table.base == Present((2,), (1, 2, 3))
    # 900/25, 900/30, 900/35, 900/40, 900/45
    assert [cell.text if cell else "" for cell in table.cells[2]] == ["36x", "30x", "25.7x", "22.5x", "20x"]


def test_at_the_present_points_the_result_is_the_present_one() -> None:
    for done in (
        worked("power-to-homes", "power=5GW"),
        worked("margin", "profit=$2m", "revenue=$40m"),
        worked("per-unit", "amount=$3bn", "units=1,500 employees"),
    ):
        one, two = variable_inputs(done)[:2]
        table = sensitivity(done, one, two)
        ((row,), (column,)) = table.base.rows, table.base.columns
        assert table.cells[row][column] == done.result


def test_a_bound_stays_a_bound_in_the_present_row_only() -> None:
    valuation = CalculationInput("valuation", Quantity(9e11, None, "USD", Qualifier.AT_LEAST), InputKind.QUOTED, 1)
    revenue = CalculationInput("revenue", Quantity(3e10, 3e10, "USD"), InputKind.QUOTED, 2)
    table = sensitivity(registry.get("revenue-multiple").run((valuation, revenue)), "valuation", "revenue")
    assert [value.text for value in table.rows[1:4]] == ["$800 billion", "at least $900 billion", "$1 trillion"]
    shown = [line[table.base.columns[0]] for line in table.cells]
    assert [cell.text if cell else "" for cell in shown[1:4]] == ["26.7x", "at least 30x", "33.3x"]


@pytest.mark.parametrize(
    ("load", "expected"),
    [
        ("100%", [60.0, 70.0, 80.0, 90.0, 100.0]),
        ("95%", [70.0, 80.0, 90.0, 95.0, 100.0]),
        ("60%", [50.0, 55.0, 60.0, 65.0, 70.0]),
        ("80%-100%", [60.0, 70.0, 80.0, 90.0, 100.0]),
        ("5%-95%", [5.0, 50.0, 95.0]),
        ("2%", [1.6, 1.8, 2.0, 2.2, 2.4]),
    ],
)
def test_a_share_stays_between_nothing_and_all(load: str, expected: list[float]) -> None:
    table = sensitivity(worked("power-to-homes", "power=5GW", f"load_factor={load}"), "load_factor", "power")
    assert lows(table.rows) == expected
    assert all(cell is not None for line in table.cells for cell in line)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1,500 employees", [1200.0, 1400.0, 1500.0, 1600.0, 1800.0]),
        ("3 employees", [1.0, 2.0, 3.0, 4.0, 5.0]),
        ("1 employee", [1.0, 2.0, 3.0, 4.0, 5.0]),
        ("10-12 employees", [9.0, 10.0, 11.0, 12.0, 13.0]),
    ],
)
def test_what_is_counted_is_counted_in_whole_things(typed: str, expected: list[float]) -> None:
    table = sensitivity(worked("per-unit", "amount=$3bn", f"units={typed}"), "units", "amount")
    assert lows(table.rows) == expected


def test_an_odd_value_stands_among_round_ones() -> None:
    table = sensitivity(worked("power-to-homes", "power=5GW"), "home_consumption", "power")
    assert lows(table.rows) == [9_000.0, 10_000.0, 10_791.0, 12_000.0, 13_000.0]
    assert table.base.rows == (2,)


def test_a_cell_is_empty_where_the_calculator_refuses() -> None:
    table = sensitivity(worked("remainder", "total=$10bn", "tranche=$10bn"), "total", "tranche")
    assert lows(table.rows) == lows(table.columns) == [8e9, 9e9, 10e9, 11e9, 12e9]
    shown = [[cell.low if cell else None for cell in line] for line in table.cells]
    # A tranche that is larger than its total is refused.
    assert shown[0] == [0.0, None, None, None, None]
    assert shown[2] == [2e9, 1e9, 0.0, None, None]


@pytest.mark.parametrize(("profit", "sign"), [("$1m-$30m", 1), ("-$2m", -1)])
def test_a_gain_is_not_varied_into_a_loss(profit: str, sign: int) -> None:
    table = sensitivity(worked("margin", f"profit={profit}", "revenue=$40m"), "profit", "revenue")
    assert all((value.low or 0.0) * sign > 0 for value in table.rows)


def test_what_names_a_unit_cannot_be_varied() -> None:
    done = worked("convert-unit", "quantity=10 km", "unit=1 mile")
    assert variable_inputs(done) == ("quantity",)
    with pytest.raises(CalculationError, match=r"unit cannot be varied\. These can: quantity"):
        sensitivity(done, "quantity", "unit")


def test_what_cannot_be_worked_out_again_has_no_table() -> None:
    strange = replace(worked("revenue-multiple", "valuation=$9bn", "revenue=$3bn"), calculator="tea-leaves")
    assert variable_inputs(strange) == ()
    with pytest.raises(CalculationError, match="These can: none"):
        sensitivity(strange, "valuation", "revenue")


def test_one_input_is_not_both_sides() -> None:
    done = worked("revenue-multiple", "valuation=$9bn", "revenue=$3bn")
    with pytest.raises(CalculationError, match="both the row and the column"):
        sensitivity(done, "revenue", "revenue")
    for steps in (2, 26):
        with pytest.raises(ValueError, match="from 3 to 25"):
            sensitivity(done, "valuation", "revenue", steps)


_AMOUNTS = st.decimals(min_value="0.01", max_value="9e12", places=2, allow_nan=False, allow_infinity=False).map(float)


@settings(max_examples=80, deadline=None)
@given(_AMOUNTS, _AMOUNTS, st.integers(3, 9))
def test_values_rise_hold_the_present_one_and_are_as_many_as_asked(low: float, high: float, steps: int) -> None:
    assume(low < high)
    valuation = CalculationInput("valuation", Quantity(low, high, "USD"), InputKind.QUOTED, 1)
    revenue = CalculationInput("revenue", Quantity(low, low, "USD"), InputKind.QUOTED, 2)
    done = registry.get("revenue-multiple").run((valuation, revenue))
    table = sensitivity(done, "valuation", "revenue", steps)
    for values, ends in ((table.rows, {low, high}), (table.columns, {low})):
        numbers = [value.low or 0.0 for value in values]
        assert numbers == sorted(set(numbers))
        assert ends <= set(numbers)
        assert len(numbers) == steps
        assert numbers[0] > 0
    assert {table.rows[i].low for i in table.base.rows} >= {low, high}
    assert [table.columns[i].low for i in table.base.columns] == [low]
    check_cells(table, done)
