"""What the model makes of SQuAD 2.0, on the articles that training keeps back: its words, its figures, "not here".

The words are decoded from the ends' logits alone, and by ``assistant.reading.spans`` with each of its parts and
without. Which of these ways is best is also chosen on all articles but one and measured on that one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.evaluation.kept_back import held_out
from assistant.evaluation.metrics import area_under_curve, best_f1, exact_match
from assistant.evaluation.squad import load
from assistant.reading.answerability import absent_score, signals
from assistant.reading.pointer import Pointed, PointerModel, Words
from assistant.reading.reader import Rarity
from assistant.reading.rules import RuleReader
from assistant.reading.spans import Place, Weights, likeliest, looked_at_twice
from assistant.retrieval.embedder import open_embedder
from assistant.retrieval.model_files import DEFAULT_MODEL
from assistant.training.asked import Asked, asked, rarity_in
from assistant.training.examples import answered

Floats = npt.NDArray[np.float64]
PLAIN = "ends alone"
ONE_LOOK = "sentence and marks"
TWO_LOOKS = "sentence, marks and second look"


@dataclass(frozen=True, slots=True)
class Read:
    """A question and what was made of it."""

    asked: Asked
    pointed: Pointed
    words: Mapping[str, str]
    """Way of decoding -> the words; of an answerable question only."""

    def f1(self, way: str) -> float:
        """F1 of the words of a way."""
        return best_f1(self.words[way], [text for text, _ in self.asked.row.answers])

    def exact(self, way: str) -> float:
        """Whether the words of a way are an answer."""
        return exact_match(self.words[way], [text for text, _ in self.asked.row.answers])


def squad(model: PointerModel, path: Path) -> dict[str, float]:
    """F1 of the words on answerable questions, AUC of answerability, share of right figures; on articles kept back."""
    rows = load(path, answerable=False)
    kept = held_out(row.article for row in rows)
    rarity = rarity_in(row.context for row in rows)
    questions = asked([row for row in rows if row.article in kept], open_embedder(DEFAULT_MODEL))
    read = [_read(model, each, rarity) for each in questions]
    figures = [right for each in read for right in _figures(each)]
    return {
        "questions": len(read),
        **_words([each for each in read if each.asked.row.answers]),
        **_absent(read, rarity),
        "right figure": float(np.mean(figures)),
        "figure questions": len(figures),
    }


def _read(model: PointerModel, each: Asked, rarity: Rarity) -> Read:
    pointed = model.point(each.row.question, [each.row.context])[0]
    if not each.row.answers:
        return Read(each, pointed, {})
    judged = RuleReader().read(each.question, [each.hit], rarity)
    places = [Place((item.sentence.start, item.sentence.end), item.marks) for item in judged]
    found = dict(_decoded(model, each, pointed, sorted(places, key=lambda place: place.sentence)))
    text = each.row.context
    return Read(each, pointed, {way: text[words.start : words.end] if words else "" for way, words in found.items()})


def _decoded(
    model: PointerModel, each: Asked, pointed: Pointed, places: Sequence[Place]
) -> Iterator[tuple[str, Words | None]]:
    """The words by every way of decoding."""
    yield PLAIN, pointed.words()
    known: dict[str, Pointed] = {}

    def again(texts: Sequence[str]) -> list[Pointed]:
        fresh = [text for text in texts if text not in known]
        known.update(zip(fresh, model.point(each.row.question, fresh), strict=True))
        return [known[text] for text in texts]

    for sentence, mark in product((0.0, 1.0), repeat=2):
        weights = Weights(sentence, mark)
        parts = [name for name, weight in (("sentence", sentence), ("marks", mark)) if weight]
        twice = looked_at_twice(pointed, places, each.row.context, again, weights)
        yield " and ".join(parts) or "one sentence", likeliest(pointed, places, weights)
        yield " and ".join([*filter(None, [", ".join(parts)]), "second look"]), twice


def _words(read: Sequence[Read]) -> dict[str, float]:
    f1 = {way: np.array([each.f1(way) for each in read]) for way in read[0].words}
    exact = {way: float(np.mean([each.exact(way) for each in read])) for way in (PLAIN, ONE_LOOK, TWO_LOOKS)}
    articles = np.array([each.asked.row.article for each in read])
    once = {way: scores for way, scores in f1.items() if "second" not in way}
    return {
        "f1": float(f1[PLAIN].mean()),
        "exact": exact[PLAIN],
        **{f"f1 by {way}": float(scores.mean()) for way, scores in f1.items() if way != PLAIN},
        f"exact by {ONE_LOOK}": exact[ONE_LOOK],
        f"exact by {TWO_LOOKS}": exact[TWO_LOOKS],
        "f1, way of one look chosen on the other articles": left_out(once, articles),
        "f1, way chosen on the other articles": left_out(f1, articles),
    }


def left_out(scores: Mapping[str, Floats], articles: npt.NDArray[np.str_]) -> float:
    """The mean score where each article's way is the one that is best on all the others.

    Args:
        scores: Way -> score of each question.
        articles: Each question's article; shape (questions,), as the scores.
    """
    found = np.zeros(len(articles))
    for name in sorted(set(articles.tolist())):
        inside = articles == name
        best = max(scores, key=lambda way: float(scores[way][~inside].mean()))
        found[inside] = scores[best][inside]
    return float(found.mean())


def _absent(read: Sequence[Read], rarity: Rarity) -> dict[str, float]:
    labels = [not each.asked.row.answers for each in read]
    plain = [_model_alone(each.pointed) for each in read]
    both = [absent_score(signals(e.asked.question, e.asked.hit, rarity), e.pointed.absent) for e in read]
    return {
        "auc": area_under_curve(plain, labels),
        "auc with the words' signals, as shipped": area_under_curve(both, labels),
    }


def _model_alone(pointed: Pointed) -> float:
    """How sure the model is that a text does not answer: its own logit, less what speaks for the best words."""
    words = pointed.words()
    return pointed.absent - 0.25 * (words.score if words else 0.0)


def _figures(each: Read) -> Iterator[bool]:
    """Whether the best figure is the right one, where several of its kind compete."""
    row = each.asked.row
    spans = [(start, start + len(text)) for text, start in row.answers]
    example = answered(row.question, row.context, spans, "squad") if spans else None
    if example and example.right_figures and any(example.right_figures) and len(example.figures) > 1:
        scores = [each.pointed.figure(place) for place in example.figures]
        yield example.right_figures[int(np.argmax([-np.inf if score is None else score for score in scores]))]
