"""What the chat is for, in a few lines, until the first question."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from assistant.tui.contents import MUTED

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
    ("F1", "shows all the keys"),
)


class Welcome(Static):
    """The empty conversation."""

    DEFAULT_CSS = """
    Welcome {
        padding: 1 3;
    }
    """

    def __init__(self) -> None:
        wide = max(len(way) for way, _ in _WAYS)
        super().__init__(
            Content.assemble(
                (f"{_HEAD}\n\n", "bold $text-primary"),
                *(f"{line}\n" for line in _LINES),
                "\n",
                *(part for way, what in _WAYS for part in ((f"{way:<{wide}}  ", "$text-accent"), (f"{what}\n", MUTED))),
            )
        )
