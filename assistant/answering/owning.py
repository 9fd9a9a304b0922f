"""How surely a figure is that of one of two things which a question compares, from the words around it."""

from __future__ import annotations

import re
from enum import Enum
from itertools import pairwise

from assistant.answering.sides import Side, places_apart
from assistant.answering.worksheet import Cell, Sheet
from assistant.figures.cast import Cast

_SEGMENT = re.compile(
    r"[,;:](?!\d)|\s[-–—]\s|\b(?:while|whereas|but|against|versus|than|though|although)\b|\bcompared (?:with|to)\b"
    r"| and "
)
"""What parts a sentence into pieces that each speak of one thing."""
_TURN = re.compile(r"\b(?:while|whereas|but|although|though)\b(?! (?:its|it|their|they)\b)", re.IGNORECASE)
"""What begins a clause that has a subject of its own: in "while its debt fell" that is the one of before."""
_YEAR = re.compile(r"(?<![\d.,£$€])(?:19|20)\d\d(?![\d%]|[.,]\d)")
_BEFORE = re.compile(
    r"\b(?:a year (?:earlier|ago|before)|(?:the )?(?:previous|prior) year|the year before|year-earlier)\b", re.I
)


class Standing(Enum):
    """Where the side stands that a figure is said of, with what that speaks for it."""

    OWN = 0.5
    """In the figure's own piece of the sentence."""
    SENTENCE = 0.4
    """In a piece before it, or behind it where none is before."""
    BEFORE = 0.25
    """In the sentence before it."""
    ARTICLE = 0.15
    """In the title or elsewhere in the passage, which does not speak of the other."""
    DOUBTED = 0.0
    """Around a sentence that speaks of somebody else: such a figure may be meant, but is never taken."""


def standing(cell: Cell, side: Side, other: Side, sheet: Sheet) -> Standing | None:
    """Where the words stand that make a figure a side's; None where it is the other's, or nobody knows whose.

    Args:
        cell: The figure.
        side: The side.
        other: What it is set against.
        sheet: The article's figures.
    """
    span, text = cell.quantity.span, cell.item.sentence.text
    if span is None:
        return None
    pieces = _pieces(text)
    here = next(i for i, (start, end) in enumerate(pieces) if start <= span.start < end or i == len(pieces) - 1)
    for i in (here, *range(here - 1, -1, -1), *range(here + 1, len(pieces))):
        piece = slice(*pieces[i])
        mine, theirs = places_apart(side, other, text[piece])
        if mine and theirs:
            figure = (span.start - pieces[i][0], span.end - pieces[i][0])
            return Standing.OWN if i == here and _nearer(text[piece], mine, theirs, figure) else None
        if theirs or (mine and i < here and _TURN.search(text, pieces[i][1], span.start)):
            return None
        if mine:
            placed = [(a + pieces[i][0], b + pieces[i][0]) for a, b in mine]
            return (Standing.OWN if i == here else Standing.SENTENCE) if _is_near(cell, side, placed) else None
    # A few common words ("the investment bank") are surely a side only where they stand by the figure.
    return _from_outside(cell, side, other, sheet) if side.names else None


def _pieces(text: str) -> list[tuple[int, int]]:
    found = (match for match in _SEGMENT.finditer(text) if match.group() != " and " or not _joins_names(text, match))
    cuts = [0, *(match.start() for match in found), len(text)]
    return [(start, end) for start, end in pairwise(cuts) if end > start]


def _joins_names(text: str, joint: re.Match[str]) -> bool:
    """Whether an "and" stands between two words with capitals: "Marks and Spencer", "Acme and Globex reported"."""
    before = text[: joint.start()].rsplit(" ", 1)[-1]
    return before[:1].isupper() and text[joint.end() : joint.end() + 1].isupper()


def piece_of(cell: Cell) -> tuple[int, int]:
    """The piece of its sentence that a figure stands in, as offsets into the sentence."""
    span, pieces = cell.quantity.span, _pieces(cell.item.sentence.text)
    return next((piece for piece in pieces if span and piece[0] <= span.start < piece[1]), pieces[-1])


