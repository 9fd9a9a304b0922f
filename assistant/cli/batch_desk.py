"""Opening what answers a batch: in this process, or in several."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from assistant.batch.pool import Desk, answer_here, answer_in_processes
from assistant.batch.questions import Item
from assistant.batch.run import Result
from assistant.cli.opening import open_reader
from assistant.config import Settings
from assistant.datatypes import IndexInfo
from assistant.errors import QuestionError

if TYPE_CHECKING:
    from assistant.reading.reader import Reader

THREADS = 1
"""Of the models' runtime: more of them would wait for each other, and in several processes be in each other's way."""


@dataclass(frozen=True, slots=True)
class Answering:
    """What answers the questions of a batch."""

    index: IndexInfo
    ask: Callable[[Sequence[Item]], Generator[Result, None, None]]


@contextmanager
def answering(settings: Settings, jobs: int) -> Iterator[Answering]:
    """Bring the index up to date and open what answers from it.

    Args:
        settings: Where corpus, index and model are.
        jobs: How many processes answer; 1 for this one.

    Raises:
        StoreError: Corpus, model or index cannot be used.
    """
    store = open_reader(settings)
    index = store.info
    store.close()
    if jobs > 1:
        yield Answering(index, lambda items: answer_in_processes(partial(_in_process, settings), items, jobs, index))
        return
    desk = open_desk(settings)
    try:
        yield Answering(desk.index, lambda items: answer_here(desk, items))
    finally:
        desk.close()


def open_desk(settings: Settings) -> Desk:
    """Open what answers in this process; the index is taken as it is.

    Args:
        settings: Where index and model are.

    Raises:
        StoreError: Model or index cannot be used.
    """
    from assistant.answering import Assistant, Conversation
    from assistant.indexing import BuildReport
    from assistant.indexing.build import require_same_model
    from assistant.retrieval.embedder import open_embedder
    from assistant.retrieval.prepared import PreparedEmbedder
    from assistant.retrieval.reader import IndexReader
    from assistant.retrieval.search import HybridSearch
    from assistant.retrieval.threads import search_in_one_thread

    search_in_one_thread()
    store = IndexReader.open(settings.index)
    embedder = PreparedEmbedder(open_embedder(settings.model, threads=THREADS))
    require_same_model(settings.index, store.manifest, embedder)
    articles, passages = store.manifest.articles, store.manifest.passages
    report = BuildReport(False, 0, 0, 0, articles, 0, 0, articles, passages)
    assistant = Assistant(HybridSearch(store, embedder), report, _sentence_reader(settings))
    return Desk(
        lambda: Conversation(assistant), lambda texts: embedder.prepare(_searched(texts)), store.info, assistant.close
    )


def _searched(questions: Sequence[str]) -> list[str]:
    """What is searched for when these are asked; nothing for those that cannot be asked, which say so themselves."""
    from assistant.reading.tidy import tidy

    texts = []
    for question in questions:
        with suppress(QuestionError):
            texts.append(tidy(question))
    return texts


def take_own_values(settings: Settings) -> None:
    """Bring the user's own metrics and constants into force, as this process's first one has done for itself."""
    if settings.metrics is not None:
        from assistant.figures.metrics import extend

        extend(settings.metrics)
    if settings.constants is not None:
        from assistant.calculators.constants import overlay

        overlay(settings.constants)


def _in_process(settings: Settings) -> Desk:
    take_own_values(settings)
    return open_desk(settings)


def _sentence_reader(settings: Settings) -> Reader:
    from assistant.reading import pointing
    from assistant.reading.pointer import PointerModel

    if settings.reader == "rules" or not pointing.has_model():
        return pointing.open_reader(settings.reader)
    model = PointerModel(threads=THREADS)
    return pointing.PointingReader(lambda: model, figures=settings.reader == "model")
