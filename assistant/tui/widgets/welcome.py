"""What the chat is for, in a few lines, until the first question; what to do where it cannot begin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from assistant.errors import AssistantError, CorpusError
from assistant.rendering import flat
from assistant.tui.contents import MUTED, plain

_HEAD = "Ask a question about your articles"
_LINES = (
    "Every answer quotes an article word for word and says where it stands.",
    "Every figure is quoted, or worked out before your eyes from quoted ones.",
    "What the articles do not say is not answered.",
)
_WAYS = (
    ("Who …?  When …?  How much …?", "finds the sentence that says so"),
    ("What revenue multiple does … imply?", "works it out, with its inputs"),
    ("Tab, then Enter", "opens the passage around a quote"),
    ("F3  F4", "all figures; all articles, and how to add some"),
    ("F1", "shows all the keys"),
)


class SuggestedQuestion(Static, can_focus=True):
    """A question that the articles can answer; Enter or a click asks it.

    Args:
        question: The question.
    """

    DEFAULT_CSS = """
    SuggestedQuestion { padding: 0 1; }
    SuggestedQuestion:hover { background: $boost; }
    SuggestedQuestion:focus { background: $boost; text-style: bold reverse; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Ask this"),
        Binding("down", "app.focus_next", "Next", show=False),
        Binding("up", "app.focus_previous", "Previous", show=False),
    ]

    class Chosen(Message):
        """This question is to be asked."""

        def __init__(self, question: str) -> None:
            super().__init__()
            self.question = question

    def __init__(self, question: str) -> None:
        super().__init__(Content.assemble(("› ", "$text-accent"), flat(question)))
        self.question = question

    def action_choose(self) -> None:
        """Ask it."""
        self.post_message(self.Chosen(self.question))

    def on_click(self) -> None:
        """Ask it by mouse."""
        self.action_choose()


class Welcome(Vertical):
    """The empty conversation."""

    DEFAULT_CSS = """
    Welcome { height: auto; padding: 1 3; }
    Welcome > .suggestions { height: auto; margin: 1 0 0 0; }
    Welcome > .trouble { margin: 1 0 0 0; padding: 0 1; border-left: outer $warning; }
    """

    def compose(self) -> ComposeResult:
        """Lay out what it is for and the ways to use it."""
        wide = max(len(way) for way, _ in _WAYS)
        ways = (part for way, what in _WAYS for part in ((f"{way:<{wide}}  ", "$text-accent"), (f"{what}\n", MUTED)))
        yield Static(
            Content.assemble((f"{_HEAD}\n\n", "bold $text-primary"), *(f"{line}\n" for line in _LINES), "\n", *ways)
        )

    async def suggest(self, questions: Sequence[str]) -> None:
        """Offer questions that the articles can answer."""
        await self.query(".suggestions, .trouble").remove()
        if questions:
            head = Static(Content.styled("These can be answered from your articles:", MUTED))
            await self.mount(Vertical(head, *map(SuggestedQuestion, questions), classes="suggestions"))

    async def say_why_not(self, error: AssistantError) -> None:
        """Say what keeps the chat from answering, and how to mend it here."""
        await self.query(".suggestions, .trouble").remove()
        here = "\n\nF4 opens the library: press A there to add a file or a folder of articles."
        mend = here if isinstance(error, CorpusError) else ""
        await self.mount(Static(plain(f"{error}{mend}"), classes="trouble"))
