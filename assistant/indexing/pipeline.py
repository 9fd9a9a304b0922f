"""The work of a build, overlapped: articles are cut and their figures read while others are embedded.

Cutting and reading figures is plain Python and goes to other processes; embedding lets go of the interpreter
and has a thread; whoever takes what comes out (and writes it down) works meanwhile. Every queue is short, so
memory does not grow with the corpus, and the order and the results are the same however many help.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from assistant.datatypes import Article, Figure, Passage
from assistant.indexing.progress import Progress, silent
from assistant.indexing.texts import embedding_text
from assistant.retrieval.embedder import Embedded, Embedder

if TYPE_CHECKING:
    from concurrent.futures import Future

    from assistant.articles import FileEntry, ReadResult

# An index that is current is asked without any of this: what reads and cuts articles, and the processes, are loaded
# where they are used.

FEW = 32
"""Up to so many articles or files a thread is quicker than processes, which take a second to begin."""
GROUP = 100_000
"""Characters of text that go through the pipeline together: some hundred passages, of which like ones are batched."""
WAITING = 3
"""Groups on their way beside those that the workers have."""
WINDOW = 128
"""Passages embedded between two looks at whether to stop."""

Item = TypeVar("Item")
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Prepared:
    """One article, ready to be written into an index."""

    article: Article
    passages: tuple[Passage, ...]
    embedded: tuple[Embedded, ...]
    """One a passage."""
    figures: tuple[Figure, ...]


_Cut = tuple[tuple[Passage, ...], tuple[Figure, ...]]


def prepared(
    articles: Iterable[Article],
    embedder: Embedder,
    *,
    total: int | None = None,
    workers: int | None = None,
    progress: Progress = silent,
) -> Generator[Prepared, None, None]:
    """Cut articles, read their figures and embed their passages, in the order given.

    Use with ``contextlib.closing``, so that the processes end at once where the taker fails or is interrupted.

    Args:
        articles: Taken as they are needed, a few groups ahead of what is given out.
        embedder: Makes the vectors; used by one thread at a time.
        total: How many articles there are, for the progress; left out where a sequence is given.
        workers: Processes that help; 0 for none. Left out: as fits the machine, and none for few articles.
        progress: Told ``embedding``, in the thread that takes.

    Yields:
        Each article with what was made of it.

    Raises:
        UsageError: A process was ended from outside.
        ModelError: The model cannot embed.
    """
    from concurrent.futures import ThreadPoolExecutor

    from assistant.indexing.crew import Crew

    known = total if total is not None else len(articles) if isinstance(articles, list | tuple) else 0
    source, helpers = _helpers(articles, workers, _all_rules_are_built_in())
    stop = Event()
    embedding = ThreadPoolExecutor(1, "embedding")
    done = 0
    with Crew(helpers) as crew:
        try:

            def begin(group: list[Article]) -> Future[list[Prepared]]:
                return embedding.submit(_embedded, group, crew.submit(_cut, group), embedder, stop)

            for ready in _in_order(_groups(source, lambda article: len(article.text)), begin, WAITING + helpers):
                yield from ready
                done += len(ready)
                progress.step("embedding", done, max(known, done))
        finally:
            stop.set()
            crew.close()
            embedding.shutdown(wait=True, cancel_futures=True)


def read_files(
    entries: Iterable[FileEntry], *, workers: int | None = None
) -> Generator[tuple[FileEntry, ReadResult], None, None]:
    """Read files into articles, some files ahead of what is given out, in the order given.

    Use with ``contextlib.closing``, as ``prepared``; one may be the source of the other.

    Args:
        entries: As ``list_files`` gives them.
        workers: Processes that read; 0 for a thread. Left out: as fits the machine, and a thread for few files.

    Raises:
        UsageError: A process was ended from outside.
    """
    from assistant.indexing.crew import Crew

    source, helpers = _helpers(entries, workers, True)
    with Crew(helpers) as crew:

        def begin(group: list[FileEntry]) -> Future[list[tuple[FileEntry, ReadResult]]]:
            return crew.submit(_read, group)

        for ready in _in_order(_groups(source, lambda entry: entry.size), begin, WAITING + helpers):
            yield from ready


def _in_order(groups: Iterable[Item], begin: Callable[[Item], Future[Done]], ahead: int) -> Generator[Done, None, None]:
    """Results in the order of what was begun, with some begun ahead."""
    waiting: deque[Future[Done]] = deque()
    try:
        for group in groups:
            waiting.append(begin(group))
            if len(waiting) > ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _helpers(items: Iterable[Item], workers: int | None, can_help: bool) -> tuple[Iterator[Item], int]:
    """The items again, and how many processes are to help with them."""
    from assistant.indexing.crew import usual_workers

    iterator = iter(items)
    if not can_help or workers is not None:
        return iterator, workers or 0 if can_help else 0
    first = list(islice(iterator, FEW + 1))
    return chain(first, iterator), usual_workers() if len(first) > FEW else 0


def _all_rules_are_built_in() -> bool:
    """Whether another process reads figures by the same metrics as this one: the user's own are in force here only."""
    from assistant.figures.metrics import overlay_digest

    return not overlay_digest()


def _groups(items: Iterable[Item], size: Callable[[Item], int]) -> Iterator[list[Item]]:
    group: list[Item] = []
    held = 0
    for item in items:
        group.append(item)
        held += size(item)
        if held >= GROUP:
            yield group
            group, held = [], 0
    if group:
        yield group


def _read(entries: list[FileEntry]) -> list[tuple[FileEntry, ReadResult]]:
    from assistant.articles import read_file

    return [(entry, read_file(entry)) for entry in entries]


def _cut(articles: list[Article]) -> list[_Cut]:
    from assistant.articles import chunk
    from assistant.figures.extraction import figures_of

    made = []
    for article in articles:
        passages = tuple(chunk(article))
        made.append((passages, tuple(figures_of(article, passages))))
    return made


def _embedded(articles: list[Article], cut: Future[list[_Cut]], embedder: Embedder, stop: Event) -> list[Prepared]:
    pieces = cut.result()
    texts = [
        embedding_text(article, passage)
        for article, (passages, _) in zip(articles, pieces, strict=True)
        for passage in passages
    ]
    vectors: list[Embedded] = []
    for start in range(0, len(texts), WINDOW):
        if stop.is_set():
            raise InterruptedError("the build was ended")
        vectors += embedder.passages(texts[start : start + WINDOW])
    each = iter(vectors)
    return [
        Prepared(article, passages, tuple(islice(each, len(passages))), figures)
        for article, (passages, figures) in zip(articles, pieces, strict=True)
    ]
