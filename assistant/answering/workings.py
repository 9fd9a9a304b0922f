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


def worked_out(
    calculator: str,
    filled: Sequence[tuple[str, str, Found]],
    question: Question,
    index: IndexInfo,
    trace: Trace,
    winner: str = "",
    first: Sequence[str] = (),
) -> Answer:
    """Run a calculator on inputs (name, words for it, value) and say the result with its sources.

    Where others come first, they get the inputs, and each of the rest gets the result of the one before.
    """
    citations: list[Citation] = []
    inputs = []
    for name, _, found in filled:
        number = _cite(found.source, citations)
        kind = InputKind.QUOTED if number else InputKind.ASSUMED
        source = "" if number else "stated in the question"
        inputs.append(CalculationInput(name, found.quantity, kind, number, source))
    calculations = _run([*first, calculator], tuple(inputs))
    calculation = calculations[-1]
    parts = [Part(PartKind.ECHO, winner), Part(PartKind.PROSE, ", by ")] if winner else []
    parts.append(Part(PartKind.NUMBER, calculation.result.text))
    for position, item in enumerate(inputs):
        lead = ": from the " if position == 0 else " and the "
        parts += [Part(PartKind.PROSE, f"{lead}{filled[position][1]} "), *_input_parts(item)]
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


def _run(names: Sequence[str], inputs: tuple[CalculationInput, ...]) -> tuple[Calculation, ...]:
    """Run calculators one after the other, the first on the inputs, each other on the result before it."""
    from assistant.calculators import registry  # a question of fact must not wait for the calculators

    done = [registry.get(names[0]).run(inputs)]
    for name in names[1:]:
        entry = registry.get(name)
        result = done[-1].result
        done.append(
            entry.run((CalculationInput(entry.inputs[0].name, result, InputKind.DERIVED, source=done[-1].calculator),))
        )
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
