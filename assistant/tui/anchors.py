"""What in an answer can be gone to: citation marks, quoted figures, results and inputs of calculations.

An answer's lines become content with the places of its anchors; what an anchor opens is decided elsewhere.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from textual.content import Content
from textual.style import Style

from assistant.datatypes import Answer, Calculation, CalculationInput, Citation, FiledFigure, Part, PartKind
from assistant.rendering import flat, visible
from assistant.rendering.marks import Line, context_pieces
from assistant.rendering.words import amount, origin, place
from assistant.tui.contents import LIT, MARK, MUTED

FIGURE = "bold underline"
"""A quoted figure that can be opened."""
META = "anchor"
"""Key under which content says which anchor a place belongs to, for the mouse."""


class AnchorKind(Enum):
    """What an anchor stands for."""

    MARK = "citation"
    FIGURE = "figure"
    RESULT = "result"
    INPUT = "input"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in an answer that can be opened."""

    kind: AnchorKind
    text: str
    """As shown."""
    citation: Citation | None = None
    figure: FiledFigure | None = None
    calculation: Calculation | None = None
    input: CalculationInput | None = None


@dataclass(frozen=True, slots=True)
class Anchored:
    """Content with its anchors."""

    content: Content
    places: tuple[tuple[int, int, Anchor], ...]
    """Half-open ranges of the content's characters, in order."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one style."""

    text: str
    """Safe to show, line breaks included."""
    style: str
    anchor: Anchor | None = None
    """Neighbouring pieces of the same anchor are one place."""


def anchored_lines(lines: Iterable[Line], answer: Answer, figures: Sequence[FiledFigure]) -> Anchored:
    """Give lines of an answer their styles and anchors.

    Args:
        lines: Lines of the answer.
        answer: The whole answer.
        figures: The ledger's figures in its quotes.

    Returns:
        Quotes lit, numbers, figures and citation marks as anchors.
    """
    citations = {citation.n: citation for citation in answer.citations}
    pieces: list[Piece] = []
    for number, line in enumerate(lines):
        if number:
            pieces.append(Piece("\n", ""))
        for part in line.parts:
            pieces += _part(part, answer, citations, figures)
    return assembled(pieces)


def anchored_citation(citation: Citation, figures: Sequence[FiledFigure], *, expanded: bool, opens: bool) -> Anchored:
    """Give a citation its quote or its passage, and its source on a line below.

    Args:
        citation: What is quoted.
        figures: The ledger's figures in the quotes of the answer.
        expanded: Show the passage around the quote.
        opens: There is a passage to show.

    Returns:
        The figures of the quote as anchors, and the source as the last one.
    """
    inner = list(_quoted(citation, citation.start, citation.end, figures))
    pieces = _in_passage(citation, inner) if expanded else [Piece("“", ""), *inner, Piece("”", "")]
    sign = ("▾ " if expanded else "▸ ") if opens else ""
    mark = f"[{citation.n}]"
    source = [
        Piece(f"\n{sign}", MUTED),
        Piece(mark, MARK, Anchor(AnchorKind.MARK, mark, citation)),
        Piece(f" {origin(citation.source)}", ""),
        Piece(f"  {place(citation)}", MUTED),
    ]
    return assembled([*pieces, *source])


def _in_passage(citation: Citation, inner: Sequence[Piece]) -> list[Piece]:
    pieces: list[Piece] = []
    for piece in context_pieces(citation):
        if piece.lit:
            pieces += [dataclasses.replace(part, style=f"{part.style} bold".strip()) for part in inner]
        else:
            pieces.append(Piece(visible(piece.text), MUTED))
    return pieces


def _part(
    part: Part, answer: Answer, citations: dict[int, Citation], figures: Sequence[FiledFigure]
) -> Iterator[Piece]:
    citation = citations.get(part.citation or 0)
    if part.kind is PartKind.QUOTE and citation is not None and (at := citation.quote.find(part.text)) >= 0:
        start = citation.start + at
        yield from _quoted(citation, start, start + len(part.text), figures)
    elif part.kind is PartKind.MARKER and citation is not None:
        mark = part.text.strip()
        before, _, after = part.text.partition(mark)
        yield Piece(before, "")
        yield Piece(mark, MARK, Anchor(AnchorKind.MARK, mark, citation))
        yield Piece(after, "")
    elif part.kind is PartKind.NUMBER:
        yield Piece(flat(part.text), "bold", _of_calculation(part.text, answer, citations, figures))
    else:
        yield Piece(flat(part.text), "")


def _quoted(citation: Citation, start: int, end: int, figures: Sequence[FiledFigure]) -> Iterator[Piece]:
    """The words of an article between two offsets, cut at lit words and figures."""
    inside = [
        (span.start, span.end, filed)
        for filed in figures
        if (span := filed.figure.quantity.span) is not None
        and filed.source.path == citation.source.path
        and start <= span.start < span.end <= end
    ]
    bounds = {start, end, *(min(max(cut, start), end) for mark in citation.marks for cut in mark)}
    bounds |= {cut for low, high, _ in inside for cut in (low, high)}
    cuts = sorted(bounds)
    anchors = [Anchor(AnchorKind.FIGURE, filed.figure.quantity.text, citation, filed) for _, _, filed in inside]
    for low, high in pairwise(cuts):
        lit = any(mark[0] <= low < mark[1] for mark in citation.marks)
        anchor = next((anchors[n] for n, (a, b, _) in enumerate(inside) if a <= low < b), None)
        text = flat(citation.quote[low - citation.start : high - citation.start])
        yield Piece(text, " ".join(filter(None, (FIGURE if anchor else "", LIT if lit else ""))), anchor)


def _of_calculation(
    text: str, answer: Answer, citations: dict[int, Citation], figures: Sequence[FiledFigure]
) -> Anchor | None:
    """The calculation, or the input of one, that a number in an answer's own words is."""
    for calculation in answer.calculations:
        if amount(calculation.result) == flat(text).strip():
            return Anchor(AnchorKind.RESULT, text, calculation=calculation)
    for calculation in answer.calculations:
        for item in calculation.inputs:
            if amount(item.quantity) == flat(text).strip():
                citation = citations.get(item.citation or 0)
                return Anchor(AnchorKind.INPUT, text, citation, figure_of(item, citation, figures), calculation, item)
    return None


def figure_of(item: CalculationInput, citation: Citation | None, figures: Sequence[FiledFigure]) -> FiledFigure | None:
    """The ledger's figure that an input was quoted from; None where it is not quoted or not filed."""
    if citation is None:
        return None
    return next(
        (
            filed
            for filed in figures
            if filed.source.path == citation.source.path
            and (span := filed.figure.quantity.span) is not None
            and citation.start <= span.start < citation.end
            and filed.figure.quantity.text == item.quantity.text
        ),
        None,
    )


def assembled(pieces: Iterable[Piece]) -> Anchored:
    """Join pieces.

    Args:
        pieces: In order.

    Returns:
        Their content, with the place of each anchor.
    """
    shown: list[Content] = []
    places: list[tuple[int, int, Anchor]] = []
    at = 0
    for piece in pieces:
        content = Content.styled(piece.text, piece.style)
        end = at + len(piece.text)
        if piece.anchor is not None:
            if places and places[-1][2] is piece.anchor and places[-1][1] == at:
                places[-1] = (places[-1][0], end, piece.anchor)
            else:
                places.append((at, end, piece.anchor))
            content = content.stylize(Style.from_meta({META: len(places) - 1}))
        shown.append(content)
        at = end
    return Anchored(Content("").join(shown), tuple(places))
