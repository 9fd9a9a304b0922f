"""A quote with its source; Enter or a click shows it in its passage."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from assistant.datatypes import Citation
from assistant.tui.contents import MUTED, context_content, quote_content, source_content


class CitationCard(Static, can_focus=True):
    """One citation.

    Args:
        citation: What is quoted, and from where.
    """

    DEFAULT_CSS = """
    CitationCard {
        margin: 0 0 1 0;
        padding: 0 1;
        border-left: outer $panel;
    }
    CitationCard:hover { border-left: outer $secondary; }
    CitationCard:focus {
        border-left: outer $accent;
        background: $boost;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "passage", "Passage"),
        Binding("up", "app.focus_previous", "Previous", show=False),
        Binding("down", "app.focus_next", "Next", show=False),
    ]

    expanded = reactive(False, init=False)
    """Whether the passage around the quote is shown."""

    def __init__(self, citation: Citation) -> None:
        self.citation = citation
        self.has_context = len(citation.context.strip()) > len(citation.quote)
        super().__init__(self._content(expanded=False))

    def _content(self, *, expanded: bool) -> Content:
        words = context_content(self.citation) if expanded else quote_content(self.citation)
        sign = ("▾ " if expanded else "▸ ") if self.has_context else ""
        return Content.assemble(words, "\n", (sign, MUTED), source_content(self.citation))

    def watch_expanded(self, expanded: bool) -> None:
        """Show the passage, or the quote alone."""
        self.update(self._content(expanded=expanded))

    def action_passage(self) -> None:
        """Open or close the passage; nothing happens where there is none."""
        if self.has_context:
            self.expanded = not self.expanded

    def on_click(self) -> None:
        """Open or close by mouse."""
        self.action_passage()
