"""Opening the core for a command, with progress, and a word on what was updated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli.main import complain
from assistant.cli.progress import progress
from assistant.config import Settings
from assistant.retrieval.opening import Opening

if TYPE_CHECKING:
    from assistant.answering import Assistant
    from assistant.retrieval.reader import IndexReader


def open_assistant(settings: Settings) -> Assistant:
    """Open the assistant that the settings describe, bringing its index up to date.

    Raises:
        StoreError: Corpus, model or index cannot be used.
    """
    opening = Opening(settings.model)
    # Loaded only now: the model opens in its thread while the core is imported in this one.
    from assistant.answering import Assistant
    from assistant.reading import pointing

    with progress(quiet=settings.quiet) as shown:
        assistant = Assistant.open(
            settings.corpus,
            settings.index,
            model=settings.model,
            progress=shown,
            opening=opening,
            reader=pointing.open_reader(settings.reader),
        )
    if assistant.report.built and not settings.quiet:
        complain(str(assistant.report))
    return assistant


def open_reader(settings: Settings) -> IndexReader:
    """Open the index that the settings describe, bringing it up to date; the model opens only if it must embed.

    Raises:
        StoreError: Corpus, model or index cannot be used.
    """
    from assistant.indexing import bring_up_to_date
    from assistant.retrieval.reader import IndexReader

    with progress(quiet=settings.quiet) as shown:
        report = bring_up_to_date(
            settings.corpus, settings.index, lambda: Opening(settings.model).result(), progress=shown
        )
    if report.built and not settings.quiet:
        complain(str(report))
    return IndexReader.open(settings.index)
