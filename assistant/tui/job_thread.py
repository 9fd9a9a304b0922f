"""A thread that does jobs in order, each on one thing that only this thread touches.

It is a daemon, so that quitting the chat never waits for a job that takes minutes.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")


class JobThread(Generic[_T]):
    """Jobs behind a queue.

    Args:
        name: Of the thread.
        open_thing: Opens what the jobs work on; run on the thread by the first job, and again by the
            next one where it failed.
        close_thing: Closes it when the thread ends.
    """

    def __init__(
        self, name: str, open_thing: Callable[[], _T], close_thing: Callable[[_T], None] | None = None
    ) -> None:
        self._open = open_thing
        self._close = close_thing
        self._thing: _T | None = None
        self._jobs: queue.SimpleQueue[tuple[Callable[[_T], Any], Future[Any]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @property
    def is_idle(self) -> bool:
        """Whether no job waits; one may be at work."""
        return self._jobs.empty()

    def start(self) -> None:
        """Begin with the jobs."""
        self._thread.start()

    def do(self, job: Callable[[_T], _R]) -> Future[_R]:
        """Put a job into the queue.

        Args:
            job: Given the thing; what it returns or raises is the future's.

        Returns:
            The future; a job that is cancelled before its turn is left out.
        """
        future: Future[_R] = Future()
        self._jobs.put((job, future))
        return future

    def stop(self, timeout: float = 0.5) -> None:
        """End the thread after its present job, and wait for that a little.

        Args:
            timeout: Seconds to wait at most.
        """
        self._jobs.put(None)
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join(timeout)

    def _run(self) -> None:
        while (entry := self._jobs.get()) is not None:
            job, future = entry
            if future.set_running_or_notify_cancel():
                self._do(job, future)
        if self._thing is not None and self._close is not None:
            self._close(self._thing)

    def _do(self, job: Callable[[_T], Any], future: Future[Any]) -> None:
        try:
            if self._thing is None:
                self._thing = self._open()
            future.set_result(job(self._thing))
        except Exception as error:  # noqa: BLE001 - it is the future's: whoever waits for it hears of it
            future.set_exception(error)
