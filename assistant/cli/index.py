"""``assistant index``: build the index, or bring it up to date; with ``--watch``, keep it so."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from assistant.cli.main import complain
from assistant.cli.progress import progress
from assistant.config import Settings
from assistant.errors import ExitCode
from assistant.indexing import BuildReport, bring_up_to_date
from assistant.retrieval.embedder import Embedder, open_embedder


def build(settings: Settings, *, rebuild: bool) -> int:
    """Make the index say what the corpus says; one line on stderr says what was done.

    Raises:
        StoreError: Corpus, model or index cannot be used.
    """
    report = _built(settings, lambda: open_embedder(settings.model), rebuild=rebuild)
    if not settings.quiet:
        complain(str(report))
    return ExitCode.OK


def _built(settings: Settings, model: Callable[[], Embedder], *, rebuild: bool) -> BuildReport:
    with progress(quiet=settings.quiet) as shown:
        return bring_up_to_date(settings.corpus, settings.index, model, progress=shown, rebuild=rebuild)


def watch(settings: Settings, *, rebuild: bool) -> int:
    """Bring the index up to date, then follow the folder until Ctrl-C or SIGTERM.

    Returns:
        0 when all that was seen is in the index, 130 when it was stopped before.

    Raises:
        StoreError: Corpus, model or index cannot be used at the start; later that is told and tried again.
    """
    import signal
    import time

    from assistant.indexing.watching import Follower

    tell = _nothing if settings.quiet else complain
    model = cache(lambda: open_embedder(settings.model))
    follower = Follower(
        settings.corpus, settings.index, lambda: _built(settings, model, rebuild=False), tell, warn=complain
    )
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        follower.begin(lambda: _built(settings, model, rebuild=rebuild))
        tell(f"watching {settings.corpus}; Ctrl-C ends it")
        while True:
            time.sleep(follower.pause)
            follower.look()
    except KeyboardInterrupt:
        if not follower.is_current:
            return ExitCode.INTERRUPTED
        tell("ended; all that was seen is in the index")
        return ExitCode.OK
    finally:
        signal.signal(signal.SIGTERM, before)


def _nothing(line: str) -> None:
    """Drop a line."""
