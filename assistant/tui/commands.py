"""What the command palette offers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.screen import Screen

if TYPE_CHECKING:
    from assistant.tui.app import ChatApp

SCREENS = frozenset({"figures", "library", "sessions"})
"""Actions that open a screen over the conversation."""

_COMMANDS = (
    ("Figures", "All figures of the articles, sorted and filtered (F3)", "app.figures"),
    ("Library", "All articles: their state, adding some, indexing again (F4)", "app.library"),
    ("Sessions", "Conversations that were kept (F6)", "app.sessions"),
    ("Article beside", "Show or hide the cited article (F2)", "screen.pane"),
    ("Read the article whole", "Over the whole width, and back (Ctrl+R)", "screen.read"),
    ("Open in editor", "The cited article, in EDITOR or PAGER (Ctrl+O)", "app.outside"),
    ("Copy the answer", "With its sources, as text (Shift+Y in the evidence)", "screen.copy_answer"),
    ("Save", "This conversation or its last answer as Markdown, JSON or HTML (Ctrl+S)", "app.export"),
    ("New conversation", "Begin anew; the one before is kept (Ctrl+L)", "app.clear"),
    ("Edit the context", "What follow-ups lean on (Ctrl+T)", "screen.edit_context"),
    ("High contrast", "Change to the theme of high contrast, and back", "app.contrast"),
    ("Keys", "All keys on one page (F1)", "app.help"),
)


def system_commands(app: ChatApp, screen: Screen[Any]) -> Iterable[SystemCommand]:
    """The commands that can be given on a screen.

    Args:
        app: The chat.
        screen: The screen under the palette.

    Returns:
        Our own commands where the conversation is on top, the themes and the end everywhere.
    """
    if screen is app.chat:
        for title, text, action in _COMMANDS:
            yield SystemCommand(title, text, lambda action=action: app.call_later(app.run_action, action, app.chat))
    yield SystemCommand("Theme", "Light, dark and others", app.action_change_theme)
    yield SystemCommand("Quit", "Leave the chat (Ctrl+Q)", app.action_quit)
