"""Lines of a given width in terminal cells, for letters of any script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator


def cells(text: str) -> int:
    """Count the terminal columns that a text takes.

    Args:
        text: Visible text without line breaks.

    Returns:
        Columns: two for wide characters, none for combining marks, one for the rest.
    """
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def _cells_of(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def _pieces(word: str) -> Iterator[str]:
    """Cut a word where scripts without spaces may break: around each wide character."""
    if word.isascii():
        yield word
        return
    piece = ""
    before = 1
    for char in word:
        width = _cells_of(char)
        if piece and width and 2 in (width, before):
            yield piece
            piece = ""
        piece += char
        before = width or before
    yield piece


def wrap(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """Break a text into lines at white space, and between wide characters.

    Args:
        text: Visible text; runs of white space count as one space.
        width: Columns of a line, prefixes included. A word that is wider stands whole on a line
            of its own, so that paths and addresses can be copied.
        first: Prefix of the first line.
        rest: Prefix of the other lines.

    Returns:
        The lines, at least one, without trailing spaces.
    """
    lines: list[str] = []
    line, used, empty = first, cells(first), True
    for word in text.split():
        gap = "" if empty else " "
        for piece in _pieces(word):
            if not empty and used + len(gap) + cells(piece) > width:
                lines.append(line.rstrip())
                line, used, gap = rest, cells(rest), ""
            line += gap + piece
            used += len(gap) + cells(piece)
            gap, empty = "", False
    return [*lines, line.rstrip()]
