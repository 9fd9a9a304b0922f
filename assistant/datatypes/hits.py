"""What search found, and what a reader made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.datatypes.articles import Source
from assistant.datatypes.passages import Passage, Sentence


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
class Trace:
    """How an answer was found: what ``--why`` shows."""

    hits: tuple[Hit, ...] = ()
    sentences: tuple[ReadSentence, ...] = ()
    notes: tuple[str, ...] = ()
