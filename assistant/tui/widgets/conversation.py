"""The questions and answers so far, scrolled to the newest."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from assistant.tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    # Loaded with the first question: the first paint does not wait for what shows an answer.
    from assistant.tui.widgets.turn import Turn


class Conversation(VerticalScroll, can_focus=False):
    """All turns; before the first one, a few lines that teach."""

    DEFAULT_CSS = """
    Conversation {
        height: 1fr;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._following: Turn | None = None

    def compose(self) -> ComposeResult:
        """Begin empty."""
        yield Welcome()

    async def add(self, turn: Turn) -> None:
        """Put a turn at the end and bring it into view."""
        await self.query(Welcome).remove()
        await self.mount(turn)
        self.reveal(turn)

    @property
    def turns(self) -> list[Turn]:
        """The questions, oldest first."""
        return [cast("Turn", turn) for turn in self.query("Turn")]

    def reveal(self, turn: Turn) -> None:
        """Scroll so that a turn's question is in view, with as much of its answer as fits.

        It stays so while the answer grows, until somebody scrolls or moves into the evidence.
        """
        self._following = turn
        self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        if self._following is not None and self._following.is_attached:
            self.scroll_to_widget(self._following, top=True, animate=False)

    def let_go(self) -> None:
        """Leave the scrolling to the person."""
        self._following = None

    def watch_virtual_size(self) -> None:
        """An answer has grown, or shrunk."""
        self.call_after_refresh(self._follow)

    def on_mouse_scroll_up(self) -> None:
        """The wheel scrolls."""
        self.let_go()

    def on_mouse_scroll_down(self) -> None:
        """The wheel scrolls."""
        self.let_go()

    def on_descendant_focus(self) -> None:
        """What has the focus is to be in view, wherever its question is."""
        self.let_go()

    async def clear(self) -> None:
        """Empty the conversation."""
        await self.remove_children()
        await self.mount(Welcome())

    def jump(self, steps: int) -> None:
        """Scroll to the question so many before or after the one at the top.

        Args:
            steps: -1 for the one before, 1 for the one after.
        """
        self.let_go()
        turns = self.turns
        if not turns:
            return
        top = self.scroll_offset.y
        tops = [turn.virtual_region.y for turn in turns]
        here = max((number for number, y in enumerate(tops) if y <= top + 1), default=0)
        # From the middle of an answer, back leads first to its own question.
        if steps < 0 and tops[here] < top - 1:
            steps += 1
        target = turns[min(max(here + steps, 0), len(turns) - 1)]
        self.scroll_to_widget(target, top=True, animate=False)

    def focus_evidence(self) -> None:
        """Move to the first thing to open of the newest turn that has one."""
        for turn in reversed(self.turns):
            for widget in turn.query("*"):
                if widget.focusable:
                    # At once: the next key may be under way already.
                    self.screen.set_focus(widget)
                    return
