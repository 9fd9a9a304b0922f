"""Which figure of an article is the one that some words of a question describe.

A figure is known by the words around it: those close by count most, then those of its sentence, its
neighbours and its title; rare words of the article count more than frequent ones. Metric, year and kind
of period are checked besides. Nothing is taken that another figure could be as well.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from assistant.answering import evidence
from assistant.answering.filling import says
from assistant.answering.naming import is_beside, told_right_before
from assistant.answering.phrases import Phrase, classes
from assistant.answering.worksheet import Cell, Sheet, is_ahead, kind_of, of_years, period_kind
from assistant.datatypes import Span
from assistant.figures.cast import Cast
from assistant.figures.metrics import Match, find_metrics, satisfies
from assistant.figures.names import mentions, name_spans
from assistant.figures.periods import years_in
from assistant.quantities import units
from assistant.reading.stems import stem, stem_set, stems

NEAR = 60
"""Characters around a figure, within its clause, in which a word counts in full."""
IN_SENTENCE, BESIDE, IN_TITLE = 0.75, 0.4, 0.4
"""What a word counts in the rest of the sentence, in the sentences beside it, in title and heading."""
LIKE = 0.7
"""What a word of like meaning counts of the word itself."""
PAIRED = 0.3
"""What it counts that the words stand beside each other as in the question."""
FOREIGN = 0.25
"""What it costs that a figure seems to be of somebody else than who is named."""
OTHER_METRIC = -0.3
"""What it costs that a figure is of another metric than is asked for."""
NAMED = 0.15
"""What a figure gains whose sentence names whom the question names."""
LEAST = 0.3
"""What a figure must come to."""
AHEAD = 0.05
"""How far two figures must be ahead of any two others of other values."""
MAIN = 0.15
"""What a figure gains that stands in the title, or more than once."""
TOGETHER, ADJACENT = 0.5, 0.25
"""What two figures gain by standing in one sentence, or in one beside the other."""

_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[,;](?!\d)|\s[-–—]\s|\b(?:while|whereas|but)\b")
_EARLIER = re.compile(r"\b(?:before|earlier|previous\w*|prior|old|original\w*|starting|initial\w*)\b", re.IGNORECASE)
_FORECAST = re.compile(
    r"\b(?:forecast|expect\w*|predict\w*|project\w*|plan\w*|will|would|target\w*|next)\b", re.IGNORECASE
)

VAGUE = re.compile(
    r"\W*(?:some |many |several )?"
    r"(?:dozens|hundreds|thousands|millions|billions|a dozen|one(?!-|\s(?:in|out of)\s)|once)\b",
    re.I,
)
"""Numbers that count nothing exactly, or that only point at something: no figure to reckon with."""

_SAYS = re.compile(r",? (?:said|says|told|added|predicts?|expects?|estimates?|forecasts?)\b")

Accepts = Callable[[Cell], float | None]
"""What speaks for a figure by its kind; None where it cannot be the one."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure that is looked for."""

    phrase: Phrase
    accepts: Accepts


@dataclass(frozen=True, slots=True)
class Placed:
    """The words of a figure's sentence, and those around it."""

    near: frozenset[str]
    sentence: frozenset[str]
    beside: frozenset[str]
    title: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    """Words that stand one behind the other in the sentence."""
    near_pairs: frozenset[tuple[str, str]]
    """Those of them that stand around the figure."""

    def weight(self, word: str) -> float:
        """How much a word counts for the figure."""
        for words, weight in (
            (self.near, 1.0),
            (self.sentence, IN_SENTENCE),
            (self.beside, BESIDE),
            (self.title, IN_TITLE),
        ):
            if word in words:
                return weight
        return 0.0

    def weight_alike(self, word: str) -> float:
        """How much the words of like meaning count for the figure."""
        kinds = classes(word)
        if not kinds:
            return 0.0
        for words, weight in ((self.near, 1.0), (self.sentence, IN_SENTENCE), (self.beside, BESIDE)):
            if any(classes(other) & kinds for other in words):
                return weight * LIKE
        return 0.0


