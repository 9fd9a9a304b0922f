"""Text from outside as styled content: made visible, never parsed as markup.

Styles name the theme's variables only, and lit words are bold as well, so that they stand out
without colour.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from assistant.datatypes import Answer, Citation, Conflict, PartKind, Reason
from assistant.rendering import flat, visible
from assistant.rendering.marks import Line, Piece, answer_lines, context_pieces, part_pieces, quote_pieces
from assistant.rendering.words import amount, origin, place, subject

LIT = "bold $text-warning on $warning-muted"
"""The words that answer."""
MARK = "bold $text-accent"
"""A citation's number."""
MUTED = "$foreground 60%"
"""Where something stands, how it came about."""


def plain(text: str, style: str = "") -> Content:
    """Turn any text into content; line breaks stay."""
    return Content.styled(visible(text), style)


def lines_content(lines: Iterable[Line], answer: Answer) -> Content:
    """Give lines of an answer their styles: quotes lit, numbers and citation marks bold."""
    citations = {citation.n: citation for citation in answer.citations}
    return Content("\n").join([_line(line, citations) for line in lines])


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


def _line(line: Line, citations: dict[int, Citation]) -> Content:
    shown: list[Content | tuple[str, str]] = []
    for part in line.parts:
        if part.kind is PartKind.QUOTE:
            shown.append(pieces_content(part_pieces(part, citations)))
        else:
            style = {PartKind.MARKER: MARK, PartKind.NUMBER: "bold"}.get(part.kind, "")
            shown.append((flat(part.text), style))
    return Content.assemble(*shown)


def pieces_content(pieces: Iterable[Piece], style: str = "") -> Content:
    """Join pieces, the lit ones lit and the others in ``style``."""
    return Content.assemble(*[(flat(piece.text), LIT if piece.lit else style) for piece in pieces])


def quote_content(citation: Citation) -> Content:
    """The quote, its answering words lit."""
    return Content.assemble("“", pieces_content(quote_pieces(citation)), "”")


def context_content(citation: Citation) -> Content:
    """The passage around the quote, muted, with the quote in it as it is shown alone."""
    shown = [
        pieces_content(quote_pieces(citation)).stylize("bold") if piece.lit else plain(piece.text, MUTED)
        for piece in context_pieces(citation)
    ]
    return Content.assemble(*shown)


def source_content(citation: Citation) -> Content:
    """Number, title, publisher, date and place of a citation on one line."""
    return Content.assemble(
        (f"[{citation.n}] ", MARK),
        origin(citation.source),
        (f"  {place(citation)}", MUTED),
    )


def conflict_content(conflict: Conflict) -> Content:
    """One disagreement on one line: what it is about, and each claim with its citation."""
    shown: list[str | tuple[str, str]] = [f"{subject(conflict)}: "]
    for number, claim in enumerate(conflict.claims):
        shown += ["; " if number else "", (amount(claim.value), "bold"), (f" [{claim.citation}]", MARK)]
    return Content.assemble(*shown)
