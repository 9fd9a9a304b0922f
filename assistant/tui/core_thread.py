"""One thread does all the core's work, in order, so that the interface never waits for it.

A database connection belongs to the thread that opened it, and two questions at once would only
slow each other: hence one thread and a queue. An index is built beside it, on a thread of its own,
so that questions are answered from the old index meanwhile.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from textual.message import Message

from assistant.errors import AssistantError
from assistant.tui.desk import Desk, DeskFactory
from assistant.tui.job_thread import JobThread
from assistant.tui.messages import Answered, AskFailed, AskStarted, CoreFailed, CoreProgress, CoreReady

_R = TypeVar("_R")


class CoreThread:
    """The core behind a queue.

    Args:
        factory: Makes the desk; it is run on the thread.
        post: Takes a message for the interface, from any thread.
    """

    def __init__(self, factory: DeskFactory, post: Callable[[Message], bool]) -> None:
        self._send = post
        self._jobs: JobThread[Desk] = JobThread("assistant-core", factory, lambda desk: desk.close())
        self._asked: dict[int, Future[None]] = {}
        self._is_open = False

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits for the core."""
        return self._jobs.is_idle

    @property
    def is_open(self) -> bool:
        """Whether questions are answered at once."""
        return self._is_open

    def start(self) -> None:
        """Begin to open the core."""
        self.reopen()
        self._jobs.start()

    def reopen(self) -> None:
        """Try to open the core, if it is not open; ``CoreReady`` or ``CoreFailed`` tells how that went."""
        self._jobs.do(self._try_to_open)

    def ask(self, ticket: int, question: str) -> None:
        """Put a question in the queue.

        Args:
            ticket: A number of the caller's; the answer comes with it.
            question: The question as typed.
        """
        self._asked[ticket] = job = self._jobs.do(lambda desk: self._answer(desk, ticket, question))
        job.add_done_callback(lambda done: self._told(ticket, done))

    def cancel(self, ticket: int) -> None:
        """Leave a question out if it has not begun; one that has begun cannot be stopped."""
        if job := self._asked.pop(ticket, None):
            job.cancel()

    def do(self, job: Callable[[Desk], _R]) -> Future[_R]:
        """Put any other job in the queue; its future takes what it raises."""
        return self._jobs.do(job)

    async def call(self, job: Callable[[Desk], _R]) -> _R:
        """Wait for a job without holding up the interface.

        Args:
            job: Done on the core's thread.

        Returns:
            What it returns.

        Raises:
            AssistantError: As the job raises it; any other exception is turned into one.
        """
        try:
            return await asyncio.wrap_future(self._jobs.do(job))
        except AssistantError:
            raise
        except Exception as error:
            raise as_assistant_error(error) from error

    async def call_aside(self, job: Callable[[Desk], _R]) -> _R:
        """Wait for a job that may run beside the others, on a thread of its own.

        Args:
            job: Uses only what is safe beside the other calls (``build``, ``add``).

        Returns:
            What it returns.

        Raises:
            AssistantError: As the job raises it; any other exception is turned into one.
        """
        desk = await self.call(lambda desk: desk)
        future: Future[_R] = Future()
        future.set_running_or_notify_cancel()  # whoever waits may go, as when the chat is left: the work is done

        def run() -> None:
            try:
                future.set_result(job(desk))
            except Exception as error:  # noqa: BLE001 - it is the future's: whoever waits for it hears of it
                future.set_exception(error)

        threading.Thread(target=run, name="assistant-build", daemon=True).start()
        try:
            return await asyncio.wrap_future(future)
        except AssistantError:
            raise
        except Exception as error:
            raise as_assistant_error(error) from error

    def stop(self, timeout: float = 0.5) -> None:
        """End the thread after its present work, and wait for that a little.

        Args:
            timeout: Seconds to wait at most.
        """
        self._jobs.stop(timeout)

    def tell(self, line: str) -> None:
        """Show a line about progress, from any thread."""
        self._post(CoreProgress(line))

    def _try_to_open(self, desk: Desk) -> AssistantError | None:
        if self._is_open:
            return None
        try:
            desk.open(self.tell)
        except Exception as error:  # noqa: BLE001 - whatever it is, the person is told and can try again
            failure = as_assistant_error(error)
            self._post(CoreFailed(failure))
            return failure
        self._is_open = True
        self._post(CoreReady(desk.about))
        return None

    def _answer(self, desk: Desk, ticket: int, question: str) -> None:
        self._post(AskStarted(ticket))
        if failure := self._try_to_open(desk):
            raise failure
        reply = desk.ask(question)
        self._post(Answered(ticket, reply, desk.about))

    def _told(self, ticket: int, job: Future[None]) -> None:
        """Tell of a question that failed; whether it could be asked at all or not."""
        self._asked.pop(ticket, None)
        if not job.cancelled() and (error := job.exception()) is not None:
            self._post(AskFailed(ticket, as_assistant_error(error)))

    def _post(self, message: Message) -> None:
        try:
            self._send(message)
        except RuntimeError:
            # The interface's loop has closed while this thread worked: nobody is left to tell.
            self._jobs.stop(0)


def as_assistant_error(error: BaseException) -> AssistantError:
    """An error as one that can be shown; one that nobody foresaw asks to be reported."""
    if isinstance(error, AssistantError):
        return error
    name = type(error).__name__
    return AssistantError(f"Something went wrong inside the assistant: {name}: {error}", "Please report this")
