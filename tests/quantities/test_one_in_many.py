"""Shares that are told as so many in a number: "one in 13"."""

from __future__ import annotations

import pytest

from assistant.datatypes import Qualifier
from assistant.quantities import extract


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("one in 13 drivers", 1 / 13, "one in 13"),
        ("one in 13 of its shops", 1 / 13, "one in 13"),
        ("one out of 15 voters", 1 / 15, "one out of 15"),
        ("three in 10 firms", 0.3, "three in 10"),
        ("seven in ten homes", 0.7, "seven in ten"),
        ("one in 1000 births", 0.001, "one in 1000"),
    ],
)
def test_so_many_in_a_number_are_a_share(text: str, value: float, said: str) -> None:
    (share,) = extract(text)
    assert share.low == share.high == pytest.approx(value)
    assert (share.unit, share.text) == ("", said)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [("about one in 12 pupils", Qualifier.ABOUT), ("more than one in 20 pupils", Qualifier.AT_LEAST)],
)
def test_a_hedge_stays(text: str, qualifier: Qualifier) -> None:
    (share,) = extract(text)
    assert share.qualifier is qualifier


@pytest.mark.parametrize(
    "text",
    [
        "one in 2004",  # a year
        "one in 2012 shops",
        "one in 13 million",
        "one in 3.5 cases",
        "one in 5-6 people",
        "one in $13",
        "14 in 13 firms",
        "two in 100 homes",
        "one in 0 cases",
    ],
)
def test_what_is_no_such_share_is_read_as_it_stands(text: str) -> None:
    assert not any(0 < (found.low or 0) < 1 for found in extract(text))
