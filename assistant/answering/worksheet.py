"""The figures of the articles found, laid out for a calculation: each with its metric, its owner and its role.

A figure comes from a sentence that a reader has judged, so everything taken from here can be cited.
Articles are kept apart: inputs that belong together stand in one article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from assistant.answering import evidence
from assistant.answering.called import called
from assistant.datatypes import FiledFigure, Quantity, Question, ReadSentence, Span
from assistant.figures.attribution import attribute
from assistant.figures.firmness import is_reckoned
from assistant.figures.metrics import Match, satisfies
from assistant.figures.movements import Movement, movements, without_asides
from assistant.figures.names import find_names, mentions
from assistant.quantities import extract, units

_QUARTER = re.compile(
    r"\bquarter|\bqtrs?\b|\bthree months\b|\bq[1-4]\b|\boctober-december\b|\bjuly-september\b", re.IGNORECASE
)
_HALF = re.compile(r"\bsix months\b|\bhalf[- ]year|\bfirst half\b|\bsecond half\b|\binterim\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"\bannual|\bfull[- ]year|\bfinancial year|\bthe whole of\b|\bfor (?:the year|(?:19|20)\d\d)\b|\bin (?:19|20)\d\d\b"
    r"|\blast year\b|\bover the year\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<!from )(?<!than )(?<!its )(?<!on )(?<!with )(?<![\d.,£$€])(?:19|20)\d\d(?![\d%]|[.,]\d)")
_BEATEN = re.compile(
    r"\b(?:beat\w*|above|ahead of|exceed\w*|topp\w*|miss\w*|below|in line with|than)\b[^,;]{0,30}"
    r"\b(?:forecasts?|expectations?|expected|predicted|analysts)\b",
    re.IGNORECASE,
)
"""A forecast that a reported figure is measured against."""
_YEAR_BEHIND = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:in|for)\s+((?:19|20)\d\d)\b")
_AHEAD = re.compile(
    r"\b(?:will|expect\w*|forecast\w*|predict\w*|project(?:ed|ion)|analysts|next year|hopes?)\b", re.IGNORECASE
)


Ledger = Callable[[str], Sequence[FiledFigure]]
"""The figures of an article in the ledger, by its path."""

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure in its place."""

    quantity: Quantity
    metric: str
    item: ReadSentence


@dataclass(frozen=True, slots=True)
class Moved:
    """A change that a sentence reports, in its place."""

    movement: Movement
    metric: str
    item: ReadSentence


