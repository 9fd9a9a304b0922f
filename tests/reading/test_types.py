"""Which quantities are of the type that a question asks for."""

from __future__ import annotations

import pytest

from assistant.datatypes import Expects
from assistant.reading.types import fits, quantities_in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It cost $40.", Expects.MONEY),
        ("It cost $40 a head.", Expects.MONEY),
        ("It rose by 3%.", Expects.PERCENT),
        ("It is two thirds of the economy.", Expects.PERCENT),
        ("It has 300 workers.", Expects.COUNT),
    ],
)
def test_a_quantity_is_of_one_type(text: str, kind: Expects) -> None:
    (quantity,) = quantities_in(text)
    assert fits(quantity, kind)


def test_the_price_of_one_counts_nothing() -> None:
    (quantity,) = quantities_in("It cost $40 a head.")
    assert not fits(quantity, Expects.COUNT)
