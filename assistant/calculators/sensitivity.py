"""How a result moves with two of its inputs: a table over round values around what they are now.

Each cell is what ``rework`` gives for its row and column, so the table holds no arithmetic of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count, islice, takewhile

from assistant.calculators import registry
from assistant.calculators.kinds import Kind
from assistant.calculators.rework import can_rework, rework
from assistant.datatypes import Calculation, Quantity
from assistant.errors import CalculationError, QuantityError
from assistant.quantities import dimension, print_quantity
from assistant.quantities.intervals import interval

_FEWEST, _MOST = 3, 25
_ROUND = tuple(map(Decimal, ("1", "2", "2.5", "5")))
_WHOLE = tuple(map(Decimal, ("1", "2", "5")))
_PART = Decimal("0.1")
"""What a step is of the present value, before it is made round."""
_CLOSE = Decimal("0.25")
"""Part of a step within which a round value is left out, for standing too near to a present one."""

_Allowed = Callable[[Decimal], bool]


@dataclass(frozen=True, slots=True)
class Present:
    """Which lines of a table are of the present: one for a point, the ends of a range and what is between."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """A calculation's result over two of its inputs."""

    row: str
    """Name of the input that changes from row to row."""
    column: str
    """Name of the input that changes from column to column."""
    rows: tuple[Quantity, ...]
    """Its values, smallest first; a present point keeps its hedge."""
    columns: tuple[Quantity, ...]
    cells: tuple[tuple[Quantity | None, ...], ...]
    """The result for each row and column; None where the calculator refuses them."""
    base: Present


def variable_inputs(calculation: Calculation) -> tuple[str, ...]:
    """The inputs that can be varied.

    Args:
        calculation: One of an answer.

    Returns:
        Their names, in order: those for which some other value gives a result as well.
    """
    if not can_rework(calculation):
        return ()
    return tuple(item.name for item in calculation.inputs if _varies(calculation, item.name))


def sensitivity(calculation: Calculation, row: str, column: str, steps: int = 5) -> Sensitivity:
    """Work a calculation out over two of its inputs.

    Args:
        calculation: What was worked out before.
        row: Name of the input that changes from row to row.
        column: Name of the input that changes from column to column.
        steps: Values of each, from 3 to 25; fewer where its domain ends.

    Returns:
        The table. A point is varied by about a tenth at each step, a range over its width and a little beyond,
        in round numbers; a share stays within 0 and 100 %.

    Raises:
        CalculationError: There is no such input, it cannot be varied, or both are the same one.
        ValueError: As many steps cannot be shown.
    """
    if not _FEWEST <= steps <= _MOST:
        raise ValueError(f"steps must be from {_FEWEST} to {_MOST}, not {steps}")
    if row == column:
        raise CalculationError(f"{calculation.calculator}: {row} cannot be both the row and the column")
    known = variable_inputs(calculation)
    for name in (row, column):
        if name not in known:
            names = ", ".join(known) or "none"
            raise CalculationError(f"{calculation.calculator}: {name} cannot be varied", f"These can: {names}")
    rows, columns = (_values(calculation, name, steps) for name in (row, column))
    cells = tuple(tuple(_result(calculation, {row: one, column: two}) for two in columns) for one in rows)
    base = Present(_present(calculation, row, rows), _present(calculation, column, columns))
    return Sensitivity(row, column, rows, columns, cells, base)


def _result(calculation: Calculation, changes: dict[str, Quantity]) -> Quantity | None:
    """What comes out, or None where the calculator does not take it."""
    try:
        return rework(calculation, changes).result
    except (CalculationError, QuantityError):
        return None


def _varies(calculation: Calculation, name: str) -> bool:
    values = _values(calculation, name, _FEWEST)
    results = [_result(calculation, {name: value}) for value in values]
    return sum(result is not None for result in results) > 1


def _quantity(calculation: Calculation, name: str) -> Quantity:
    return next(item.quantity for item in calculation.inputs if item.name == name)


