"""The standard measures of search and of reading, each for one question.

Ranked lists are given as relevance in order of rank: true where the item of that rank is right.
"""

from __future__ import annotations

import math
import re
import string
from collections import Counter
from collections.abc import Sequence

import numpy as np

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def hit_at(relevance: Sequence[bool], depth: int) -> float:
    """Whether a right item is among the first ``depth``: 1 or 0."""
    return float(any(relevance[:depth]))


def reciprocal_rank(relevance: Sequence[bool]) -> float:
    """One over the rank of the first right item, from 1; 0 where there is none."""
    return next((1.0 / rank for rank, right in enumerate(relevance, 1) if right), 0.0)


def ndcg_at(relevance: Sequence[bool], depth: int, right: int | None = None) -> float:
    """Normalised discounted cumulative gain of the first ``depth``, each right item a gain of 1.

    Source: K. Järvelin and J. Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002.

    Args:
        relevance: In order of rank.
        depth: How many ranks count.
        right: How many right items there are in all; those of the list when left out.
    """
    there = sum(relevance) if right is None else right
    gain = sum(1 / math.log2(rank + 1) for rank, holds in enumerate(relevance[:depth], 1) if holds)
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(there, depth) + 1))
    return gain / best if best else 0.0


def average_precision(relevance: Sequence[bool]) -> float:
    """Mean of the precisions at each right item, in order of rank; 0 where there is none."""
    places = [rank for rank, right in enumerate(relevance, 1) if right]
    return sum(found / rank for found, rank in enumerate(places, 1)) / len(places) if places else 0.0


def normalised(text: str) -> list[str]:
    """The words of an answer as SQuAD compares them: in small letters, without punctuation and articles."""
    return _ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split()


def exact_match(given: str, wanted: Sequence[str]) -> float:
    """Whether an answer is one of those wanted, normalised: 1 or 0.

    Args:
        given: The answer; empty for "not answered".
        wanted: Every answer that is right; none where the question cannot be answered.
    """
    return float(normalised(given) in [normalised(text) for text in wanted or ("",)])


def best_f1(given: str, wanted: Sequence[str]) -> float:
    """Overlap of an answer's words with those of the nearest right answer; arguments as of ``exact_match``."""
    return max(words_f1(given, text) for text in wanted or ("",))


def words_f1(given: str, wanted: str) -> float:
    """Overlap of the words of two answers, as SQuAD counts it: 1 for two empty ones, 0 where only one is empty."""
    one, other = normalised(given), normalised(wanted)
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other)) if one and other else float(one == other)


def precision_recall(right: int, found: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean; each 0 where there is nothing to count.

    Args:
        right: How many of those found are right.
        found: How many were found.
        wanted: How many there are.
    """
    ratios = (right / found if found else 0.0, right / wanted if wanted else 0.0)
    return (*ratios, 2 * right / (found + wanted) if found + wanted else 0.0)


def area_under_curve(scores: Sequence[float], right: Sequence[bool]) -> float:
    """Chance that one that is right scores higher than one that is wrong."""
    values, labels = np.asarray(scores), np.asarray(right)
    order = values.argsort(kind="stable")
    ranks = np.empty(len(values))
    ranks[order] = np.arange(1, len(values) + 1)
    for value in np.unique(values):  # ties share their ranks
        ranks[values == value] = ranks[values == value].mean()
    positive = int(labels.sum())
    return float((ranks[labels].sum() - positive * (positive + 1) / 2) / (positive * (len(values) - positive)))
