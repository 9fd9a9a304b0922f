"""The last gate: every quote and every number of an answer is traced before it is shown.

A failure here is a bug of ours. It is raised, never rendered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from assistant.datatypes import Answer, Calculation, Citation, Conflict, InputKind, PartKind, Quantity
from assistant.errors import AssistantError, SelfCheckError

_DIGIT = re.compile(r"\d")


def check(answer: Answer, text_of: Callable[[str], str]) -> None:
    """Trace everything that an answer shows.

    Args:
        answer: The answer.
        text_of: The text of an article by its path.

    Raises:
        SelfCheckError: A quote is not what the article says, or a number comes from nowhere.
    """
    for citation in (*answer.citations, *answer.nearest):
        _check_citation(citation, text_of)
    _check_parts(answer)
    if answer.value is not None and not answer.calculations:
        _check_value(answer.value, answer.citations)
    for conflict in answer.conflicts:
        _check_conflict(conflict, answer.citations)
    for calculation in answer.calculations:
        _check_calculation(calculation, answer.citations)


def _check_citation(citation: Citation, text_of: Callable[[str], str]) -> None:
    path = citation.source.path
    try:
        text = text_of(path)
    except AssistantError as error:
        raise SelfCheckError(f"an answer cites {path}, which is not in the index") from error
    if text[citation.start : citation.end] != citation.quote:
        raise SelfCheckError(f"a quote of {path} is not what the article says at {citation.start}")
    for start, end in citation.marks:
        if not citation.start <= start < end <= citation.end:
            raise SelfCheckError(f"a mark in {path} lies outside its quote")


def _check_parts(answer: Answer) -> None:
    quotes = {citation.n: citation.quote for citation in answer.citations}
    numbers = {text for calculation in answer.calculations for text in _shown(calculation)}
    for part in answer.parts:
        if part.kind is PartKind.QUOTE and part.text not in quotes.get(part.citation or 0, ""):
            raise SelfCheckError(f"an answer quotes words that citation {part.citation} does not have")
        if part.kind is PartKind.MARKER and part.citation not in quotes:
            raise SelfCheckError(f"an answer refers to citation {part.citation}, which it does not have")
        if part.kind is PartKind.PROSE and _DIGIT.search(part.text):
            raise SelfCheckError(f"an answer holds a number of no origin: {part.text!r}")
        if part.kind is PartKind.NUMBER and part.text not in numbers:
            raise SelfCheckError(f"an answer shows {part.text!r}, which no calculation gives")


def _shown(calculation: Calculation) -> Iterable[str]:
    yield calculation.result.text
    for item in calculation.inputs:
        yield item.quantity.text


def _check_value(value: Quantity, citations: tuple[Citation, ...]) -> None:
    if not citations or value.text not in citations[0].quote:
        raise SelfCheckError(f"the value {value.text!r} is not in the first quote")


def _check_conflict(conflict: Conflict, citations: tuple[Citation, ...]) -> None:
    quotes = {citation.n: citation.quote for citation in citations}
    for claim in conflict.claims:
        if claim.value.text not in quotes.get(claim.citation, ""):
            raise SelfCheckError(f"a claim about {conflict.entity} is not in its citation")


def _check_calculation(calculation: Calculation, citations: tuple[Citation, ...]) -> None:
    cited = {citation.n: citation for citation in citations}
    for item in calculation.inputs:
        if item.kind is InputKind.QUOTED:
            citation = cited.get(item.citation or 0)
            if citation is None or item.quantity.text not in citation.quote:
                raise SelfCheckError(f"input {item.name} of {calculation.calculator} is not in its citation")
        elif item.kind in (InputKind.CONSTANT, InputKind.ASSUMED) and not item.source:
            raise SelfCheckError(f"input {item.name} of {calculation.calculator} has no source")
