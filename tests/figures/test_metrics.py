"""Metrics in texts, and whether one metric answers for another."""

from __future__ import annotations

import pytest

from assistant.figures.metrics import Match, all_metrics, find_metrics, metric, satisfies


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What is Anthropic's annual revenue run rate?", [("revenue", "annual revenue run rate")]),
        ("Net profits rose as SALES fell", [("net-profit", "Net profits"), ("revenue", "SALES")]),
        ("What was its pre-tax profit?", [("pre-tax-profit", "pre-tax profit")]),
        ("last valued at approximately $852 billion", [("valuation", "valued at")]),
        ("the company's market value", [("market-value", "market value")]),
        ("How much did Ford make in 2004?", [("net-profit", "make")]),
        ("It made $50m last year", [("net-profit", "made")]),
        ("Cars made in 12 plants in Spain", []),
        ("How many employees does it have?", [("headcount", "employees")]),
        ("redundancies", [("job-cuts", "redundancies")]),
        (
            "The share price and the price of oil",
            [("share-price", "share price"), ("oil-price", "price of oil")],
        ),
        ("profitable, salesman, worthy", []),
        ("", []),
    ],
)
def test_find(text: str, found: list[tuple[str, str]]) -> None:
    assert [(m.metric, text[m.start : m.end]) for m in find_metrics(text)] == found


@pytest.mark.parametrize(
    ("asked", "found", "match"),
    [
        ("profit", "net-profit", Match.EXACT),
        ("net-profit", "net-profit", Match.EXACT),
        ("net-profit", "profit", Match.BROADER),
        ("net-profit", "operating-profit", Match.NO),
        ("revenue", "profit", Match.NO),
        ("valuation", "market-value", Match.EXACT),
        ("unknown", "profit", Match.NO),
    ],
)
def test_satisfies(asked: str, found: str, match: Match) -> None:
    assert satisfies(asked, found) is match


def test_the_data_file_is_sound() -> None:
    metrics = all_metrics()
    ids = [entry.id for entry in metrics]
    assert len(ids) == len(set(ids))
    for entry in metrics:
        assert entry.dimension in ("money", "percent", "count", "power")
        assert not entry.broader or metric(entry.broader) is not None
        assert all(form == form.lower() for form in entry.forms)
    forms = [form for entry in metrics for form in entry.forms]
    assert len(forms) == len(set(forms))


def test_long_texts_take_linear_time() -> None:
    assert len(find_metrics("net profit and revenue " * 5_000)) == 10_000
