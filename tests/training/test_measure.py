"""The measures, against values worked by hand."""

from __future__ import annotations

import pytest

from assistant.training.measure import area_under_curve, average_precision, sentence_choice, words_f1


def test_words_f1() -> None:
    assert words_f1("the Canary Wharf", "Canary Wharf.") == 1.0
    assert words_f1("London at Canary Wharf", "Canary Wharf") == pytest.approx(2 * 2 / 6)
    assert words_f1("Lyon", "Paris") == 0.0


def test_area_under_curve() -> None:
    assert area_under_curve([1, 2, 3, 4], [False, False, True, True]) == 1.0
    assert area_under_curve([4, 3, 2, 1], [False, False, True, True]) == 0.0
    assert area_under_curve([1, 1, 1, 1], [False, True, False, True]) == 0.5
    assert area_under_curve([1, 2, 3], [False, True, False]) == 0.5


def test_average_precision() -> None:
    assert average_precision([True, False, True]) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([False, True]) == 0.5
    assert average_precision([False]) == 0.0


def test_questions_with_nothing_to_choose_are_left_out() -> None:
    asked = {"one": [("a", True), ("bb", False)], "all right": [("a", True)], "none": [("a", False)]}
    assert sentence_choice(asked, lambda _, text: -len(text)) == {"questions": 1, "map": 1.0}
