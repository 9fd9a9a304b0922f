"""Progress on stderr: a bar on a terminal, single lines elsewhere, nothing when quiet."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from assistant.cli.main import complain
from assistant.indexing.progress import Progress, silent


class _Bar:
    """A progress bar, drawn only once there is something to show."""

    def __init__(self) -> None:
        self._progress: Any = None
        self._tasks: dict[str, Any] = {}

    def say(self, text: str) -> None:
        """Tell a line above the bar."""
        complain(text)

    def step(self, stage: str, done: int, total: int) -> None:
        """Move the bar of a stage."""
        if self._progress is None:
            from rich.console import Console
            from rich.progress import Progress as RichProgress

            self._progress = RichProgress(console=Console(stderr=True), transient=True)
            self._progress.start()
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(stage, total=total)
        self._progress.update(self._tasks[stage], completed=done, total=total)

    def close(self) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()


class _Lines:
    """Lines only: for a log or a pipe."""

    def say(self, text: str) -> None:
        """Tell a line."""
        complain(text)

    def step(self, stage: str, done: int, total: int) -> None:
        """A log does not want every step."""


@contextmanager
def progress(*, quiet: bool) -> Iterator[Progress]:
    """Progress for a person, a log or nobody."""
    if quiet:
        yield silent
        return
    if not sys.stderr.isatty():
        yield _Lines()
        return
    bar = _Bar()
    try:
        yield bar
    finally:
        bar.close()
