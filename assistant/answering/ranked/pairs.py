"""What is seen of two figures together, for a reckoning with both."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from assistant.answering.filling import noun_stems
from assistant.answering.ranked.figures import Figure, Look
from assistant.figures.periods import years_in

_PART = re.compile(r"\b(?:of which|of whom|of them|of these|including|out of|of the|of its|of that)\b", re.IGNORECASE)

FEATURES = (
    "one_sentence", "next_sentence", "distance", "same_unit", "same_metric", "other_metric", "same_noun",
    "cover_near", "cover_around", "both_near", "apart_near", "apart_around", "in_order", "behind",
    "first_larger", "times", "turned", "old_of_new", "other_year", "years_covered", "same_value", "part_words",
    "given_first", "given_second", "repeated_both", "weaker", "stronger",
    "one_owner", "two_owners", "names_covered",
)  # fmt: skip
"""What is seen of two figures, in order."""


def seen(look: Look, one: Figure, other: Figure) -> tuple[float, ...]:
    """What is seen of a first and a second figure.

    Args:
        look: The question's look at their article.
        one: The first.
        other: The second.

    Returns:
        As ``FEATURES`` has it.
    """
    found = dict.fromkeys(FEATURES, 0.0)
    found["same_unit"] = float(one.quantity.unit == other.quantity.unit)
    found["first_larger"] = float(one.size > other.size)
    if one.kind == other.kind and one.size and other.size:
        found["times"] = min(abs(math.log10(one.size / other.size)), 4.0) / 4
        found["same_value"] = float(one.size == other.size)
    near, around = one.near | other.near, one.around | other.around
    found["cover_near"], found["cover_around"] = look.share(near), look.share(around)
    found["both_near"] = look.share(one.near & other.near)
    found["apart_near"] = min(look.share(one.near - other.near), look.share(other.near - one.near))
    found["apart_around"] = min(look.share(one.around - other.around), look.share(other.around - one.around))
    order = _order(one.near - other.near, other.near - one.near)
    found["in_order"], found["behind"] = float(order > 0), float(order < 0)
    if one.cell is None or other.cell is None:
        found["given_first"], found["given_second"] = float(one.cell is None), float(other.cell is None)
        return tuple(found.values())
    first, second = one.cell, other.cell
    gap = look.places[second.item.sentence.start] - look.places[first.item.sentence.start]
    found["one_sentence"], found["next_sentence"] = float(gap == 0), float(abs(gap) == 1)
    found["distance"] = min(abs(gap), 12) / 12
    found["turned"] = float(gap < 0 or (gap == 0 and _start(one) > _start(other)))
    if first.metric and second.metric:
        found["same_metric" if first.metric == second.metric else "other_metric"] = 1.0
    found["same_noun"] = float(bool(noun_stems(first) & noun_stems(second)))
    at, old = (first.item.sentence.start, first.quantity.span), (second.item.sentence.start, second.quantity.span)
    found["old_of_new"] = float(gap == 0 and at in look.sheet.news and old in look.sheet.olds)
    owners = look.sheet.owner(first), look.sheet.owner(second)
    if all(owners):
        found["one_owner" if owners[0] == owners[1] else "two_owners"] = 1.0
    mine, theirs = look.owned_by(one), look.owned_by(other)
    found["names_covered"] = float(len(look.names) > 1 and len(mine | theirs) > 1 and mine != theirs)
    years = [set(years_in(cell.item.sentence.text)) for cell in (first, second)]
    found["other_year"] = float(bool(years[0] and years[1] and not years[0] & years[1]))
    asked = set(look.phrase.years)
    found["years_covered"] = float(len(asked) > 1 and asked <= years[0] | years[1])
    if gap == 0 and first.quantity.span and second.quantity.span:
        spans = sorted((first.quantity.span, second.quantity.span), key=lambda span: span.start)
        found["part_words"] = float(bool(_PART.search(first.item.sentence.text, spans[0].end, spans[1].start)))
    shares = sorted((look.share(one.around), look.share(other.around)))
    found["weaker"], found["stronger"] = shares[0], shares[1]
    return tuple(found.values())


def _order(one: frozenset[int], other: frozenset[int]) -> float:
    """How far behind the words of the first in the question those of the second stand; 0 where either has none."""
    return _mean(sorted(other)) - _mean(sorted(one)) if one and other else 0.0


def _mean(numbers: Sequence[int]) -> float:
    return sum(numbers) / len(numbers)


def _start(figure: Figure) -> int:
    span = figure.cell.quantity.span if figure.cell else None
    return span.start if span else 0
