"""A quote with its source; Enter or a click shows it in its passage, arrows go to its figures."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.reactive import reactive

from assistant.datatypes import Citation, FiledFigure
from assistant.tui.anchors import AnchorKind, anchored_citation
from assistant.tui.widgets.anchored_text import AnchoredText


class CitationCard(AnchoredText):
    """One citation.

    Args:
        citation: What is quoted, and from where.
        figures: The ledger's figures in the quotes of the answer.
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

    expanded = reactive(False, init=False)
    """Whether the passage around the quote is shown."""

    def __init__(self, citation: Citation, figures: Sequence[FiledFigure] = ()) -> None:
        self.citation = citation
        self.has_context = len(citation.context.strip()) > len(citation.quote)
        self._figures = tuple(figures)
        super().__init__(anchored_citation(citation, self._figures, expanded=False, opens=self.has_context))
        # The source is what the card is entered by; its figures come with the arrows.
        self.set_reactive(AnchoredText.at, len(self.anchored.places) - 1)

    def watch_expanded(self, expanded: bool) -> None:
        """Show the passage, or the quote alone."""
        shown = anchored_citation(self.citation, self._figures, expanded=expanded, opens=self.has_context)
        self.show(shown, min(self.at, len(shown.places) - 1))

    def toggle(self) -> None:
        """Open or close the passage; nothing happens where there is none."""
        if self.has_context:
            self.expanded = not self.expanded

    def action_open(self) -> None:
        """Open or close the passage, or open the figure under the cursor."""
        if self.current is not None and self.current.kind is AnchorKind.MARK:
            self.toggle()
        else:
            super().action_open()

    def clicked_beside(self, event: events.Click) -> None:
        """Open or close the passage by mouse."""
        event.stop()
        self.toggle()