def _is_near(cell: Cell, side: Side, mine: list[tuple[int, int]]) -> bool:
    """Whether no other name stands between a figure and the side in its sentence; places are names of places only."""
    span, text = cell.quantity.span, cell.item.sentence.text
    assert span is not None
    gaps = [(end, span.start) if end <= span.start else (span.end, start) for start, end in mine]
    start, end = min(gaps, key=lambda gap: gap[1] - gap[0])
    return not any(
        start <= name.start and name.end <= end and (side.is_place or not name.place)
        for name in Cast("", (text,)).named(text)
    )


def _nearer(piece: str, mine: list[tuple[int, int]], theirs: list[tuple[int, int]], figure: tuple[int, int]) -> bool:
    """Whether a figure is the one's in a piece that holds two names: right behind it, else close before it."""
    start, end = figure
    for places, found in ((mine, True), (theirs, False)):
        if any(_AT.fullmatch(piece, end, first) for first, _ in places if first >= end):
            return found
    last = [max((stop for _, stop in places if stop <= start), default=-1) for places in (mine, theirs)]
    return last[0] > last[1] >= 0 and start - last[0] <= _CLOSE


_AT = re.compile(r"\s(?:\([^()]*\)\s)?(?:in|for|at|of|by|from|on)\s(?:the\s)?")
"""What stands between a figure and whose it is: "$5bn (£3bn) for Acme"."""
_CLOSE = 30
"""Characters between a name and a figure in a piece that holds the other name as well."""


def _from_outside(cell: Cell, side: Side, other: Side, sheet: Sheet) -> Standing | None:
    """Whether what is around a sentence that names neither side speaks of the one alone."""
    passage, title = cell.item.hit.passage, cell.item.hit.source.title
    doubted = _of_strangers(cell, sheet)
    position = passage.sentences.index(cell.item.sentence)
    for text in (sentence.text for sentence in reversed(passage.sentences[max(position - 2, 0) : position])):
        mine, theirs = places_apart(side, other, text)
        if mine or theirs:
            found = Standing.DOUBTED if doubted else Standing.BEFORE
            return found if mine and not theirs else None
    opening = min(sheet.items, key=lambda item: item.sentence.start).sentence.text
    around = f"{title}\n{passage.heading}\n{opening}\n{passage.text}"
    mine, theirs = places_apart(side, other, around)
    found = Standing.DOUBTED if doubted else Standing.ARTICLE
    return found if mine and not theirs else None


def _of_strangers(cell: Cell, sheet: Sheet) -> bool:
    """Whether a sentence names somebody before a figure whom the question does not name: "the Germans may pay"."""
    span, text = cell.quantity.span, cell.item.sentence.text
    for name in Cast("", (text,)).named(text):
        written = text[name.start : name.end]
        people = written.endswith("s") and text[: name.start].lower().endswith("the ")
        if span and name.end <= span.start and (people or not name.place) and written not in sheet.question.text:
            return True
    return False


def year_of(cell: Cell, year: int, other: int | None, sheet: Sheet) -> Standing | None:
    """How surely a figure is of a year; None where it is of another.

    Args:
        cell: The figure.
        year: The year.
        other: The year that it is set against.
        sheet: The article's figures.
    """
    span, text = cell.quantity.span, cell.item.sentence.text
    if span is None:
        return None
    start, end = piece_of(cell)
    olds = [old.start for at, old in sheet.olds if at == cell.item.sentence.start and old and old.start > span.start]
    end = min([end, *olds])  # in "rose to $3m from $2m in 2003" the year is that of the older figure
    named = {int(found) for found in _YEAR.findall(text[start:end])}
    if named:
        return Standing.OWN if named == {year} else None
    is_old = (cell.item.sentence.start, span) in sheet.olds
    if _BEFORE.search(text[start:end]) or is_old:
        return Standing.SENTENCE if other is not None and year == other - 1 else None
    lead = [int(found) for found in _YEAR.findall(text[:start])]
    if lead:
        return Standing.OWN if lead[-1] == year else None
    return Standing.SENTENCE if other is None or year > other else None
