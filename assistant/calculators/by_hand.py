"""Running a calculator with values that a program gives."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.calculators import registry
from assistant.datatypes import Calculation, CalculationInput, InputKind
from assistant.quantities.given import Value, as_quantity


def work_out(name: str, values: Mapping[str, Value]) -> Calculation:
    """Run a calculator.

    Args:
        name: Its name, such as ``revenue-multiple``.
        values: Its inputs by name; those with a default may be left out.

    Returns:
        The calculation; what was given counts as assumed.

    Raises:
        CalculationError: An unknown calculator or input, or a value that it cannot take.
        QuantityError: A value that is no quantity; names the input.
    """
    entry = registry.get(name)
    return entry.run(
        tuple(
            CalculationInput(given, as_quantity(value, given), InputKind.ASSUMED, source="as given")
            for given, value in values.items()
        )
    )
