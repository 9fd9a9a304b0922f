"""The reader of rules: a linear score over a dozen plain signals.

Each signal is a number between 0 and 1 that a person can check against the sentence. The
weights were fitted by ``assistant.evaluation.fit_reader`` on questions whose answering
sentence is known; none was set by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.datatypes import Expects, Hit, Quantity, Question, ReadSentence, Sentence
from assistant.figures.names import mentions
from assistant.reading.reader import Rarity
from assistant.reading.stems import stem, stems
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
NUMERIC = (Expects.MONEY, Expects.PERCENT, Expects.COUNT)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, prepared for comparing."""

    question: Question
    weights: dict[str, float]
    """Stem -> rarity."""
    order: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]
    names: dict[str, float]
    """Name -> rarity of its rarest word."""

    @property
    def total(self) -> float:
        return sum(self.weights.values()) or 1.0


class RuleReader:
    """Scores sentences by rules."""

    def __init__(self, weights: dict[str, float] | None = None) -> None:
        self.weights = WEIGHTS if weights is None else weights

    def read(self, question: Question, hits: Sequence[Hit], rarity: Rarity) -> tuple[ReadSentence, ...]:
        """Score every sentence of the passages, best first; equal scores in order of rank."""
        asked = _prepare(question, rarity)
        top = max((hit.ranks.fused for hit in hits), default=1.0) or 1.0
        read = [
            self._judge(asked, hit, position, rank, hit.ranks.fused / top)
            for rank, hit in enumerate(hits)
            for position in range(len(hit.passage.sentences))
        ]
        return tuple(sorted(read, key=lambda item: -item.score))

    by_rules = read

    def _judge(self, asked: _Asked, hit: Hit, position: int, rank: int, share: float) -> ReadSentence:
        sentence = hit.passage.sentences[position]
        quantities = quantities_in(sentence.text)
        marks = answer_marks(asked.question, sentence, quantities)
        signals = {
            "similarity": hit.similarities[position] if hit.similarities else 0.0,
            "passage": share,
            "first_passage": float(rank == 0),
            **_word_signals(asked, hit, position),
            "type": float(_holds_type(asked.question, sentence, quantities)),
            "figure": _holds_figure(asked.question, marks),
            "new_type": min(len(marks), 2) / 2,
            "name": _name_share(asked.question, sentence.text),
            "year": _year_share(asked.question, sentence.text),
            "lead": float(position == 0),
            "length": min(len(sentence.text), 240) / 240,
            "title": _share(asked, stems(hit.source.title)),
            "subject": _name_share(asked.question, hit.source.title),
            "passage_names": _passage_names(asked, hit),
            "enumeration": _enumeration(asked.question, sentence.text),
        }
        signals = {name: signals[name] for name in WEIGHTS}
        score = sum(self.weights[name] * value for name, value in signals.items())
        absolute = tuple((start + sentence.start, end + sentence.start) for start, end in marks)
        return ReadSentence(hit, sentence, score, absolute, tuple(signals.items()))


def _prepare(question: Question, rarity: Rarity) -> _Asked:
    order = tuple(dict.fromkeys(part for term in question.terms for part in stems(term)))
    return _Asked(
        question,
        {part: rarity(part) for part in order},
        order,
        frozenset(pairwise(order)),
        {name: max(map(rarity, stems(name)), default=1.0) for name in question.entities},
    )


def _word_signals(asked: _Asked, hit: Hit, position: int) -> dict[str, float]:
    """How much of the question's words the sentence has, and its neighbours."""
    sentences = hit.passage.sentences
    own = stems(sentences[position].text)
    held = frozenset(own)
    around = set(stems(hit.source.title)) | set(stems(hit.passage.heading))
    for neighbour in sentences[max(position - 1, 0) : position + 2]:
        around |= set(stems(neighbour.text))
    rarest = max(asked.weights.values(), default=1.0) or 1.0
    paired = sum((a, b) in asked.pairs for a, b in pairwise(own))
    return {
        "own_words": _share(asked, own),
        "rarest_word": max((w for s, w in asked.weights.items() if s in held), default=0.0) / rarest,
        "near_words": sum(w for s, w in asked.weights.items() if s in around and s not in held) / asked.total,
        "pairs": min(paired / max(len(asked.pairs), 1), 1.0),
    }


def _share(asked: _Asked, found: Iterable[str]) -> float:
    """How much of the question's words, by rarity, some stems make up."""
    held = frozenset(found)
    return sum(weight for stem_, weight in asked.weights.items() if stem_ in held) / asked.total


def _holds_type(question: Question, sentence: Sentence, quantities: tuple[Quantity, ...]) -> bool:
    """Whether the sentence holds something of an expected type that the question does not say itself."""
    wanted = question.expects - {Expects.LIST, Expects.ANY}
    if not wanted:
        return True
    return any(_new_marks(kind, question, sentence.text, quantities) for kind in wanted)


def _holds_figure(question: Question, marks: Sequence[tuple[int, int]]) -> float:
    """Whether the sentence holds a figure of the expected type; 0 where no figure is asked for."""
    return float(bool(marks) and any(kind in question.expects for kind in NUMERIC))


def _new_marks(kind: Expects, question: Question, text: str, quantities: tuple[Quantity, ...]) -> list[tuple[int, int]]:
    asked = question.text.lower()
    marks = marks_of(kind, text, quantities)
    if kind is Expects.REASON:
        return marks
    return [(start, end) for start, end in marks if text[start:end].lower() not in asked]


def answer_marks(question: Question, sentence: Sentence, quantities: tuple[Quantity, ...]) -> list[tuple[int, int]]:
    """The words of a sentence that are of an expected type; offsets into the sentence."""
    found: set[tuple[int, int]] = set()
    numeric = [kind for kind in NUMERIC if kind in question.expects]
    for kind in numeric or sorted(question.expects - {Expects.LIST, Expects.ANY, Expects.REASON}):
        found |= set(_new_marks(kind, question, sentence.text, quantities))
    if numeric:
        close = [q for q in quantities if any(fits(q, kind) for kind in numeric)]
        wanted = {stem(word) for word in question.terms}
        named = [q for q in close if q.unit and stem(q.unit.split()[-1]) in wanted]
        spans = [q.span for q in named if q.span is not None]
        if spans:  # "how many subscribers" is answered by subscribers, not by the other counts
            found = {(span.start, span.end) for span in spans} & found or found
    return _disjoint(found)


def _disjoint(marks: set[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(marks, key=lambda m: (m[0], -m[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _enumeration(question: Question, text: str) -> float:
    """How much of a list a sentence is, from its commas; 0 where no list is asked for."""
    if Expects.LIST not in question.expects:
        return 0.0
    return min(text.count(", ") + text.count("; "), 4) / 4


def _name_share(question: Question, text: str) -> float:
    if not question.entities:
        return 0.0
    return sum(mentions(name, text) for name in question.entities) / len(question.entities)


def _passage_names(asked: _Asked, hit: Hit) -> float:
    """How many of the question's names the passage or its title mentions, weighed by rarity."""
    names = asked.names
    text = f"{hit.source.title}\n{hit.passage.heading}\n{hit.passage.text}"
    found = sum(weight for name, weight in names.items() if mentions(name, text))
    return found / (sum(names.values()) or 1.0)


def _year_share(question: Question, text: str) -> float:
    if not question.years:
        return 0.0
    return sum(str(year) in text for year in question.years) / len(question.years)
