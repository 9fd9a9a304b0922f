"""Text becomes a flat list of tokens in one pass, each with its exact offsets.

Digits, words and single marks are apart, so that ``4bn-euro`` is ``4``, ``bn``, ``-``,
``euro``. The pattern has no nested repetition: the pass is linear on any input.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple, TypeVar

Meaning = TypeVar("Meaning")

_PATTERN = re.compile(
    r"(?P<number>[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?|(?<![\w.])\.[0-9]+)"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<mark>\S)"
)
_LONGEST = 40
"""Longer runs of digits are no quantity that anyone writes."""

DASHES = frozenset("-–—‑−")


class Token(NamedTuple):
    """A word, a number in digits, or one other mark."""

    text: str
    lower: str
    start: int
    end: int
    value: Decimal | None
    """The number, when the token is one in digits."""
    glued: bool
    """True when no space stands before it."""
    is_word: bool


def tokenize(text: str) -> list[Token]:
    """Cut a text into tokens.

    Args:
        text: Any text.

    Returns:
        The tokens in order; white space lies between them.
    """
    tokens: list[Token] = []
    previous_end = -1
    for match in _PATTERN.finditer(text):
        written = match.group()
        start, end = match.span()
        kind = match.lastgroup
        value = None
        if kind == "number" and len(written) <= _LONGEST:
            value = Decimal(written.replace(",", ""))
        tokens.append(Token(written, written.lower(), start, end, value, start == previous_end, kind == "word"))
        previous_end = end
    return tokens


def match_longest(
    tokens: list[Token], i: int, table: dict[tuple[str, ...], Meaning], *, exact: bool = False, most: int = 4
) -> tuple[Meaning, int] | None:
    """Find the longest form of a table that starts at a token.

    Args:
        tokens: The text's tokens.
        i: Where the form must start.
        table: Forms, as tuples of words, with their meanings.
        exact: Compare the case too.
        most: The longest form, in tokens.

    Returns:
        The meaning and the index behind the form, or None.
    """
    pieces = [t.text if exact else t.lower for t in tokens[i : i + most]]
    for size in range(len(pieces), 0, -1):
        meaning = table.get(tuple(pieces[:size]))
        if meaning is not None:
            return meaning, i + size
    return None
