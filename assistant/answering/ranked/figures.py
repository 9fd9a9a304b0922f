"""The figures that a reckoning may take, and what a question's words say of each."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import cache

from assistant.answering import worksheet
from assistant.answering.counted import same_as
from assistant.answering.filling import around, noun_stems, says
from assistant.answering.matching import VAGUE, Matcher
from assistant.answering.phrases import Phrase, classes, currency_asked
from assistant.answering.plans_parts import is_growth
from assistant.answering.rates import Rate, rates_of
from assistant.answering.worksheet import Cell, Sheet, is_ahead, of_years, period_kind, single_names
from assistant.datatypes import Quantity, Question, Role, Span
from assistant.figures.metrics import Match, find_metrics, satisfies
from assistant.figures.movements import Moving, moving
from assistant.figures.periods import years_in
from assistant.quantities import units
from assistant.reading.stems import stem

MONEY, PERCENT, COUNT, TIME, PHYSICAL = "money", "percent", "count", "time", "physical"

_EARLIER = re.compile(
    r"\b(?:before|earlier|previous\w*|prior|old|original\w*|start\w*|initial\w*|was|were|last|first)\b", re.IGNORECASE
)
_FORECAST = re.compile(
    r"\b(?:forecast\w*|expect\w*|predict\w*|project\w*|plan\w*|will|would|target\w*|next|goal|guid\w+|by 20\d\d)\b",
    re.IGNORECASE,
)
_FELL = re.compile(
    r"\b(?:f[ae]ll\w*|down|dro\w+|declin\w+|slid\w*|slump\w*|plung\w+|decreas\w+|shr[aiu]nk\w*|cut\w*|lower|reduc\w+|loss\w*"
    r"|lost|sank|slip\w*|discount|fewer|less)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(?:total|all|overall|altogether|in all|combined|whole|entire|group)\b", re.IGNORECASE)

_CODE = re.compile(r"(?<!\S)(?:[A-Za-z]+-?\d|\d+-\d+[A-Za-z])\S*")
"""A name with numbers in it: "777-200LR", "A380"."""

METRICS = (
    "revenue", "profit", "loss", "valuation", "share-price", "price", "debt", "cash", "cost", "dividend", "investment",
    "headcount", "customers", "units-sold", "output", "capacity", "assets", "stake", "market-share", "funding",
)  # fmt: skip
"""Metrics that some reckonings take and others do not; what is broader holds what is narrower."""

FEATURES = (
    "near", "sentence", "beside", "title", "alike_near", "alike_sentence", "paired", "only_here",
    "metric_exact", "metric_broader", "metric_other", "metric_unknown",
    "year_said", "year_wrong", "period_right", "period_wrong",
    "old", "new", "old_asked", "difference", "foreign", "named", "ahead", "ahead_asked", "ahead_missed", "main",
    "noun_asked", "noun_alike", "noun_other", "currency_asked", "currency_other", "total", "total_asked",
    "place", "opening", "given", "repeated",
    "money", "percent", "count", "time", "physical", "growth", "rate", "rate_of_time", "size", "second_article",
    "similar", "likely", "likeliest", "summed", "summed_apart",
    "owner_asked", "owner_other", "owner_unknown", *(f"of_{name}" for name in METRICS),
)  # fmt: skip
"""What is seen of a figure, in order."""


_RECKONING = (
    "dollar pound euro yen month day week quarter still together altogether keep big bigger large small count"
    " back suppose must full take given pace against far right whole entire twelve add plus tot current latest set"
    " please present total end aside left leave rest typical assume everything all stand annual yearly monthly"
    " daily weekly short term combined gone need go find gap difference quote make read figure give result money"
    " bring run put say today now hand hold hit top line one two three work out answer express terms expressed"
    " roughly around slice apart separate sit want once since until then thing things lot much long quick question"
)
"""Words of questions that ask for a reckoning, and hardly ever stand beside the figures that are meant."""


@cache
def _reckoning() -> frozenset[str]:
    return frozenset(stem(word) for word in _RECKONING.split())


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a reckoning may take."""

    quantity: Quantity
    kind: str
    """``money``, ``percent``, ``count``, ``time`` or ``physical``."""
    cell: Cell | None
    """Its place in an article; None where the question gives it."""
    seen: tuple[float, ...]
    """What is seen of it, as ``FEATURES`` has it."""
    near: frozenset[int]
    """Which of the question's words stand near it, by their number."""
    around: frozenset[int]
    """Which stand in its sentence."""
    rates: tuple[Rate, ...] = ()
    growth: bool = False
    """Whether it is a percentage by which something grew or fell."""
    sign: int = 1
    """-1 for what something fell by."""
    moved: bool = False
    """Whether it is an amount by which something rose or fell."""
    parts: tuple[Figure, ...] = ()
    """The two that it is the sum of."""

    @property
    def size(self) -> float:
        """How large it is, whatever its sign: its lower end, or its upper one where it has no lower; in per cent."""
        size = abs(self.quantity.low or self.quantity.high or 0.0)
        return size * 100 if self.kind == PERCENT and not self.quantity.unit else size