class Matcher:
    """Scores the figures of one article against words of a question.

    Args:
        sheet: The article's figures.
        names: What the question names: a figure of somebody else is unlikely.
    """

    def __init__(self, sheet: Sheet, names: Sequence[str] = ()) -> None:
        self.sheet = sheet
        self._names = tuple(names)
        self._placed: dict[tuple[int, Span | None], Placed] = {}
        texts = {item.sentence.start: item.sentence.text for item in sheet.items}
        self._sentences = [stem_set(text) for text in texts.values()]
        self._rarity: dict[str, float] = {}
        self._values: Counter[tuple[float | None, str]] | None = None
        self.unsure = False
        """Whether figures were found of which several might be meant: another article does not decide between them."""

    def scored(self, slot: Slot) -> list[tuple[float, Cell]]:
        """The figures that can be the one looked for, the best first; equal ones in the sheet's order."""
        found = []
        for cell in self.sheet.cells:
            kind = None if VAGUE.match(cell.quantity.text) else slot.accepts(cell)
            if kind is not None:
                found.append((kind + self.score(slot, cell), cell))
        return sorted(found, key=lambda pair: -pair[0])

    def score(self, slot: Slot, cell: Cell) -> float:
        """What the words of a description, and what they say of metric and time, come to for a figure."""
        return self._words(cell, slot.phrase) + self._facts(cell, slot.phrase)

    def best(self, slot: Slot) -> Cell | None:
        """The figure that a description means; None where none is, or another might be."""
        scored = self.scored(slot)
        if not scored or scored[0][0] < LEAST:
            return None
        score, cell = scored[0]
        rival = next((other for other, found in scored[1:] if not same(found, cell)), -math.inf)
        return cell if rival <= score - AHEAD else None

    def pair(
        self,
        first: Slot,
        second: Slot,
        fit: Callable[[Cell, Cell], bool] = lambda a, b: True,
        least: float = LEAST,
        least_second: float | None = None,
        *,
        own: bool = False,
    ) -> tuple[Cell, Cell] | None:
        """The two figures that two descriptions mean; None where none are, or others might be.

        Args:
            first: What describes the one.
            second: What describes the other.
            fit: Whether two can belong together.
            least: What each must come to.
            least_second: What the second must, where its kind says more than words do.
            own: Whether neither may be a stranger's.
        """
        if own:
            first, second = (Slot(slot.phrase, partial(self._own, slot.accepts)) for slot in (first, second))
        leasts = (least, least if least_second is None else least_second)
        scored = sorted(self._pairs(first, second, fit, leasts), key=lambda found: -found[0])
        if not scored:
            return None
        best, one, other = scored[0]
        rivals = (score for score, a, b in scored[1:] if not (same(a, one) and same(b, other)))
        self.unsure = next(rivals, -math.inf) > best - AHEAD
        return None if self.unsure else (one, other)

    def _own(self, accepts: Accepts, cell: Cell) -> float | None:
        return None if self.is_foreign(cell) else accepts(cell)

    def _pairs(
        self, first: Slot, second: Slot, fit: Callable[[Cell, Cell], bool], leasts: tuple[float, float]
    ) -> Iterator[tuple[float, Cell, Cell]]:
        ones = [pair for pair in self.scored(first)[:8] if pair[0] >= leasts[0]]
        others = [pair for pair in self.scored(second)[:8] if pair[0] >= leasts[1]]
        for score, one in ones:
            for more, other in others:
                if (one is not other and one.quantity.span != other.quantity.span and fit(one, other)) or (
                    one.item.sentence != other.item.sentence and fit(one, other)
                ):
                    yield score + more + _together(one, other), one, other

    def _words(self, cell: Cell, phrase: Phrase) -> float:
        """The share of a description's words that speak for a figure, each by its rarity."""
        if not phrase.words:
            return 0.0
        placed = self.placed(cell)
        total = sum(self.rare(word) for word in phrase.words)
        found = sum(self.rare(word) * max(placed.weight(word), placed.weight_alike(word)) for word in phrase.words)
        return found / total + PAIRED * self.paired(cell, phrase)

    def paired(self, cell: Cell, phrase: Phrase) -> float:
        """The share of a description's pairs of words that stand beside each other around a figure too."""
        placed, pairs = self.placed(cell), list(pairwise(phrase.words))
        held = sum((pair in placed.pairs) + (pair in placed.near_pairs) for pair in pairs) / 2
        return held / max(len(pairs), 1)

    def rare(self, word: str) -> float:
        """What a word counts: the more, the fewer sentences of the article have it."""
        if word not in self._rarity:
            count = sum(word in words for words in self._sentences)
            self._rarity[word] = 1 / (1 + math.log1p(count))
        return self._rarity[word]

    def _facts(self, cell: Cell, phrase: Phrase) -> float:
        """What metric, year and kind of period say for or against a figure."""
        score, text = 0.0, cell.item.sentence.text
        measured = {cell.metric, *(mention.metric for mention in find_metrics(cell.quantity.unit))} - {""}
        if phrase.metrics and measured:
            matches = {satisfies(metric, found) for metric in phrase.metrics for found in measured}
            kind = not phrase.dimensions or units.dimension(cell.quantity.unit).startswith(tuple(phrase.dimensions))
            other = OTHER_METRIC if kind else -0.1  # a stake is no valuation, but may be told with one
            score += 0.5 if Match.EXACT in matches else 0.3 if Match.BROADER in matches else other
            score += told_right_before(cell, phrase.metrics)
        if phrase.dimensions and not units.dimension(cell.quantity.unit).startswith(tuple(phrase.dimensions)):
            score -= 0.3
        if phrase.years:
            said = set(years_in(text)) & set(phrase.years)
            score += -0.6 if not of_years(phrase.years, cell) else 0.1 if said else 0.0
        wanted, found = period_kind(phrase.text) or ("year" if phrase.years else ""), kind_of(cell)
        if wanted and found and wanted != found:
            score -= 0.4
        at = (cell.item.sentence.start, cell.quantity.span)
        if at in self.sheet.olds:
            score += 0.3 if _EARLIER.search(phrase.text) else -0.5
        elif at in self.sheet.news and _EARLIER.search(phrase.text):
            score -= 0.3
        if self._is_foreign(cell, phrase.names or self._names):
            score -= FOREIGN
        if any(says(name, cell) for name in phrase.names or self._names):
            score += NAMED
        if is_ahead(cell) and not _FORECAST.search(phrase.text):
            score -= 0.15
        return score + MAIN * self.is_main(cell)

    def is_foreign(self, cell: Cell) -> bool:
        """Whether a figure seems to be of somebody else than whom the question names, who is named elsewhere too."""
        span, text = cell.quantity.span, cell.item.sentence.text
        if not self._names or span is None:
            return False
        named = (name for name in Cast("", (text,)).named(text) if name.end <= span.start and not name.place)
        found = [name for name in named if not is_beside(text, name.start, name.end)]
        if not found or _SAYS.match(text, found[-1].end):
            return False
        last = text[found[-1].start : found[-1].end]
        return not any(mentions(name, last) or mentions(last, name) for name in self._names)

    @staticmethod
    def _is_foreign(cell: Cell, names: Sequence[str]) -> bool:
        """Whether a figure seems to be of somebody else: whoever is named last before it, and does not merely speak."""
        span, text = cell.quantity.span, cell.item.sentence.text
        if span is None or not names:
            return False
        before = [
            place for place in name_spans(text[: span.start]) if place[0] > 0 or _is_name(text[slice(*place)], cell)
        ]
        if not before or _SAYS.match(text, before[-1][1]):
            return False
        last = text[slice(*before[-1])]
        known = any(mentions(name, last) or mentions(last, name) for name in names)
        return not known and not evidence.owned(cell.quantity, cell.item, names)

    def is_main(self, cell: Cell) -> bool:
        """Whether a figure is one of those that the article is about: in its title, or given again."""
        if self._values is None:
            self._values = Counter((other.quantity.low, other.quantity.unit) for other in self.sheet.cells)
        quantity = cell.quantity
        titled = quantity.text in cell.item.hit.source.title
        return titled or self._values[quantity.low, quantity.unit] > 1

    def _starts(self, cell: Cell) -> list[int]:
        """Where the other figures of a sentence begin that are of the same unit: what is behind them is theirs."""
        return [
            other.quantity.span.start
            for other in self.sheet.cells
            if other.item.sentence == cell.item.sentence and other.quantity.unit == cell.quantity.unit
            if other.quantity.span is not None
        ]

    def placed(self, cell: Cell) -> Placed:
        """The words of a figure's sentence, and those around it."""
        span, item = cell.quantity.span, cell.item
        at = (item.sentence.start, span)
        known = self._placed.get(at)
        if known is not None:
            return known
        text, passage = item.sentence.text, item.hit.passage
        start, end = (span.start, span.end) if span else (0, len(text))
        left = max([start - NEAR, *(match.end() for match in _BREAK.finditer(text, 0, start))])
        right = min([end + NEAR, *(match.start() for match in _BREAK.finditer(text, end))])
        right = min([right, *(other for other in self._starts(cell) if other >= end)])
        near = frozenset(
            stem(match.group().lower())
            for match in _WORD.finditer(text)
            if match.end() >= left and match.start() <= right
        )
        position = passage.sentences.index(item.sentence)
        around = [passage.sentences[i].text for i in (position - 1, position + 1) if 0 <= i < len(passage.sentences)]
        title = stem_set(f"{item.hit.source.title} {passage.heading}")
        placed = Placed(
            near,
            stem_set(text),
            frozenset().union(*map(stem_set, around)),
            title,
            frozenset(pairwise(stems(text))),
            frozenset(pairwise(stems(text[max(left, 0) : right]))),
        )
        self._placed[at] = placed
        return placed


