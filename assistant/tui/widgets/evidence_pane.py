"""The cited article beside the conversation, scrolled to the cited words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from assistant.errors import AssistantError
from assistant.rendering import flat
from assistant.tui.contents import MUTED, plain
from assistant.tui.core_thread import CoreThread
from assistant.tui.desk import ArticleText
from assistant.tui.places import Place
from assistant.tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from assistant.datatypes import Citation, Source


class EvidencePane(Vertical):
    """Hidden until it is opened; it knows the place to show before that.

    Args:
        core: Gives the articles.
    """

    DEFAULT_CSS = """
    EvidencePane { display: none; border-left: vkey $panel; background: $surface; }
    EvidencePane:focus-within { border-left: vkey $accent; }
    EvidencePane.-open { display: block; }
    EvidencePane > .head { height: auto; max-height: 4; padding: 0 1; background: $panel; }
    EvidencePane > .warning { height: auto; padding: 0 1; color: $text-warning; display: none; }
    """

    def __init__(self, core: CoreThread) -> None:
        super().__init__()
        self._core = core
        self.latest: tuple[Place, Citation | None] | None = None
        """The place that was gone to last, and the quote there as it was cited; None for none yet."""
        self.shown: Place | None = None
        """What is on the screen; it comes after the latest, since articles are read on another thread."""

    def compose(self) -> ComposeResult:
        """Lay out the source, a warning and the text."""
        yield Static(Content.styled("No article yet: go to a citation with Tab.", MUTED), classes="head")
        yield Static("", classes="warning", markup=False)
        yield ArticleView()

    @property
    def view(self) -> ArticleView:
        """The text."""
        return self.query_one(ArticleView)

    @property
    def is_open(self) -> bool:
        """Whether it takes room on the screen."""
        return self.has_class("-open")

    def open(self) -> None:
        """Take room on the screen, and show the latest place."""
        self.add_class("-open")
        if self.latest is not None and self.shown != self.latest[0]:
            self._load(*self.latest)

    def close(self) -> None:
        """Give the room back."""
        self.remove_class("-open")

    def go_to(self, place: Place, citation: Citation | None = None) -> None:
        """Show words of an article, once the pane is open.

        Args:
            place: The words.
            citation: The quote as it was cited; None where nothing was.
        """
        self.latest = (place, citation)
        if self.is_open:
            self._load(place, citation)

    @work(exclusive=True)
    async def _load(self, place: Place, citation: Citation | None) -> None:
        try:
            article = await self._core.call(lambda desk: desk.article(place.path))
        except AssistantError as error:
            self.shown = place
            if citation is not None:
                self._show_passage(citation, f"{error.message}; this is the passage as it was kept.")
            else:
                self._head(None, place.path)
                self._warn(str(error))
                self.view.show("", (0, 0), (0, 0))
            return
        self._show(place, article, citation)

    def _show(self, place: Place, article: ArticleText, citation: Citation | None) -> None:
        self.shown = place
        self._head(article.source, place.path)
        if citation is not None and article.text[citation.start : citation.end] != citation.quote:
            self._show_passage(citation, "The article has changed since it was quoted; this is the passage as it was.")
            return
        self._warn("")
        self.view.show(article.text, (place.start, place.end), (place.figure_start, place.figure_end))

    def _show_passage(self, citation: Citation, why: str) -> None:
        """Show a quote's passage as it was kept, where the article does not hold it."""
        text = citation.context if citation.quote in citation.context else citation.quote
        at = text.find(citation.quote)
        self._head(citation.source, citation.source.path)
        self._warn(why)
        self.view.show(text, (at, at + len(citation.quote)), (0, 0))

    def _head(self, source: Source | None, path: str) -> None:
        from assistant.rendering.words import origin  # with the first article: the first paint shows none

        shown = Content.assemble(f"{origin(source)}\n" if source is not None else "", (flat(path), MUTED))
        self.query_one(".head", Static).update(shown)

    def _warn(self, why: str) -> None:
        warning = self.query_one(".warning", Static)
        warning.update(plain(why))
        warning.display = bool(why)
