"""One thread does all the core's work, in order, so that the interface never waits for it.

A database connection belongs to the thread that opened it, and two questions at once would only
slow each other: hence one thread and a queue. It is a daemon, so that quitting does not wait for
an index that is being built; an unfinished build leaves the old index whole.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import NamedTuple

from textual.message import Message

from assistant.errors import AssistantError
from assistant.tui.asker import Asker, CoreFactory
from assistant.tui.messages import Answered, AskFailed, AskStarted, CoreFailed, CoreProgress, CoreReady


class _Question(NamedTuple):
    ticket: int
    text: str


class _Stop(NamedTuple):
    """The thread is to end."""


class _Reset(NamedTuple):
    """The conversation is to be forgotten."""


_Job = _Question | _Stop | _Reset


class CoreThread:
    """The core behind a queue.

    Args:
        factory: Opens the core; it is run on the thread.
        post: Takes a message for the interface, from any thread.
    """

    def __init__(self, factory: CoreFactory, post: Callable[[Message], bool]) -> None:
        self._factory = factory
        self._send = post
        self._asker: Asker | None = None
        self._jobs: queue.SimpleQueue[_Job] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        self._thread = threading.Thread(target=self._run, name="assistant-core", daemon=True)

    def start(self) -> None:
        """Begin to open the core."""
        self._thread.start()

    def ask(self, ticket: int, question: str) -> None:
        """Put a question in the queue.

        Args:
            ticket: A number of the caller's; the answer comes with it.
            question: The question as typed.
        """
        self._jobs.put(_Question(ticket, question))

    def cancel(self, ticket: int) -> None:
        """Leave a question out if it has not begun; one that has begun cannot be stopped."""
        self._cancelled.add(ticket)

    def reset(self) -> None:
        """Forget the questions before, once those in the queue are done."""
        self._jobs.put(_Reset())

    def stop(self, timeout: float = 0.5) -> None:
        """End the thread after its present work, and wait for that a little.

        Args:
            timeout: Seconds to wait at most.
        """
        self._jobs.put(_Stop())
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _run(self) -> None:
        self._open()
        while not isinstance(job := self._jobs.get(), _Stop):
            if isinstance(job, _Question):
                if job.ticket not in self._cancelled:
                    self._work(job)
            elif self._asker is not None:
                self._asker.reset()

    def _open(self) -> AssistantError | None:
        try:
            self._asker = self._factory(lambda line: self._post(CoreProgress(line)))
            self._post(CoreReady(self._asker.about))
        except Exception as error:  # noqa: BLE001 - whatever it is, the person is told and can try again
            failure = _as_assistant_error(error)
            self._post(CoreFailed(failure))
            return failure
        return None

    def _work(self, job: _Question) -> None:
        self._post(AskStarted(job.ticket))
        failure = None if self._asker is not None else self._open()
        if failure is None and self._asker is not None:
            try:
                answer = self._asker.ask(job.text)
                self._post(Answered(job.ticket, answer, self._asker.about))
            except Exception as error:  # noqa: BLE001 - one bad question must not end the chat
                failure = _as_assistant_error(error)
        if failure is not None:
            self._post(AskFailed(job.ticket, failure))

    def _post(self, message: Message) -> None:
        try:
            self._send(message)
        except RuntimeError:
            # The interface's loop has closed while this thread worked: nobody is left to tell.
            self._jobs.put(_Stop())


def _as_assistant_error(error: Exception) -> AssistantError:
    if isinstance(error, AssistantError):
        return error
    name = type(error).__name__
    return AssistantError(f"Something went wrong inside the assistant: {name}: {error}", "Please report this")
