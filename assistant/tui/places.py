"""A place in an article that the chat can show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.datatypes import Citation, Span


@dataclass(frozen=True, slots=True)
class Place:
    """Words of an article, and perhaps a figure in them; all offsets are in characters of its text."""

    path: str
    start: int = 0
    end: int = 0
    """Equal to ``start`` where the article is meant as a whole."""
    figure_start: int = 0
    figure_end: int = 0
    """Equal to ``figure_start`` where no figure is meant."""


def place_of(citation: Citation, figure: Span | None = None) -> Place:
    """The place of a quote, and perhaps of a figure in it."""
    inner = (figure.start, figure.end) if figure is not None else (0, 0)
    return Place(citation.source.path, citation.start, citation.end, *inner)
