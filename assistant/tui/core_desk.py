"""The desk over the real core. Whatever is heavy is loaded on the core's thread, behind the first paint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.config import Settings
from assistant.errors import AssistantError, IndexFolderError, StoreError
from assistant.tui.desk import ArticleText, Reply, Watched

if TYPE_CHECKING:
    from assistant.answering import Conversation
    from assistant.datatypes import Answer
    from assistant.figures.ledger_view import LedgerRow
    from assistant.indexing.library import Added, LibraryRow
    from assistant.retrieval.embedder import Embedder
    from assistant.retrieval.reader import IndexReader


class CoreDesk:
    """A conversation with the core that the settings describe.

    Args:
        settings: Where articles and index are, and how they are read.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._conversation: Conversation | None = None

    @property
    def about(self) -> str:
        """What it answers from, in a few words."""
        return self._open.about

    @property
    def context(self) -> str:
        """What a follow-up would lean on; empty for nothing."""
        return self._conversation.context if self._conversation else ""

    @property
    def _open(self) -> Conversation:
        if self._conversation is None:
            raise StoreError("The index is not open yet", "Ask again when the line at the top says so")
        return self._conversation

    def open(self, tell: Callable[[str], None]) -> None:
        """Open the index, built first where it has to be."""
        if self._conversation is not None:
            return
        from assistant.answering import Assistant, Conversation
        from assistant.reading.pointing import open_reader

        assistant = Assistant.open(
            self._settings.corpus,
            self._settings.index,
            model=self._settings.model,
            progress=_Progress(tell),
            reader=open_reader(self._settings.reader),
        )
        self._conversation = Conversation(assistant)

    def close(self) -> None:
        """Close the index, where it is open."""
        if self._conversation is not None:
            self._conversation.assistant.close()
            self._conversation = None

    def ask(self, question: str) -> Reply:
        """Answer a question."""
        conversation = self._open
        answer = conversation.ask(" ".join(question.split()))
        return Reply(answer, conversation.assistant.evidence(answer), conversation.context)

    def reset(self) -> None:
        """Forget the questions before."""
        if self._conversation is not None:
            self._conversation.reset()

    def lean_on(self, text: str) -> None:
        """Let follow-ups lean on another question; on none when it is empty."""
        self._open.lean_on(text)

    def resume(self, answers: Sequence[Answer], asked: Sequence[str]) -> None:
        """Go on after the answers of a kept session."""
        self._open.resume(answers, asked)

    def suggestions(self, may_go_on: Callable[[], bool]) -> tuple[str, ...]:
        """Questions that the articles can answer, made from their figures."""
        from assistant.answering.suggestions import suggestions

        return suggestions(self._open.assistant, may_go_on=may_go_on)

    def article(self, path: str) -> ArticleText:
        """One article, whole."""
        assistant = self._open.assistant
        return ArticleText(assistant.source(path), assistant.article_text(path))

    def ledger(self) -> tuple[LedgerRow, ...]:
        """All figures that measure something known, those that disagree marked."""
        from assistant.figures.ledger_view import ledger_rows
        from assistant.retrieval.ledger import Wanted

        return ledger_rows(self._open.assistant.figures(Wanted(known_metric=True)))

    def library(self) -> tuple[LibraryRow, ...]:
        """All articles and files, with their state; without an index, those of the folder."""
        from assistant.indexing.library import library

        reader = self._reader()
        try:
            return library(self._settings.corpus, reader)
        finally:
            if reader is not None:
                reader.close()

    def watch(self) -> Watched:
        """Look whether the articles or the index have changed on disk; open an index that was built anew."""
        from assistant.indexing.library import changes

        if self._conversation is None:
            return Watched()
        problems, reopened, pending = [], False, 0
        try:
            reopened = self._conversation.assistant.reopen()
        except IndexFolderError as error:
            problems.append(f"{error} Answers come from the index as it was")
        try:
            found = changes(self._settings.corpus, self._conversation.assistant.store)
            pending = found.added + found.changed + found.removed
        except AssistantError as error:
            problems.append(f"{error.message}: answers come from the index as it was")
        return Watched(pending, reopened, "; ".join(problems))

    def build(self, tell: Callable[[str], None]) -> str:
        """Bring the index up to date; safe beside the other calls."""
        from assistant.indexing import bring_up_to_date
        from assistant.retrieval.threads import search_in_one_thread

        report = bring_up_to_date(self._settings.corpus, self._settings.index, self._model, progress=_Progress(tell))
        search_in_one_thread()  # what is asked next has no use for more
        return str(report)

    def add(self, path: Path) -> Added:
        """Copy a file, or a folder's articles, among the articles; their folder is made where there is none."""
        from assistant.indexing.library import add

        try:
            self._settings.corpus.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{self._settings.corpus} cannot be made: {error.strerror}") from error
        return add(self._settings.corpus, path)

    def _model(self) -> Embedder:
        """The embedding model: the one that is open, if one is."""
        if self._conversation is not None:
            return self._conversation.assistant.embedder
        from assistant.retrieval.opening import Opening

        return Opening(self._settings.model).result()

    def _reader(self) -> IndexReader | None:
        """The live index, opened for one look; None where there is none that can be read."""
        from assistant.retrieval.reader import IndexReader

        try:
            return IndexReader.open(self._settings.index)
        except IndexFolderError:
            return None


class _Progress:
    """Turns what a build does into lines."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell

    def say(self, text: str) -> None:
        """Pass a line on."""
        self._tell(text)

    def step(self, stage: str, done: int, total: int) -> None:
        """Say how far a stage is."""
        self._tell(f"{stage}: {done} of {total}")
