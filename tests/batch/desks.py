"""What answers in a test's processes; here, so that another process can import it."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.batch.pool import Desk
from assistant.datatypes import Answer, AnswerStatus, IndexInfo, Part, PartKind, Quantity, SearchFilter
from assistant.errors import IndexDamagedError, QuestionError

INDEX = IndexInfo("7", "digest", "model")
OTHER = IndexInfo("8", "digest", "model")


@dataclass
class Echo:
    """Says what it was asked; some questions are too much for it."""

    def ask(
        self,
        question: str,
        *,
        where: SearchFilter | None = None,
        assumptions: Mapping[str, Quantity] | None = None,
    ) -> Answer:
        if question == "mistake":
            raise QuestionError("too long", "Ask less")
        if question == "damage":
            raise IndexDamagedError("articles.db is damaged", "Run assistant index --rebuild")
        if question == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        return Answer(question, AnswerStatus.ANSWERED, (Part(PartKind.ECHO, f"£ {question}"),), INDEX)


def _ignore(_: Sequence[str]) -> None:
    """Nothing is made ahead."""


def _close() -> None:
    """Nothing is open."""


def echo() -> Desk:
    return Desk(Echo, _ignore, INDEX, _close)


def of_another_index() -> Desk:
    return Desk(Echo, _ignore, OTHER, _close)


def unopened() -> Desk:
    raise IndexDamagedError("no index", "Run assistant index")
