"""Text from outside as styled content: made visible, never parsed as markup.

Styles name the theme's variables only, and lit words are bold as well, so that they stand out
without colour.
"""

from __future__ import annotations

from textual.content import Content

from assistant.rendering import visible

LIT = "bold $text-warning on $warning-muted"
"""The words that answer."""
MARK = "bold $text-accent"
"""A citation's number."""
MUTED = "$foreground 60%"
"""Where something stands, how it came about."""


def plain(text: str, style: str = "") -> Content:
    """Turn any text into content; line breaks stay."""
    return Content.styled(visible(text), style)
