"""The cited article beside the conversation, scrolled to the cited words."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from assistant.datatypes import Citation
from assistant.rendering import flat
from assistant.rendering.words import origin
from assistant.tui.contents import MUTED, plain
from assistant.tui.desk import ArticleText
from assistant.tui.places import Place
from assistant.tui.widgets.article_view import ArticleView


class EvidencePane(Vertical):
    """Hidden until there is something to show in it."""

    DEFAULT_CSS = """
    EvidencePane { display: none; border-left: vkey $panel; background: $surface; }
    EvidencePane:focus-within { border-left: vkey $accent; }
    EvidencePane.-open { display: block; }
    EvidencePane > .head { height: auto; max-height: 3; padding: 0 1; background: $panel; }
    EvidencePane > .warning { height: auto; padding: 0 1; color: $text-warning; display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.place: Place | None = None
        """What is shown; None for nothing yet."""

    def compose(self) -> ComposeResult:
        """Lay out the source, a warning and the text."""
        yield Static(Content.styled("No article yet: go to a citation with Tab.", MUTED), classes="head")
        yield Static("", classes="warning", markup=False)
        yield ArticleView()

    def show(self, place: Place, article: ArticleText, citation: Citation | None) -> None:
        """Show an article with words of it lit.

        Args:
            place: The words.
            article: The article as it is now.
            citation: The quote as it was when it was cited; None where nothing was cited.
        """
        self.place = place
        self._head(article)
        if citation is not None and article.text[citation.start : citation.end] != citation.quote:
            self.show_passage(citation, "The article has changed since it was quoted; this is the passage as it was.")
            return
        self._warn("")
        figure = (place.figure_start, place.figure_end)
        self.query_one(ArticleView).show(article.text, (place.start, place.end), figure)

    def show_passage(self, citation: Citation, why: str) -> None:
        """Show a quote's passage as it was kept, where the article cannot be had.

        Args:
            citation: The quote.
            why: What is said about it.
        """
        text = citation.context if citation.quote in citation.context else citation.quote
        at = text.find(citation.quote)
        self.query_one(".head", Static).update(
            Content.assemble(origin(citation.source), "\n", (flat(citation.source.path), MUTED))
        )
        self._warn(why)
        self.query_one(ArticleView).show(text, (at, at + len(citation.quote)), (0, 0))

    def _head(self, article: ArticleText) -> None:
        shown = Content.assemble(origin(article.source), "\n", (flat(article.source.path), MUTED))
        self.query_one(".head", Static).update(shown)

    def _warn(self, why: str) -> None:
        warning = self.query_one(".warning", Static)
        warning.update(plain(why))
        warning.display = bool(why)
