"""The core works in one thread, in order; whatever fails is told."""

from __future__ import annotations

import queue
import threading

import pytest
from textual.message import Message

from assistant.errors import AssistantError, CorpusError
from assistant.tui.core_thread import CoreThread
from assistant.tui.messages import Answered, AskFailed, AskStarted, CoreFailed, CoreProgress, CoreReady
from tests.tui.support import FakeDesk


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


def test_progress_then_ready_then_answers_in_order_on_one_thread() -> None:
    inbox, desk, made = _Inbox(), FakeDesk(), set()

    def make() -> FakeDesk:
        made.add(threading.get_ident())
        return desk

    core = CoreThread(make, inbox.post)
    core.start()
    core.ask(1, "first")
    core.ask(2, "second")
    progress = inbox.next()
    assert isinstance(progress, CoreProgress)
    assert progress.line == "opening"
    ready = inbox.next()
    assert isinstance(ready, CoreReady)
    assert ready.about == "2 articles, 5 passages"
    assert inbox.names(4) == ["AskStarted", "Answered", "AskStarted", "Answered"]
    core.stop(5)
    assert core.is_open
    assert desk.asked == ["first", "second"]
    assert desk.threads == made != {threading.get_ident()}


def test_a_cancelled_question_that_has_not_begun_is_left_out() -> None:
    inbox, desk = _Inbox(), FakeDesk()
    core = CoreThread(lambda: desk, inbox.post)
    core.ask(1, "first")
    core.ask(2, "second")
    core.cancel(1)
    core.start()
    core.stop(5)
    assert desk.asked == ["second"]


def test_a_core_that_cannot_open_is_tried_again_by_the_next_question() -> None:
    inbox, desk = _Inbox(), FakeDesk()
    desk.problems = [CorpusError("no corpus, try 1"), CorpusError("no corpus, try 2")]
    core = CoreThread(lambda: desk, inbox.post)
    core.start()
    assert inbox.names(1) == ["CoreProgress"]
    failed = inbox.next()
    assert isinstance(failed, CoreFailed)
    assert failed.error.message == "no corpus, try 1"
    core.ask(1, "who")
    assert inbox.names(3) == ["AskStarted", "CoreProgress", "CoreFailed"]
    refused = inbox.next()
    assert isinstance(refused, AskFailed)
    assert refused.error.message == "no corpus, try 2"
    core.ask(2, "who")
    assert inbox.names(4) == ["AskStarted", "CoreProgress", "CoreReady", "Answered"]
    core.stop(5)


def test_errors_of_any_kind_are_told_and_the_thread_goes_on() -> None:
    inbox = _Inbox()
    core = CoreThread(FakeDesk, inbox.post)
    core.start()
    for ticket, question in enumerate(("gone", "bug", "fine"), 1):
        core.ask(ticket, question)
    messages = [inbox.next() for _ in range(8)]
    core.stop(5)
    told = [message.error for message in messages if isinstance(message, AskFailed)]
    assert str(told[0]) == "The folder corpus/ is gone. Put it back"
    assert told[1].message == "Something went wrong inside the assistant: ZeroDivisionError: oh [/ no"
    assert isinstance(messages[-1], Answered)
    assert isinstance(messages[-2], AskStarted)


async def test_a_call_gives_what_the_desk_gives_or_raises() -> None:
    core = CoreThread(FakeDesk, _Inbox().post)
    core.start()
    assert await core.call(lambda desk: desk.about) == "2 articles, 5 passages"
    with pytest.raises(CorpusError, match="gone"):
        await core.call(lambda desk: desk.ask("gone"))
    with pytest.raises(AssistantError, match="ZeroDivisionError"):
        await core.call(lambda desk: desk.ask("bug"))
    core.stop(5)


async def test_a_call_aside_has_a_thread_of_its_own() -> None:
    desk = FakeDesk()
    core = CoreThread(lambda: desk, _Inbox().post)
    core.start()
    await core.call(lambda desk: desk.about)
    name, line = await core.call_aside(lambda desk: (threading.current_thread().name, desk.build(core.tell)))
    assert (name, line) == ("assistant-build", "index updated")
    with pytest.raises(AssistantError, match="ZeroDivisionError"):
        await core.call_aside(lambda desk: desk.ask("bug"))
    core.stop(5)


def test_a_thread_that_never_began_can_be_stopped() -> None:
    CoreThread(FakeDesk, _Inbox().post).stop()


def test_an_interface_that_has_gone_ends_the_thread() -> None:
    def post(_message: Message) -> bool:
        raise RuntimeError("Event loop is closed")

    before = set(threading.enumerate())
    core = CoreThread(FakeDesk, post)
    core.start()
    for thread in set(threading.enumerate()) - before:
        thread.join(5)
        assert not thread.is_alive()
