"""What is copied of an answer: words that can stand in a report, with their source."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.datatypes import Answer, Calculation, Citation
from assistant.rendering import flat, to_text
from assistant.rendering.words import amount, origin, place, provenance, working
from assistant.tui.anchors import Anchor

WIDTH = 100
"""Columns of an answer that is copied whole."""


def copied_citation(citation: Citation) -> str:
    """A quote with its source."""
    url = f", {flat(citation.source.url)}" if citation.source.url else ""
    return f"“{flat(citation.quote)}” — {origin(citation.source)}, {place(citation)}{url}"


def copied_anchor(anchor: Anchor, citations: Mapping[int, Citation]) -> tuple[str, str]:
    """The words for an anchor, and what they are.

    Args:
        anchor: A citation, a figure, a result or an input.
        citations: The answer's citations by number.
    """
    if anchor.citation is None:
        if anchor.calculation is not None:
            return copied_calculation(anchor.calculation, citations), "the calculation"
        return anchor.text, "the figure"
    if anchor.figure is None:
        return copied_citation(anchor.citation), "the quote with its source"
    return f"{flat(anchor.text)}: {copied_citation(anchor.citation)}", "the figure with its source"


def copied_calculation(calculation: Calculation, citations: Mapping[int, Citation]) -> str:
    """A calculation that can be checked by hand: result, formula, values, and the quotes that they are from."""
    name, formula, values = working(calculation)
    sign = f"{name} = " if name else ""
    lines = [f"{sign}{formula} = {values} = {amount(calculation.result)}"]
    for item in calculation.inputs:
        citation = citations.get(item.citation or 0)
        source = copied_citation(citation) if citation is not None else provenance(item)
        lines.append(f"  {flat(item.name)}: {amount(item.quantity)} ({source})")
    return "\n".join([*lines, *(f"  Note: {flat(note)}" for note in calculation.notes)])


def copied_answer(answer: Answer) -> str:
    """A whole answer as plain text, its question first."""
    return f"{flat(answer.question)}\n\n{to_text(answer, width=WIDTH)}"
