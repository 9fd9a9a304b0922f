"""What a percentage is where its sentence does not say from what and to what: "23% fewer hours than in 2004"."""

from __future__ import annotations

import pytest

from assistant.datatypes import Role
from assistant.figures.movements import moving
from assistant.quantities import extract


def _growths(text: str) -> list[float | None]:
    found = moving(text, extract(text)).values()
    return [part.quantity.low for part in found if part.role is Role.GROWTH]


@pytest.mark.parametrize(
    ("text", "growth"),
    [
        ("Staff worked 23% fewer hours than in 2004.", -23.0),
        ("It flew 5% more passengers than a year before.", 5.0),
        ("The plant made 90,000 tonnes, 12% less steel than before.", -12.0),
        ("It sold 40,000 cars, 5% more than last year.", 5.0),
        ("Its rents are 8% higher than in the spring.", 8.0),
    ],
)
def test_so_much_more_or_less_than_before_is_a_growth(text: str, growth: float) -> None:
    assert _growths(text) == [growth]


@pytest.mark.parametrize(
    "text",
    [
        "It paid 30% more for gas.",  # than what, nobody says
        "It holds 20% of more than 30 firms.",
        "Its 23% stake is larger than that of others.",
        "Some 23% of its staff worked fewer hours than in 2004.",
        "It holds 40%, and more than 30 firms hold the rest.",
    ],
)
def test_any_other_percentage_is_none(text: str) -> None:
    assert _growths(text) == []
