"""The trained reader: rules first, then the model on the few passages where the answer can stand.

The rules judge every sentence of every passage found; the model reads the passages of the best
of these sentences, and its logits join the rules' score. It also marks the answering words and
scores the figures of what it reads.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.datatypes import Expects, Hit, Pointing, Quantity, Question, ReadSentence
from assistant.reading.opening import MODEL_FOLDER, Opening, has_model
from assistant.reading.pointer import Pointed, PointerModel
from assistant.reading.reader import Rarity, Reader
from assistant.reading.rules import RuleReader
from assistant.reading.types import is_money, is_percent, quantities_in

__all__ = ["PointingReader", "figure_score", "has_model", "open_reader", "sure_words"]

PASSAGES = 2
"""Passages that the model reads of those found."""
FEW_WORDS_NEVER = frozenset({Expects.LIST, Expects.REASON})
"""What no few words in a row answer."""
SENTENCE_WEIGHT = 0.5
WORDS_WEIGHT = 0.4
"""What a logit of a sentence and of its best words add to the rules' score."""
SENTENCE_WEIGHT_OF_MANY = 0.25
"""The same of a sentence where a list or a reason is asked for; few words say neither, so theirs adds nothing."""
LOWEST, HIGHEST = -8.0, 8.0
"""Bounds of a words' score: two logits of two ends, less the same of none."""
UNREAD = -4.0
"""Sentence logit of a sentence that the model has not read."""
SURE_WORDS = 3.0
SURE_SENTENCE = 0.0
"""From these on the words pointed at are shown as the answer."""

Model = Callable[[], PointerModel]


class PointingReader:
    """Scores sentences by rules and by the model.

    Args:
        model: Gives the open model; called at the first question.
        rules: The rules.
        passages: How many passages the model reads.
        figures: Whether figures are scored too.
    """

    def __init__(
        self, model: Model, rules: RuleReader | None = None, passages: int = PASSAGES, *, figures: bool = True
    ) -> None:
        self._model = model
        self._rules = rules or RuleReader()
        self._figures = figures
        self._passages = passages

    def by_rules(self, question: Question, hits: Sequence[Hit], rarity: Rarity) -> tuple[ReadSentence, ...]:
        """Score every sentence by the rules alone, best first."""
        return self._rules.read(question, hits, rarity)

    def read(self, question: Question, hits: Sequence[Hit], rarity: Rarity) -> tuple[ReadSentence, ...]:
        """Score every sentence of the passages, best first; equal scores in the rules' order.

        Raises:
            ModelError: The model's files are damaged.
        """
        judged = self._rules.read(question, hits, rarity)
        chosen = list(dict.fromkeys(item.hit.passage_id for item in judged))[: self._passages]
        passages = {hit.passage_id: hit for hit in hits if hit.passage_id in chosen}
        leads = {number: _lead(hit) for number, hit in passages.items()}
        texts = [leads[number] + hit.passage.text for number, hit in passages.items()]
        read = dict(zip(passages, self._model().point(question.text, texts), strict=True)) if texts else {}
        many = bool(question.expects & FEW_WORDS_NEVER)
        weights = (SENTENCE_WEIGHT_OF_MANY, 0.0) if many else (SENTENCE_WEIGHT, WORDS_WEIGHT)
        scored = [
            _with_model(item, read.get(item.hit.passage_id), len(leads.get(item.hit.passage_id, "")), weights)
            for item in judged
        ]
        if not self._figures:
            scored = [_without_figures(item) for item in scored]
        return tuple(sorted(scored, key=lambda item: -item.score))


def _without_figures(item: ReadSentence) -> ReadSentence:
    pointing = dataclasses.replace(item.pointing, figures=()) if item.pointing else None
    return dataclasses.replace(item, pointing=pointing)


def _lead(hit: Hit) -> str:
    """What stands above a passage's text: the article's title, unless the text begins with it."""
    title = hit.source.title
    return "" if not title or hit.passage.text.startswith(title) else f"{title}\n"


