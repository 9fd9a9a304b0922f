"""Opening the core for a command, with progress, and a word on what was updated."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from assistant.cli.main import complain
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
    from assistant.articles import list_files
    from assistant.reading import opening as reading

    listing = ThreadPoolExecutor(1, "listing")
    ahead = listing.submit(list_files, settings.corpus)
    listing.shutdown(wait=False)
    opening = Opening(settings.model)
    pointing_model = reading.Opening() if settings.reader != "rules" and reading.has_model() else None
    # Loaded only now: the models open in their threads while the core is imported in this one.
    from assistant.answering import Assistant
    from assistant.cli.progress import progress
    from assistant.reading import pointing
    from assistant.retrieval.threads import search_in_one_thread

    with progress(quiet=settings.quiet) as shown:
        assistant = Assistant.open(
            settings.corpus,
            settings.index,
            model=settings.model,
            progress=shown,
            opening=opening,
            ahead=ahead,
            reader=pointing.open_reader(settings.reader, opening=pointing_model),
        )
    if assistant.report.built and not settings.quiet:
        complain(str(assistant.report))
    search_in_one_thread()  # after a build, which has a use for more
    return assistant


def open_reader(settings: Settings) -> IndexReader:
    """Open the index that the settings describe, bringing it up to date; the model opens only if it must embed.

    Raises:
        StoreError: Corpus, model or index cannot be used.
    """
    from assistant.cli.progress import progress
    from assistant.indexing.build import open_up_to_date

    with progress(quiet=settings.quiet) as shown:
        report, reader = open_up_to_date(
            settings.corpus, settings.index, lambda: Opening(settings.model).result(), progress=shown
        )
    if report.built and not settings.quiet:
        complain(str(report))
    return reader
