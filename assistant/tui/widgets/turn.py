"""One question and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from assistant.datatypes import Answer
from assistant.errors import AssistantError
from assistant.rendering import flat, visible
from assistant.tui.contents import lines_content, own_lines, plain
from assistant.tui.widgets.calculation_card import CalculationCard
from assistant.tui.widgets.citation_card import CitationCard
from assistant.tui.widgets.note import Note


class Turn(Vertical):
    """A question with its answer, its error, or the word that it is being worked on.

    Args:
        question: As typed.
        waiting: What it waits for, in a few words.
    """

    DEFAULT_CSS = """
    Turn {
        height: auto;
        margin: 1 0 0 0;
        padding: 0 2;
    }
    Turn > .question {
        margin: 0 0 1 0;
        text-style: bold;
    }
    Turn > .body {
        height: auto;
        padding: 0 0 0 2;
    }
    Turn .answer { margin: 0 0 1 0; }
    Turn .muted { color: $text-muted; margin: 0 0 1 0; }
    """

    def __init__(self, question: str, waiting: str) -> None:
        super().__init__()
        self.question = question
        self._waiting = waiting

    def compose(self) -> ComposeResult:
        """Lay out the question and an empty answer."""
        yield Static(Content.assemble(("› ", "$text-accent"), visible(self.question)), classes="question")
        with Vertical(classes="body"):
            yield _muted(self._waiting)

    async def wait(self, text: str) -> None:
        """Say what the question waits for now."""
        await self._show(_muted(text))

    async def show_answer(self, answer: Answer) -> None:
        """Show an answer with its evidence, and how a follow-up was understood."""
        asked = flat(answer.question).strip()
        taken = () if asked == flat(self.question).strip() else (_muted(f"Taken as: {asked}"),)
        await self._show(*taken, *_answer_widgets(answer))

    async def show_error(self, error: AssistantError) -> None:
        """Show what went wrong."""
        await self._show(Note.of_error(error))

    async def _show(self, *widgets: Widget) -> None:
        body = self.query_one(".body", Vertical)
        with self.app.batch_update():
            await body.remove_children()
            await body.mount(*widgets)


def _muted(text: str) -> Static:
    return Static(plain(text), classes="muted")


def _answer_widgets(answer: Answer) -> Iterator[Widget]:
    lines = own_lines(answer)
    if lines:
        yield Static(lines_content(lines, answer), classes="answer")
    if answer.reason is not None:
        yield Note.of_reason(answer, answer.reason)
    yield from map(CalculationCard, answer.calculations)
    if answer.conflicts:
        yield Note.of_conflicts(answer.conflicts)
    yield from map(CitationCard, answer.citations)
    if answer.nearest:
        yield _muted("Nearest evidence")
        yield from map(CitationCard, answer.nearest)
