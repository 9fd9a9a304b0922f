"""The theme of high contrast; the light and dark ones are Textual's own."""

from __future__ import annotations

from textual.theme import Theme

CONTRAST = Theme(
    name="high-contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    boost="#333333",
    success="#00ff00",
    warning="#ffd700",
    error="#ff6060",
    dark=True,
    variables={
        "block-cursor-foreground": "#000000",
        "block-cursor-background": "#ffff00",
        "text-muted": "#ffffff",
        "warning-muted": "#4d4000",
        "input-selection-background": "#ffff00 40%",
        "footer-key-foreground": "#ffff00",
        "border": "#ffffff",
    },
)
"""White and yellow on black: at least 7 to 1 everywhere."""

THEMES = (CONTRAST,)
