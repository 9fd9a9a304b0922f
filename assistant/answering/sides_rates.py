"""Two sides compared by a rate that no article gives, from the two figures of each side that it is worked out from.

"Which club's wages ate up more of its turnover?", "which division grew faster?", "who has the higher operating
margin?": the part and the whole, or the new value and the old one, must be as plain for both sides as a figure that is
compared by itself. Where one of the four could be another, nothing is worked out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering import comparable
from assistant.answering.alike import alike, metric_of
from assistant.answering.compared_words import TIMES, plain
from assistant.answering.comparing import MORE
from assistant.answering.filling import Filled, Input, taken
from assistant.answering.owning import Standing, standing
from assistant.answering.pieces import piece_of
from assistant.answering.plans_compared import figures_of_both
from assistant.answering.sides import Side, Sides, as_time, sides_of
from assistant.answering.sides_described import description
from assistant.answering.sides_reckoned import told_apart, winner_called
from assistant.answering.worksheet import Cell, Sheet
from assistant.datatypes import Question
from assistant.figures.metrics import Match, find_metrics, metric, satisfies
from assistant.reading.stems import stem_set

_GREW = re.compile(
    r"\bgr[eo]w(?:s|n|ing|th)?\b|\b(?:rose|risen|increased|climbed|gained|jumped|expanded|rise|rising)\b", re.IGNORECASE
)
_AS_RATE = re.compile(r"\b(?:faster|quicker|slower|percentage|points?|per ?cent|growth)\b|%|\brate\b", re.IGNORECASE)
"""What asks for a growth in per cent: "grew more" alone may mean the amount."""
_SALES = re.compile(r"\b(?:sales|revenues?|turnover|takings)\b", re.IGNORECASE)

_MORE_OF = (
    r"(?:more|less|an? (?:bigger|larger|higher|greater|smaller|lower) (?:share|proportion|percentage|part|slice|chunk))"
)
_TAKES = (
    r"(?:(?:ate|eats|eat|took|takes|take|used|uses|use|made|makes|make|swallowed|swallows) up|swallow(?:s|ed)?"
    r"|consum(?:es?|ed)|absorb(?:s|ed)?|account(?:s|ed) for|t(?:ook|akes?)|represent(?:s|ed)?|c[ao]mes? to|were|was|is"
    r"|are)"
)
_WHOLE = r"(?P<whole>[a-z][a-z-]{2,20}(?: [a-z-]{3,20})?)"
_SHARES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<part>[a-z-]{{3,20}}(?: [a-z-]{{3,20}})?) {_TAKES} {_MORE_OF} of (?:its|their|the)? ?{_WHOLE}\b",
        rf"\b(?:spen[dt]s?|paid|pays?|used?) {_MORE_OF} of (?:its|their) {_WHOLE} (?:on|in|as|for)"
        r" (?:its |their |the )?(?P<part>[a-z-]{3,20}(?: [a-z-]{3,20})?)\b",
        rf"\b{MORE} (?P<part>[a-z-]{{3,20}})(?: |-)to(?: |-)(?P<whole>[a-z-]{{3,20}}) ratio\b",
        rf"\b(?P<part>[a-z-]{{3,20}}) (?:was|were|is|are) {MORE} (?:as an? [a-z]{{5,10}} of|relative to)"
        rf" (?:its |their )?{_WHOLE}\b",
        rf"\b{MORE} (?P<part>[a-z-]{{3,20}}) as a (?:share|proportion|percentage) of (?:its |their )?{_WHOLE}\b",
    )
)
"""What asks for a part of a whole: a share that each side's article may give as two amounts."""
_MARGIN = re.compile(r"\b(?:(?P<kind>net|operating|pre-?tax|gross)[ -])?(?:profit )?margins?\b", re.IGNORECASE)
_PER = re.compile(
    rf"\b{MORE} (?P<part>[a-z-]{{3,20}}) (?:per|for each|for every) (?P<whole>[a-z-]{{3,20}})\b", re.IGNORECASE
)
_WHEN = re.compile(
    r"\b(?:(?:in|for|during|over) )?(?:the )?(?:[a-z]{3,9} (?:quarter|half|year)"
    r"(?: of)? ?)?(?:(?:19|20)\d\d)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Rate:
    """A calculator of two rates, with the names of its inputs and what each is in words."""

    calculator: str
    top: str
    bottom: str
    words: tuple[str, str]


def rates_apart(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """How far one side's rate is above the other's, each worked out from two figures.

    Args:
        question: A question that sets two things against each other.
        sheets: The articles found, best first.
    """
    question = plain(question)
    sides = sides_of(question)
    if sides is None or as_time(sides) or TIMES.search(question.text):
        return None
    parts = _parts(question)
    if parts is not None:
        return _shares(question, sides, parts, sheets)
    if _GREW.search(question.text) and _AS_RATE.search(question.text):
        return _growths(question, sides, sheets)
    return None


def _parts(question: Question) -> _Rate | None:
    """What a question wants over what: wages over turnover; None where it asks for no such rate."""
    text = question.text
    for pattern in _SHARES:
        found = pattern.search(text)
        if found is not None:
            return _Rate("share-gap", "part", "total", (_spoken(found.group("part")), _spoken(found.group("whole"))))
    per = _PER.search(text)
    if per is not None:
        return _Rate("per-unit-gap", "amount", "count", (_spoken(per.group("part")), f"{_spoken(per.group('whole'))}s"))
    margin = _MARGIN.search(text)
    if margin is not None:
        kind = (margin.group("kind") or "").lower()
        return _Rate("share-gap", "part", "total", (f"{kind} profit".strip(), "revenue"))
    return None


def _spoken(words: str) -> str:
    """The last words of a part of a question that name a metric: of "club's wages" the wages."""
    bare = re.sub(r"^(?:whose|which|what|the|its|their) ", "", words.lower())
    mentions = find_metrics(bare)
    return bare[mentions[-1].start :] if mentions else bare


def _shares(question: Question, sides: Sides, rate: _Rate, sheets: Sequence[Sheet]) -> Filled | None:
    tops, bottoms = (_pair(question, sides, words, sheets) for words in rate.words)
    if tops is None or bottoms is None:
        return None
    for top, bottom in zip(tops, bottoms, strict=True):
        units = (top.quantity.unit, bottom.quantity.unit)
        if top.item.hit.source.path != bottom.item.hit.source.path or (top.item, top.quantity.span) == (
            bottom.item,
            bottom.quantity.span,
        ):
            return None
        if rate.calculator == "share-gap" and units[0] != units[1]:
            return None
    return _gap(sides, rate, (tops[0], bottoms[0]), (tops[1], bottoms[1]))


def _pair(question: Question, sides: Sides, words: str, sheets: Sequence[Sheet]) -> tuple[Cell, Cell] | None:
    """Both sides' figures of one metric, as if the question compared that alone."""
    metrics = tuple(dict.fromkeys(mention.metric for mention in find_metrics(words)))
    if len(metrics) > 1:
        return None
    when = " ".join(
        found.strip() for found in _WHEN.findall(question.text) if re.search(r"\d|quarter|half|year", found)
    )
    if {known.dimension for name in metrics if (known := metric(name)) is not None} == {"count"}:
        question, when = replace(question, years=()), ""  # how many there are is told as of now
    about = f"{words} {when}".strip()
    amount = about if metrics else f"{about} cost"  # a part that is no metric is paid for
    text = f"{sides.first.text} or {sides.second.text}: whose {amount} was higher"
    alone = replace(question, text=text, metrics=metrics)
    found = figures_of_both(alone, replace(sides, about=about), sheets)
    if found is None or any(satisfies(name, metric_of(cell)) is Match.NO for name in metrics for cell in found):
        return None
    return found


def _growths(question: Question, sides: Sides, sheets: Sequence[Sheet]) -> Filled | None:
    for sheet in sheets:
        one, other = (_moved(question, sides, i, sheet) for i in range(2))
        if one is None or other is None:
            continue
        if not alike(question, (sides.first, one[0]), (sides.second, other[0])):
            return None
        return _gap(sides, _Rate("growth-gap", "new", "old", ("new value", "old value")), one, other)
    return None


def _moved(question: Question, sides: Sides, which: int, sheet: Sheet) -> tuple[Cell, Cell] | None:
    """The one new value with its old one that an article gives of a side; None where it gives none, or several."""
    side, other = sides.both[which], sides.both[1 - which]
    found: dict[tuple[float | None, float | None], tuple[Cell, Cell, bool]] = {}
    for move in sheet.moves:
        new, old = move.movement.new, move.movement.old
        if (
            new is None
            or old is None
            or new.span is None
            or old.span is None
            or new.unit != old.unit
            or new.unit == "%"
        ):
            continue
        cell, before = Cell(new, move.metric, move.item), Cell(old, move.metric, move.item)
        if standing(cell, side, other, sheet) in (None, Standing.DOUBTED) or not _is_asked(question, sides, cell):
            continue
        if comparable.timely(question, side, cell, sheet):
            together = piece_of(cell) == piece_of(before) or new.span.start < old.span.start
            found[(new.low, old.low)] = (cell, before, together)
    sure = [pair for pair in found.values() if pair[2]] or list(found.values())
    return (sure[0][0], sure[0][1]) if len(sure) == 1 else None


def _is_asked(question: Question, sides: Sides, cell: Cell) -> bool:
    """Whether a value is what the question asks the growth of; sales, where it does not say."""
    phrase = description(question, sides)
    metrics = [name for name in phrase.metrics if name not in ("growth", "margin")]
    text = cell.item.sentence.text[slice(*piece_of(cell))]
    if metrics:
        return bool(cell.metric) and all(satisfies(name, cell.metric) is not Match.NO for name in metrics)
    words = set(phrase.words) - stem_set("growth grew quick quickly fast rate percentage points point")
    if words:
        return bool(words & stem_set(text))
    return bool(_SALES.search(text)) or cell.metric == "revenue"


def _gap(sides: Sides, rate: _Rate, one: tuple[Cell, Cell], other: tuple[Cell, Cell]) -> Filled | None:
    """The larger rate less the smaller, and the side that is asked for."""
    rated: list[tuple[float, Side, tuple[Cell, Cell]]] = []
    for side, pair in ((sides.first, one), (sides.second, other)):
        top, bottom = pair[0].quantity, pair[1].quantity
        if top.low is None or top.low != top.high or bottom.low is None or bottom.low != bottom.high or bottom.low <= 0:
            return None
        rated.append((top.low / bottom.low, side, pair))
    if rated[0][0] == rated[1][0]:
        return None
    larger, smaller = sorted(rated, key=lambda found: -found[0])
    inputs: list[Input] = []
    for prefix, (_, side, pair) in (("", larger), ("other_", smaller)):
        for name, words, cell in zip((rate.top, rate.bottom), rate.words, pair, strict=True):
            inputs.append(taken(f"{prefix}{name}", f"{words} of {told_apart(side, sides)}", cell))
    _, side, pair = smaller if sides.less else larger
    return Filled(rate.calculator, tuple(inputs), winner=winner_called(side, pair[0]))
