"""Forms of amounts that news writes: metres in brackets, units shared in a list, parts of a unit."""

from __future__ import annotations

import pytest

from assistant.quantities import extract


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the 37m (121ft)-long skeleton", [(37.0, "m"), (121.0, "feet")]),
        ("a fee of 37m", [(37e6, "")]),
        ("raised 280 million of the 1.5 billion shekels", [(280e6, "ILS"), (1.5e9, "ILS")]),
        ("up by $43.6 billion to $419.2 billion", [(43.6e9, "USD"), (419.2e9, "USD")]),
        ("an PS8.1bn takeover on a PS5", [(8.1e9, "GBP")]),
        ("four-, five- and six-cylinder engines", [(4.0, "cylinders"), (5.0, "cylinders"), (6.0, "cylinders")]),
        ("a quarter of a mile and a third of a per cent", [(0.25, "miles"), (1 / 3, "%")]),
        ("$80 per sq m and $21 per square foot", [(80.0, "USD/sq m"), (21.0, "USD/square foot")]),
        ("1,200€ for 450 Nm at 15 ppb", [(1200.0, "EUR"), (450.0, "N·m"), (15.0, "ppb")]),
        ("at 16-18 Industrial Avenue, in the 90049 ZIP Code", []),
        ("thousands of COVID -19 tests", [(1000.0, "")]),
        ("by 2120 the sea", []),
        ("60 commercial fishermen", [(60.0, "fishermen")]),
        ("15 sen", [(0.15, "MYR")]),
    ],
)
def test_a_form_is_read(text: str, expected: list[tuple[float, str]]) -> None:
    found = [(quantity.low, quantity.unit) for quantity in extract(text)]
    assert [unit for _, unit in found] == [unit for _, unit in expected]
    assert [low for low, _ in found] == pytest.approx([low for low, _ in expected])


def test_an_article_before_a_sign_is_no_currency() -> None:
    assert [quantity.unit for quantity in extract("a $300 million charge, us $ 5 million, C$4")] == [
        "USD",
        "USD",
        "CAD",
    ]
