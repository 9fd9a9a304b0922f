"""Lines of a long text, as offsets into it, for a view that draws only what is on the screen.

Nothing is copied: a text of ten megabytes becomes some hundred thousand pairs of numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from rich.cells import cell_len

from assistant.rendering import visible

_NARROW = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)
"""Latin, Greek, Cyrillic, dashes, quotes and currency signs: one column each, and known without counting."""


def wrap_lines(text: str, width: int) -> list[tuple[int, int]]:
    """Break a text into lines of a width.

    Args:
        text: Any text; its own line breaks are kept.
        width: Columns of a line, at least 1. A word that is wider is cut.

    Returns:
        Half-open ranges of offsets into the text, in order. The space at which a line was broken is in none of
        them, nor is a line break; an empty line is an empty range.
    """
    lines: list[tuple[int, int]] = []
    start = 0
    while True:
        end = text.find("\n", start)
        stop = len(text) if end < 0 else end
        _wrap_paragraph(text, start, stop, width, lines)
        if end < 0:
            return lines
        start = end + 1


def _wrap_paragraph(text: str, start: int, stop: int, width: int, lines: list[tuple[int, int]]) -> None:
    paragraph = text[start:stop]
    if _NARROW.fullmatch(paragraph) or (paragraph.isprintable() and cell_len(paragraph) == len(paragraph)):
        _wrap_narrow(text, start, stop, width, lines)
    else:
        _wrap_wide(text, start, stop, width, lines)


def _wrap_narrow(text: str, start: int, stop: int, width: int, lines: list[tuple[int, int]]) -> None:
    """Break where every character takes one column."""
    while stop - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        if cut <= start:
            lines.append((start, start + width))
            start += width
        else:
            lines.append((start, cut))
            start = cut + 1
    lines.append((start, stop))


def _wrap_wide(text: str, start: int, stop: int, width: int, lines: list[tuple[int, int]]) -> None:
    """Break by columns, with characters that are wide, combine, or are shown by name."""
    used, space, at = 0, -1, start
    while at < stop:
        char = text[at]
        used += cell_len(visible(char))
        if char == " ":
            space = at
        if used > width and at > start:
            cut, after = (space, space + 1) if space > start else (at, at)
            lines.append((start, cut))
            start = at = after
            used, space = 0, -1
            continue
        at += 1
    lines.append((start, stop))


def line_at(lines: list[tuple[int, int]], offset: int) -> int:
    """The line that holds an offset.

    Args:
        lines: As ``wrap_lines`` gives them.
        offset: Into the text; one at a broken space counts to the line before it.

    Returns:
        Its number, from 0.
    """
    return max(bisect_right(lines, (offset, 1 << 62)) - 1, 0)
