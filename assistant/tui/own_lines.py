"""What of an answer's text nothing else on the screen says."""

from __future__ import annotations

from assistant.datatypes import Answer, PartKind, Reason
from assistant.rendering.marks import Line, answer_lines


def own_lines(answer: Answer) -> list[Line]:
    """Give the lines of an answer that nothing else on the screen says.

    A line that is nothing but a cited quotation stands in that citation's card, beside its source;
    a line that gives the reason of a refusal stands in the note.
    """
    quotes = {citation.n: citation.quote for citation in answer.citations}
    lines = [
        line
        for line in answer_lines(answer)
        if not (_stands_in_card(line, quotes) or _stands_in_note(line, answer.reason))
    ]
    while lines and not lines[-1].parts:
        del lines[-1]
    return lines if any(line.parts for line in lines) else []


def _stands_in_card(line: Line, quotes: dict[int, str]) -> bool:
    quoted = [part for part in line.parts if part.kind is PartKind.QUOTE]
    return line.is_quotation and all(part.text == quotes.get(part.citation or 0) for part in quoted)


def _stands_in_note(line: Line, reason: Reason | None) -> bool:
    said = "".join(part.text for part in line.parts)
    return reason is not None and reason.text != "" and reason.text in said
