from __future__ import annotations

import dataclasses

import pytest

from assistant.answering.selfcheck import check
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
    Source,
)
from assistant.errors import SelfCheckError

TEXT = "Acme made $4 billion in 2025."
CITATION = Citation(1, Source("a.txt", "A"), "$4 billion", 10, 20, TEXT, ((10, 20),))
RESULT = Quantity(15.0, 15.0, "x", text="15x")
WORK = Calculation(
    "revenue-multiple",
    "valuation / revenue",
    "$60 billion / $4 billion",
    (CalculationInput("revenue", Quantity(4e9, 4e9, "USD", text="$4 billion"), InputKind.QUOTED, 1),),
    RESULT,
)
GOOD = Answer(
    "What multiple?",
    AnswerStatus.ANSWERED,
    (
        Part(PartKind.NUMBER, "15x"),
        Part(PartKind.PROSE, " from “"),
        Part(PartKind.QUOTE, "$4 billion", 1),
        Part(PartKind.PROSE, "”"),
        Part(PartKind.MARKER, " [1]", 1),
    ),
    IndexInfo("g", "d", "m"),
    value=RESULT,
    citations=(CITATION,),
    calculations=(WORK,),
)


def with_part(part: Part) -> Answer:
    return dataclasses.replace(GOOD, parts=(*GOOD.parts, part))


def with_citation(**changes: object) -> Answer:
    return dataclasses.replace(GOOD, citations=(dataclasses.replace(CITATION, **changes),))  # type: ignore[arg-type]


def with_input(**changes: object) -> Answer:
    item = dataclasses.replace(WORK.inputs[0], **changes)  # type: ignore[arg-type]
    return dataclasses.replace(GOOD, calculations=(dataclasses.replace(WORK, inputs=(item,)),))


def test_a_sound_answer_passes() -> None:
    check(GOOD, lambda _: TEXT)


@pytest.mark.parametrize(
    "answer",
    [
        with_citation(quote="$5 billion"),
        with_citation(start=9),
        with_citation(marks=((0, 4),)),
        with_part(Part(PartKind.PROSE, "about 16x")),
        with_part(Part(PartKind.NUMBER, "16x")),
        with_part(Part(PartKind.QUOTE, "$9 billion", 1)),
        with_part(Part(PartKind.MARKER, "[2]", 2)),
        with_input(citation=None),
        with_input(quantity=Quantity(9e9, 9e9, "USD", text="$9 billion")),
        with_input(kind=InputKind.ASSUMED, citation=None),
        with_input(kind=InputKind.CONSTANT, citation=None),
    ],
)
def test_what_cannot_be_traced_is_never_shown(answer: Answer) -> None:
    with pytest.raises(SelfCheckError):
        check(answer, lambda _: TEXT)
