"""The reader of rules: a linear score over a dozen plain signals.

Each signal is a number between 0 and 1 that a person can check against the sentence. The
weights were fitted by ``assistant.evaluation.fit_reader`` on questions whose answering
sentence is known; none was set by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import mul

from assistant.datatypes import Expects, Hit, Quantity, Question, ReadSentence
from assistant.figures.names import mentions
from assistant.reading.reader import Rarity
from assistant.reading.stems import stem, stem_set, stems
from assistant.reading.types import fits, marks_of, quantities_in

WEIGHTS: dict[str, float] = {
    "similarity": 9.00,
    "passage": 5.20,
    "first_passage": 0.60,
    "own_words": 4.93,
    "rarest_word": 0.43,
    "near_words": 1.27,
    "pairs": 1.56,
    "type": 1.03,
    "figure": 1.39,
    "new_type": 0.24,
    "name": 1.00,
    "year": 0.63,
    "lead": 0.19,
    "length": 0.09,
    "enumeration": 2.90,
    "title": 0.74,
    "subject": 0.01,
    "passage_names": 1.93,
}
SIGNALS = tuple(WEIGHTS)
NUMERIC = (Expects.MONEY, Expects.PERCENT, Expects.COUNT)
_NO_TYPE = frozenset({Expects.LIST, Expects.ANY})

Marks = list[tuple[int, int]]
"""Ranges of characters."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, prepared for comparing."""

    question: Question
    text: str
    """In small letters."""
    weights: dict[str, float]
    """Stem -> rarity."""
    total: float
    """All rarities; 1 where there are none."""
    rarest: float
    pairs: frozenset[tuple[str, str]]
    names: dict[str, float]
    """Name -> rarity of its rarest word."""
    years: tuple[str, ...]
    types: tuple[Expects, ...]
    """What an answer can be of, in a fixed order; empty where anything answers."""
    numeric: tuple[Expects, ...]
    terms: frozenset[str]
    """Stems of the content words, each word taken whole."""

    @classmethod
    def of(cls, question: Question, rarity: Rarity) -> _Asked:
        order = tuple(dict.fromkeys(part for term in question.terms for part in stems(term)))
        weights = {part: rarity(part) for part in order}
        return cls(
            question,
            question.text.lower(),
            weights,
            sum(weights.values()) or 1.0,
            max(weights.values(), default=1.0) or 1.0,
            frozenset(pairwise(order)),
            {name: max(map(rarity, stems(name)), default=1.0) for name in question.entities},
            tuple(str(year) for year in question.years),
            tuple(sorted(question.expects - _NO_TYPE)),
            tuple(kind for kind in NUMERIC if kind in question.expects),
            frozenset(stem(word) for word in question.terms),
        )

    def share(self, found: frozenset[str]) -> float:
        """How much of the question's words, by rarity, some stems make up."""
        return sum([weight for part, weight in self.weights.items() if part in found]) / self.total

    def named(self, text: str) -> float:
        """How many of the question's names a text mentions, as a share."""
        names = self.question.entities
        return sum([mentions(name, text) for name in names]) / len(names) if names else 0.0


class RuleReader:
    """Scores sentences by rules."""

    def __init__(self, weights: dict[str, float] | None = None) -> None:
        self.weights = WEIGHTS if weights is None else weights

    def read(self, question: Question, hits: Sequence[Hit], rarity: Rarity) -> tuple[ReadSentence, ...]:
        """Score every sentence of the passages, best first; equal scores in order of rank."""
        asked = _Asked.of(question, rarity)
        top = max((hit.ranks.fused for hit in hits), default=1.0) or 1.0
        read = [item for rank, hit in enumerate(hits) for item in self._judge(asked, hit, rank, hit.ranks.fused / top)]
        return tuple(sorted(read, key=lambda item: -item.score))

    by_rules = read

    def _judge(self, asked: _Asked, hit: Hit, rank: int, share: float) -> list[ReadSentence]:
        """The sentences of one passage; what is the same for all of them is worked out once."""
        sentences = hit.passage.sentences
        title = stem_set(hit.source.title)
        above = title | stem_set(hit.passage.heading)
        held = [stem_set(sentence.text) for sentence in sentences]
        weights = [self.weights[name] for name in SIGNALS]
        whole = {
            "passage": share,
            "first_passage": float(rank == 0),
            "title": asked.share(title),
            "subject": asked.named(hit.source.title),
            "passage_names": _passage_names(asked, hit),
        }
        judged = []
        for position, sentence in enumerate(sentences):
            marks, fits_type = _marks(asked, sentence.text)
            signals = {
                **whole,
                "similarity": hit.similarities[position] if hit.similarities else 0.0,
                **_word_signals(asked, above, held, position, sentence.text),
                "type": float(fits_type),
                "figure": float(bool(marks and asked.numeric)),
                "new_type": min(len(marks), 2) / 2,
                "name": asked.named(sentence.text),
                "year": sum([year in sentence.text for year in asked.years]) / len(asked.years) if asked.years else 0.0,
                "lead": float(position == 0),
                "length": min(len(sentence.text), 240) / 240,
                "enumeration": _enumeration(asked.question, sentence.text),
            }
            values = [signals[name] for name in SIGNALS]
            score = sum(map(mul, weights, values))
            absolute = tuple([(start + sentence.start, end + sentence.start) for start, end in marks])
            judged.append(ReadSentence(hit, sentence, score, absolute, tuple(zip(SIGNALS, values, strict=True))))
        return judged


