"""Makes text safe and even without changing a visible character.

Line ends become newlines; control characters, NULs, lone surrogates, byte order marks
and direction overrides go; runs of spaces become one; accents are composed (NFC); at
most one blank line stays between paragraphs. Every step is linear in the text.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_UNWANTED = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters other than tab and newline
    r"\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"  # invisible, direction
    r"\ud800-\udfff]"  # halves of pairs, which no file can store
)
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_MAX_MARKS = 30
"""Longest run of combining marks; Unicode's stream-safe limit. Longer ones make NFC slow."""
_BEYOND_LATIN = re.compile(rf"[^\x00-\u02ff]{{{_MAX_MARKS + 1},}}")
"""Where such runs can be: the search for them must not slow down ordinary text."""


def clean_text(text: str) -> str:
    """The text with safe characters, plain line ends and single spaces."""
    text = _LINE_ENDS.sub("\n", text)
    text = _UNWANTED.sub("", text)
    text = "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _composed(_BLANK_LINES.sub("\n\n", text).strip("\n"))


def clean_line(text: str) -> str:
    """The text on one line: for titles, names and other fields."""
    return " ".join(clean_text(text).split())


def drop_controls(text: str) -> str:
    """Plain line ends and no control characters; indentation and runs of spaces stay."""
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))


def _composed(text: str) -> str:
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _BEYOND_LATIN.sub(_limited_marks, text))


def _limited_marks(run: re.Match[str]) -> str:
    """A run of characters without those combining marks that no language piles up."""
    kept: list[str] = []
    marks = 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MAX_MARKS:
            kept.append(character)
    return "".join(kept)