class Sheet:
    """The sentences of one article, best first, with their figures.

    Args:
        question: The question.
        items: Judged sentences of one article, best first.
        filed: The article's figures in the ledger.
    """

    def __init__(self, question: Question, items: Sequence[ReadSentence], filed: Sequence[FiledFigure] = ()) -> None:
        self.question = question
        self.items = tuple(items)
        self._filed = {entry.figure.quantity.span.start: entry.figure for entry in filed if entry.figure.quantity.span}

    @cached_property
    def _rows(self) -> tuple[tuple[ReadSentence, tuple[Cell, ...], tuple[Movement, ...]], ...]:
        """Each sentence with its figures and its movements, read once."""
        first: dict[int, ReadSentence] = {}
        for item in self.items:
            first.setdefault(item.sentence.start, item)
        rows = []
        for item in first.values():
            cells = cells_of(item)
            rows.append((item, cells, movements(item.sentence.text, tuple(cell.quantity for cell in cells))))
        return tuple(rows)

    @cached_property
    def olds(self) -> frozenset[tuple[int, Span | None]]:
        """Where the values of before stand ("up from $3bn"), by the start of their sentence."""
        return frozenset(
            (item.sentence.start, move.old.span) for item, _, moved in self._rows for move in moved if move.old
        )

    @cached_property
    def news(self) -> frozenset[tuple[int, Span | None]]:
        """Where the values stand that something came to from one of before, by the start of their sentence."""
        return frozenset(
            (item.sentence.start, move.new.span)
            for item, _, moved in self._rows
            for move in moved
            if move.new and move.old
        )

    @cached_property
    def differences(self) -> frozenset[tuple[int, Span | None]]:
        """Where amounts stand by which something changed ("by $3bn to $20bn"), by the start of their sentence."""
        return frozenset(
            (item.sentence.start, move.difference.span)
            for item, _, moved in self._rows
            for move in moved
            if move.difference
        )

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The figures, without those in brackets, in order of their sentences' scores."""
        return tuple(cell for _, cells, _ in self._rows for cell in cells)

    @cached_property
    def same_amounts(self) -> tuple[tuple[Cell, Cell], ...]:
        """One amount in two currencies, as "A$458.4m ($357.6m; £191m)" gives it: the first and each in brackets."""
        found = []
        for item, cells, _ in self._rows:
            for cell in cells:
                span, text = cell.quantity.span, item.sentence.text
                aside = _IN_BRACKETS.match(text, span.end) if span else None
                if span is None or aside is None or not units.dimension(cell.quantity.unit).startswith("money"):
                    continue
                inside = [q for q in extract(text) if q.span and aside.start() <= q.span.start < aside.end()]
                money = [q for q in inside if units.dimension(q.unit).startswith("money")]
                found += [(cell, Cell(q, cell.metric, item)) for q in money if q.unit != cell.quantity.unit]
            found += _rates(cells, item.sentence.text)
            found += _said_twice(cells, item.sentence.text)
        return tuple(found)

    @cached_property
    def moves(self) -> tuple[Moved, ...]:
        """The changes that the sentences report, in order of their sentences' scores."""
        found = []
        for item, cells, moved in self._rows:
            metrics = {cell.quantity.span: cell.metric for cell in cells}
            for movement in moved:
                # Of two figures the nearer metric stands by the one that is written first.
                shown = [q for q in (movement.growth, movement.difference, movement.old, movement.new) if q and q.span]
                first = min(shown, key=lambda q: q.span.start if q.span else 0)
                metric = metrics.get(first.span, "") or metrics.get(movement.new.span if movement.new else None, "")
                found.append(Moved(movement, metric, item))
        return tuple(found)

    def of_metric(
        self, metrics: Sequence[str], dimension: str = "money", names: Sequence[str] = ()
    ) -> tuple[Cell, ...]:
        """The figures of a metric, those of the very metric before those of the broader one.

        Args:
            metrics: Ids of metrics; a figure of any of them serves.
            dimension: Beginning of the dimension that their unit must have.
            names: Names of which one must own the figure; none for anybody's.
        """
        found = [
            (match, cell)
            for cell in self.cells
            if units.dimension(cell.quantity.unit).startswith(dimension)
            and (match := _best(metrics, cell.metric)) is not Match.NO
            and not is_ahead(cell)
            and (not names or self._owned(cell, names))
            and kind_fits(self.question.text, cell)
            and of_years(self.question.years, cell)
            and (cell.item.sentence.start, cell.quantity.span) not in self.olds | self.differences
        ]
        told = [pair for pair in found if not is_reckoned(pair[1].item.sentence.text)] or found
        exact = tuple(cell for match, cell in told if match is Match.EXACT)
        return exact or tuple(cell for _, cell in told)

    def owner(self, cell: Cell) -> str:
        """Whose a figure is by the ledger; empty where it does not say."""
        span = cell.quantity.span
        figure = self._filed.get(cell.item.sentence.start + span.start) if span else None
        return figure.entity if figure is not None else ""

    def owners(self, cell: Cell, names: Sequence[str]) -> frozenset[str]:
        """Those of some names that a figure is of by the ledger."""
        owner = self.owner(cell)
        return frozenset(name for name in names if owner and (mentions(name, owner) or mentions(owner, name)))

    def _owned(self, cell: Cell, names: Sequence[str]) -> bool:
        """Whether a figure is of one of the names: by the ledger, its sentence, or the article's subject."""
        span, item = cell.quantity.span, cell.item
        figure = self._filed.get(item.sentence.start + span.start) if span else None
        if figure is not None and figure.entity and not figure.part:
            if any(mentions(name, figure.entity) for name in names):
                return True
            if any(mentions(name, figure.entity) for name in single_names(self.question)):
                return False  # another name of the question has it
        if evidence.owned(cell.quantity, item, names):
            return True
        lead = item.sentence.text[: span.start] if span else ""
        opening = min(self.items, key=lambda other: other.sentence.start).sentence.text
        subject = f"{item.hit.source.title}\n{item.hit.passage.heading}\n{opening}"
        own = any(mentions(name, subject) for name in names)
        return own and not [name for name in find_names(lead) if not item.sentence.text.startswith(name)]


