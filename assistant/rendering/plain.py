"""An answer as plain text for a terminal or a pipe: no colour, no markup, no control character."""

from __future__ import annotations

from assistant.datatypes import Answer, AnswerStatus, Calculation, Citation, Conflict, Reason
from assistant.rendering.explain import why_lines
from assistant.rendering.layout import cells, wrap
from assistant.rendering.marks import answer_lines
from assistant.rendering.safe import flat
from assistant.rendering.words import amount, origin, place, provenance, reason_sentence, subject, working

_MARGIN = "  "
_NARROWEST = 20


def to_text(answer: Answer, *, width: int = 80, why: bool = False) -> str:
    """Give an answer as plain text.

    Args:
        answer: The answer.
        width: Columns of a line (20 at least); only a single longer word overhangs.
        why: Add how it was found.

    Returns:
        The answer's text, its calculations, disagreements and sources, or the reason why there is
        none with the nearest evidence; every line ends in a line break.
    """
    width = max(width, _NARROWEST)
    blocks = [_text(answer, width)]
    if answer.reason is not None:
        blocks.append(_reason(answer, answer.reason, width))
    blocks += [_calculation(calculation, width) for calculation in answer.calculations]
    blocks.append(_conflicts(answer.conflicts, width))
    blocks.append(_sources(answer.citations, width))
    blocks.append(_nearest(answer.nearest, width))
    if why:
        blocks.append(why_lines(answer.trace, width))
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _text(answer: Answer, width: int) -> list[str]:
    lines: list[str] = []
    for line in answer_lines(answer):
        lines += wrap(flat("".join(part.text for part in line.parts)), width)
    return lines


def _reason(answer: Answer, reason: Reason, width: int) -> list[str]:
    """Word why there is no answer, unless the answer's own text has said it."""
    if reason.text and reason.text in answer.text:
        return []
    head = "Error" if answer.status is AnswerStatus.ERROR else "No answer"
    return wrap(f"{head}: {reason_sentence(reason)}", width)


def _calculation(calculation: Calculation, width: int) -> list[str]:
    lines = wrap(f"Calculation: {flat(calculation.calculator)}", width)
    name, formula, values = working(calculation)
    lead = " " * cells(name) + " " if name else ""
    sign = f"{name} = " if name else ""
    for first, step in ((sign, formula), (f"{lead}= ", values), (f"{lead}= ", amount(calculation.result))):
        indent = f"{_MARGIN}{first}"
        lines += wrap(step, width, first=indent, rest=" " * cells(indent))
    lines += _inputs(calculation, width)
    for note in calculation.notes:
        lines += wrap(flat(note), width, first=f"{_MARGIN}Note: ", rest=_MARGIN * 2)
    return lines


def _inputs(calculation: Calculation, width: int) -> list[str]:
    rows = [(flat(item.name), amount(item.quantity), provenance(item)) for item in calculation.inputs]
    wide = [max((cells(row[column]) for row in rows), default=0) for column in (0, 1)]
    lines = []
    for name, value, source in rows:
        first = f"{_MARGIN}{name}{' ' * (wide[0] - cells(name))}  {value}"
        padded = f"{first}{' ' * (wide[1] - cells(value))}  {source}"
        if cells(padded) <= width:
            lines.append(padded)
        else:
            lines += wrap(f"{value}  ({source})", width, first=f"{_MARGIN}{name}  ", rest=_MARGIN * 2)
    return lines


def _conflicts(conflicts: tuple[Conflict, ...], width: int) -> list[str]:
    lines = ["The sources disagree"] if conflicts else []
    for conflict in conflicts:
        claims = "; ".join(f"{amount(claim.value)} [{claim.citation}]" for claim in conflict.claims)
        lines += wrap(f"{subject(conflict)}: {claims}", width, first=_MARGIN, rest=_MARGIN * 2)
    return lines


def _sources(citations: tuple[Citation, ...], width: int) -> list[str]:
    lines = ["Sources"] if citations else []
    for citation in citations:
        first = f"[{citation.n}] "
        rest = " " * len(first)
        lines += wrap(f"{origin(citation.source)}, {place(citation)}", width, first=first, rest=rest)
    return lines


def _nearest(citations: tuple[Citation, ...], width: int) -> list[str]:
    lines = ["Nearest evidence"] if citations else []
    for citation in citations:
        lines += wrap(f"“{flat(citation.quote)}”", width, first=_MARGIN, rest=_MARGIN)
        where = f"{origin(citation.source)}, {place(citation)}"
        lines += wrap(where, width, first=_MARGIN * 2, rest=_MARGIN * 3)
    return lines
