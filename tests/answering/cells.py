"""Figures of sentences that are written on the spot, without an index."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.question import parse
from assistant.answering.worksheet import Cell, Sheet, cells_of
from tests.answering.sentences import judged


def sheet_of(*texts: str, question: str = "How much is it?") -> Sheet:
    """The figures of an article of a few sentences."""
    return Sheet(parse(question), judged(texts))


def cells(*texts: str) -> Sequence[Cell]:
    """The figures of a few sentences, in order."""
    return [cell for item in judged(texts) for cell in cells_of(item)]


def cell(text: str, at: int = 0) -> Cell:
    """A figure of a sentence, the first where no other is meant."""
    return cells(text)[at]
