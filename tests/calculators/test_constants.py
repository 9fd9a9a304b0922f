"""Constants carry their source; what has none is an assumption."""

from __future__ import annotations

import pytest

from assistant.calculators.constants import all_constants, as_input, constant
from assistant.datatypes import InputKind
from assistant.errors import CalculationError


def test_home_consumption() -> None:
    home = constant("us_home_electricity")
    assert (home.value, home.unit, home.source) == (10_791.0, "kWh/year", "EIA, FAQ 97, 2022")
    entered = as_input("home_consumption", home)
    assert (entered.kind, entered.name, entered.source) == (
        InputKind.CONSTANT,
        "home_consumption",
        home.source,
    )


def test_a_convention_is_an_assumption() -> None:
    entered = as_input("words_per_page", constant("words_per_page"))
    assert entered.kind is InputKind.ASSUMED
    assert "convention" in entered.source


def test_a_range_is_kept() -> None:
    words = constant("words_per_token")
    assert (words.quantity.low, words.range.low, words.range.high) == (0.75, 0.60, 0.80)


def test_every_constant_is_whole() -> None:
    for entry in all_constants():
        assert entry.low <= entry.value <= entry.high
        assert bool(entry.publisher) == bool(entry.title) == (entry.seen in ("publisher", "quoted"))
        assert entry.year == 0 or 2015 <= entry.year <= 2100


def test_an_unknown_constant_names_the_nearest() -> None:
    with pytest.raises(CalculationError, match="us_reactor"):
        constant("us_reactr")
