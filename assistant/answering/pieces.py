"""The pieces of a sentence that each speak of one thing: "Acme owes $5m | while Globex owes $7m"."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.answering.worksheet import Cell

_SEGMENT = re.compile(
    r"[,;:](?!\d)|\s[-–—]\s|\b(?:while|whereas|but|against|versus|than|though|although)\b|\bcompared (?:with|to)\b"
    r"| and "
)
"""What parts a sentence into pieces that each speak of one thing."""


def pieces_of(text: str) -> list[tuple[int, int]]:
    """The pieces of a sentence that each speak of one thing, as offsets into it.

    Args:
        text: The sentence.
    """
    found = (match for match in _SEGMENT.finditer(text) if match.group() != " and " or not _joins_names(text, match))
    cuts = [0, *(match.start() for match in found), len(text)]
    return [(start, end) for start, end in pairwise(cuts) if end > start]


def _joins_names(text: str, joint: re.Match[str]) -> bool:
    """Whether an "and" stands between two words with capitals: "Marks and Spencer", "Acme and Globex reported"."""
    before = text[: joint.start()].rsplit(" ", 1)[-1]
    return before[:1].isupper() and text[joint.end() : joint.end() + 1].isupper()


def piece_of(cell: Cell) -> tuple[int, int]:
    """The piece of its sentence that a figure stands in, as offsets into the sentence.

    Args:
        cell: The figure.
    """
    span, pieces = cell.quantity.span, pieces_of(cell.item.sentence.text)
    return next((piece for piece in pieces if span and piece[0] <= span.start < piece[1]), pieces[-1])
