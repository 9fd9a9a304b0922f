"""Two figures of one kind taken together as one: "buybacks plus dividends as a share of cash flow"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from assistant.answering.counted import same_as
from assistant.answering.filling import noun_stems
from assistant.answering.ranked.figures import COUNT, FEATURES, PERCENT, TIME, Figure, Look

MOST = 12
"""How many sums are looked at: those whose two figures the question's words tell apart best."""
MOST_TIMES = 200
"""How many times one of the two may be the other."""
_JOINS = re.compile(
    r"\b(?:and|plus|together|combined|both|with|along|joint\w*|taken|add\w*|on top|too)\b|[&+,]", re.IGNORECASE
)
_SUM, _APART = FEATURES.index("summed"), FEATURES.index("summed_apart")


def sums(look: Look, figures: Sequence[Figure]) -> list[Figure]:
    """The sums of two figures of an article that a question may mean by what it joins.

    Args:
        look: The question's look at the article.
        figures: Its figures.
    """
    if not _JOINS.search(look.question.text):
        return []
    found = []
    for one, other in combinations([figure for figure in figures if figure.cell is not None], 2):
        if not _belong(one, other):
            continue
        apart = min(look.share(one.near - other.near), look.share(other.near - one.near))
        apart += 0.3 * min(look.share(one.around - other.around), look.share(other.around - one.around))
        if apart > 0 and _is_known(one, other):
            found.append((apart, _joined(one, other, apart)))
    found.sort(key=lambda pair: -pair[0])
    return [figure for _, figure in found[:MOST]]


def _belong(one: Figure, other: Figure) -> bool:
    if one.kind != other.kind or one.kind in (PERCENT, TIME) or not one.size or not other.size:
        return False
    near = one.size < other.size * MOST_TIMES and other.size < one.size * MOST_TIMES
    if one.kind == COUNT and one.cell and other.cell:
        nouns = noun_stems(one.cell), noun_stems(other.cell)
        alike = bool(nouns[0] & nouns[1]) or any(same_as(noun) & nouns[1] for noun in nouns[0])
        return near and (not nouns[0] or not nouns[1] or alike or one.cell.item == other.cell.item)
    return near and one.quantity.unit == other.quantity.unit and "/" not in one.quantity.unit


def _is_known(one: Figure, other: Figure) -> bool:
    """Whether the sum has an end at all: of at least three and at most two it has none."""
    first, second = one.quantity, other.quantity
    return None not in (first.low, second.low) or None not in (first.high, second.high)


def _joined(one: Figure, other: Figure, apart: float) -> Figure:
    seen = [min(a, b) if a * b > 0 else (a + b) / 2 for a, b in zip(one.seen, other.seen, strict=True)]
    seen[_SUM], seen[_APART] = 1.0, apart
    first, second = one.quantity, other.quantity
    low = None if first.low is None or second.low is None else first.low + second.low
    high = None if first.high is None or second.high is None else first.high + second.high
    quantity = replace(first, low=low, high=high)
    return replace(
        one, quantity=quantity, seen=tuple(seen), near=one.near | other.near, around=one.around | other.around,
        rates=(), growth=False, moved=False, parts=(one, other),
    )  # fmt: skip


def parts(figure: Figure) -> tuple[Figure, ...]:
    """The figures of an article that one is made of: itself, where it is no sum."""
    return figure.parts or (figure,)


def apart(one: Figure, other: Figure) -> bool:
    """Whether two figures have no part in common."""
    return not any(a is b for a in parts(one) for b in parts(other))
