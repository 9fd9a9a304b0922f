"""Where questions are typed: ready at once, with the earlier ones on the arrow keys."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from assistant.tui.history import History

LONGEST = 2000
"""Characters that the box takes; a question is a sentence or a few, not a document."""


class QuestionBox(TextArea):
    """A few lines to type in; it grows with what is typed."""

    DEFAULT_CSS = """
    QuestionBox {
        height: auto;
        min-height: 3;
        max-height: 8;
        border: round $foreground 25%;
        background: $background;
        padding: 0 1;
        margin: 0 1;
        scrollbar-size-vertical: 1;
    }
    QuestionBox:focus {
        border: round $accent;
        background: $background;
        background-tint: $background 0%;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Ask"),
        Binding("ctrl+j,shift+enter,alt+enter", "break_line", "New line", show=False),
        Binding("up", "back", "Earlier question", show=False),
        Binding("down", "forward", "Later question", show=False),
        Binding("tab", "app.evidence", "Evidence"),
        Binding("f6", "app.sessions", "Sessions", show=False),  # a text area would select a line
        Binding("pageup", "screen.scroll(-1)", "Scroll up", show=False),
        Binding("pagedown", "screen.scroll(1)", "Scroll down", show=False),
    ]

    class Asked(Message):
        """A question was entered."""

        def __init__(self, question: str) -> None:
            super().__init__()
            self.question = question

    def __init__(self) -> None:
        super().__init__(
            placeholder="Ask about your articles",
            soft_wrap=True,
            show_line_numbers=False,
            highlight_cursor_line=False,
            tab_behavior="focus",
        )
        self.asked = History()

    def action_submit(self) -> None:
        """Ask what stands in the box, and empty it."""
        question = self.text.strip()
        if question:
            self.asked.add(question)
            self.text = ""
            self.post_message(self.Asked(question))

    def action_break_line(self) -> None:
        """Begin a new line."""
        if self._room() > 0:
            self.insert("\n")

    def action_back(self) -> None:
        """Go a line up; from the first line recall the question before."""
        if self.cursor_at_first_line:
            self._recall(self.asked.back(self.text))
        else:
            self.action_cursor_up()

    def action_forward(self) -> None:
        """Go a line down; from the last line recall the question after."""
        if self.cursor_at_last_line:
            self._recall(self.asked.forward(self.text))
        else:
            self.action_cursor_down()

    def _recall(self, question: str) -> None:
        if question != self.text:
            self.text = question
            self.move_cursor(self.document.end)

    def _room(self) -> int:
        """Characters that still fit, counting those that are selected as replaced."""
        return LONGEST - len(self.text) + len(self.selected_text)

    async def _on_key(self, event: events.Key) -> None:
        """Take what is typed as long as it fits; Enter asks, where a text area breaks the line."""
        if event.key == "enter":
            # In its turn, after the keys before it: a binding with priority would overtake them.
            event.prevent_default()
            event.stop()
            self.action_submit()
            return
        if event.is_printable and self._room() <= 0:
            event.prevent_default()
            event.stop()
            self._tell_full()
            return
        await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        """Take pasted text, as much of it as fits, without what a terminal would obey."""
        event.prevent_default()
        event.stop()
        # Only the head is looked at: a pasted megabyte must not hold up the interface.
        head = event.text[: 4 * LONGEST].replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        text = "".join(char for char in head if char.isprintable() or char == "\n").strip("\n")
        room = self._room()
        if len(text) > room or len(event.text) > 4 * LONGEST:
            text = text[: max(room, 0)]
            self._tell_full()
        if text:
            self.replace(text, *self.selection)

    def _tell_full(self) -> None:
        self.notify(f"A question has at most {LONGEST} characters: the rest was left out.", markup=False)
