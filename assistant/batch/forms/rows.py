"""Answers, citations and calculations as rows of values, the same for every form of table."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date

from assistant.batch.expectations import Failure
from assistant.batch.run import Result
from assistant.datatypes import Answer, Calculation, CalculationInput, Quantity
from assistant.errors import SelfCheckError
from assistant.rendering.words import amount, place

Value = str | float | date | tuple[str, ...] | None
"""What stands in one cell; a tuple is a list of texts."""

ANSWER_COLUMNS = (
    "id", "kind", "question", "status", "answer", "value", "low", "high", "unit", "qualifier", "reason",
    "citations", "first quote", "calculator", "formula", "passed", "failures",
)  # fmt: skip
CITATION_COLUMNS = ("id", "n", "quote", "article", "published", "url", "start", "end")
CALCULATION_COLUMNS = (
    "id", "n", "calculator", "formula", "substituted", "input", "value", "low", "high", "unit", "qualifier",
    "kind", "citation", "source", "result",
)  # fmt: skip


def answer_row(outcome: Result) -> Mapping[str, Value]:
    """One question with its answer, by the names of `ANSWER_COLUMNS`.

    Raises:
        SelfCheckError: A number is not finite.
    """
    answer = outcome.answer
    return {
        "id": outcome.item.id,
        "kind": outcome.item.kind,
        "question": outcome.item.question,
        "status": answer.status.value,
        "answer": answer.text,
        "value": "" if answer.value is None else amount(answer.value),
        **_ends(answer.value),
        "reason": _reason(answer),
        "citations": tuple(map(place, answer.citations)),
        "first quote": answer.citations[0].quote if answer.citations else "",
        "calculator": tuple(calculation.calculator for calculation in answer.calculations),
        "formula": tuple(calculation.formula for calculation in answer.calculations),
        "passed": passed(outcome),
        "failures": tuple(map(failure_line, outcome.failures)),
    }


def citation_rows(outcome: Result) -> Iterator[Mapping[str, Value]]:
    """The citations of one answer, by the names of `CITATION_COLUMNS`."""
    for citation in outcome.answer.citations:
        yield {
            "id": outcome.item.id,
            "n": citation.n,
            "quote": citation.quote,
            "article": citation.source.path,
            "published": citation.source.published,
            "url": citation.source.url,
            "start": citation.start,
            "end": citation.end,
        }


def calculation_rows(outcome: Result) -> Iterator[Mapping[str, Value]]:
    """The inputs of one answer's calculations, by the names of `CALCULATION_COLUMNS`.

    Yields:
        One row an input; one for a calculation without inputs.

    Raises:
        SelfCheckError: A number is not finite.
    """
    for n, calculation in enumerate(outcome.answer.calculations, 1):
        for item in calculation.inputs or (None,):
            yield {"id": outcome.item.id, "n": n, **_calculation(calculation), **_input(item)}


def passed(outcome: Result) -> str:
    """``yes`` or ``no``; empty where nothing was expected."""
    if outcome.item.expect is None:
        return ""
    return "yes" if outcome.passed else "no"


def failure_line(failure: Failure) -> str:
    """One expectation that does not hold, in one line."""
    return f"{failure.expectation}: expected {failure.expected} | found {failure.found}"


def _calculation(calculation: Calculation) -> Mapping[str, Value]:
    return {
        "calculator": calculation.calculator,
        "formula": calculation.formula,
        "substituted": calculation.substituted,
        "result": amount(calculation.result),
    }


def _input(item: CalculationInput | None) -> Mapping[str, Value]:
    if item is None:
        return {}
    return {
        "input": item.name,
        "value": amount(item.quantity),
        **_ends(item.quantity),
        "kind": item.kind.value,
        "citation": item.citation,
        "source": item.source,
    }


def _ends(quantity: Quantity | None) -> Mapping[str, Value]:
    if quantity is None:
        return {}
    return {
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "unit": quantity.unit,
        "qualifier": quantity.qualifier.value,
    }


def _number(value: float | None) -> float | None:
    if value is None:
        return None
    if not math.isfinite(value):
        raise SelfCheckError(f"The answer holds a number that is not finite ({value})")
    return int(value) if value == int(value) and abs(value) < 1e15 else float(value)


def _reason(answer: Answer) -> str:
    reason = answer.reason
    return "" if reason is None else ": ".join(filter(None, (reason.code.value, reason.text)))
