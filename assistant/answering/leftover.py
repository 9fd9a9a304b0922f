"""Amounts of a question that a calculation would leave out: no answer passes over one in silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.recipe import Recipe
from assistant.datatypes import Quantity, Question, Reason, ReasonCode
from assistant.quantities import units


def passed_over(recipe: Recipe, quantity: Quantity) -> Reason:
    """Why a calculation that has no use for an amount of the question is not made."""
    text = f"{recipe.name} does not use “{quantity.text}”, which the question gives"
    return Reason(ReasonCode.NOT_UNDERSTOOD, text)


def unused(question: Question, used: Sequence[Quantity], *, counts: bool = False) -> list[Quantity]:
    """Amounts that the question states and a calculation would pass over in silence: none may be.

    Args:
        question: The question.
        used: What goes into the calculation.
        counts: Whether that holds for numbers of things and years too: two reactors give twice what one gives.
    """
    kinds: tuple[str, ...] = ("money", "percent", "power", "energy", "ratio")
    stated = [q for q in question.quantities if units.dimension(q.unit).startswith(kinds)]
    if counts:
        things = [q for q in question.quantities if q.unit and units.dimension(q.unit) in ("count", "calendar")]
        stated += [q for q in things if not q.low == q.high == 1.0]
    whole = [q for q in stated if not (q.unit == "%" and q.low == q.high == 100.0)]  # "worth at 100%": all of it
    return [q for q in whole if not any(equal(q, other) or equal(q, _turned(other)) for other in used)]


def _turned(quantity: Quantity) -> Quantity:
    """The same with the other sign: a question asks of a fall of 65 cents, which enters as a change below zero."""
    low, high = (None if end is None else -end for end in (quantity.high, quantity.low))
    return replace(quantity, low=low, high=high)


def equal(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities name the same figures, whatever their hedges."""
    if one.unit != other.unit:
        return False
    ends = ({q.low if q.low is not None else q.high, q.high if q.high is not None else q.low} for q in (one, other))
    first, second = ends
    return first == second
