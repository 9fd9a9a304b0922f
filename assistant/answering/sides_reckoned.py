"""What comes of the figures of two sides: the larger less the smaller or over it, and the side that is asked for."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.filling import Filled, taken
from assistant.answering.sides import Side, Sides, named
from assistant.answering.worksheet import Cell
from assistant.figures.names import name_spans

MOST_APART = 1000
"""How many times as large a figure may be as the other: beyond that they are hardly of one kind."""


def difference(sides: Sides, one: Cell, other: Cell) -> Filled | None:
    """The larger of two sides' figures less the smaller, and the side that is asked for.

    Args:
        sides: What is compared.
        one: The first side's figure.
        other: The second side's.
    """
    low, high = one.quantity.low, other.quantity.low
    if low is None or high is None or low == high or max(low, high) > MOST_APART * abs(min(low, high)) > 0:
        return None
    found = ((sides.first, one), (sides.second, other))
    larger, smaller = found if low > high else found[::-1]
    inputs = tuple(
        taken(name, f"figure of {told_apart(side, sides)}", cell)
        for name, (side, cell) in (("first", larger), ("second", smaller))
    )
    return Filled("difference", inputs, winner=winner_called(*(smaller if sides.less else larger)))


def told_apart(side: Side, sides: Sides) -> str:
    """What to call a side beside its figure: no number may stand there that is none of an article's.

    Args:
        side: The side.
        sides: Both.
    """
    if side.year is not None:
        return "that year"
    called = named(side)
    if any(c.isdigit() for c in called):
        return "the first" if side is sides.first else "the second"
    return called


def ratio(sides: Sides, one: Cell, other: Cell) -> Filled | None:
    """How many times the one side's figure the other's is, and the side that is asked for.

    Args:
        sides: What is compared.
        one: The first side's figure.
        other: The second side's.
    """
    filled = difference(sides, one, other)
    if filled is None or any(not item.quantity.low or item.quantity.low <= 0 for item in filled.inputs):
        return None
    first, second = filled.inputs
    return Filled("ratio", (replace(first, name="value"), replace(second, name="other")), winner=filled.winner)


def winner_called(side: Side, cell: Cell) -> str:
    """What to call a side: as the question does; with its name, where only the article says it.

    Args:
        side: The side.
        cell: Its figure.
    """
    text = cell.item.sentence.text
    if not side.names and side.year is None:
        for start, end in side.places(text):
            before = next((first for first, last in name_spans(text) if text[last:start] == " "), None)
            if before is not None:
                return text[before:end]
    return named(side)
