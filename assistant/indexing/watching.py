"""Follows the folder of articles: what changes there is taken in once it has come to rest.

The folder is looked at again and again rather than watched by the operating system: that works on network folders and
in containers too, knows no limit of watches, and survives that the folder goes and comes back. Names, sizes and times
are looked at; no file is opened before it has stayed the same from one look to the next.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.articles import list_files
from assistant.errors import AssistantError
from assistant.indexing.build import BuildReport
from assistant.retrieval.manifest import MANIFEST
from assistant.retrieval.reader import IndexReader

EVERY_S = 1.0
"""Seconds between two looks, and so the least that a file must have rested."""
LONGEST_S = 60.0
"""A folder that never comes to rest is taken in as it is after so many seconds."""
RETRY_S = 10.0
"""Seconds until a build that failed is tried again, if nothing changes before."""
_SHARE = 20
"""A look is made at most once in so many times its own length: one that takes long is made seldom."""

Stamp = tuple[int, int, int]
"""Of a file: what changes when it is replaced or written."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one look found."""

    files: dict[str, tuple[int, int]]
    problems: tuple[str, ...]
    """What is left out or cannot be read, already by its name or size."""
    manifest: Stamp | None
    """Of the index; None where there is none. Somebody else may have built or removed it."""


class Follower:
    """Keeps an index in step with its corpus.

    Args:
        corpus: The folder of articles.
        index: The index folder.
        build: Brings the index up to date.
        tell: Told in a line what was taken in.
        warn: Told in a line what is wrong, the same once only, and when it is well again.
        clock: Seconds that only ever grow.
    """

    def __init__(
        self,
        corpus: Path,
        index: Path,
        build: Callable[[], BuildReport],
        tell: Callable[[str], None],
        warn: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._corpus = corpus
        self._index = index
        self._build = build
        self._tell = tell
        self._warn = warn
        self._clock = clock
        self._done: _Seen | None = None
        self._waiting: _Seen | None = None
        self._waiting_since = 0.0
        self._failed: _Seen | None = None
        self._retry_at = 0.0
        self._trouble = ""
        self._named: frozenset[str] = frozenset()
        self._length = 0.0
        self._is_current = False

    @property
    def is_current(self) -> bool:
        """Whether all that has been seen is in the index."""
        return self._is_current

    @property
    def pause(self) -> float:
        """Seconds until the next look should be made."""
        return max(EVERY_S, _SHARE * self._length)

    def begin(self, first: Callable[[], BuildReport] | None = None) -> None:
        """Bring the index up to date; unlike later, what is wrong now is raised.

        Args:
            first: Does it in the place of the build that is done later.

        Raises:
            StoreError: Corpus, model or index cannot be used.
        """
        now = self._look()
        report = (first or self._build)()
        self._tell(str(report))
        self._taken_in(now)

    def look(self) -> None:
        """Look once, and take in what has changed and come to rest; what is wrong is told, and tried again later."""
        began = self._clock()
        try:
            now = self._look()
            self._length = self._clock() - began
            if now == self._done:
                self._waiting = None
                self._is_current = True
                self._well_again("nothing has changed")
            elif self._is_due(now):
                self._is_current = False
                report = self._build()
                if report.built:
                    self._tell(str(report))
                self._taken_in(now)
                self._well_again(f"{report.articles} articles are in the index")
            else:
                self._is_current = False
        except AssistantError as error:
            self._is_current = False
            self._failed, self._waiting_since = self._waiting, self._clock()
            self._retry_at = self._waiting_since + RETRY_S
            self._say_trouble(error)

    def _is_due(self, now: _Seen) -> bool:
        """Whether what has changed has come to rest, and is not what has just failed."""
        clock = self._clock()
        if self._waiting is None:
            self._waiting_since = clock
        rests = now == self._waiting
        self._waiting = now
        if now == self._failed and clock < self._retry_at:
            return False
        return rests or clock - self._waiting_since >= LONGEST_S

    def _taken_in(self, now: _Seen) -> None:
        self._done = replace(now, manifest=_stamp(self._index / MANIFEST))
        self._waiting = self._failed = None
        self._is_current = True
        self._name_problems()

    def _look(self) -> _Seen:
        listing = list_files(self._corpus)
        return _Seen(
            {entry.path: (entry.size, entry.modified_ns) for entry in listing.entries},
            tuple(sorted(map(str, listing.problems))),
            _stamp(self._index / MANIFEST),
        )

    def _name_problems(self) -> None:
        """Name each file that could not be read, once for as long as it cannot."""
        reader = IndexReader.open(self._index)
        try:
            found = {f"{problem.path}: {problem.reason}" for _, problem in reader.problems() if not problem.skipped}
        finally:
            reader.close()
        for line in sorted(found - self._named):
            self._warn(f"not taken in: {line}")
        self._named = frozenset(found)

    def _say_trouble(self, error: AssistantError) -> None:
        if error.message != self._trouble:
            self._trouble = error.message
            self._warn(f"{str(error).rstrip('.')}. This is tried again; meanwhile the index is as it was")

    def _well_again(self, how: str) -> None:
        if self._trouble:
            self._trouble = ""
            self._warn(f"well again: {how}")


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:  # whatever is the matter with it, the build will say
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
