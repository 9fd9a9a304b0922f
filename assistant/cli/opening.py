"""Opening the core for a command, with progress, and a word on what was updated."""

from __future__ import annotations

from assistant.answering import Assistant
from assistant.cli.main import complain
from assistant.cli.progress import progress
from assistant.config import Settings


def open_assistant(settings: Settings) -> Assistant:
    """Open the assistant that the settings describe, bringing its index up to date.

    Raises:
        StoreError: Corpus, model or index cannot be used.
    """
    with progress(quiet=settings.quiet) as shown:
        assistant = Assistant.open(settings.corpus, settings.index, model=settings.model, progress=shown)
    if assistant.report.built and not settings.quiet:
        complain(str(assistant.report))
    return assistant
