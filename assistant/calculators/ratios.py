"""Two figures put together: margin, share, ratio, sum, difference, average."""

from __future__ import annotations

from typing import Annotated

from assistant.calculators.amounts import Amount
from assistant.calculators.calculator import Calculator, calculator
from assistant.calculators.kinds import Money, Percent
from assistant.calculators.working import minus, over, plus, times, work
from assistant.datatypes import Quantity
from assistant.quantities.intervals import interval, point


def _margin(
    profit: Annotated[Quantity, Money(positive=False, yearly=True)], revenue: Annotated[Quantity, Money(yearly=True)]
) -> Quantity:
    """What share of revenue is left as profit: net, operating or gross, as the profit is.

    Formula: profit / revenue
    Source: definition: profit over revenue of the same period; a loss is below zero
    Example: profit=$2m revenue=$40m -> 5%
    """
    return over(profit, revenue, "100").with_unit("%")


def _share_of_total(
    part: Annotated[Quantity, Amount(positive=False)], total: Annotated[Quantity, Amount()]
) -> Quantity:
    """What share a part has in the whole, or how much it contributes to it.

    Formula: part / total
    Source: definition: the part over the whole
    Example: part=$10bn total=$40bn -> 25%
    """
    return over(part, total, "100").with_unit("%")


def _portion(total: Annotated[Quantity, Amount(positive=False)], share: Annotated[Quantity, Percent()]) -> Quantity:
    """What a share of a whole comes to.

    Formula: total × share
    Source: definition: the share times the whole
    Example: total='130,000 workers' share=24% -> 31,200 workers
    """
    return times(total, share, "0.01").with_unit(total.unit)


def _whole_from_part(
    part: Annotated[Quantity, Amount(positive=False)], share: Annotated[Quantity, Percent()]
) -> Quantity:
    """What a whole is, from a part and the share that the part has in it.

    Formula: part / share
    Source: definition: the part over its share
    Example: part='12,000 jobs' share=20% -> 60,000 jobs
    """
    return over(part, share, "100").with_unit(part.unit)


def _ratio(
    value: Annotated[Quantity, Amount(positive=False)], other: Annotated[Quantity, Amount(positive=False)]
) -> Quantity:
    """How many times another figure a figure is.

    Formula: value / other
    Source: definition: the ratio of two figures of one kind
    Example: value=$18bn other=$3bn -> 6x
    """
    return over(value, other).with_unit("x")


def _sum(
    first: Annotated[Quantity, Amount(positive=False)], second: Annotated[Quantity, Amount(positive=False)]
) -> Quantity:
    """Two figures together.

    Formula: first + second
    Source: definition: the sum of two figures of one kind
    Example: first=$5bn second=$3bn -> $8 billion
    """
    return plus(first, second).with_unit(first.unit)


def _difference(
    first: Annotated[Quantity, Amount(positive=False)], second: Annotated[Quantity, Amount(positive=False)]
) -> Quantity:
    """How far one figure is above another; of two percentages, in percentage points.

    Formula: first - second
    Source: definition: the difference of two figures of one kind
    Example: first=$5bn second=$3bn -> $2 billion
    """
    return minus(first, second).with_unit("percentage points" if first.unit == "%" else first.unit)


def _average(
    first: Annotated[Quantity, Amount(positive=False)], second: Annotated[Quantity, Amount(positive=False)]
) -> Quantity:
    """The middle of two figures.

    Formula: (first + second) / 2
    Source: definition: the arithmetic mean
    Example: first=$5bn second=$3bn -> $4 billion
    """
    return work(lambda a, b: (a + b) / 2, (first, 1), (second, 1)).with_unit(first.unit)


def _lower_end(range: Annotated[Quantity, Amount(group="", positive=False)]) -> Quantity:
    """The lower end of a range.

    Formula: lower end of range
    Source: definition: the least that the range holds
    Example: range=$55m-$70m -> $55 million
    """
    return point(interval(range).low).with_unit(range.unit)


def _upper_end(range: Annotated[Quantity, Amount(group="", positive=False)]) -> Quantity:
    """The upper end of a range.

    Formula: upper end of range
    Source: definition: the most that the range holds
    Example: range=$55m-$70m -> $70 million
    """
    return point(interval(range).high).with_unit(range.unit)


def calculators() -> tuple[Calculator, ...]:
    """The calculators of this family.

    Returns:
        The calculators, in the order in which they are listed.
    """
    return (
        calculator("margin", _margin),
        calculator("share-of-total", _share_of_total),
        calculator("portion", _portion),
        calculator("whole-from-part", _whole_from_part),
        calculator("ratio", _ratio),
        calculator("sum", _sum),
        calculator("difference", _difference),
        calculator("average", _average),
        calculator("lower-end", _lower_end),
        calculator("upper-end", _upper_end),
    )
