"""The words that answer, found again in the pieces of text that hold them."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from assistant.datatypes import Answer, Citation, Part, PartKind

_PAIRS = "\"“”‘’«»'"


class Piece(NamedTuple):
    """A stretch of text that is lit throughout, or not at all."""

    text: str
    lit: bool


def pieces(text: str, start: int, marks: tuple[tuple[int, int], ...]) -> list[Piece]:
    """Cut a text at its marks.

    Args:
        text: Words of an article.
        start: Offset of their first character in the article's text.
        marks: Half-open ranges of offsets in the article's text; they may overlap or lie outside.

    Returns:
        The text in pieces, in order; joined they are the text.
    """
    lit = bytearray(len(text))
    for mark in marks:
        low, high = max(mark[0] - start, 0), min(mark[1] - start, len(text))
        if low < high:
            lit[low:high] = b"\x01" * (high - low)
    cuts = [0, *(i for i in range(1, len(text)) if lit[i] != lit[i - 1]), len(text)]
    return [Piece(text[a:b], bool(lit[a])) for a, b in pairwise(cuts) if a < b]


def quote_pieces(citation: Citation) -> list[Piece]:
    """Cut a quote into its answering words and the others."""
    return pieces(citation.quote, citation.start, citation.marks)


def context_pieces(citation: Citation) -> list[Piece]:
    """Cut the passage around a quote into the quote (lit) and the rest.

    Returns:
        The passage in pieces; the quote alone, lit, when the passage is absent or does not hold it.
    """
    at = citation.context.find(citation.quote)
    if at < 0:
        return [Piece(citation.quote, lit=True)]
    return pieces(citation.context, 0, ((at, at + len(citation.quote)),))


def part_pieces(part: Part, citations: dict[int, Citation]) -> list[Piece]:
    """Cut a part of an answer into answering words and others.

    Args:
        part: Any part; only quotes have marks.
        citations: The answer's citations by number.

    Returns:
        The part's text in pieces.
    """
    citation = citations.get(part.citation or 0)
    at = citation.quote.find(part.text) if citation is not None else -1
    if citation is None or part.kind is not PartKind.QUOTE or at < 0:
        return [Piece(part.text, lit=False)] if part.text else []
    return pieces(part.text, citation.start + at, citation.marks)


class Line(NamedTuple):
    """One line of an answer."""

    parts: tuple[Part, ...]

    @property
    def is_quotation(self) -> bool:
        """True when the line holds an article's words and nothing of ours but signs."""
        kinds = {part.kind for part in self.parts if any(map(str.isalnum, part.text))}
        return PartKind.QUOTE in kinds and kinds <= {PartKind.QUOTE, PartKind.MARKER}


def answer_lines(answer: Answer) -> list[Line]:
    """Split an answer at its own line breaks; those inside quotes and questions are not ours.

    Returns:
        The lines in order, empty ones included, none at either end.
    """
    lines: list[list[Part]] = [[]]
    for part in answer.parts:
        whole = part.kind in (PartKind.QUOTE, PartKind.ECHO)
        head, *tail = [part.text] if whole else part.text.split("\n")
        lines[-1] += _with_text(part, head)
        lines += [_with_text(part, text) for text in tail]
    while lines and not lines[0]:
        del lines[0]
    while lines and not lines[-1]:
        del lines[-1]
    return [Line(tuple(parts)) for parts in lines]


def _with_text(part: Part, text: str) -> list[Part]:
    return [Part(part.kind, text, part.citation)] if text else []


def without_signs(line: Line) -> tuple[Part, ...]:
    """Drop the quotation marks and bullets around the quotes of a quotation."""
    kept = []
    for part in line.parts:
        if part.kind is PartKind.PROSE:
            text = part.text.strip(_PAIRS + " -•")
            kept.append(Part(part.kind, f" {text} " if text else " "))
        else:
            kept.append(part)
    return tuple(kept)
