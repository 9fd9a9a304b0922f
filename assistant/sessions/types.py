"""What a session is made of: questions with all that was shown of their answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.datatypes import Answer, FiledFigure


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, and what came of it."""

    question: str
    """As typed; ``answer.question`` is what it was taken as."""
    asked: datetime
    """When, in UTC."""
    answer: Answer | None = None
    """None where the question failed."""
    figures: tuple[FiledFigure, ...] = ()
    """The ledger's figures that stand in the quotes of the answer."""
    error: str = ""
    """What went wrong, and what to do; empty where nothing did."""


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """A session without its exchanges."""

    id: int
    name: str
    """As renamed; else the first question."""
    corpus: str
    """The folder of articles that was asked about."""
    started: datetime
    changed: datetime
    """When the last question was asked, in UTC."""
    exchanges: int
    """How many questions it has."""


@dataclass(frozen=True, slots=True)
class FoundExchange:
    """A question or answer that a search found."""

    session: SessionInfo
    position: int
    """Of the exchange in its session, from 0."""
    question: str
    excerpt: str
    """Of the answer, around the words that were searched for."""
