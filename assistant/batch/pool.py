"""Questions answered by several processes, in order, with nothing of it to be seen in the answers.

Processes, not threads: an answer is mostly work in Python, of which threads do one piece at a time. Two
threads over news questions used one core (4.0 s of it in 4.3 s), two processes use both.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from assistant.batch.questions import Item
from assistant.batch.run import Asker, Result, Results, run
from assistant.datatypes import IndexInfo
from assistant.errors import IndexFolderError, UsageError

AHEAD = 64
"""Questions whose vectors are made in one go."""
SHARE = 16
"""Questions that a process is given at a time; few, so that all are busy to the end."""
WAITING = 4
"""Shares that each process may be ahead of what has been handed on, which bounds the memory."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What answers questions in one process."""

    conversation: Callable[[], Asker]
    """Begins a conversation that knows of no other."""
    prepare: Callable[[Sequence[str]], None]
    """Told the questions that come next."""
    index: IndexInfo
    close: Callable[[], None]


def answer_here(desk: Desk, items: Sequence[Item]) -> Results:
    """Answer questions in this process.

    Args:
        desk: Answers them.
        items: The questions.

    Yields:
        One result an item, in order, each before the next question is asked.

    Raises:
        StoreError: The corpus, the model or the index has become unusable.
    """
    for start in range(0, len(items), AHEAD):
        some = items[start : start + AHEAD]
        desk.prepare([item.turns[0] for item in some])
        yield from run(desk.conversation, some, index=desk.index)


def answer_in_processes(open_desk: Callable[[], Desk], items: Sequence[Item], jobs: int, index: IndexInfo) -> Results:
    """Answer questions in several processes.

    Args:
        open_desk: Opens what answers; called once in each process, so it must be picklable.
        items: The questions.
        jobs: How many processes.
        index: The index that all of them must find.

    Yields:
        One result an item, in order.

    Raises:
        StoreError: The corpus, the model or the index has become unusable, or has changed meanwhile.
        UsageError: A process was ended from outside, as by a lack of memory.
    """
    # Not forked: the runtimes of the models have threads, which do not survive a fork.
    spawning = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, spawning, _begin, (open_desk, index))
    waiting: deque[Future[list[Result]]] = deque()
    try:
        for start in range(0, len(items), SHARE):
            waiting.append(pool.submit(_answer, items[start : start + SHARE]))
            if len(waiting) > jobs * WAITING:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise UsageError(
            "a process that answers questions was ended from outside, perhaps for lack of memory",
            "Run again with fewer --jobs",
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


class _Worker:
    """What a process has open: set once, when it begins."""

    open_desk: Callable[[], Desk] | None = None
    desk: Desk | None = None
    index: IndexInfo | None = None


def _begin(open_desk: Callable[[], Desk], index: IndexInfo) -> None:
    # Ctrl+C reaches all processes of a terminal; the first one tells the others to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Worker.open_desk, _Worker.index = open_desk, index


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # killed, it could not tell us


def _answer(items: Sequence[Item]) -> list[Result]:
    # Opened here, not when the process begins: an error then reaches the caller as it is.
    if _Worker.desk is None and _Worker.open_desk is not None:
        _Worker.desk = _Worker.open_desk()
    assert _Worker.desk is not None
    if _Worker.desk.index != _Worker.index:
        raise IndexFolderError("the index was built again while questions were asked", "Run the batch again")
    return list(answer_here(_Worker.desk, items))
