"""The measures, against values worked by hand."""

from __future__ import annotations

from math import log2

import pytest

from assistant.evaluation.metrics import (
    area_under_curve,
    average_precision,
    best_f1,
    exact_match,
    hit_at,
    ndcg_at,
    normalised,
    precision_recall,
    reciprocal_rank,
    words_f1,
)

SECOND_AND_FOURTH = [False, True, False, True, False]


def test_hit_at() -> None:
    assert [hit_at(SECOND_AND_FOURTH, depth) for depth in (1, 2, 5)] == [0.0, 1.0, 1.0]
    assert hit_at([], 5) == 0.0


def test_reciprocal_rank() -> None:
    assert reciprocal_rank(SECOND_AND_FOURTH) == 1 / 2
    assert reciprocal_rank([True]) == 1.0
    assert reciprocal_rank([False, False]) == 0.0


def test_ndcg() -> None:
    # Gains 1/log2(3) + 1/log2(5); at best two right ones stand first: 1 + 1/log2(3).
    assert ndcg_at(SECOND_AND_FOURTH, 5) == pytest.approx((1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3)))
    assert ndcg_at(SECOND_AND_FOURTH, 5) == pytest.approx(0.6509, abs=1e-4)
    # At depth 3 only the second counts, but both could have been there.
    assert ndcg_at(SECOND_AND_FOURTH, 3) == pytest.approx((1 / log2(3)) / (1 + 1 / log2(3)))
    assert ndcg_at([False, True], 10, right=1) == pytest.approx(1 / log2(3))
    assert ndcg_at([True], 10, right=3) == pytest.approx(1 / (1 + 1 / log2(3) + 1 / 2))
    assert ndcg_at([False], 10) == 0.0


def test_average_precision() -> None:
    assert average_precision([True, False, True]) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(SECOND_AND_FOURTH) == pytest.approx((1 / 2 + 2 / 4) / 2)
    assert average_precision([False]) == 0.0


def test_answers_are_normalised_as_squad_does() -> None:
    assert normalised("The  Quick, brown a-fox!") == ["quick", "brown", "afox"]
    assert normalised("Anthem of an Era") == ["anthem", "of", "era"]


def test_exact_match() -> None:
    assert exact_match("the Canary Wharf.", ["Lyon", "Canary Wharf"]) == 1.0
    assert exact_match("Canary", ["Canary Wharf"]) == 0.0
    assert exact_match("", []) == 1.0
    assert exact_match("Lyon", []) == 0.0
    assert exact_match("", ["Lyon"]) == 0.0


def test_words_f1() -> None:
    assert words_f1("the Canary Wharf", "Canary Wharf.") == 1.0
    assert words_f1("London at Canary Wharf", "Canary Wharf") == pytest.approx(2 * 2 / 6)
    assert words_f1("no no", "no") == pytest.approx(2 * 1 / 3)  # a word is shared as often as both have it
    assert words_f1("Lyon", "Paris") == 0.0
    assert best_f1("in Lyon", ["Paris", "Lyon"]) == pytest.approx(2 / 3)
    assert (best_f1("", []), best_f1("Lyon", []), best_f1("", ["Lyon"])) == (1.0, 0.0, 0.0)


def test_precision_and_recall() -> None:
    assert precision_recall(3, 4, 6) == pytest.approx((0.75, 0.5, 0.6))
    assert precision_recall(0, 0, 6) == (0.0, 0.0, 0.0)
    assert precision_recall(0, 0, 0) == (0.0, 0.0, 0.0)


def test_area_under_curve() -> None:
    assert area_under_curve([1, 2, 3, 4], [False, False, True, True]) == 1.0
    assert area_under_curve([4, 3, 2, 1], [False, False, True, True]) == 0.0
    assert area_under_curve([1, 1, 1, 1], [False, True, False, True]) == 0.5
    assert area_under_curve([1, 2, 3], [False, True, False]) == 0.5
