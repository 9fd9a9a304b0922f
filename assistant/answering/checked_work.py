"""Calculations, worked out once more from their inputs, and each input held against where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, combinations

from assistant.answering.checked_numbers import is_finite, same_amount, stands_in
from assistant.datatypes import Calculation, CalculationInput, Citation, InputKind, Quantity
from assistant.errors import CalculationError, QuantityError, SelfCheckError
from assistant.quantities import extract
from assistant.quantities.vocabulary import units

STATED = "stated in the question"
"""The source of an input that the question gives, or that was given beside it."""


def check_calculations(
    calculations: Sequence[Calculation], question: str, citations: Sequence[Citation], given: Sequence[Quantity]
) -> None:
    """Work each calculation out again, and trace its inputs.

    Args:
        calculations: In the order in which they were worked out.
        question: What was asked.
        citations: What the answer cites.
        given: Amounts that were given beside the question.

    Raises:
        SelfCheckError: A result is another one, or an input comes from nowhere.
    """
    for place, calculation in enumerate(calculations):
        before = calculations[:place]
        if not is_finite(calculation.result) or not _comes_out(calculation):
            raise SelfCheckError(f"{calculation.calculator} does not give {calculation.result.text!r} of its inputs")
        for item in calculation.inputs:
            if not _is_traced(item, calculation, before, question, citations, given):
                raise SelfCheckError(
                    f"input {item.name} of {calculation.calculator} comes from nowhere: {item.quantity.text!r}"
                )


def _comes_out(calculation: Calculation) -> bool:
    """Whether the calculator makes the very same of the inputs: result, formula, notes and all."""
    from assistant.calculators import registry  # a question of fact must not wait for the calculators

    try:
        entry = registry.get(calculation.calculator)
        return any(entry.run(inputs) == calculation for inputs in _as_given(calculation))
    except CalculationError:
        return False


def _as_given(calculation: Calculation) -> Iterator[tuple[CalculationInput, ...]]:
    """What may have been given of the inputs: the calculation does not say of which one something stood in."""
    from assistant.calculators import registry

    kinds = {spec.name: spec.kind for spec in registry.get(calculation.calculator).inputs}
    stood_in = [
        item for item in calculation.inputs if item.name in kinds and item == kinds[item.name].stand_in(item.name)
    ]
    left_out = chain.from_iterable(combinations(stood_in, count) for count in range(len(stood_in), -1, -1))
    for names in ({item.name for item in items} for items in left_out):
        yield tuple(item for item in calculation.inputs if item.name not in names)


def _is_traced(
    item: CalculationInput,
    calculation: Calculation,
    before: Sequence[Calculation],
    question: str,
    citations: Sequence[Citation],
    given: Sequence[Quantity],
) -> bool:
    quantity = item.quantity
    if not is_finite(quantity):
        return False
    if item.kind is InputKind.QUOTED:
        cited = next((citation for citation in citations if citation.n == item.citation), None)
        return cited is not None and not item.source and stands_in(quantity, cited, question)
    if item.citation is not None or not item.source:
        return False
    if item.kind is InputKind.DERIVED:
        return any((made.calculator, made.result) == (item.source, quantity) for made in before)
    if _stands_in(item, calculation):
        return True
    known = [*given, *extract(question)]
    said = any(_same_words(quantity, other) for other in known) or _is_unit_asked_for(quantity, question)
    return item.kind is InputKind.ASSUMED and item.source == STATED and said


def _stands_in(item: CalculationInput, calculation: Calculation) -> bool:
    """Whether an input is the published constant, or the usual case, that the calculator has for it."""
    from assistant.calculators import registry

    kinds = {spec.name: spec.kind for spec in registry.get(calculation.calculator).inputs}
    try:
        return item == kinds[item.name].stand_in(item.name)
    except (CalculationError, QuantityError):
        return False


def _is_unit_asked_for(quantity: Quantity, question: str) -> bool:
    """Whether it is one of a unit that the question names, as in "what is 5 GW in megawatts"."""
    if quantity != Quantity(1.0, 1.0, quantity.unit, text=f"1 {quantity.unit}"):
        return False
    words = re.findall(r"[a-z]+", question.lower())
    runs = {tuple(words[i : i + size]) for size in (1, 2, 3) for i in range(len(words))}
    return any(surface.unit.name == quantity.unit for run in runs if (surface := units().words.get(run)))


def _same_words(quantity: Quantity, other: Quantity) -> bool:
    return (quantity.text, quantity.unit, quantity.qualifier) == (
        other.text,
        other.unit,
        other.qualifier,
    ) and same_amount(quantity, other)
