"""The bounds of a measure."""

from __future__ import annotations

import math

import pytest

from assistant.evaluation.bootstrap import mean, median, percentile, ratio


def test_a_ratio_is_of_the_sums_and_leaves_out_what_adds_nothing() -> None:
    found = ratio("share", [(1, 2), (3, 4), (0, 0)], unit="%")
    assert found.value == pytest.approx(100 * 4 / 6)
    assert (found.n, found.unit) == (2, "%")
    assert found.low == pytest.approx(50) and found.high == pytest.approx(75)  # both drawn twice, at the ends


def test_the_bounds_of_a_share_are_those_of_theory() -> None:
    # The mean of 400 fair coins has a standard error of 0.025; 95 % lie within 1.96 of them.
    found = mean("share", [0.0, 1.0] * 200)
    assert found.value == 0.5
    assert found.low is not None and found.high is not None
    assert found.low == pytest.approx(0.5 - 1.96 * math.sqrt(0.25 / 400), abs=0.006)
    assert found.high == pytest.approx(0.5 + 1.96 * math.sqrt(0.25 / 400), abs=0.006)


def test_the_same_results_give_the_same_bounds_and_another_seed_others() -> None:
    values = [float(n % 7) for n in range(50)]
    assert mean("m", values) == mean("m", values)
    assert mean("m", values, seed=1) != mean("m", values)


def test_nothing_to_count_has_no_value() -> None:
    found = ratio("share", [(0, 0)])
    assert (found.value, found.low, found.high, found.n) == (None, None, None, 0)


def test_percentiles() -> None:
    values = [float(n) for n in range(1, 102)]
    assert median("p50", values).value == 51
    found = percentile("p99", values, 99, unit="ms")
    assert found.value == pytest.approx(100) and found.unit == "ms"
    assert found.low is not None and found.low <= 100
    alone = median("one", [3.0])
    assert (alone.value, alone.low, alone.high) == (3, 3, 3)
