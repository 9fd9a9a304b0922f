"""Asking every question of a file: each in a conversation of its own, none able to stop the rest.

The order of the results is the order of the questions, and each is handed over as soon as
it is there.
"""

from __future__ import annotations

import logging
import re
import time
import traceback
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from assistant.answering.many import failed
from assistant.batch.expectations import Failure, check
from assistant.batch.questions import Item
from assistant.datatypes import (
    Answer,
    IndexInfo,
    Quantity,
    SearchFilter,
    Trace,
)
from assistant.errors import AssistantError, StoreError

_LOG = logging.getLogger(__name__)
_NO_INDEX = IndexInfo(generation="", corpus_digest="", model="")
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


Results = Generator["Result", None, None]
"""Results as they come; closing it ends the asking."""


class Asker(Protocol):
    """A conversation: what it was asked before bears on what it is asked next."""

    def ask(
        self,
        question: str,
        *,
        where: SearchFilter | None = None,
        assumptions: Mapping[str, Quantity] | None = None,
    ) -> Answer:
        """Answer one question from the articles of ``where``, with the inputs of ``assumptions`` taken as given."""
        ...


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to one question of a file, held against what was expected."""

    item: Item
    answer: Answer
    """Its ``id`` is the item's."""
    failures: tuple[Failure, ...]
    """Empty when all is as expected, or nothing was expected."""
    seconds: float
    """Wall time of all turns; never part of what is written."""

    @property
    def passed(self) -> bool:
        """Whether something was expected and all of it holds."""
        return self.item.expect is not None and not self.failures


def run(
    conversation_factory: Callable[[], Asker],
    items: Iterable[Item],
    *,
    on_result: Callable[[Result], None] | None = None,
    index: IndexInfo = _NO_INDEX,
) -> Results:
    """Ask each question in a fresh conversation and check its answer.

    Args:
        conversation_factory: Makes a conversation that knows of no other.
        items: The questions, asked in this order.
        on_result: Called with each result before it is yielded, for progress.
        index: The index asked, recorded in the answers of questions that end in error.

    Yields:
        One result an item, in order. A question that fails has an answer of status
        ``error`` that says why.

    Raises:
        StoreError: The corpus, the model or the index has become unusable. That is no
            matter of one question: every later one would fail alike, so the run ends.
    """
    for item in items:
        started = time.perf_counter()
        # How an answer was found is large, and no part of what is written.
        answer = replace(_answer(conversation_factory, item, index), id=item.id, trace=Trace())
        result = judged(item, answer, time.perf_counter() - started)
        if on_result is not None:
            on_result(result)
        yield result


def judged(item: Item, answer: Answer, seconds: float = 0.0) -> Result:
    """An answer held against what is expected of it.

    Args:
        item: The question.
        answer: Its answer, of this run or of the one that it goes on with.
        seconds: How long it took; 0 where that is not known.
    """
    return Result(item, answer, () if item.expect is None else check(item.expect, answer), seconds)


def gone_on(items: Sequence[Item], done: Mapping[str, Answer], ask: Callable[[Sequence[Item]], Results]) -> Results:
    """The results of a run that goes on where another was interrupted.

    Args:
        items: All questions.
        done: The answers that there are, by their ids.
        ask: Answers questions, in order; given those that are left.

    Yields:
        One result an item, in order.
    """
    with closing(ask([item for item in items if item.id not in done])) as asked:
        for item in items:
            yield judged(item, done[item.id]) if item.id in done else next(asked)


def _answer(conversation_factory: Callable[[], Asker], item: Item, index: IndexInfo) -> Answer:
    answers: list[Answer] = []
    try:
        conversation = conversation_factory()
        for question in item.turns:
            answers.append(conversation.ask(question, where=item.where, assumptions=dict(item.assumptions)))
    except StoreError:
        raise
    except AssistantError as error:
        why = str(error)
    except Exception as error:  # noqa: BLE001 - the boundary of the promise that one question cannot stop the rest
        _LOG.debug("question %s failed", item.id, exc_info=True)
        why = f"internal error: {_last_line(error)}"
    else:
        return answers[-1]
    turn, turns = len(answers) + 1, len(item.turns)
    return failed(item.question, f"turn {turn} of {turns}: {why}" if turns > 1 else why, index)


def _last_line(error: Exception) -> str:
    """The last line of the error's traceback and where it was raised, without what differs between runs."""
    lines = "".join(traceback.format_exception_only(error)).strip().splitlines()
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{_ADDRESS.sub('', lines[-1])} ({Path(where.filename).name}, line {where.lineno})"
