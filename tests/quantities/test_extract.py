"""Extraction: the cases of cases.toml, exact spans, and linear time."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.datatypes import Qualifier
from assistant.quantities import extract

_CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]
_PIECES = [
    "$",
    "£",
    "5",
    "1,750",
    "2.5",
    "bn",
    "m",
    "%",
    "-",
    "–",
    "to",
    "and",
    "between",
    "from",
    "about",
    "over",
]
_PIECES += [
    "a",
    "half",
    "two",
    "thirds",
    "million",
    "of",
    "homes",
    "GW",
    "2004",
    "May",
    "Claude",
    "/",
    ".",
    ",",
    "+",
    "½",
]


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["text"][:40])
def test_case(case: dict[str, Any]) -> None:
    found = [
        [
            "open" if q.low is None else q.low,
            "open" if q.high is None else q.high,
            q.unit,
            q.qualifier.value,
            q.text,
        ]
        for q in extract(case["text"])
    ]
    assert found == case["quantities"]


def test_two_thirds_is_a_bare_fraction() -> None:
    (fraction,) = extract("two-thirds of its sales")
    assert fraction.low == pytest.approx(2 / 3)
    assert (fraction.unit, fraction.text) == ("", "two-thirds")


def test_money_is_exact_to_the_last_unit() -> None:
    (money,) = extract("$1.13bn")
    assert money.low == 1130000000.0
    assert money.qualifier is Qualifier.EXACT


def test_a_span_names_its_article_and_gives_its_text() -> None:
    text = "Income: £51.6m."
    (money,) = extract(text, "a.txt")
    assert money.span is not None
    assert (money.span.article, money.span.start, money.span.end) == ("a.txt", 8, 14)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(_PIECES), st.sampled_from(["", " "])), max_size=25))
def test_spans_are_exact_ordered_and_apart(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + gap for piece, gap in pieces)
    behind = 0
    for quantity in extract(text, "a"):
        assert quantity.span is not None
        assert quantity.span.start >= behind
        behind = quantity.span.end
        assert quantity.text == text[quantity.span.start : behind]
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    for quantity in extract(text):
        assert quantity.text in text


def test_a_number_too_long_to_write_is_no_quantity() -> None:
    assert extract("9" * 100_000) == ()


def test_ten_thousand_numbers_in_a_sentence() -> None:
    assert len(extract("5 homes and " * 10_000)) == 10_000


@pytest.mark.parametrize(
    "unit",
    [
        "5 ",
        "5-",
        "a hundred ",
        "$",
        "between ",
        "one and a ",
        "5 to ",
        "020 ",
        "$5-$6-",
        "1/2/",
        "1.2.",
        "U.",
        "half of a ",
    ],
)
def test_time_grows_with_the_text_not_with_its_square(unit: str) -> None:
    short, long = _seconds(unit * 500), _seconds(unit * 4_000)
    assert long < 0.05 + 24 * short  # eight times the text; a square would take 64 times


def _seconds(text: str) -> float:
    best = float("inf")
    for _ in range(2):
        begin = time.perf_counter()
        extract(text)
        best = min(best, time.perf_counter() - begin)
    return best
