"""Which figures can be set against each other, from the question's words and their own units, metrics and times."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answering.compared_words import EACH, MULTIPLE
from assistant.answering.matching import VAGUE, is_amount
from assistant.answering.phrases import currency_asked
from assistant.answering.pieces import piece_of
from assistant.answering.sides import Side
from assistant.answering.worksheet import (
    Cell,
    Sheet,
    cells_of,
    is_ahead,
    kind_fits,
    kind_of,
    of_years,
    period_kind,
)
from assistant.datatypes import Question, Role
from assistant.figures.attribution import attribute
from assistant.figures.metrics import Match, metric, satisfies
from assistant.figures.movements import moving
from assistant.figures.periods import find_periods, period_of
from assistant.quantities import units
from assistant.quantities.vocabulary import units as known_units

_UP = "rise|rose|rising|gain|gained|climb|climbed|jump|jumped|grow|grew|increase|increased|advance|advanced"
_DOWN = "fall|fell|falling|drop|dropped|slide|slid|decline|declined|decrease|decreased|shrink|shrank"
_YEAR = re.compile(r"(?<![\d.,£$€])(?:19|20)\d\d(?![\d%]|[.,]\d)")
_BY = re.compile(r"\bby (?:more than |less than |about |nearly |almost |some |around )?$", re.IGNORECASE)
_BEHIND = 6
"""Characters between a figure and the year that is its own: "$3m in 2003"."""
_PERCENT = re.compile(
    r"%|\bmarket share\b|(?<!per )\bshare of\b"
    r"|\bper ?cent|\bpercentage|\bpoints\b|\bgrowth\b|\bgr[eo]w\b|\brates?\b|\bmargins?\b|\bfaster\b|\binflation\b"
    rf"|\b(?:{_UP}|{_DOWN}) (?:by )?(?:more|less|further)\b|\b(?:steeper|sharper|faster) [a-z]{{3,10}} in\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:earn\w*|los[et]\w*|pa(?:y|ys|id|ying)|ow(?:e|es|ed)|spen[dt]\w*|cost\w*|borrow\w*|profits?|revenues?|sales"
    r"|turnover|debts?|prices?|worth|valu\w+|deal|fine|settlement|budget|expensive|cheaper|dearer)\b",
    re.IGNORECASE,
)
_LOSS = re.compile(r"\blos(?:e|es|t|ing|s|ses)\b(?! (?:jobs|customers|subscribers|members|ground))", re.IGNORECASE)
_PROFIT = re.compile(r"\b(?:profits?|earn\w*|income)\b", re.IGNORECASE)
_HOW_MANY = re.compile(
    r"\bhow many\b(?! (?:times|points|percentage|per ?cent|thousands?|millions?|billions?|[mb]n)\b)", re.IGNORECASE
)
"""What asks for a number of things, and for no amount of money."""
_UNIT_ASKED = re.compile(r"\bhow many (?!times\b|points\b)(?P<unit>[a-z]{3,20})\b", re.IGNORECASE)
_LONE = re.compile(r"\((?P<number>\d[\d,.]*)\)")
_EXACTLY = re.compile(r"(?: [a-z]+){0,2} (?:[-–—] |\()$")
"""What stands between a rough count and the exact one: "just over half a million people - 645,000 -"."""
_SET_TO = re.compile(r"\b(?:(?:set|due|likely) to|could|would|might)\b", re.IGNORECASE)
_TIME = re.compile(r"(?<![\d.,£$€])(?:19|20)\d\d(?![\d%]|[.,]\d)|\b(?:this|next|last) year\b", re.I)
_CHANGE = re.compile(
    r"\b(?:bigger|larger|greater|higher|smaller|lower) (?:rise|increase|cut|fall|drop|gain|boost|reduction)s?\b"
    rf"|\b(?:{_UP}|{_DOWN}) (?:by )?(?:more|less|further)\b",
    re.IGNORECASE,
)
"""What asks for amounts that were added or taken away."""
_CUTS = re.compile(
    r"\b(?:cut|shed|axe|add|create|lose|losing|lost)(?:s|ting|ding|ing|d|ed)?"
    r" (?:the )?(?:more|fewer|most|fewest|less|least) (?:jobs|posts|staff|workers|people|positions|employees)\b",
    re.IGNORECASE,
)
_ASKED_AHEAD = re.compile(
    r"\b(?:forecast\w*|expect\w*|predict\w*|project\w*|plan\w*|aim\w*|will|would|could|might|target\w*|budget\w*|next|due"
    r"|set to|(?:is|are) [a-z]{2,20}ing)\b",
    re.IGNORECASE,
)
"""What asks for something that has not come yet."""
_PART = re.compile(r"\s?(?:of (?:the|that|this) total|of (?:them|these|those|whom|which))\b", re.IGNORECASE)
"""What makes the figure before it a part of another one."""


def figures_of(sheet: Sheet) -> list[Cell]:
    """The figures of an article, those in brackets too where they are amounts, or counts of their own."""
    found = []
    for item in {item.sentence.start: item for item in reversed(sheet.items)}.values():
        text = item.sentence.text
        cells = list(cells_of(item))
        lone = {match.start("number") for match in _LONE.finditer(text)}
        cells += [
            Cell(found.quantity, found.metric, item)
            for found in attribute(text, "")
            if found.quantity.span and found.quantity.span.start in lone and not found.quantity.unit
        ]
        found += [cell for cell in cells if not _is_rough(cell, cells)]
    return found + [cell for _, cell in sheet.same_amounts]


def _is_rough(cell: Cell, cells: Sequence[Cell]) -> bool:
    """Whether the exact number of what a figure counts is given right behind it."""
    span, text = cell.quantity.span, cell.item.sentence.text
    if span is None or units.dimension(cell.quantity.unit) != "count":
        return False
    behind = (other.quantity for other in cells if other.quantity.span and other.quantity.span.start > span.end)
    return any(q.span and not q.unit and _EXACTLY.fullmatch(text[span.end : q.span.start]) for q in behind)


def wanted(question: Question) -> Callable[[Cell], float | None]:
    """What accepts the figures that a question compares: of a currency, in per cent, a count, or any amount.

    Args:
        question: The question.
    """
    text = question.text
    currency = currency_asked(text)
    percent = bool(_PERCENT.search(text)) and not currency
    kinds = {known.dimension for metric_id in question.metrics if (known := metric(metric_id)) is not None}
    money = bool(currency or _MONEY.search(text)) or kinds == {"money"}
    counted = not money and kinds == {"count"}
    number = not (currency or percent or counted) and _HOW_MANY.search(text) is not None
    dimension = _dimension_asked(text)
    loss, profit = bool(_LOSS.search(text)), bool(_PROFIT.search(text))
    each, multiple = bool(EACH.search(text)), bool(MULTIPLE.search(text))

    def accepts(cell: Cell) -> float | None:
        unit = cell.quantity.unit
        if dimension and units.dimension(unit) != dimension:
            return None
        if _is_other(text, cell) or (loss != profit and _is_opposite(cell, loss=loss)):
            return None
        if each or multiple:  # only what an article gives so, for nothing is worked out for a side
            return 0.2 if (each and "/" in unit) or (multiple and unit == "x") else None
        if percent:
            return 0.2 if unit == "%" and not _moved_otherwise(text, cell) else None
        if units.dimension(unit).startswith("money") and "/" not in unit:
            first = 0.0 if _in_brackets(cell) else 0.05
            return 0.15 + first if not (counted or number) and (not currency or unit == currency) else None
        return None if money else is_amount(cell)

    return accepts


def _dimension_asked(text: str) -> str:
    """The dimension of the unit that a question wants its answer in: of "by how many megawatts" power."""
    for found in _UNIT_ASKED.finditer(text):
        surface = known_units().words.get((found.group("unit").lower(),))
        if surface is not None and not surface.unit.dimension.startswith(("money", "percent", "count", "time")):
            return surface.unit.dimension
    return ""


def _is_other(asked: str, cell: Cell) -> bool:
    """Whether a figure is too vague, a part of another one, or of an hour where no hour is asked for."""
    return bool(VAGUE.match(cell.quantity.text)) or _is_part(cell) or _is_rate(asked, cell)


def _is_part(cell: Cell) -> bool:
    """Whether a figure is said to be a part of the one before it: "with 610 of the total"."""
    span, text = cell.quantity.span, cell.item.sentence.text
    return span is not None and _PART.match(text, span.end) is not None


_BY_TIME = re.compile(r"\s(?:an?|per|every|each) (?P<time>second|minute|hour|day|night|week|month)\b", re.IGNORECASE)


def _is_rate(asked: str, cell: Cell) -> bool:
    """Whether a figure is of an hour or a month, and the question asks for no such: "earning $2m an hour"."""
    span = cell.quantity.span
    found = _BY_TIME.match(cell.item.sentence.text, span.end) if span else None
    return found is not None and found.group("time").lower() not in asked.lower()


_FELL = re.compile(rf"\b(?:{_DOWN}) (?:by )?(?:more|less|further)\b", re.IGNORECASE)
_GREW = re.compile(rf"\bgrowth\b|\bgr[eo]w\w*\b|\b(?:{_UP}) (?:by )?(?:more|less|further|faster)\b", re.IGNORECASE)
_SHRANK = re.compile(
    rf"\b(?:{_DOWN}|fallen|contract(?:s|ed|ing|ion)|shrunk|shrinking|slumped|slump|sank|tumbled|dipped|lost|lower)\b",
    re.IGNORECASE,
)
"""What says that something grew by less than nothing."""
_ROSE = re.compile(rf"\b(?:{_UP}) (?:by )?(?:more|less|further|faster)\b", re.IGNORECASE)


def growth_of(cell: Cell) -> float:
    """By how many per cent a sentence says that something grew, below zero where it fell; 0 where it does not say."""
    cells = tuple(found.quantity for found in attribute(cell.item.sentence.text, ""))
    found = moving(cell.item.sentence.text, cells).get(cell.quantity.span) if cell.quantity.span else None
    return (found.quantity.low or 0.0) if found and found.role is Role.GROWTH else 0.0


def _moved_otherwise(asked: str, cell: Cell) -> bool:
    """Whether something rose where a question asks what fell, or the other way round."""
    growth = growth_of(cell)
    if _GREW.search(asked) and _SHRANK.search(cell.item.sentence.text[slice(*piece_of(cell))]):
        return True
    return bool((growth > 0 and _FELL.search(asked)) or (growth < 0 and _ROSE.search(asked)))


def _in_brackets(cell: Cell) -> bool:
    lead = cell.item.sentence.text[: cell.quantity.span.start] if cell.quantity.span else ""
    return lead.rfind("(") > lead.rfind(")")


def is_same_amount(one: Cell, other: Cell) -> bool:
    """Whether two figures are one amount in two currencies: "£75m ($141m)".

    Args:
        one: A figure.
        other: Another one.
    """
    first, second = one.quantity, other.quantity
    if one.item.sentence != other.item.sentence or first.unit == second.unit or not first.span or not second.span:
        return False
    before, behind = sorted((first.span, second.span), key=lambda span: span.start)
    between = one.item.sentence.text[before.end : behind.start]
    return re.fullmatch(r"\s?\([^()]*|[;,]? (?:or )?", between) is not None


def _is_opposite(cell: Cell, *, loss: bool) -> bool:
    """Whether a figure is a profit where a loss is asked for, or a loss where a profit is."""
    other = "profit" if loss else "loss"
    return bool(cell.metric) and satisfies(other, cell.metric) is Match.EXACT


def dated(question: Question, cell: Cell) -> float:
    """What the last time that is named up to a figure says for or against the time that is asked for.

    Args:
        question: The question.
        cell: The figure.
    """
    times = _TIME.findall(cell.item.sentence.text[: piece_of(cell)[1]].lower())
    asked = _times(question)
    if times and _in_year(times[-1], cell) in asked:
        return 0.3
    if not asked or not times:
        return 0.0
    return 0.3 if times[-1] in asked else -0.2 if times[-1].startswith(("this", "next")) or not question.years else 0.0


def _in_year(time: str, cell: Cell) -> str:
    """The year that an article means by "this year"; other times as they are."""
    published = cell.item.hit.source.published
    steps = {"this year": 0, "last year": -1, "next year": 1}
    return str(published.year + steps[time]) if published and time in steps else time


def _times(question: Question) -> set[str]:
    """The years that a question names, or "last year"."""
    return set(map(str, question.years)) or set(_TIME.findall(question.text.lower()))


_OF_BEFORE = re.compile(
    r"(?: [a-z-]{3,20}){0,3} (?:an? (?:year|quarter|month) (?:earlier|ago|before)|(?:in|of) the (?:previous|prior) year"
    r"|the year before)\b"
)
"""What makes the figure before it one of before: "against 840 robots a year before"."""


def timely(question: Question, side: Side, cell: Cell, sheet: Sheet) -> bool:
    """Whether a figure is of the time that is asked for: no change, no older value, no forecast for another year.

    Args:
        question: The question.
        side: The side that it would be of.
        cell: The figure.
        sheet: The article's figures.
    """
    at, text = (cell.item.sentence.start, cell.quantity.span), cell.item.sentence.text
    cuts = _CUTS.search(question.text) is not None  # jobs that go are told as a number, or as what a number falls by
    if cell.quantity.unit != "%" and not cuts and _is_difference(cell, sheet) != bool(_CHANGE.search(question.text)):
        return False
    if _is_too_early(question, cell) or _is_added(question, cell) or _is_of_before(question, side, cell):
        return False
    if side.year is not None and period_kind(question.text) == "year":
        return period_kind(text) in ("", "year")
    if not side.is_time and at in sheet.olds and not _names_only_here(side, cell):
        return False
    if side.year is None and not (of_years(question.years, cell) or _is_of_year_before_old(question, cell, sheet)):
        return False
    return kind_fits(question.text, cell) and _of_the_part(question.text, cell)


def _is_too_early(question: Question, cell: Cell) -> bool:
    """Whether a figure is a forecast, and the question asks for none of its time."""
    if _times(question):
        ahead = is_ahead(cell) or _SET_TO.search(cell.item.sentence.text[slice(*piece_of(cell))])
        return bool(ahead) and dated(question, cell) <= 0
    if not _is_ahead(cell) or _ASKED_AHEAD.search(question.text):
        return False
    lead = cell.item.sentence.text[: cell.quantity.span.start] if cell.quantity.span else ""
    return not (_TAG.search(lead) and PRICE.search(question.text))


_CLAUSE = re.compile(r"; |\bwhile\b|\bwhereas\b|, but\b")
_FORECAST = re.compile(
    r"\b(?:will|expect\w*|forecast\w*|predict\w*|project(?:ed|ion)|analysts|hopes?)\b", re.IGNORECASE
)


def _is_ahead(cell: Cell) -> bool:
    """Whether a figure is a forecast in its own clause: "Acme will pay $5m; Globex pays $4m"."""
    span, text = cell.quantity.span, cell.item.sentence.text
    cuts = [found.end() for found in _CLAUSE.finditer(text, 0, span.start)] if span else []
    return is_ahead(cell) and not (span and cuts and not _FORECAST.search(text, cuts[-1], span.end + 24))


_TAG = re.compile(r"\bwill (?:start|cost|sell|retail|go on sale|be (?:priced|sold))\b[^,;]{0,30}$", re.IGNORECASE)
PRICE = re.compile(r"\b(?:starts?|costs?|prices?|priced|cheaper|dearer|pricier|costlier|expensive)\b", re.IGNORECASE)
"""A price of what is not on sale yet is its price: no other will be asked for."""


def _is_of_before(question: Question, side: Side, cell: Cell) -> bool:
    """Whether a figure is said to be one of a year before, where no year is asked for."""
    span = cell.quantity.span
    return bool(
        span and side.year is None and not question.years and _OF_BEFORE.match(cell.item.sentence.text, span.end)
    )


def _names_only_here(side: Side, cell: Cell) -> bool:
    """Whether a side is named in a figure's piece of the sentence and not before: "$5m, against $3m for Acme"."""
    start, end = piece_of(cell)
    text = cell.item.sentence.text
    return bool(side.names and side.places(text[start:end]) and not side.places(text[:start]))


