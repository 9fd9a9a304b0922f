"""A calculation worked out again with other inputs: what if revenue were $45 billion?

What is changed becomes an assumption; everything else stays what it was, with its citation or source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from assistant.calculators import registry
from assistant.calculators.amounts import Amount
from assistant.calculators.calculator import Calculator
from assistant.calculators.kinds import Kind, Percent, noun
from assistant.datatypes import Calculation, CalculationInput, InputKind, Quantity
from assistant.errors import CalculationError
from assistant.quantities import dimension, parse_quantity, print_quantity

CHANGED = "as you changed it"
"""The source of an input that was changed."""

_POINTS = {"percent", "percentage points"}


def can_rework(calculation: Calculation) -> bool:
    """Whether a calculation can be worked out again.

    Args:
        calculation: One of an answer, perhaps of an earlier version of this program.

    Returns:
        False where there is no such calculator, or where it takes other inputs now.
    """
    known = next((entry for entry in registry.all() if entry.name == calculation.calculator), None)
    return known is not None and [spec.name for spec in known.inputs] == [item.name for item in calculation.inputs]


def rework(calculation: Calculation, changes: Mapping[str, Quantity]) -> Calculation:
    """Work a calculation out again with some of its inputs changed.

    Args:
        calculation: What was worked out before.
        changes: A new value for each input that changes, by its name.

    Returns:
        The calculation with what is changed as assumptions; the others keep their kind, citation and source, and
        what stood in for an input that nobody gave still does. Without changes it is the same again.

    Raises:
        CalculationError: It cannot be worked out again, has no such input, or does not take such a value.
    """
    entry = _calculator(calculation)
    for name in changes:
        _named(calculation, name)
    inputs = [
        _changed(item, changes[item.name]) if item.name in changes else item
        for item in calculation.inputs
        if item.name in changes or item != _kind(entry, item.name).stand_in(item.name)
    ]
    return entry.run(tuple(inputs))


def typed_change(calculation: Calculation, name: str, text: str) -> Quantity:
    """Read what a person typed for an input: ``45bn``, ``$45 billion``, ``60``, ``60%``, ``30-40bn``.

    A number without a unit is in the unit of what it replaces; an amount without "a year" or "per barrel" is by
    the year or the barrel where that was. For a share, ``60`` is 60 %, and a number below one such as ``0.6`` is
    60 % too; ``1`` is 1 %.

    Args:
        calculation: What was worked out before.
        name: The input's name.
        text: What was typed, with nothing around it.

    Returns:
        The value, for ``rework``; its text says how it was read.

    Raises:
        QuantityError: The text is not one quantity.
        CalculationError: There is no such input, or it does not take such a value: another dimension, or zero and
            below where that is refused. Two currencies are left to ``rework``, since both may be about to change.
    """
    entry = _calculator(calculation)
    present = _named(calculation, name).quantity
    kind = _kind(entry, name)
    typed = _with_unit(parse_quantity(text), present, kind)
    value = replace(typed, text=print_quantity(typed))
    kind.check(calculation.calculator, name, value)
    if isinstance(kind, Amount) and not _alike(present.unit, value.unit):
        wanted, came = noun(dimension(present.unit)), noun(dimension(value.unit))
        raise CalculationError(f"{calculation.calculator}: {name} is {wanted}, but {value.text} is {came}")
    return value


def _calculator(calculation: Calculation) -> Calculator:
    if not can_rework(calculation):
        raise CalculationError(
            f"{calculation.calculator} cannot be worked out with other inputs",
            "Ask the question again to have it worked out by this version",
        )
    return registry.get(calculation.calculator)


def _named(calculation: Calculation, name: str) -> CalculationInput:
    found = next((item for item in calculation.inputs if item.name == name), None)
    if found is None:
        names = ", ".join(item.name for item in calculation.inputs)
        raise CalculationError(f"{calculation.calculator} has no input {name!r}", f"Its inputs are {names}")
    return found


def _kind(entry: Calculator, name: str) -> Kind:
    return next(spec.kind for spec in entry.inputs if spec.name == name)


def _changed(item: CalculationInput, quantity: Quantity) -> CalculationInput:
    shown = replace(quantity, text=quantity.text or print_quantity(quantity), span=None)
    return CalculationInput(item.name, shown, InputKind.ASSUMED, source=CHANGED)


def _with_unit(typed: Quantity, present: Quantity, kind: Kind) -> Quantity:
    """What was typed, with the unit that goes without saying."""
    if not typed.unit:
        return _as_share(typed) if isinstance(kind, Percent) else replace(typed, unit=present.unit)
    top, slash, bottom = present.unit.partition("/")
    if slash and "/" not in typed.unit and _alike(top, typed.unit):
        return replace(typed, unit=f"{typed.unit}/{bottom}")
    return typed


def _as_share(typed: Quantity) -> Quantity:
    """A bare number in per cent."""
    whole = any(bound is not None and abs(bound) >= 1 for bound in (typed.low, typed.high))
    factor = Decimal(1 if whole else 100)
    low, high = (None if bound is None else float(Decimal(repr(bound)) * factor) for bound in (typed.low, typed.high))
    return replace(typed, low=low, high=high, unit="%")


def _alike(unit: str, other: str) -> bool:
    """Whether one unit can stand where the other does; any currency can, where money does."""
    one, two = (dimension(name) for name in (unit, other))
    both_money = one.startswith("money:") and two.startswith("money:")
    return one == two or {one, two} == _POINTS or (both_money and one.partition("/")[2] == two.partition("/")[2])
