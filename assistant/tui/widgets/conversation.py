"""The questions and answers so far, scrolled to the newest."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from assistant.tui.widgets.citation_card import CitationCard
from assistant.tui.widgets.turn import Turn
from assistant.tui.widgets.welcome import Welcome


class Conversation(VerticalScroll, can_focus=False):
    """All turns; before the first one, a few lines that teach."""

    DEFAULT_CSS = """
    Conversation {
        height: 1fr;
        scrollbar-size-vertical: 1;
    }
    """

    def compose(self) -> ComposeResult:
        """Begin empty."""
        yield Welcome()

    async def add(self, turn: Turn) -> None:
        """Put a turn at the end and bring it into view."""
        await self.query(Welcome).remove()
        await self.mount(turn)
        self.reveal(turn)

    def reveal(self, turn: Turn) -> None:
        """Scroll so that a turn's question is in view, with as much of its answer as fits."""
        self.call_after_refresh(self.scroll_to_widget, turn, top=True, animate=False)

    async def clear(self) -> None:
        """Empty the conversation."""
        await self.remove_children()
        await self.mount(Welcome())

    def focus_evidence(self) -> None:
        """Move to the first citation of the newest turn that has one."""
        for turn in reversed(self.query(Turn)):
            for card in turn.query(CitationCard):
                card.focus()
                return
