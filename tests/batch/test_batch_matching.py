"""Sameness of texts, units, figures and names: by example and by property."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.batch import matching


@pytest.mark.parametrize(
    ("needle", "haystack"),
    [
        ("$900 BILLION", "worth $900\u00a0billion [1]."),
        ("5 GW", "five (5GW)"),
        ("$2m", "US$2m"),
        ("$2m", "some US $2m"),
        ("us$2m", "$2m"),
        ("gave us $5", "they gave us $5 each"),
        ("plus $5", "cost plus $5"),
        ("October-December", "October – December"),
        ("four-month", "four\u2011month"),
        ("a--b", "a—b"),
        ("\u22125%", "-5%"),
        ("Standard & Poor's", "Standard & Poor’s"),
        ('the "big" one', "the ‘big’ one"),
        ("cooperate", "co\u00adoperate\u200b"),
        ("straße", "STRASSE"),
        ("café", "cafe\u0301"),
    ],
)
def test_variants_occur(needle: str, haystack: str) -> None:
    assert matching.occurs(needle, haystack)


@pytest.mark.parametrize(
    ("needle", "haystack"),
    [("$2m", "£2m"), ("85-year", "85 year"), ("$900 billion", "$90 billion"), ("US$5", "£5"), ("a", "")],
)
def test_different_words_do_not(needle: str, haystack: str) -> None:
    assert not matching.occurs(needle, haystack)


@settings(max_examples=50)
@given(st.text(max_size=30))
def test_normalising_twice_changes_nothing_and_no_space_is_left(text: str) -> None:
    once = matching.normalise(text)
    assert not any(char.isspace() for char in once)
    assert matching.occurs(text, f"before {text} after")


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ("", "USD"),
        ("  ", "x"),
        ("usd", "USD"),
        ("GW", "gw"),
        ("home", "homes"),
        ("reactors", "Reactor"),
        ("houses", "house"),
        ("companies", "company"),
        ("boxes", "box"),
        ("people", "person"),
        ("pp", "percentage points"),
        ("Percentage Point", "pp"),
        ("percentage points", "percentage point"),
        ("percent", "%"),
        ("times", "x"),
        ("CFA francs", "cfa  franc"),
        ("USD/barrel", "USD per barrels"),
    ],
)
def test_units_that_are_the_same(expected: str, found: str) -> None:
    assert matching.same_unit(expected, found)


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ("USD", "GBP"),
        ("%", "percentage points"),
        ("pp", "%"),
        ("x", "%"),
        ("x", ""),
        ("homes", "households"),
        ("GW", "GWh"),
        ("m", "ms"),
        ("francs", "CFA francs"),
    ],
)
def test_units_that_are_not(expected: str, found: str) -> None:
    assert not matching.same_unit(expected, found)
    assert not matching.same_unit(found, expected) or not found


@pytest.mark.parametrize(
    ("expected", "found", "rel_tol", "same"),
    [
        (100.0, 101.0, 0.01, True),
        (100.0, 101.1, 0.01, False),
        (100.0, 99.0, 0.01, True),
        (-14.49, -14.5, 0.01, True),
        (-14.49, 14.49, 0.01, False),
        (5.0, 5.0, 0.0, True),
        (0.0, 0.0, 0.01, True),
        (0.0, 5.6e-17, 0.01, True),
        (0.0, 0.001, 0.01, False),
        (5.0, 0.0, 0.01, False),
        (None, None, 0.01, True),
        (None, 0.0, 0.01, False),
        (0.0, None, 0.01, False),
    ],
)
def test_ends(expected: float | None, found: float | None, rel_tol: float, same: bool) -> None:
    assert matching.same_end(expected, found, rel_tol) is same


@pytest.mark.parametrize(
    ("low", "high", "found", "inside"),
    [
        (200.0, 700.0, (200.0, 650.0), True),
        (200.0, 700.0, (199.0, 650.0), False),
        (200.0, 700.0, (300.0, 701.0), False),
        (200.0, 700.0, (200.0, 700.0), True),
        (0.3, 0.3, (0.1 + 0.2, 0.1 + 0.2), True),
        (200.0, None, (300.0, None), True),
        (200.0, 700.0, (300.0, None), False),
        (None, 700.0, (None, 5.0), True),
        (0.0, 1.0, (-0.1, 1.0), False),
    ],
)
def test_inside(low: float | None, high: float | None, found: tuple[float | None, float | None], inside: bool) -> None:
    assert matching.lies_inside(low, high, found) is inside


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("001.txt", "001.txt"),
        ("001.txt", "bbc/business/001.txt"),
        ("bbc/001.txt", "bbc/001.txt"),
        ("./bbc\\001.txt", "bbc/001.txt"),
        ("news.jsonl", "wire/news.jsonl#17"),
        ("news.jsonl#17", "wire/news.jsonl#17"),
        ("news.jsonl#a/b", "wire/news.jsonl#a/b"),
        ("wire/news.jsonl", "wire/news.jsonl#17"),
        ("C# notes.md", "notes/C# notes.md"),
    ],
)
def test_names_that_mean_an_article(name: str, path: str) -> None:
    assert matching.names_article(name, path)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("1.txt", "001.txt"),
        ("001", "001.txt"),
        ("bbc/001.txt", "001.txt"),
        ("bbc/001.txt", "old/bbc/001.txt"),
        ("news.jsonl#1", "wire/news.jsonl#17"),
        ("other/news.jsonl#17", "wire/news.jsonl#17"),
        ("b", "wire/news.jsonl#a/b"),
    ],
)
def test_names_that_mean_another(name: str, path: str) -> None:
    assert not matching.names_article(name, path)
