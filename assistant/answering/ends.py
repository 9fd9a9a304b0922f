"""The end of a range that a question asks about: "at the bottom of the range", "if it gets the highest price"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.filling import Input
from assistant.datatypes import CalculationInput, InputKind, Quantity
from assistant.errors import CalculationError

_END = (
    r"(?:end of|of (?:the|its|that|their) (?:\w+ ){0,2}(?:range|forecast|estimate|guidance)|price|figure|estimate"
    r"|offer|bid|valuation|end\b|value)"
)
_LOW = re.compile(
    rf"\b(?:lowest|bottom|minimum|low|lower|cheapest|worst|smallest) {_END}"
    r"|\bat (?:the )?(?:very )?(?:least|worst|minimum)\b",
    re.IGNORECASE,
)
_HIGH = re.compile(
    rf"\b(?:highest|top|maximum|high|higher|upper|dearest|best|largest) {_END}"
    r"|\bat (?:the )?(?:very )?(?:most|best|maximum)\b",
    re.IGNORECASE,
)


def end_asked(text: str, calculator: str, inputs: Sequence[Input], result: Quantity) -> str:
    """The calculator of the end that a question asks of a result which is a range; empty where it asks for none.

    The words speak of the range that an article gives: of its lower end, which may lead to the higher result.

    Args:
        text: The question.
        calculator: What was worked out.
        inputs: From what.
        result: What came out.
    """
    low, high = _LOW.search(text), _HIGH.search(text)
    if bool(low) == bool(high) or result.low is None or result.high is None or result.low == result.high:
        return ""
    ranges = [item for item in inputs if item.quantity.low != item.quantity.high]
    if len(ranges) != 1 or ranges[0].quantity.low is None or ranges[0].quantity.high is None:
        return ""
    end = ranges[0].quantity.low if low else ranges[0].quantity.high
    narrowed = [
        replace(item, quantity=replace(item.quantity, low=end, high=end)) if item is ranges[0] else item
        for item in inputs
    ]
    value = _result(calculator, narrowed)
    if value is None or value.low not in (result.low, result.high):
        return ""
    return "lower-end" if value.low == result.low else "upper-end"


def _result(calculator: str, inputs: Sequence[Input]) -> Quantity | None:
    from assistant.calculators import registry  # a question of fact must not wait for the calculators

    given = tuple(CalculationInput(item.name, item.quantity, InputKind.ASSUMED, source="") for item in inputs)
    try:
        return registry.get(calculator).run(given).result
    except CalculationError:
        return None
