"""Runs calculators on inputs that were found, and says the result with the source of each input."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering import compose
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
    ReadSentence,
    Trace,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A value for an input."""

    quantity: Quantity
    source: ReadSentence | Citation | None
    """None for an assumption."""


Given = Sequence[tuple[str, str, Found]]
"""Inputs: the calculator's name for each, what to call it, and its value."""


@dataclass(frozen=True, slots=True)
class Next:
    """A calculator that goes on with the result before it."""

    calculator: str
    takes: str = ""
    """Its name for that result; its first input where this is empty."""
    given: Given = ()
    """Its other inputs."""


def worked_out(
    calculator: str,
    filled: Given,
    question: Question,
    index: IndexInfo,
    trace: Trace,
    winner: str = "",
    first: Sequence[str] = (),
    then: Sequence[Next] = (),
) -> Answer:
    """Run a calculator on inputs and say the result with its sources.

    Where others come first, they get the inputs, and each of the rest gets the result of the one before, with what
    else it needs.
    """
    citations: list[Citation] = []
    names = [*first, calculator]
    steps = [Next(names[0], given=filled), *map(Next, names[1:]), *then]
    inputs = [[_input(name, found, citations) for name, _, found in step.given] for step in steps]
    calculations = _run(steps, inputs)
    calculation = calculations[-1]
    joint = ", " if calculation.result.unit == "x" else ", by "
    parts = [Part(PartKind.ECHO, winner), Part(PartKind.PROSE, joint)] if winner else []
    parts.append(Part(PartKind.NUMBER, calculation.result.text))
    called = [_without_numbers(words) for step in steps for _, words, _ in step.given]
    for position, item in enumerate(item for given in inputs for item in given):
        lead = ": from the " if position == 0 else " and the "
        parts += [Part(PartKind.PROSE, f"{lead}{called[position]} "), *_input_parts(item)]
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        parts=(*parts, Part(PartKind.PROSE, ".")),
        index=index,
        value=calculation.result,
        citations=tuple(citations),
        calculations=calculations,
        trace=trace,
    )


def _without_numbers(words: str) -> str:
    """What to call an input, without words that hold a digit: none of these may be taken for a figure."""
    kept = [word for word in words.split() if not any(character.isnumeric() for character in word)]
    return " ".join(kept) or "figure"


def _input(name: str, found: Found, citations: list[Citation]) -> CalculationInput:
    """An input with its source; the source is added to the citations when it is new."""
    number = _cite(found.source, citations)
    kind = InputKind.QUOTED if number else InputKind.ASSUMED
    return CalculationInput(name, found.quantity, kind, number, "" if number else "stated in the question")


def _run(steps: Sequence[Next], inputs: Sequence[Sequence[CalculationInput]]) -> tuple[Calculation, ...]:
    """Run calculators one after the other, each but the first on the result before it as well."""
    from assistant.calculators import registry  # a question of fact must not wait for the calculators

    done: list[Calculation] = []
    for step, given in zip(steps, inputs, strict=True):
        entry = registry.get(step.calculator)
        before = [
            CalculationInput(step.takes or entry.inputs[0].name, last.result, InputKind.DERIVED, source=last.calculator)
            for last in done[-1:]
        ]
        done.append(entry.run((*before, *given)))
    return tuple(done)


def _input_parts(item: CalculationInput) -> list[Part]:
    if item.citation is None:
        return [Part(PartKind.NUMBER, item.quantity.text), Part(PartKind.PROSE, " (assumed)")]
    return [
        Part(PartKind.PROSE, "“"),
        Part(PartKind.QUOTE, item.quantity.text, item.citation),
        Part(PartKind.PROSE, "”"),
        Part(PartKind.MARKER, f" [{item.citation}]", item.citation),
    ]


def _cite(source: ReadSentence | Citation | None, citations: list[Citation]) -> int | None:
    """The number of a source's citation, added when it is new."""
    if source is None:
        return None
    if isinstance(source, ReadSentence):
        source = compose.cite(source, 0)
    for citation in citations:
        if (citation.source, citation.start, citation.end) == (source.source, source.start, source.end):
            return citation.n
    number = len(citations) + 1
    citations.append(
        Citation(number, source.source, source.quote, source.start, source.end, source.context, source.marks)
    )
    return number
