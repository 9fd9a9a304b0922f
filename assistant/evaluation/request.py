"""What is to be measured, and opening the assistant for it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.answering import Assistant
from assistant.errors import UsageError
from assistant.indexing import Progress, silent
from assistant.reading.pointing import open_reader
from assistant.retrieval.model_files import DEFAULT_MODEL


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for."""

    data: Path
    """The data file, or folder, of the set."""
    corpus: Path | None = None
    """The articles; None for those that the data itself brings."""
    index: Path | None = None
    """Where the index is kept; None for a temporary one."""
    limit: int | None = None
    """How many questions to draw; all when None."""
    seed: int = 0
    """Of the draw of questions, of shuffling, and of the bounds."""
    model: str = DEFAULT_MODEL
    reader: str = "model"
    """Who judges, as the setting of that name."""
    progress: Progress = silent


@contextmanager
def opened(request: Request) -> Iterator[Assistant]:
    """The assistant over the corpus of a request, its index brought up to date.

    Raises:
        UsageError: The request names no corpus.
        StoreError: Corpus, model or index cannot be used.
    """
    if request.corpus is None:
        raise UsageError("this set asks about articles, and no corpus is given", "Add --corpus DIR")
    with (
        tempfile.TemporaryDirectory(prefix="assistant-evaluate-") as folder,
        Assistant.open(
            request.corpus,
            request.index or Path(folder) / "index",
            model=request.model,
            progress=request.progress,
            reader=open_reader(request.reader),
        ) as assistant,
    ):
        yield assistant


@contextmanager
def opened_over(request: Request, articles: Mapping[str, str]) -> Iterator[Assistant]:
    """The assistant over articles that the data brings.

    Args:
        request: Its corpus does not count.
        articles: File name -> text.

    Raises:
        StoreError: Model or index cannot be used.
    """
    with tempfile.TemporaryDirectory(prefix="assistant-evaluate-") as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for name, text in articles.items():
            (corpus / name).write_text(text, encoding="utf-8")
        over = Request(
            request.data,
            corpus,
            request.index,
            model=request.model,
            reader=request.reader,
            progress=request.progress,
        )
        with opened(over) as assistant:
            yield assistant
