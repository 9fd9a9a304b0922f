"""Runs a calculator on figures of earlier answers: quoted ones, and those that were worked out themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answering import workings
from assistant.answering.workings import Found
from assistant.datatypes import (
    Answer,
    AnswerStatus,
    Calculation,
    CalculationInput,
    Citation,
    IndexInfo,
    InputKind,
    Part,
    PartKind,
    Quantity,
    Question,
    Trace,
)


@dataclass(frozen=True, slots=True)
class Made:
    """A value that an earlier answer worked out."""

    quantity: Quantity
    calculations: tuple[Calculation, ...]
    """How, its own calculation last."""
    citations: tuple[Citation, ...]
    """What these cite."""


Piece = tuple[str, str, Found | Made]
"""Name of an input, words for it, and its value."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A calculator and its inputs."""

    calculator: str
    pieces: tuple[Piece, ...]
    first: tuple[str, ...] = ()
    """Calculators that get the inputs before it; each later one gets the result of the one before."""


def nested(calculator: str, pieces: tuple[Piece, ...]) -> Made:
    """A value that is worked out of quoted figures on the way to another.

    Args:
        calculator: Its calculator.
        pieces: The calculator's inputs, all of them quoted or stated.

    Raises:
        CalculationError: The calculator cannot take an input.
    """
    citations: list[Citation] = []
    given = [(name, found) for name, _, found in pieces if isinstance(found, Found)]
    run = _run(calculator, tuple(_given(name, found, citations)[0] for name, found in given))
    return Made(run.result, (run,), tuple(citations))


def worked_out(made: Sum, question: Question, index: IndexInfo) -> Answer:
    """The answer that a calculator gives, with the calculations before it that its inputs come from.

    Args:
        made: The calculator and its inputs.
        question: What is asked.
        index: Which index the figures come from.

    Raises:
        CalculationError: The calculator cannot take an input.
    """
    plain = [(name, words, found) for name, words, found in made.pieces if isinstance(found, Found)]
    if len(plain) == len(made.pieces):
        return workings.worked_out(made.calculator, plain, question, index, Trace(), first=made.first)
    citations: list[Citation] = []
    done: list[Calculation] = []
    inputs, parts = [], []
    for position, (name, words, found) in enumerate(made.pieces):
        lead = ": from the " if position == 0 else " and the "
        parts.append(Part(PartKind.PROSE, f"{lead}{words} "))
        if isinstance(found, Made):
            item, said = _derived(name, found, done, citations)
        else:
            item, said = _given(name, found, citations)
        inputs.append(item)
        parts += said
    done.append(_run((*made.first, made.calculator)[0], tuple(inputs)))
    for calculator in (*made.first, made.calculator)[1:]:
        done.append(_run(calculator, _from_result(calculator, done[-1])))
    result = done[-1].result
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        parts=(Part(PartKind.NUMBER, result.text), *parts, Part(PartKind.PROSE, ".")),
        index=index,
        value=result,
        citations=tuple(citations),
        calculations=tuple(done),
    )


def _run(calculator: str, inputs: tuple[CalculationInput, ...]) -> Calculation:
    from assistant.calculators import registry  # a question of fact must not wait for the calculators

    return registry.get(calculator).run(inputs)


def _from_result(calculator: str, before: Calculation) -> tuple[CalculationInput, ...]:
    """The input of a calculator that goes on with the result of the one before it."""
    from assistant.calculators import registry

    name = registry.get(calculator).inputs[0].name
    return (CalculationInput(name, before.result, InputKind.DERIVED, source=before.calculator),)


def _derived(
    name: str, found: Made, done: list[Calculation], citations: list[Citation]
) -> tuple[CalculationInput, list[Part]]:
    """An input that was worked out before; how, and what that cites, is added where it is new."""
    numbers = {cited.n: _number(cited, citations) for cited in found.citations}
    for calculation in found.calculations:
        inputs = tuple(replace(item, citation=numbers.get(item.citation or 0)) for item in calculation.inputs)
        again = replace(calculation, inputs=inputs)
        if again not in done:
            done.append(again)
    item = CalculationInput(name, found.quantity, InputKind.DERIVED, source=found.calculations[-1].calculator)
    return item, [Part(PartKind.NUMBER, found.quantity.text), Part(PartKind.PROSE, " (worked out)")]


def _given(name: str, found: Found, citations: list[Citation]) -> tuple[CalculationInput, list[Part]]:
    """An input that is quoted, or that the question states."""
    if not isinstance(found.source, Citation):
        item = CalculationInput(name, found.quantity, InputKind.ASSUMED, None, "stated in the question")
        return item, [Part(PartKind.NUMBER, found.quantity.text), Part(PartKind.PROSE, " (assumed)")]
    number = _number(found.source, citations)
    said = [
        Part(PartKind.PROSE, "“"),
        Part(PartKind.QUOTE, found.quantity.text, number),
        Part(PartKind.PROSE, "”"),
        Part(PartKind.MARKER, f" [{number}]", number),
    ]
    return CalculationInput(name, found.quantity, InputKind.QUOTED, number, ""), said


def _number(citation: Citation, citations: list[Citation]) -> int:
    """The number of a citation, added when it is new."""
    for known in citations:
        if (known.source, known.start, known.end) == (citation.source, citation.start, citation.end):
            return known.n
    citations.append(replace(citation, n=len(citations) + 1))
    return len(citations)