def kind_of(quantity: Quantity) -> str:
    """The kind of a figure; empty for what nothing is reckoned with, such as a multiple.

    Args:
        quantity: The figure; a third is a percentage.
    """
    dimension = units.dimension(quantity.unit)
    if not quantity.unit and 0 < abs(quantity.low or quantity.high or 0.0) < 1:
        return PERCENT
    if dimension.startswith("money"):
        return MONEY
    if dimension in (PERCENT, COUNT):
        return dimension
    if dimension in ("time", "calendar"):
        return TIME
    return "" if dimension in ("ratio", "percentage points") else PHYSICAL


class Look:
    """A question's look at the figures of one article.

    Args:
        question: The question.
        sheet: The article's figures.
        rank: The place of the article among those found, from 0.
    """

    def __init__(self, question: Question, sheet: Sheet, rank: int = 0) -> None:
        self.question = question
        self.sheet = sheet
        self.names = single_names(question)
        phrase = Phrase.of(question.text, self.names)
        told = tuple(word for word in phrase.words if word not in _reckoning())
        self.phrase = replace(phrase, words=told or phrase.words)
        self.matcher = Matcher(sheet, self.names)
        self._rank = rank
        starts = sorted({item.sentence.start for item in sheet.items})
        self.places = {start: i for i, start in enumerate(starts)}
        """Sentences by their start, numbered."""
        self.weights = [self.matcher.rare(word) for word in self.phrase.words]
        self._best = max(item.score for item in sheet.items)
        self._most_similar = max(dict(item.signals).get("similarity", 0.0) for item in sheet.items)
        self._moving: dict[int, dict[Span, Moving]] = {}
        self._stated = [q for q in question.quantities if q.low and not _is_code(q, question.text)]

    def figures(self) -> list[Figure]:
        """The article's figures that a reckoning may take, by place; then those that only the question gives."""
        cells = [
            cell
            for cell in self.sheet.cells
            if cell.quantity.span is not None
            and not VAGUE.match(cell.quantity.text)
            and kind_of(cell.quantity)
            and (cell.quantity.low or cell.quantity.high)
            and not _is_code(cell.quantity, cell.item.sentence.text)
        ]
        cells.sort(key=lambda cell: (cell.item.sentence.start, cell.quantity.span.start if cell.quantity.span else 0))
        placed = [self._near(cell) for cell in cells]
        found = []
        for cell, (near, inside) in zip(cells, placed, strict=True):
            others = [other for other, _ in placed if other is not near]
            only = near - frozenset().union(*others) if others else near
            found.append(self._figure(cell, near, inside, only))
        given = [q for q in self._stated if kind_of(q) and q.span is not None]
        told = [q for q in given if any(_same_value(figure.quantity, q) for figure in found)]
        return found + [self._given(q) for q in given if q not in told]

    def share(self, words: frozenset[int]) -> float:
        """The share of the question's words, each by its rarity.

        Args:
            words: Numbers of words.
        """
        total = sum(self.weights)
        return sum(self.weights[i] for i in words) / total if total else 0.0

    def _near(self, cell: Cell) -> tuple[frozenset[int], frozenset[int]]:
        placed = self.matcher.placed(cell)
        words = list(enumerate(self.phrase.words))
        near = frozenset(i for i, word in words if word in placed.near or _alike(word, placed.near))
        return near, near | frozenset(
            i for i, word in words if word in placed.sentence or _alike(word, placed.sentence)
        )

    def _given(self, quantity: Quantity) -> Figure:
        seen = dict.fromkeys(FEATURES, 0.0)
        kind, nothing = kind_of(quantity), frozenset[int]()
        seen["given"] = seen[kind] = 1.0
        sign = -1 if _FELL.search(self.question.text) else 1
        return Figure(quantity, kind, None, tuple(seen.values()), nothing, nothing, (), True, sign, True)

    def _figure(self, cell: Cell, near: frozenset[int], inside: frozenset[int], only: frozenset[int]) -> Figure:
        seen = dict.fromkeys(FEATURES, 0.0)
        placed, words = self.matcher.placed(cell), self.phrase.words
        kind = kind_of(cell.quantity)
        exact_near = frozenset(i for i, word in enumerate(words) if word in placed.near)
        exact_inside = exact_near | frozenset(i for i, word in enumerate(words) if word in placed.sentence)
        beside = frozenset(i for i, word in enumerate(words) if word in placed.beside) - inside
        titled = frozenset(i for i, word in enumerate(words) if word in placed.title)
        seen["near"] = self.share(exact_near)
        seen["sentence"] = self.share(exact_inside - exact_near)
        seen["beside"] = self.share(beside)
        seen["title"] = self.share(titled)
        seen["alike_near"] = self.share(near - exact_near)
        seen["alike_sentence"] = self.share(inside - near - exact_inside)
        seen["paired"] = self.matcher.paired(cell, self.phrase)
        seen["only_here"] = self.share(only)
        self._see_metric(seen, cell)
        self._see_time(seen, cell)
        at = (cell.item.sentence.start, cell.quantity.span)
        asked_old = bool(_EARLIER.search(self.question.text))
        seen["old"] = float(at in self.sheet.olds)
        seen["new"] = float(at in self.sheet.news)
        seen["old_asked"] = float(at in self.sheet.olds and asked_old)
        seen["difference"] = float(at in self.sheet.differences)
        self._see_owner(seen, cell)
        seen["foreign"] = float(self.matcher.is_foreign(cell))
        seen["named"] = float(any(says(name, cell) for name in self.names))
        ahead, wanted = is_ahead(cell), bool(_FORECAST.search(self.question.text))
        seen["ahead"], seen["ahead_asked"] = float(ahead), float(ahead and wanted)
        seen["ahead_missed"] = float(wanted and not ahead)
        seen["main"] = float(self.matcher.is_main(cell))
        self._see_unit(seen, cell, kind)
        close = around(cell, 40, 25)
        seen["total"] = float(bool(_TOTAL.search(close)))
        seen["total_asked"] = float(bool(_TOTAL.search(close) and _TOTAL.search(self.question.text)))
        place = self.places[cell.item.sentence.start]
        seen["place"], seen["opening"] = place / max(len(self.places), 1), float(place <= 1)
        seen["repeated"] = float(any(_same_value(cell.quantity, other) for other in self._stated))
        if kind:
            seen[kind] = 1.0
        sign, moved = self._moved(cell)
        growth, rates = kind == PERCENT and (is_growth(cell) or moved), rates_of(cell)
        seen["growth"], seen["rate"] = float(growth), float(bool(rates))
        seen["rate_of_time"] = float(any(rate.of_time for rate in rates))
        size = abs(cell.quantity.low or cell.quantity.high or 1.0)
        seen["size"] = math.log10(max(size, 1e-6)) / 10
        seen["second_article"] = float(self._rank > 0)
        item = cell.item
        seen["similar"] = dict(item.signals).get("similarity", 0.0) - self._most_similar
        seen["likely"] = (item.score - self._best) / 10
        seen["likeliest"] = float(item.score == self._best)
        return Figure(cell.quantity, kind, cell, tuple(seen.values()), near, inside, rates, growth, sign, moved)

    def _moved(self, cell: Cell) -> tuple[int, bool]:
        """Which way a figure says that something went, and whether it is by how much it did."""
        text, span = cell.item.sentence.text, cell.quantity.span
        known = self._moving.get(cell.item.sentence.start)
        if known is None:
            every = tuple(c.quantity for c in self.sheet.cells if c.item.sentence == cell.item.sentence)
            known = self._moving[cell.item.sentence.start] = moving(text, every)
        move = known.get(span) if span else None
        if move is None:
            return (-1 if _FELL.search(around(cell, 25, 16)) else 1), False
        quantity = move.quantity
        below = (quantity.low if quantity.low is not None else quantity.high or 0.0) < 0
        return (-1 if below else 1), move.role in (Role.DIFFERENCE, Role.GROWTH)

    def _see_metric(self, seen: dict[str, float], cell: Cell) -> None:
        measured = {cell.metric, *(mention.metric for mention in find_metrics(cell.quantity.unit))} - {""}
        for name in METRICS:
            if any(found == name or satisfies(name, found) is not Match.NO for found in measured):
                seen[f"of_{name}"] = 1.0
        if not measured:
            seen["metric_unknown"] = 1.0
        elif self.phrase.metrics:
            matches = {satisfies(metric, found) for metric in self.phrase.metrics for found in measured}
            best = Match.EXACT if Match.EXACT in matches else Match.BROADER if Match.BROADER in matches else Match.NO
            seen[{Match.EXACT: "metric_exact", Match.BROADER: "metric_broader"}.get(best, "metric_other")] = 1.0

    def _see_owner(self, seen: dict[str, float], cell: Cell) -> None:
        if not self.sheet.owner(cell) or not self.names:
            seen["owner_unknown"] = 1.0
        else:
            seen["owner_asked" if self.sheet.owners(cell, self.names) else "owner_other"] = 1.0

    def owned_by(self, figure: Figure) -> frozenset[str]:
        """Which of the names of the question a figure is of."""
        return self.sheet.owners(figure.cell, self.names) if figure.cell else frozenset()

    def _see_time(self, seen: dict[str, float], cell: Cell) -> None:
        years = self.phrase.years
        if years:
            seen["year_wrong"] = float(not of_years(years, cell))
            seen["year_said"] = float(bool(set(years_in(cell.item.sentence.text)) & set(years)))
        wanted, found = period_kind(self.question.text) or ("year" if years else ""), worksheet.kind_of(cell)
        if wanted and found:
            seen["period_right" if wanted == found else "period_wrong"] = 1.0

    def _see_unit(self, seen: dict[str, float], cell: Cell, kind: str) -> None:
        if kind in (COUNT, PHYSICAL):
            nouns, words = noun_stems(cell), set(self.phrase.words)
            exact = bool(nouns & words)
            alike = any(classes(noun) & classes(word) for noun in nouns for word in words if classes(word))
            family = any(noun in same_as(word) for noun in nouns for word in words)
            seen["noun_asked"], seen["noun_alike"] = float(exact), float(not exact and (alike or family))
            seen["noun_other"] = float(not exact and not alike and not family)
        if kind == MONEY:
            wanted = currency_asked(self.question.text)
            own = cell.quantity.unit.split("/")[0]
            seen["currency_asked"], seen["currency_other"] = float(wanted == own), float(bool(wanted) and wanted != own)


def _is_code(quantity: Quantity, text: str) -> bool:
    """Whether a number is part of a name."""
    span = quantity.span
    return span is not None and any(code.start() <= span.start < code.end() for code in _CODE.finditer(text))


def _alike(word: str, others: frozenset[str]) -> bool:
    kinds = classes(word)
    return bool(kinds) and any(classes(other) & kinds for other in others)


def _same_value(one: Quantity, other: Quantity) -> bool:
    alike = not one.unit or not other.unit or kind_of(one) == kind_of(other)
    return one.low == other.low and one.high == other.high and alike
