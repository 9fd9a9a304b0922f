"""How much of a text is read: what is longer is refused with its size, before any work is put into it.

File size alone bounds neither time nor memory: ten kilobytes of a Word file or a PDF can unpack to
gigabytes. Each reader counts what its own work grows with; here is what all share.
"""

from __future__ import annotations

MAX_CHARACTERS = 2_000_000
"""Of one article: more than a long novel."""
MAX_LINES = 100_000
"""Of one article."""
MAX_ROWS = 100_000
"""Lines of a file of many articles that are looked at."""
MAX_NOTES = 1_000
"""Remarks on a file's lines that are kept; of more, the number is told."""


def require_length(text: str) -> str:
    """The text itself, if it is no longer than an article may be.

    Raises:
        ValueError: It is longer.
    """
    if reason := too_long(text):
        raise ValueError(reason)
    return text


def too_long(text: str) -> str:
    """Why a text is too long for an article; empty when it is not."""
    if len(text) > MAX_CHARACTERS:
        return f"holds {len(text):,} characters; the most is {MAX_CHARACTERS:,}, split it"
    if (lines := text.count("\n")) > MAX_LINES:
        return f"holds {lines:,} lines; the most is {MAX_LINES:,}, split it"
    return ""
