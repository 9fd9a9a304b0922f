"""The frozen values that everything else passes around.

Offsets are always half-open character ranges into ``Article.text``, so that
``article.text[start:end]`` is the quoted text, byte for byte. A value here knows
nothing about files, models or screens.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

SCHEMA = 1
"""Version of the JSON form of an answer."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it: an article without its text."""

    path: str
    """Path relative to the corpus, with ``/``; ``file.jsonl#id`` for one of many in a file."""
    title: str
    publisher: str = ""
    author: str = ""
    published: date | None = None
    """None when the article does not say; never a file's modification time."""
    url: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    """What the article is, in its own words (front matter)."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read: its source and its cleaned text."""

    source: Source
    text: str
    digest: str
    """SHA-256 over the source's fields other than ``path`` and the text; equal for exact duplicates."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters in one article's text."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article: ``article.text[start:end] == text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A few consecutive sentences under one heading: the unit of retrieval."""

    start: int
    end: int
    text: str
    heading: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be used, and why."""

    path: str
    reason: str
    skipped: bool = False
    """True when it was left out by rule (hidden, empty, too large), False when it failed."""


class Qualifier(StrEnum):
    """How a figure is hedged where it is written."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit, as an interval.

    ``low`` or ``high`` is None on the open side of a one-sided bound. Money is in units
    (9e11, not 900) with an ISO 4217 code as the unit; percentages are 25, not 0.25, with
    the unit ``%``.
    """

    low: float | None
    high: float | None
    unit: str
    qualifier: Qualifier = Qualifier.EXACT
    text: str = ""
    """As written in the article or question, or as printed for a computed value."""
    span: Span | None = None
    """Where it is written; None for a value that is computed, assumed or a constant."""


class Status(StrEnum):
    """How firm a figure is."""

    REPORTED = "reported"
    ESTIMATED = "estimated"
    PROPOSED = "proposed"
    TARGET = "target"
    RUMOURED = "rumoured"


class Role(StrEnum):
    """What a figure is in the change that its sentence reports."""

    VALUE = "value"
    """No change is reported of it."""
    NEW = "new"
    OLD = "old"
    DIFFERENCE = "difference"
    """What was added, or taken away."""
    GROWTH = "growth"
    """The change in per cent."""


@dataclass(frozen=True, slots=True)
class Period:
    """When a figure is of, as far as its article says."""

    months: int = 0
    """How long: 12, 6, 3, 1 …; 0 for a moment, or when it is not said."""
    year: int | None = None
    """Of its last day; None where the article, or its lack of a date, leaves it open."""
    month: int | None = None
    """Its last month, from 1; None for a whole calendar year, or where it is not said."""
    text: str = ""
    """As written; empty where nothing is said."""

    @property
    def label(self) -> str:
        """One short form for each period: ``2004``, ``Q4 2004``, ``H1 2004``, ``March 2005``, else as written."""
        if self.year is None or self.month is None:
            return " ".join(self.text.lower().split()) if self.year is None else f"{self.year}"
        named = f"{MONTHS[self.month - 1]} {self.year}"
        if self.months == 12:
            return f"{self.year}" if self.month == 12 else f"year to {named}"
        for months, letter in ((3, "Q"), (6, "H")):
            if self.months == months and self.month % months == 0:
                return f"{letter}{self.month // months} {self.year}"
        return f"{self.months} months to {named}" if self.months > 1 else named


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in its context: whose, of what, when, how firm, and what in a change."""

    quantity: Quantity
    """Its span is where it is written, in the article's text."""
    entity: str
    """Name of whom it is of, in the longest form that its article writes; empty when the article does not say."""
    metric: str
    """Id of what it measures; empty when the sentence names nothing known."""
    period: Period
    status: Status
    role: Role
    sentence: Span
    """The sentence that gives it."""
    part: str = ""
    """The part of the entity that it is of ("film division"); empty for the whole."""


@dataclass(frozen=True, slots=True)
class FiledFigure:
    """A figure as the index keeps it, with where it comes from."""

    figure: Figure
    source: Source
    sentence: str
    """Text of the sentence that gives it."""


