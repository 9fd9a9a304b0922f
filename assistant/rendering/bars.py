"""A range drawn as a line of text: block letters on a scale with round ends.

Everything here is text of an exact width in terminal cells; colour is left to whoever shows it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.datatypes import Qualifier, Quantity
from assistant.quantities import print_quantity
from assistant.rendering.layout import cells
from assistant.rendering.safe import flat

POINT = "◆"
OPEN = "╌"
LEFT_ARROW, RIGHT_ARROW = "◀", "▶"

_FULL = 8
"""Eighths of a cell."""
_LEFT_BLOCKS = "▏▎▍▌▋▊▉█"
_SHAPES = {(0, n): block for n, block in enumerate(_LEFT_BLOCKS, 1)} | {(4, 8): "▐", (7, 8): "▕", (3, 5): "│"}
"""What fills a cell from one eighth to another; most fonts have no more blocks that stand at the right."""

_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)
_INTERVALS = 5
"""Round steps that a scale is about as long as."""
_FROM_ZERO = 0.4
"""Part of the largest end below which the smallest is near enough to zero for a scale to begin there."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What the first and the last column of a chart stand for."""

    low: float
    high: float
    """Above ``low``."""


def is_open(quantity: Quantity) -> tuple[bool, bool]:
    """Whether a quantity may lie below what is named, and above it.

    Args:
        quantity: Any quantity; "at least 20x to 30x" is open above, too.
    """
    below = quantity.low is None or quantity.qualifier is Qualifier.AT_MOST
    above = quantity.high is None or quantity.qualifier is Qualifier.AT_LEAST
    return below, above


def is_range(quantity: Quantity) -> bool:
    """Whether a quantity names two different ends."""
    return quantity.low is not None and quantity.high is not None and quantity.low < quantity.high


def named(quantity: Quantity) -> tuple[float, float]:
    """The ends that a quantity names, the same twice where it names one; zero where it names none."""
    ends = [end for end in (quantity.low, quantity.high) if end is not None] or [0.0]
    return min(ends), max(ends)


def scale_of(quantities: Sequence[Quantity]) -> Scale:
    """A scale that holds quantities, with round ends, and room where one is open.

    Args:
        quantities: Of one unit.

    Returns:
        The scale; it begins at zero where the smallest end is not far from it.
    """
    ends = [named(quantity) for quantity in quantities] or [(0.0, 0.0)]
    low, high = min(low for low, _ in ends), max(high for _, high in ends)
    if 0 < low < high * _FROM_ZERO:
        low = 0.0
    elif 0 > high > low * _FROM_ZERO:
        high = 0.0
    step = _round_step((high - low) / _INTERVALS or abs(high) / _INTERVALS or 1.0)
    first, last = math.floor(low / step), math.ceil(high / step)
    # A mark at the very edge has no room for an arrow, and a scale must be longer than nothing.
    empty = first == last
    first -= empty or any(is_open(q)[0] and named(q)[0] <= first * step for q in quantities)
    last += empty or any(is_open(q)[1] and named(q)[1] >= last * step for q in quantities)
    return Scale(_multiple(first, step), _multiple(last, step))


def _round_step(size: float) -> float:
    power = 10.0 ** math.floor(math.log10(size))
    return power * next(step for step in _ROUND if step * power >= size * (1 - 1e-9))


def _multiple(count: int, step: float) -> float:
    """A multiple of a round step, without the dirt of binary fractions."""
    return float(f"{count * step:.12g}")


def bar(quantity: Quantity, scale: Scale, width: int) -> str:
    """Draw one quantity.

    Args:
        quantity: Of the scale's unit; what lies beyond the scale is drawn at its edge.
        scale: As ``scale_of`` gives it.
        width: Columns.

    Returns:
        A text of exactly that width: blocks for a range, one mark for a point, and on an open side a broken line
        to the edge with an arrow.
    """
    if width < 1:
        return ""
    low, high = (_eighths(end, scale, width) for end in named(quantity))
    line = [" "] * width
    if is_range(quantity):
        first, last = _fill(line, low, high)
    else:
        first = last = min(low // _FULL, width - 1)
        line[first] = POINT
    below, above = is_open(quantity)
    if above:
        line[last + 1 :] = OPEN * (width - last - 1)
        line[-1] = RIGHT_ARROW
    if below:
        line[:first] = OPEN * first
        line[0] = LEFT_ARROW
    return "".join(line)


def _eighths(value: float, scale: Scale, width: int) -> int:
    """Where a value stands, in eighths of a cell from the left."""
    part = (value - scale.low) / (scale.high - scale.low)
    return round(min(max(part, 0.0), 1.0) * width * _FULL)


def _fill(line: list[str], low: int, high: int) -> tuple[int, int]:
    """Fill a line from one eighth to another, one eighth at least; gives the first and the last cell filled."""
    low = min(low, len(line) * _FULL - 1)
    high = max(high, low + 1)
    first, last = low // _FULL, (high - 1) // _FULL
    for cell in range(first, last + 1):
        line[cell] = _shape(max(low - cell * _FULL, 0), min(high - cell * _FULL, _FULL))
    return first, last


def _shape(start: int, end: int) -> str:
    """The letter that fills a cell most nearly from one eighth to another."""
    return _SHAPES[min(_SHAPES, key=lambda shape: (abs(shape[0] - start) + abs(shape[1] - end), shape))]


def axis(scale: Scale, width: int, unit: str) -> str:
    """Write the ends of a scale, one at either side.

    Args:
        scale: The scale.
        width: Columns.
        unit: Canonical name of the unit.

    Returns:
        A text of exactly that width; where both do not fit, the right end alone, or as much of it as does.
    """
    left, right = (flat(print_quantity(Quantity(end, end, unit))) for end in (scale.low, scale.high))
    gap = width - cells(left) - cells(right)
    if gap >= 1:
        return f"{left}{' ' * gap}{right}"
    shown = right
    while shown and cells(shown) > width:
        shown = f"{shown[:-2]}…" if len(shown) > 1 else ""
    return " " * (max(width, 0) - cells(shown)) + shown
