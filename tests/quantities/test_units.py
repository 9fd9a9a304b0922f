"""Dimensions and conversion; Pint stays away until it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from assistant.datatypes import Qualifier, Quantity
from assistant.errors import QuantityError
from assistant.quantities import convert, dimension
from assistant.quantities.nouns import plural, singular
from assistant.quantities.vocabulary import units


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("USD", "money:USD"),
        ("GBP", "money:GBP"),
        ("GW", "power"),
        ("TWh", "energy"),
        ("%", "percent"),
        ("x", "ratio"),
        ("", "count"),
        ("homes", "count"),
        ("hours", "time"),
        ("years", "calendar"),
        ("USD/barrel", "money:USD/volume"),
        ("GBP/pound", "money:GBP/mass"),
        ("USD/share", "money:USD/share"),
        ("m**3/day", "[length] ** 3 / [time]"),
    ],
)
def test_dimension(unit: str, expected: str) -> None:
    assert dimension(unit) == expected


@pytest.mark.parametrize(
    ("low", "unit", "wanted", "result"),
    [
        (5.0, "GW", "MW", 5000.0),
        (43.8, "TWh", "kWh", 43.8e9),
        (2.0, "years", "months", 24.0),
        (50.0, "basis points", "percentage points", 0.5),
    ],
)
def test_convert(low: float, unit: str, wanted: str, result: float) -> None:
    converted = convert(Quantity(low, None, unit, Qualifier.AT_LEAST), wanted)
    assert converted.low == pytest.approx(result, rel=1e-12)
    assert (converted.high, converted.unit, converted.qualifier) == (None, wanted, Qualifier.AT_LEAST)


def test_pint_converts_what_the_tables_do_not() -> None:
    boiling = convert(Quantity(100.0, 100.0, "degC"), "degF")
    assert boiling.low == pytest.approx(212.0)
    assert convert(Quantity(8.0, 8.0, "furlongs"), "miles").low == pytest.approx(1.0, rel=1e-5)


@pytest.mark.parametrize(
    ("unit", "wanted"), [("USD", "GBP"), ("USD", "GW"), ("GW", "TWh"), ("homes", "GW"), ("", "USD")]
)
def test_other_dimensions_are_refused(unit: str, wanted: str) -> None:
    with pytest.raises(QuantityError, match="cannot be turned into"):
        convert(Quantity(1.0, 1.0, unit), wanted)


def test_the_table_agrees_with_pint() -> None:
    names = {
        "tonnes": "metric_ton",
        "tons": "short_ton",
        "barrels": "oil_barrel",
        "pounds": "lb",
        "BTU": "Btu",
    }
    for unit in units().by_name.values():
        if unit.dimension in ("power", "energy", "mass", "length", "area", "volume") and unit.size:
            base = {
                "power": "W",
                "energy": "Wh",
                "mass": "kg",
                "length": "m",
                "area": "m**2",
                "volume": "liter",
            }
            written = names.get(unit.name, unit.name).replace("square ", "sq_").replace("cubic feet", "cubic_feet")
            written = {
                "sq_feet": "square_foot",
                "sq_miles": "square_mile",
                "m²": "m**2",
                "km²": "km**2",
                "m³": "m**3",
            }.get(written, written)
            expected = convert(Quantity(1.0, 1.0, f"1*{written}"), base[unit.dimension]).low
            assert float(unit.size) == pytest.approx(expected, rel=1e-4), unit.name


def test_reading_and_printing_load_no_pint() -> None:
    code = (
        "import sys; from assistant.quantities import extract, print_quantity, dimension;"
        "print_quantity(extract('about $5bn and 5 GW')[0]); dimension('homes'); print('pint' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("one", "many"),
    [("home", "homes"), ("country", "countries"), ("person", "people"), ("box", "boxes"), ("day", "days")],
)
def test_plurals(one: str, many: str) -> None:
    assert plural(one) == many
    assert plural(many) == many
    assert singular(many) == one
