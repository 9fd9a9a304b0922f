"""What rose or fell, from what, to what, by how much."""

from __future__ import annotations

import pytest

from assistant.figures.movements import movements
from assistant.quantities import extract


def _read(sentence: str) -> list[dict[str, str | float | None]]:
    found = []
    for item in movements(sentence, extract(sentence)):
        parts = {"new": item.new, "old": item.old, "difference": item.difference}
        said: dict[str, str | float | None] = {name: part.text for name, part in parts.items() if part is not None}
        if item.growth is not None:
            said["growth"] = item.growth.low
        found.append(said)
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sales surged to $80m in spring, up from $40m a year earlier.", [{"new": "$80m", "old": "$40m"}]),
        ("Losses rose from £1m to £1.2m.", [{"new": "£1.2m", "old": "£1m"}]),
        ("Pre-tax profit fell 36% to 2bn euros (£1.4bn).", [{"new": "2bn euros", "growth": -36.0}]),
        ("It made £75m ($141m), compared with £125m a year ago.", [{"new": "£75m", "old": "£125m"}]),
        ("Turnover rose $7bn to $170bn.", [{"new": "$170bn", "difference": "$7bn"}]),
        ("The profit was $3bn, up 27% from the year before.", [{"new": "$3bn", "growth": 27.0}]),
        ("Sales rose 22% to 449,603 from a year earlier.", [{"new": "449,603", "growth": 22.0}]),
        ("It sold 3,000 tonnes of rice and 200 tonnes of tea.", []),
        ("The stake of 20% cost $5m.", []),
        ("Profit was $5m while costs came to $3m from $2m.", [{"new": "$3m", "old": "$2m"}]),
    ],
)
def test_movements_of_a_sentence(sentence: str, expected: list[dict[str, str | float | None]]) -> None:
    assert _read(sentence) == expected
