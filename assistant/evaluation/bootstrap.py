"""Confidence intervals by bootstrap over questions.

A set of questions is a sample; another would have given another number. The questions are drawn
anew with repetition, 1,000 times, and the measure taken of each draw: 95 % of them lie between the
bounds. The draws are seeded, so that the same results give the same bounds. Where every question
went alike the bounds fall together, however few they are: read them with the number of questions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from assistant.evaluation.report import Measure

RESAMPLES = 1000
BOUNDS = (2.5, 97.5)
"""Percentiles of the draws: 95 % lie between."""
Floats = npt.NDArray[np.float64]


def mean(name: str, values: Sequence[float], *, unit: str = "", seed: int = 0) -> Measure:
    """The mean over questions; arguments as of ``ratio``."""
    return ratio(name, [(value, 1.0) for value in values], unit=unit, seed=seed)


def ratio(name: str, parts: Sequence[tuple[float, float]], *, unit: str = "", seed: int = 0) -> Measure:
    """What the questions add to the part, over what they add to the whole.

    Args:
        name: Of the measure.
        parts: (part, whole) of each question; one that adds nothing to the whole does not count.
        unit: ``%`` for a share, which is then given in per cent; empty for a plain number.
        seed: Of the draws.

    Returns:
        The measure; without a value where there is nothing to count.
    """
    counted = np.array([pair for pair in parts if pair[1]], dtype=np.float64).reshape(-1, 2)
    scale = 100.0 if unit == "%" else 1.0

    def share(chosen: Floats) -> float:
        part, whole = chosen.sum(axis=0)
        return scale * float(part / whole)

    return _measure(name, counted, share, unit, seed)


def median(name: str, values: Sequence[float], *, unit: str = "", seed: int = 0) -> Measure:
    """The median over runs; arguments as of ``ratio``."""
    return percentile(name, values, 50.0, unit=unit, seed=seed)


def percentile(name: str, values: Sequence[float], share: float, *, unit: str = "", seed: int = 0) -> Measure:
    """A percentile over runs.

    Args:
        name: Of the measure.
        values: One of each run.
        share: From 0 to 100.
        unit: Of the values.
        seed: Of the draws.
    """
    taken = np.array(values, dtype=np.float64)
    return _measure(name, taken, lambda chosen: float(np.percentile(chosen, share)), unit, seed)


def _measure(name: str, rows: Floats, statistic: Callable[[Floats], float], unit: str, seed: int) -> Measure:
    """A statistic of the rows, with its bounds over draws of as many rows."""
    size = len(rows)
    if not size:
        return Measure(name, None, None, None, 0, unit)
    draw = np.random.default_rng(seed)
    drawn = [statistic(rows[draw.integers(size, size=size)]) for _ in range(RESAMPLES)]
    low, high = np.percentile(drawn, BOUNDS)
    return Measure(name, statistic(rows), float(low), float(high), size, unit)
