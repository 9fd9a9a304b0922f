"""Text from outside as HTML: characters that are seen, never tags, attributes or scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from assistant.rendering.marks import Piece
from assistant.rendering.safe import flat, visible

_PLAIN_URL = re.compile(r"https?://[^\s<>\"'\\`{}|^]+", re.IGNORECASE)


def shown(text: str) -> str:
    """Give a text as HTML, its line breaks kept.

    Args:
        text: Any text.

    Returns:
        Its visible form, escaped for the inside of an element or of a quoted attribute.
    """
    return escape(visible(text), quote=True)


def line(text: str) -> str:
    """Give a text as HTML on one line, stripped; as ``shown`` otherwise."""
    return escape(flat(text).strip(), quote=True)


def lit(pieces: Iterable[Piece]) -> str:
    """Give pieces of text as HTML, the lit ones in ``<mark>``."""
    return "".join(f"<mark>{shown(piece.text)}</mark>" if piece.lit else shown(piece.text) for piece in pieces)


def address(url: str) -> str:
    """Give a web address as a link; anything that is not plain ``http`` or ``https`` stays text.

    Args:
        url: What an article says its address is.

    Returns:
        HTML; empty for an empty address.
    """
    text = flat(url).strip()
    if not _PLAIN_URL.fullmatch(text):
        return f"<span>{escape(text)}</span>" if text else ""
    return f'<a href="{escape(text)}" rel="noopener noreferrer">{escape(text)}</a>'
