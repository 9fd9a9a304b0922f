"""What the chat needs of the core: something to ask, to look things up in, and a way to open it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from assistant.datatypes import Answer, FiledFigure, Source
    from assistant.figures.ledger_view import LedgerRow
    from assistant.indexing.library import Added, LibraryRow


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, with what the chat shows beside it."""

    answer: Answer
    figures: tuple[FiledFigure, ...] = ()
    """The ledger's figures that stand in the quotes."""
    context: str = ""
    """What a follow-up would lean on now; empty for nothing."""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article to be read whole."""

    source: Source
    text: str


@dataclass(frozen=True, slots=True)
class Watched:
    """What a look at the disk found."""

    pending: int = 0
    """Files that were added, changed or removed since the index was built."""
    reopened: bool = False
    """The index had been built anew by somebody, and is open now."""
    problem: str = ""
    """Why the articles or the index cannot be looked at; empty while all is well."""


class Desk(Protocol):
    """A conversation with the core. Used by one thread only, the one that opened it, but for ``build`` and ``add``."""

    @property
    def about(self) -> str:
        """What it answers from, in a few words such as ``14 articles, 96 passages``."""

    @property
    def context(self) -> str:
        """What a follow-up would lean on; empty for nothing."""

    def open(self, tell: Callable[[str], None]) -> None:
        """Open the index, built first where it has to be. Whatever is asked before that has come true fails.

        Args:
            tell: Shown one line about its progress, again and again.

        Raises:
            AssistantError: Corpus, model or index cannot be used. ``library``, ``add`` and ``build`` work all the same.
        """

    def close(self) -> None:
        """Close the index, where it is open."""

    def ask(self, question: str) -> Reply:
        """Answer a question.

        Raises:
            AssistantError: The question cannot be asked, or the core cannot work any more.
        """

    def reset(self) -> None:
        """Forget the questions before: the next one stands alone."""

    def lean_on(self, text: str) -> None:
        """Let follow-ups lean on another question; on none when it is empty."""

    def resume(self, answers: Sequence[Answer], asked: Sequence[str]) -> None:
        """Go on after the answers of a kept session.

        Args:
            answers: Oldest first.
            asked: What was typed for each.
        """

    def suggestions(self, may_go_on: Callable[[], bool]) -> tuple[str, ...]:
        """Questions that the articles can answer, made from their figures.

        Args:
            may_go_on: Asked now and then; where it says no, somebody waits, and what has been found will do.
        """

    def article(self, path: str) -> ArticleText:
        """One article, whole.

        Raises:
            IndexMissingError: There is none of that path.
        """

    def ledger(self) -> tuple[LedgerRow, ...]:
        """All figures that measure something known, those that disagree marked."""

    def library(self) -> tuple[LibraryRow, ...]:
        """All articles and files, with their state."""

    def watch(self) -> Watched:
        """Look whether the articles or the index have changed on disk; open an index that was built anew."""

    def build(self, tell: Callable[[str], None]) -> str:
        """Bring the index up to date; safe beside the other calls. ``watch`` opens what it built.

        Args:
            tell: Shown one line about its progress, again and again.

        Returns:
            What was done, in one line.

        Raises:
            AssistantError: The index could not be built; the old one stays.
        """

    def add(self, path: Path) -> Added:
        """Copy a file, or a folder's articles, among the articles; safe beside the other calls.

        Raises:
            AssistantError: There is no such file, or it cannot be copied.
        """


DeskFactory = Callable[[], Desk]
"""Makes a desk that is not open yet; run on the core's thread, so that it may load what is heavy."""
