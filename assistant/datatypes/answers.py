"""An answer: its text in parts, and everything that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.datatypes.articles import Source
from assistant.datatypes.calculations import Calculation
from assistant.datatypes.hits import Trace
from assistant.datatypes.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Citation:
    """Where quoted words stand."""

    n: int
    source: Source
    quote: str
    start: int
    end: int
    context: str = ""
    """The passage around the quote."""
    marks: tuple[tuple[int, int], ...] = ()
    """Offsets into the article's text of the words that answer, inside the quote."""


class AnswerStatus(StrEnum):
    """Whether there is an answer."""

    ANSWERED = "answered"
    ABSTAINED = "abstained"
    ERROR = "error"


class ReasonCode(StrEnum):
    """Why there is no answer."""

    NO_EVIDENCE = "no_evidence"
    WRONG_ENTITY = "wrong_entity"
    WRONG_PERIOD = "wrong_period"
    MISSING_INPUT = "missing_input"
    CONFLICTING = "conflicting"
    OPINION_OR_FORECAST = "opinion_or_forecast"
    NOT_UNDERSTOOD = "not_understood"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no answer, in a code and in words."""

    code: ReasonCode
    text: str


class PartKind(StrEnum):
    """What a piece of an answer's text is; it decides how the piece is checked."""

    PROSE = "prose"
    """Our own connecting words: may hold no digit."""
    QUOTE = "quote"
    """Words of an article; must equal the cited span."""
    MARKER = "marker"
    """A citation mark such as [1]."""
    NUMBER = "number"
    """A calculator's result or input."""
    ECHO = "echo"
    """Words of the question."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an answer's text. The text of an answer is its parts, joined."""

    kind: PartKind
    text: str
    citation: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of a disagreement."""

    value: Quantity
    citation: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures that disagree about one thing."""

    entity: str
    metric: str
    period: str
    claims: tuple[Claim, ...]
    kind: str = "conflict"
    """How: ``conflict``, or ``superseded`` where the first claim is of a later article."""


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """Which index an answer came from."""

    generation: str
    corpus_digest: str
    model: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or the reason why there is none."""

    question: str
    status: AnswerStatus
    parts: tuple[Part, ...]
    index: IndexInfo
    id: str = ""
    reason: Reason | None = None
    value: Quantity | None = None
    citations: tuple[Citation, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    nearest: tuple[Citation, ...] = ()
    trace: Trace = field(default_factory=Trace, compare=False)

    @property
    def text(self) -> str:
        """The answer in plain text, with [1] [2] … markers."""
        return "".join(part.text for part in self.parts)