def _word_signals(
    asked: _Asked, above: frozenset[str], held: Sequence[frozenset[str]], position: int, text: str
) -> dict[str, float]:
    """How much of the question's words the sentence has, and its neighbours.

    Args:
        asked: The question.
        above: The stems of title and heading.
        held: The stems of each sentence of the passage.
        position: The sentence's.
        text: The sentence's.
    """
    own = held[position]
    near = held[max(position - 1, 0) : position + 2]
    mine, around = [], []
    for part, weight in asked.weights.items():
        if part in own:
            mine.append(weight)
        elif part in above or any([part in stems_ for stems_ in near]):
            around.append(weight)
    paired = 0
    if asked.pairs and len(mine) > 1:
        paired = sum([pair in asked.pairs for pair in pairwise(stems(text))])
    return {
        "own_words": sum(mine) / asked.total,
        "rarest_word": max(mine, default=0.0) / asked.rarest,
        "near_words": sum(around) / asked.total,
        "pairs": min(paired / max(len(asked.pairs), 1), 1.0),
    }


def _marks(asked: _Asked, text: str) -> tuple[Marks, bool]:
    """The words of a sentence that are of an expected type, and whether it holds anything of an expected type at all.

    What the question says itself is no answer to it. A list has no type of its own.
    """
    if not asked.types:
        return [], True
    quantities = quantities_in(text) if asked.numeric else ()
    new = {kind: _new_marks(kind, asked.text, text, quantities) for kind in asked.types}
    found: set[tuple[int, int]] = set()
    for kind in asked.numeric or asked.types:
        if kind is not Expects.REASON:
            found.update(new[kind])
    if found and asked.numeric:
        close = [q for q in quantities if any(fits(q, kind) for kind in asked.numeric)]
        named = [q for q in close if q.unit and stem(q.unit.split()[-1]) in asked.terms]
        spans = [q.span for q in named if q.span is not None]
        if spans:  # "how many subscribers" is answered by subscribers, not by the other counts
            found = {(span.start, span.end) for span in spans} & found or found
    return _disjoint(found), any(new.values())


def _new_marks(kind: Expects, asked: str, text: str, quantities: tuple[Quantity, ...]) -> Marks:
    marks = marks_of(kind, text, quantities)
    if kind is Expects.REASON:
        return marks
    return [(start, end) for start, end in marks if text[start:end].lower() not in asked]


def _disjoint(marks: set[tuple[int, int]]) -> Marks:
    kept: Marks = []
    for start, end in sorted(marks, key=lambda m: (m[0], -m[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _enumeration(question: Question, text: str) -> float:
    """How much of a list a sentence is, from its commas; 0 where no list is asked for."""
    if Expects.LIST not in question.expects:
        return 0.0
    return min(text.count(", ") + text.count("; "), 4) / 4


def _passage_names(asked: _Asked, hit: Hit) -> float:
    """How many of the question's names the passage or its title mentions, weighed by rarity."""
    names = asked.names
    if not names:
        return 0.0
    text = f"{hit.source.title}\n{hit.passage.heading}\n{hit.passage.text}"
    found = sum([weight for name, weight in names.items() if mentions(name, text)])
    return found / (sum(names.values()) or 1.0)
