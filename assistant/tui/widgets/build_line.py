"""How far a build of the index is: a bar, and what is being done."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import ProgressBar, Static

from assistant.rendering import flat
from assistant.tui.contents import plain
from assistant.tui.index_build import step_of


class BuildLine(Horizontal):
    """One line; hidden while nothing is built."""

    DEFAULT_CSS = """
    BuildLine { height: 1; padding: 0 1; background: $panel; display: none; }
    BuildLine.-running { display: block; }
    BuildLine > ProgressBar { width: 40%; max-width: 50; }
    BuildLine > ProgressBar > Bar { width: 1fr; }
    BuildLine > Static {
        width: 1fr;
        height: 1;
        padding-left: 2;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        color: $text-warning;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._bar = ProgressBar(show_eta=False)
        self._words = Static("", markup=False)

    def compose(self) -> ComposeResult:
        """Lay out the bar and the words."""
        yield self._bar
        yield self._words

    def show(self, line: str) -> None:
        """Show what a build says: ``embedding: 3 of 14`` moves the bar, any other line lets it wander."""
        self.add_class("-running")
        step = step_of(line)
        if step is None:
            self._bar.update(total=None)
        else:
            self._bar.update(total=step[2], progress=step[1])
        self._words.update(plain(flat(line)))

    def hide(self) -> None:
        """Take the line away."""
        self.remove_class("-running")
