"""``assistant index``: build the index, or bring it up to date."""

from __future__ import annotations

from assistant.cli.main import complain
from assistant.cli.progress import progress
from assistant.config import Settings
from assistant.errors import ExitCode
from assistant.indexing import bring_up_to_date
from assistant.retrieval.embedder import open_embedder


def build(settings: Settings, *, rebuild: bool) -> int:
    """Make the index say what the corpus says; one line on stderr says what was done.

    Raises:
        StoreError: Corpus, model or index cannot be used.
    """
    with progress(quiet=settings.quiet) as shown:
        report = bring_up_to_date(
            settings.corpus,
            settings.index,
            lambda: open_embedder(settings.model),
            progress=shown,
            rebuild=rebuild,
        )
    if not settings.quiet:
        complain(str(report))
    return ExitCode.OK
