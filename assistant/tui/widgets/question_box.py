"""Where questions are typed: ready at once, with the earlier ones on the arrow keys."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from assistant.tui.history import History

LONGEST = 2000
"""Characters that the box takes; a question is a sentence, not a document."""


class QuestionBox(Input):
    """A line to type in."""

    DEFAULT_CSS = """
    QuestionBox {
        border: round $foreground 25%;
        background: $background;
        padding: 0 1;
        margin: 0 1;
    }
    QuestionBox:focus {
        border: round $accent;
        background: $background;
        background-tint: $background 0%;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Ask"),
        Binding("up", "back", "Earlier question", show=False),
        Binding("down", "forward", "Later question", show=False),
        Binding("tab", "app.evidence", "Evidence"),
    ]

    class Asked(Message):
        """A question was entered."""

        def __init__(self, question: str) -> None:
            super().__init__()
            self.question = question

    def __init__(self) -> None:
        super().__init__(placeholder="Ask about your articles", max_length=LONGEST, select_on_focus=False)
        self.history = History()

    async def action_submit(self) -> None:
        """Ask what stands in the box, and empty it."""
        question = self.value.strip()
        if question:
            self.history.add(question)
            self.value = ""
            self.post_message(self.Asked(question))

    def action_back(self) -> None:
        """Recall the question before."""
        self._recall(self.history.back(self.value))

    def action_forward(self) -> None:
        """Recall the question after."""
        self._recall(self.history.forward(self.value))

    def _recall(self, question: str) -> None:
        self.value = question
        self.cursor_position = len(question)

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text on one line, as much of it as fits."""
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        room = LONGEST - len(self.value) + (end - start)
        # Only the head is looked at: a pasted megabyte must not hold up the interface.
        text = " ".join(event.text[: 4 * LONGEST].split())
        text = "".join(char for char in text if char.isprintable())
        if len(text) > room or len(event.text) > 4 * LONGEST:
            text = text[:room]
            self.notify(f"A question has at most {LONGEST} characters: the rest was left out.", markup=False)
        self.replace(text, start, end)