_BUYS = re.compile(
    r"\s(?:(?:currently|now|today)\s)?(?:buys|bought|is worth|was worth|equals?|is|was|fetche[sd]|gets?|against)\s"
    r"(?:about|around|nearly|just|only|some)?\s?",
    re.IGNORECASE,
)


_OR = re.compile(r",? (?:or|worth|equal to|equivalent to)(?: about| around| some| nearly)? ")


def _said_twice(cells: Sequence[Cell], text: str) -> list[tuple[Cell, Cell]]:
    """Amounts of a sentence that it gives in two currencies outside brackets, both ways: "£2.2bn, or 19bn kroner"."""
    found = []
    for one, other in pairwise(cells):
        first, second = one.quantity, other.quantity
        money = all(units.dimension(q.unit).startswith("money") and "/" not in q.unit for q in (first, second))
        if not money or first.unit == second.unit or first.span is None or second.span is None:
            continue
        if _OR.fullmatch(text, first.span.end, second.span.start):
            found += [(one, other), (other, one)]
    return found


def _rates(cells: Sequence[Cell], text: str) -> list[tuple[Cell, Cell]]:
    """Exchange rates of a sentence, both ways: "One pound buys $1.34"."""
    found = []
    for one, other in pairwise(cells):
        first, second = one.quantity, other.quantity
        money = all(units.dimension(q.unit).startswith("money") and "/" not in q.unit for q in (first, second))
        if not money or first.unit == second.unit or first.span is None or second.span is None:
            continue
        if first.low == first.high == 1.0 and _BUYS.fullmatch(text, first.span.end, second.span.start):
            found += [(one, other), (other, one)]
    return found


def sheets(
    question: Question,
    read: Sequence[ReadSentence],
    most: int = 2,
    *,
    together: bool = True,
    ledger: Ledger = lambda _: (),
) -> tuple[Sheet, ...]:
    """A sheet for each of the articles that the best sentences are from, that name what the question names.

    Args:
        question: The question.
        read: Judged sentences, best first.
        most: How many articles at most.
        together: Whether an article must name everything that the question names, or only one of the names.
        ledger: The figures of an article, by its path.
    """
    articles: dict[str, list[ReadSentence]] = {}
    for item in dict.fromkeys(read):
        articles.setdefault(item.hit.source.path, []).append(item)
    kept = [items for items in articles.values() if _names(question, items, all if together else any)]
    return tuple(Sheet(question, items, ledger(items[0].hit.source.path)) for items in kept[:most])


def cells_of(item: ReadSentence) -> tuple[Cell, ...]:
    """The figures of one sentence, without those in brackets."""
    sentences = item.hit.passage.sentences
    position = sentences.index(item.sentence)
    before = sentences[position - 1].text if position else ""
    attributed = attribute(item.sentence.text, before)
    outside = {q.span for q in without_asides(item.sentence.text, tuple(found.quantity for found in attributed))}
    return tuple(Cell(found.quantity, found.metric, item) for found in attributed if found.quantity.span in outside)


def period_kind(text: str) -> str:
    """Whether a text speaks of a ``quarter``, a ``half`` or a ``year``; empty when it does not say."""
    if _QUARTER.search(text):
        return "quarter"
    if _HALF.search(text):
        return "half"
    return "year" if _WHOLE.search(text) else ""


def in_kind(asked: str, sentence: str) -> bool:
    """Whether a sentence's figure can be of the kind of period that is asked for."""
    wanted, found = period_kind(asked), period_kind(sentence)
    return not wanted or not found or wanted == found or bool(_WHOLE.search(sentence) and wanted == "year")


_KINDS = (("quarter", _QUARTER), ("half", _HALF), ("year", _WHOLE))
_BREAK = re.compile(r"[,;]|\bwhile\b")
_FAR = 60
"""Characters behind a figure within which a period is that of the figure."""


