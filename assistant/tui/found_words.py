"""Lights the words in an excerpt that a search looked for, as the search compares them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from textual.content import Content

from assistant.rendering import flat
from assistant.tui.contents import LIT


def found_content(excerpt: str, query: str, style: str = "") -> Content:
    """An excerpt with the searched words lit.

    Args:
        excerpt: Any text.
        query: What was searched for; capitals and accents do not matter, the last word may be unfinished.
        style: Of the other words.
    """
    shown, at = [], 0
    for start, end in _places(excerpt, query):
        shown += [(flat(excerpt[at:start]), style), (flat(excerpt[start:end]), LIT)]
        at = end
    return Content.assemble(*shown, (flat(excerpt[at:]), style))


def _places(text: str, query: str) -> Iterator[tuple[int, int]]:
    words = re.findall(r"\w+", _folded(query))
    if not words:
        return
    whole = "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))
    for found in re.finditer(rf"\b(?:{re.escape(words[-1])}\w*|(?:{whole})\b)", _folded(text)):
        yield found.span()


def _folded(text: str) -> str:
    """A text without capitals and accents, each character still in its place."""
    return "".join(unicodedata.normalize("NFD", char)[0].casefold()[:1] for char in text)
