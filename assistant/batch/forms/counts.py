"""How many of each kind of question were answered, declined, right and wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.batch.run import Result
from assistant.batch.scores import KindScore, score

HEADINGS = ("kind", "asked", "answered", "abstained", "error", "passed", "failed")
NO_KIND = "(no kind)"


@dataclass(frozen=True, slots=True)
class Count:
    """The questions of one kind, or all of them."""

    kind: str
    asked: int
    answered: int
    abstained: int
    error: int
    passed: int
    failed: int

    @property
    def numbers(self) -> tuple[int, ...]:
        """In the order of `HEADINGS`, behind the kind."""
        return (self.asked, self.answered, self.abstained, self.error, self.passed, self.failed)


def count(outcomes: Sequence[Result]) -> tuple[tuple[Count, ...], Count]:
    """Count each kind, in the order in which they first occur, and all together."""
    scores = score(outcomes)
    return tuple(_count(kind) for kind in scores.kinds), _count(scores.overall)


def _count(kind: KindScore) -> Count:
    failed = kind.passed.whole - kind.passed.part
    return Count(kind.kind or NO_KIND, kind.asked, kind.answered, kind.abstained, kind.error, kind.passed.part, failed)


def index_line(generation: str, corpus_digest: str, model: str) -> str:
    """Which index was asked, in one line; empty where it is not known."""
    named = (("generation", generation), ("corpus", corpus_digest), ("model", model))
    return ", ".join(f"{name} {value}" for name, value in named if value)