def kind_of(cell: Cell) -> str:
    """The kind of period of a figure, from the words that govern it in its sentence; empty where none do.

    "Sales climbed to $364m, lifting revenue for the year to a record $1.45bn": the first is of no year.
    """
    span, text = cell.quantity.span, cell.item.sentence.text
    places = [(match.start(), match.end(), kind) for kind, form in _KINDS for match in form.finditer(text)]
    if span is None or not places:
        return period_kind(text)
    others = [q.span for q in extract(text) if q.span and units.dimension(q.unit).startswith("money")]
    behind = [place for place in places if place[0] >= span.end and not _BREAK.search(text, span.end, place[0])]
    before = [
        place
        for place in places
        if place[1] <= span.start and not any(place[1] <= other.start < span.start for other in others)
    ]
    if behind and min(behind)[0] - span.end <= _FAR:
        return min(behind)[2]
    if before:
        return max(before)[2]
    outside = [other for other in others if _IN_BRACKETS.match(text, max(other.start - 1, 0)) is None]
    return period_kind(text) if len(outside) < 2 else ""


def kind_fits(asked: str, cell: Cell) -> bool:
    """Whether a figure can be of the kind of period that is asked for."""
    wanted, found = period_kind(asked), kind_of(cell)
    return not wanted or not found or wanted == found


def of_years(years: Sequence[int], cell: Cell) -> bool:
    """Whether a figure can be of the years that are asked for; a sentence that names none can.

    The last year before the figure is its own: "In 2003 it made £3bn, and it forecast more for 2004".
    """
    span, text = cell.quantity.span, cell.item.sentence.text
    before = _YEARS.findall(text[: span.start]) if span else []
    behind = _YEAR_BEHIND.match(text, span.end) if span else None
    named = {int(year) for year in ([behind.group(1)] if behind else before[-1:] or _YEARS.findall(_own_end(cell)))}
    return not years or not named or bool(named & set(years))


def _own_end(cell: Cell) -> str:
    """The text behind a figure in its sentence, up to the next figure: a year behind that is the other's."""
    span, text = cell.quantity.span, cell.item.sentence.text
    if span is None:
        return text
    inside = _IN_BRACKETS.match(text, span.end)
    end = inside.end() if inside else span.end
    others = (q.span.start for q in extract(text) if q.span and not _YEARS.fullmatch(q.text.strip()))
    return text[span.end : min((start for start in others if start >= end), default=len(text))]


def is_ahead(cell: Cell) -> bool:
    """Whether a figure is a forecast, from the words before it and right behind it."""
    span, text = cell.quantity.span, cell.item.sentence.text
    if span is None:
        return False
    before, behind = (_BEATEN.sub(" ", part) for part in (text[: span.start], text[span.end : span.end + 24]))
    return bool(_AHEAD.search(before) or _AHEAD.search(behind))


def _best(asked: Sequence[str], found: str) -> Match:
    matches = {satisfies(metric, found) for metric in asked}
    return Match.EXACT if Match.EXACT in matches else Match.BROADER if Match.BROADER in matches else Match.NO


def single_names(question: Question) -> tuple[str, ...]:
    """The names of a question, those joined by "and" or "or" apart."""
    return tuple(part for name in question.entities for part in re.split(r"(?<!\s)\s++(?:and|or|vs)\s+", name))


def _names(question: Question, items: Sequence[ReadSentence], of: Callable[[Iterable[bool]], bool]) -> bool:
    """Whether an article's sentences or title name all, or any, of what the question names."""
    text = "\n".join([items[0].hit.source.title, *dict.fromkeys(item.hit.passage.text for item in items)])
    names = single_names(question)
    told = [called(name, text) for name in names]
    # Of three names or more an article may leave out one: a place, or who is asked about in passing.
    return not names or of(told) or (of is all and len(told) > 2 and sum(told) >= len(told) - 1)


def size(cell: Cell) -> float:
    """How large a figure is, whatever its sign: its lower end, or its upper one where it has no lower."""
    return abs(cell.quantity.low or cell.quantity.high or 0.0)