def _with_model(item: ReadSentence, pointed: Pointed | None, lead: int, weights: tuple[float, float]) -> ReadSentence:
    """A sentence with the model's scores beside the rules'."""
    by = lead - item.hit.passage.start
    place = (item.sentence.start + by, item.sentence.end + by)
    logit = pointed.sentence(place) if pointed else None
    words = pointed.words(place) if pointed else None
    if pointed is None or logit is None or words is None:
        return dataclasses.replace(item, score=item.score + _added(UNREAD, LOWEST, weights), rules_score=item.score)
    figures = []
    for quantity in quantities_in(item.sentence.text):
        if quantity.span is not None:
            start, end = quantity.span.start + item.sentence.start, quantity.span.end + item.sentence.start
            score = pointed.figure((start + by, end + by))
            if score is not None:
                figures.append(((start, end), score))
    pointing = Pointing(logit, pointed.absent, (words.start - by, words.end - by), words.score, tuple(figures))
    signals = (("reader", logit), ("words", words.score), ("not_here", pointed.absent))
    score = item.score + _added(logit, words.score, weights)
    return dataclasses.replace(
        item, score=score, signals=item.signals + signals, pointing=pointing, rules_score=item.score
    )


def _added(logit: float, words: float, weights: tuple[float, float]) -> float:
    return weights[0] * logit + weights[1] * min(max(words, LOWEST), HIGHEST)


def sure_words(question: Question, item: ReadSentence) -> tuple[int, int] | None:
    """The words of a sentence that answer, as offsets into the article; None where the model is not sure.

    A list, a reason, or a question that says its own answer is not answered in a few words.
    """
    pointing = item.pointing
    if pointing is None or question.expects & FEW_WORDS_NEVER:
        return None
    if pointing.words_score < SURE_WORDS or pointing.sentence < SURE_SENTENCE:
        return None
    figures = _figures_in(item, pointing.words)
    if len(figures) > 1 or (figures and _lists(item, pointing.words, figures[0])):
        return None  # "nine tenths for this, a third for that" is no one's figure
    (start, end), held = pointing.words, figures or [pointing.words]
    start, end = min(start, held[0][0]), max(end, held[0][1])
    if question.expects != {Expects.ANY} and not any(a < end and b > start for a, b in item.marks):
        return None  # not of the type that is asked for
    if not _best_figure(item, (start, end)):
        return None  # the model's own figure head would have another
    text = item.sentence.text[start - item.sentence.start : end - item.sentence.start]
    whole = end - start > 0.6 * len(item.sentence.text)
    return None if whole or text.lower() in question.text.lower() else (start, end)


def _lists(item: ReadSentence, words: tuple[int, int], figure: tuple[int, int]) -> bool:
    """Whether words say more than a figure and what it is of: a comma among them parts it from something else."""
    text, by = item.sentence.text, item.sentence.start
    return "," in text[words[0] - by : max(figure[0], words[0]) - by] or "," in text[figure[1] - by : words[1] - by]


def _figures_in(item: ReadSentence, words: tuple[int, int]) -> list[tuple[int, int]]:
    """The figures that words touch, each whole: "12,000" is of "12,000 people"."""
    by = item.sentence.start
    spans = [(q.span.start + by, q.span.end + by) for q in quantities_in(item.sentence.text) if q.span]
    return [(start, end) for start, end in spans if start < words[1] and end > words[0]]


def _best_figure(item: ReadSentence, place: tuple[int, int]) -> bool:
    """Whether no other figure of its kind in a sentence is likelier to be the one asked for; true of what is none."""
    by = item.sentence.start
    scores = dict(item.pointing.figures) if item.pointing else {}
    rivals: dict[tuple[bool, bool], list[tuple[float, bool]]] = {}
    for quantity in quantities_in(item.sentence.text):
        span = quantity.span
        score = scores.get((span.start + by, span.end + by)) if span else None
        if span is not None and score is not None:
            inside = place[0] <= span.start + by and span.end + by <= place[1]
            rivals.setdefault((is_money(quantity), is_percent(quantity)), []).append((score, inside))
    return all(max(kind)[1] for kind in rivals.values() if any(inside for _, inside in kind))


def figure_score(item: ReadSentence, quantity: Quantity) -> float | None:
    """How much likelier than "none of these" a figure of a sentence is the one asked for; None where unread.

    Args:
        item: The sentence, read for the question that asks for the figure.
        quantity: A figure of it, its span counted from the sentence's start.
    """
    if item.pointing is None or quantity.span is None:
        return None
    place = (quantity.span.start + item.sentence.start, quantity.span.end + item.sentence.start)
    return next((score for found, score in item.pointing.figures if found == place), None)


def open_reader(kind: str = "model", folder: Path = MODEL_FOLDER, opening: Opening | None = None) -> Reader:
    """The reader of a kind: the model opens in the background; without its file the rules read alone.

    Args:
        kind: ``model``; ``sentences``, which leaves figures to the rules; or ``rules``.
        folder: Where the model is.
        opening: The model, when it is being opened already.
    """
    if kind == "rules" or not has_model(folder):
        return RuleReader()
    return PointingReader((opening or Opening(folder)).result, figures=kind == "model")