_ADDED = re.compile(
    r"\b(?P<verb>open|add|hir|took on|recruit|clos|shut|shed|ax|gain|creat)(?:e|es|ed|ing|ting|ding|s)?"
    r" (?:about |some |another |a further |more than |nearly )?$",
    re.IGNORECASE,
)
"""What makes a number of things those that came or went: "opened 14 shops"."""


def _is_added(question: Question, cell: Cell) -> bool:
    """Whether a figure counts what came or went, and the question does not ask for that."""
    span, unit = cell.quantity.span, cell.quantity.unit
    if span is None or units.dimension(unit) != "count":
        return False
    found = _ADDED.search(cell.item.sentence.text, 0, span.start)
    return found is not None and found.group("verb").lower() not in question.text.lower()


def _is_difference(cell: Cell, sheet: Sheet) -> bool:
    """Whether something changed by a figure."""
    span, text = cell.quantity.span, cell.item.sentence.text
    return (cell.item.sentence.start, span) in sheet.differences or bool(span and _BY.search(text[: span.start]))


def _is_of_year_before_old(question: Question, cell: Cell, sheet: Sheet) -> bool:
    """Whether a figure is of the year that is asked for, an older value aside: "down from $3m in 2003"."""
    span, text, start = cell.quantity.span, cell.item.sentence.text, cell.item.sentence.start
    ends = [old.end for at, old in sheet.olds if at == start and old]
    before = [found for found in _YEAR.finditer(text) if span and found.end() <= span.start]
    own = [found for found in before if not any(0 <= found.start() - end <= _BEHIND for end in ends)]
    return bool(own) and own[-1].group() in map(str, question.years)


