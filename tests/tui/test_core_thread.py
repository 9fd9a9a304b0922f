"""The core works in one thread, in order; whatever fails is told."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

from textual.message import Message

from assistant.errors import CorpusError
from assistant.tui.core_thread import CoreThread
from assistant.tui.messages import Answered, AskFailed, AskStarted, CoreFailed, CoreProgress, CoreReady
from tests.tui.support import FakeAsker


class _Inbox:
    def __init__(self) -> None:
        self._messages: queue.SimpleQueue[Message] = queue.SimpleQueue()

    def post(self, message: Message) -> bool:
        self._messages.put(message)
        return True

    def names(self, count: int) -> list[str]:
        return [type(self.next()).__name__ for _ in range(count)]

    def next(self) -> Message:
        return self._messages.get(timeout=5)

    @property
    def empty(self) -> bool:
        return self._messages.empty()


def test_progress_then_ready_then_answers_in_order_on_one_thread() -> None:
    inbox, asker, opened = _Inbox(), FakeAsker(), set()

    def open_core(say: Callable[[str], None]) -> FakeAsker:
        opened.add(threading.get_ident())
        say("reading 2 articles")
        return asker

    core = CoreThread(open_core, inbox.post)
    core.ask(1, "first")
    core.ask(2, "second")
    core.start()
    progress = inbox.next()
    assert isinstance(progress, CoreProgress)
    assert progress.line == "reading 2 articles"
    ready = inbox.next()
    assert isinstance(ready, CoreReady)
    assert ready.about == "2 articles, 5 passages"
    assert inbox.names(4) == ["AskStarted", "Answered", "AskStarted", "Answered"]
    core.stop(5)
    assert asker.asked == ["first", "second"]
    assert asker.threads == opened != {threading.get_ident()}


def test_a_cancelled_question_that_has_not_begun_is_left_out() -> None:
    inbox, asker = _Inbox(), FakeAsker()
    core = CoreThread(lambda _say: asker, inbox.post)
    core.ask(1, "first")
    core.ask(2, "second")
    core.cancel(1)
    core.start()
    core.stop(5)
    assert asker.asked == ["second"]


def test_a_core_that_cannot_open_is_tried_again_by_the_next_question() -> None:
    inbox, tries = _Inbox(), 0

    def open_core(_say: Callable[[str], None]) -> FakeAsker:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise CorpusError(f"no corpus, try {tries}")
        return FakeAsker()

    core = CoreThread(open_core, inbox.post)
    core.start()
    failed = inbox.next()
    assert isinstance(failed, CoreFailed)
    assert failed.error.message == "no corpus, try 1"
    core.ask(1, "who")
    assert inbox.names(2) == ["AskStarted", "CoreFailed"]
    refused = inbox.next()
    assert isinstance(refused, AskFailed)
    assert refused.error.message == "no corpus, try 2"
    core.ask(2, "who")
    assert inbox.names(3) == ["AskStarted", "CoreReady", "Answered"]
    core.stop(5)


def test_errors_of_any_kind_are_told_and_the_thread_goes_on() -> None:
    inbox = _Inbox()
    core = CoreThread(lambda _say: FakeAsker(), inbox.post)
    for ticket, question in enumerate(("gone", "bug", "fine"), 1):
        core.ask(ticket, question)
    core.start()
    core.stop(5)
    messages = [inbox.next() for _ in range(7)]
    told = [message.error for message in messages if isinstance(message, AskFailed)]
    assert str(told[0]) == "The folder corpus/ is gone. Put it back"
    assert told[1].message == "Something went wrong inside the assistant: ZeroDivisionError: oh [/ no"
    assert isinstance(messages[-1], Answered)
    assert isinstance(messages[-2], AskStarted)


def test_a_thread_that_never_began_can_be_stopped() -> None:
    CoreThread(lambda _say: FakeAsker(), _Inbox().post).stop()


def test_an_interface_that_has_gone_ends_the_thread() -> None:
    def post(_message: Message) -> bool:
        raise RuntimeError("Event loop is closed")

    thread_ended = CoreThread(lambda _say: FakeAsker(), post)
    thread_ended.start()
    thread_ended._thread.join(5)
    assert not thread_ended._thread.is_alive()
