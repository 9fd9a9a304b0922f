"""How far one rate is above another, each worked out from two figures: growth, a share, an amount for each unit."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from assistant.calculators.amounts import Amount
from assistant.calculators.calculator import Calculator, calculator
from assistant.calculators.working import HUNDRED, direction, work
from assistant.datatypes import Quantity
from assistant.quantities.intervals import Interval


def _growth_gap(
    new: Annotated[Quantity, Amount(positive=False)],
    old: Annotated[Quantity, Amount()],
    other_new: Annotated[Quantity, Amount(group="other", positive=False)],
    other_old: Annotated[Quantity, Amount(group="other")],
) -> Quantity:
    """By how many percentage points one value grew more than another; the old values must be above zero.

    Formula: new / old - other_new / other_old
    Source: definition: growth is new over old less one, and the ones cancel
    Example: new=$150m old=$100m other_new=$110m other_old=$100m -> 40 percentage points
    """
    return _gap((new, old), (other_new, other_old), HUNDRED).with_unit("percentage points")


def _share_gap(
    part: Annotated[Quantity, Amount(positive=False)],
    total: Annotated[Quantity, Amount()],
    other_part: Annotated[Quantity, Amount(group="other", positive=False)],
    other_total: Annotated[Quantity, Amount(group="other")],
) -> Quantity:
    """By how many percentage points one share of a whole is above another: wages of revenue, profit of revenue.

    Formula: part / total - other_part / other_total
    Source: definition: a share is the part over the whole
    Example: part=$50m total=$100m other_part=$20m other_total=$80m -> 25 percentage points
    """
    return _gap((part, total), (other_part, other_total), HUNDRED).with_unit("percentage points")


def _per_unit_gap(
    amount: Annotated[Quantity, Amount(positive=False)],
    count: Annotated[Quantity, Amount(group="count")],
    other_amount: Annotated[Quantity, Amount(positive=False)],
    other_count: Annotated[Quantity, Amount(group="count")],
) -> Quantity:
    """How far an amount for each of some things is above another: revenue for each employee.

    Formula: amount / count - other_amount / other_count
    Source: definition: the amount over what it is spread over
    Example: amount=$100m count='400 employees' other_amount=$30m other_count='200 employees' -> $100,000
    """
    return _gap((amount, count), (other_amount, other_count), Decimal(1)).with_unit(amount.unit)


def _gap(one: tuple[Quantity, Quantity], other: tuple[Quantity, Quantity], scale: Decimal) -> Interval:
    """The one quotient less the other, each input once."""
    (a, b), (c, d) = one, other
    return work(lambda w, x, y, z: (w / x - y / z) * scale, (a, 1), (b, -direction(a)), (c, -1), (d, direction(c)))


def calculators() -> tuple[Calculator, ...]:
    """The calculators of this family.

    Returns:
        The calculators, in the order in which they are listed.
    """
    return (
        calculator("growth-gap", _growth_gap),
        calculator("share-gap", _share_gap),
        calculator("per-unit-gap", _per_unit_gap),
    )