def _kind(calculation: Calculation, name: str) -> Kind:
    return next(spec.kind for spec in registry.get(calculation.calculator).inputs if spec.name == name)


def _values(calculation: Calculation, name: str, steps: int) -> tuple[Quantity, ...]:
    """The values of one input, smallest first."""
    present, kind = _quantity(calculation, name), _kind(calculation, name)
    ends = interval(present)
    low, high = Decimal(repr(ends.low)), Decimal(repr(ends.high))

    def allowed(value: Decimal) -> bool:
        if (low > 0 >= value) or (high < 0 <= value):
            return False  # a gain is not varied into a loss
        try:
            kind.check(calculation.calculator, name, _point(value, present.unit))
        except CalculationError:
            return False
        return True

    if low == high == 0:
        return (present,)  # a tenth of nothing is nothing
    whole = dimension(present.unit) == "count" and low % 1 == high % 1 == 0
    round_steps = _WHOLE if whole else _ROUND
    if low == high:
        step = _nearest(abs(low) * _PART, round_steps, whole=whole)
        inner = [low]
    else:
        step, inner = _inside(low, high, steps, round_steps, whole=whole)
    chosen = _around(inner, step, steps, allowed)
    at_present = replace(present, text=print_quantity(present), span=None)
    return tuple(at_present if low == high == value else _point(value, present.unit) for value in chosen)


def _point(value: Decimal, unit: str) -> Quantity:
    point = Quantity(float(value), float(value), unit)
    return replace(point, text=print_quantity(point))


def _rounds(round_steps: tuple[Decimal, ...], around: Decimal, *, whole: bool) -> Iterator[Decimal]:
    """Round steps in rising order, from two powers of ten below a size on."""
    for power in count(around.adjusted() - 2):
        yield from (step.scaleb(power) for step in round_steps if not whole or power >= 0)


def _nearest(size: Decimal, round_steps: tuple[Decimal, ...], *, whole: bool) -> Decimal:
    """The round step that is nearest to a size, by their ratio."""
    near = islice(_rounds(round_steps, size, whole=whole), 5 * len(round_steps))
    return min(near, key=lambda step: max(step / size, size / step))


def _inside(
    low: Decimal, high: Decimal, steps: int, round_steps: tuple[Decimal, ...], *, whole: bool
) -> tuple[Decimal, list[Decimal]]:
    """The smallest round step that leaves few enough values inside a range, and these with its ends."""
    room = steps - 4 if steps > _FEWEST else 1  # both ends, and one beyond each
    for step in _rounds(round_steps, high - low, whole=whole):
        last = high - step * _CLOSE
        between = list(takewhile(last.__ge__, _above(low, step)))
        if len(between) <= room:
            return step, [low, *between, high]
    raise AssertionError("a step wider than the range has nothing inside")


def _above(value: Decimal, step: Decimal) -> Iterator[Decimal]:
    """Multiples of a step above a value, nearest first, without one that all but meets it."""
    first = value // step
    multiples = ((first + n) * step for n in count(-1))
    return (multiple for multiple in multiples if multiple - value >= step * _CLOSE)


def _around(inner: list[Decimal], step: Decimal, steps: int, allowed: _Allowed) -> list[Decimal]:
    """Values with as many round ones on either side as fit, more on one side where the other has no room."""
    missing = max(steps - len(inner), 0)
    below = [-v for v in islice(takewhile(lambda v: allowed(-v), _above(-inner[0], step)), missing)]
    above = list(islice(takewhile(allowed, _above(inner[-1], step)), missing))
    fewer = min(len(below), max(missing // 2, missing - len(above)))
    return [*reversed(below[:fewer]), *inner, *above[: missing - fewer]]


def _present(calculation: Calculation, name: str, values: tuple[Quantity, ...]) -> tuple[int, ...]:
    """Which of the values the input has now."""
    ends = interval(_quantity(calculation, name))
    return tuple(i for i, value in enumerate(values) if ends.low <= interval(value).low <= ends.high)
