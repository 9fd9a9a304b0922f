"""A place in an article that the chat can show."""

from __future__ import annotations

from dataclasses import dataclass


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