class Intent(StrEnum):
    """What kind of answer a question asks for."""

    FACT = "fact"
    CALCULATION = "calculation"
    OPINION = "opinion"
    """Advice or a forecast: declined."""


class Expects(StrEnum):
    """The type of thing that answers a question."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    TIME = "time"
    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    REASON = "reason"
    LIST = "list"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood. Built by the question parser; nothing else guesses at its text."""

    text: str
    """As asked, made safe to show."""
    intent: Intent
    expects: frozenset[Expects]
    terms: tuple[str, ...]
    """Content words in order, lower case, unstemmed."""
    entities: tuple[str, ...]
    """Names in the question, as written."""
    metrics: tuple[str, ...] = ()
    """Ids of the metrics it asks about (see ``figures/metrics.toml``)."""
    years: tuple[int, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    """Figures named in the question; these count as assumed."""
    assumptions: tuple[tuple[str, Quantity], ...] = ()
    """Inputs that the user has set by name."""


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """Which articles may be searched."""

    as_of: date | None = None
    """Only articles published on or before this day; undated ones stay in."""
    publishers: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    """Glob patterns of article paths."""


@dataclass(frozen=True, slots=True)
class Ranks:
    """How a passage was found; ranks count from 1, None means not in that list."""

    fused: float
    dense_rank: int | None = None
    dense_score: float | None = None
    """Cosine of the question's and the passage's vectors."""
    word_rank: int | None = None
    word_score: float | None = None
    """BM25, larger is better."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that search found."""

    passage_id: int
    source: Source
    passage: Passage
    ranks: Ranks
    similarities: tuple[float, ...] = ()
    """Cosine of the question with each sentence of the passage, in order."""


@dataclass(frozen=True, slots=True)
class Pointing:
    """What the trained model says of a sentence; scores are logits, 0 is even odds."""

    sentence: float
    """Of the sentence answering."""
    absent: float
    """Of its passage not answering."""
    words: tuple[int, int]
    """Offsets into the article's text of the likeliest answering words."""
    words_score: float
    """How much likelier these words are than none: the sum of both ends' logits over those of none."""
    figures: tuple[tuple[tuple[int, int], float], ...] = ()
    """Offsets of each figure, and how much likelier it is the one asked for than none of them."""


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence that a reader has judged against a question."""

    hit: Hit
    sentence: Sentence
    score: float
    """Larger is likelier to answer; comparable within one question only."""
    marks: tuple[tuple[int, int], ...] = ()
    """Offsets into the article's text of the words that answer."""
    signals: tuple[tuple[str, float], ...] = ()
    """The parts of the score by name, for ``--why``."""
    pointing: Pointing | None = None
    """What the trained model says; None where it has not read."""
    rules_score: float | None = None
    """What the rules alone say, where a model has joined in; None: the score is theirs."""

    @property
    def by_rules(self) -> float:
        """The score of the rules alone."""
        return self.score if self.rules_score is None else self.rules_score


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


class InputKind(StrEnum):
    """Where a number comes from; a number of no kind cannot be shown."""

    QUOTED = "quoted"
    DERIVED = "derived"
    CONSTANT = "constant"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class CalculationInput:
    """One named input of a calculation."""

    name: str
    quantity: Quantity
    kind: InputKind
    citation: int | None = None
    """Number of the citation, when quoted."""
    source: str = ""
    """Publisher, title and year of a constant; who assumed it, when assumed."""


@dataclass(frozen=True, slots=True)
class Calculation:
    """A calculator's work, whole enough to be checked by hand."""

    calculator: str
    formula: str
    substituted: str
    """The formula with the values in place of the names."""
    inputs: tuple[CalculationInput, ...]
    result: Quantity
    notes: tuple[str, ...] = ()


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
class Trace:
    """How an answer was found: what ``--why`` shows."""

    hits: tuple[Hit, ...] = ()
    sentences: tuple[ReadSentence, ...] = ()
    notes: tuple[str, ...] = ()


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