def _of_the_part(asked: str, cell: Cell) -> bool:
    """Whether what is said before a figure fits the quarter, the half or the year that is asked for."""
    wanted, around = period_kind(asked), _kind_around(cell)
    if _is_of_another_quarter(asked, cell) or (wanted == "year" and around in ("quarter", "half")):
        return False
    return wanted not in ("quarter", "half") or around == wanted


def _is_of_another_quarter(asked: str, cell: Cell) -> bool:
    """Whether a figure is of the second quarter, say, and the question names only the third."""
    text, span = cell.item.sentence.text, cell.quantity.span
    quarters = {found.period.month for found in find_periods(asked) if found.period.months in (3, 6)} - {None}
    if span is None or not quarters:
        return False
    period = period_of(text, span.start, span.end, find_periods(text))
    return period.months in (3, 6) and period.month is not None and period.month not in quarters


def _kind_around(cell: Cell) -> str:
    """The kind of period that was spoken of last where a figure stands: in its sentence, or in those before it."""
    sentences = cell.item.hit.passage.sentences
    before = sentences[: sentences.index(cell.item.sentence)]
    kinds = (period_kind(sentence.text) for sentence in reversed(before))
    return kind_of(cell) or period_kind(cell.item.sentence.text) or next((kind for kind in kinds if kind), "")
