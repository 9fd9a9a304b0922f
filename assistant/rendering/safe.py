"""Text from outside reaches a screen as characters that can be seen, never as commands to it.

Control characters, escape sequences, bidirectional overrides and other characters without a
shape of their own are replaced by a picture or a name, one for one, so that a person sees that
they are there. Nothing else is touched.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories that are shown by name: controls, formats, lone surrogates, separators."""

_SPACES = re.compile(r"\s+")
_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
"""How a formula begins; the wide forms count in the far east."""


def is_hidden(char: str) -> bool:
    """Tell whether a character has no shape of its own and may steer a terminal.

    Args:
        char: One character.

    Returns:
        True for controls (line breaks included), formats such as bidirectional overrides, lone
        surrogates, and line or paragraph separators.
    """
    return unicodedata.category(char) in _HIDDEN


@lru_cache(maxsize=1024)
def _picture(char: str) -> str:
    """Show one character: itself, a control picture, or its code point in angle brackets."""
    code = ord(char)
    if char == "\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"<U+{code:04X}>" if is_hidden(char) else char


def visible(text: str, *, newlines: bool = True) -> str:
    r"""Make a text safe for a terminal.

    Args:
        text: Any text, for instance of an article, a file name or a question.
        newlines: Keep line feeds (``\r\n`` counts as one); otherwise they are shown as ``␊``.

    Returns:
        The text with C0 controls as control pictures (``\x1b`` as ``␛``), tabs as spaces, and
        C1 controls, format characters (U+202E, U+200B …), lone surrogates and Unicode line
        separators as ``<U+202E>``.
    """
    if text.isprintable():
        return text
    if not newlines:
        return "".join(map(_picture, text))
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(line if line.isprintable() else "".join(map(_picture, line)) for line in lines)


def flat(text: str) -> str:
    """Make a text safe for a terminal and put it on one line.

    Args:
        text: Any text.

    Returns:
        The visible text with each run of white space as one space; it is not stripped, so that
        pieces of one line can be flattened one by one.
    """
    return visible(_SPACES.sub(" ", text))


def cell(value: object) -> str | int | float:
    """Make a value safe for a cell of a table that a spreadsheet opens.

    Args:
        value: A number, a text, or None for an empty cell.

    Returns:
        A number as it is; a text on one line, with an apostrophe before it when a spreadsheet would take it for
        a formula.
    """
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    text = visible(str(value), newlines=False)
    return f"'{text}" if text.startswith(_FORMULA) else text