def is_share(cell: Cell) -> bool:
    """Whether a figure is a part of a whole: a percentage below a hundred, or a fraction."""
    quantity = cell.quantity
    value = quantity.low if quantity.low is not None else quantity.high
    if value is None or value <= 0:
        return False
    return value < 100 if quantity.unit == "%" else not quantity.unit and value < 1


def _is_name(word: str, cell: Cell) -> bool:
    """Whether what begins a sentence is a name, and no usual word with a capital."""
    if " " in word or word.isupper():
        return True
    around = f"{cell.item.hit.source.title} {cell.item.hit.passage.text}"
    if re.search(rf"(?<=[a-z,;“\"] ){re.escape(word)}\b", around):
        return True
    usual = word.endswith(("ing", "ed")) or re.search(rf"\b{re.escape(word.lower())}s?\b", around)
    return not usual and any(found.name == word for found in Cast("", (word,)).named(f"{word} has"))


def _together(one: Cell, other: Cell) -> float:
    """What two figures gain by where they stand."""
    if one.item.sentence == other.item.sentence:
        return TOGETHER
    return ADJACENT if beside(one, other) else 0.0


def beside(one: Cell, other: Cell, reach: int = 1) -> bool:
    """Whether two figures stand in one sentence, or in one next to the other.

    Args:
        one: A figure.
        other: Another one.
        reach: How many sentences on the other may stand.
    """
    first, second = sorted((one.item.sentence, other.item.sentence), key=lambda sentence: sentence.start)
    gap = second.start - first.end
    if gap <= _GAP + (reach - 1) * _SENTENCE:  # a passage may end between the two
        return True
    sentences = one.item.hit.passage.sentences
    if first not in sentences or second not in sentences:
        return False
    return abs(sentences.index(first) - sentences.index(second)) <= reach


_GAP, _SENTENCE = 4, 120
"""Characters between two sentences, and of a sentence."""


def is_amount(cell: Cell) -> float | None:
    """Whether a figure is an amount or a count, and no rate, share, age or span of time."""
    dimension = units.dimension(cell.quantity.unit)
    if dimension.startswith(("percent", "time", "calendar", "ratio")) or "/" in cell.quantity.unit:
        return None
    return 0.1 if dimension.startswith("money") else 0.0


def same(one: Cell, other: Cell) -> bool:
    """Whether two figures are of one value."""
    first, second = one.quantity, other.quantity
    return (first.low, first.high, first.unit) == (second.low, second.high, second.unit)
