"""Plans whose two figures stand apart: of two years, of now and of a forecast, of two stages of one thing.

"Revenue growth from 2024 to 2025", "how much growth is it guiding to?", "how many more customers does it need than it
has?": no sentence reports the change, but the article gives both values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from assistant.answering.filling import Filled, around, taken
from assistant.answering.matching import VAGUE, Matcher, Slot, beside, is_amount, is_share
from assistant.answering.owning import Standing, year_of
from assistant.answering.pairing import two_meant
from assistant.answering.phrases import Phrase, currency_asked
from assistant.answering.plans_deals import is_deal_price
from assistant.answering.plans_described import in_currency
from assistant.answering.plans_parts import is_growth
from assistant.answering.rates import rates_of
from assistant.answering.worksheet import Cell, Sheet, is_ahead, kind_of, period_kind, single_names, size
from assistant.datatypes import Question
from assistant.figures.metrics import Match, satisfies
from assistant.quantities import units

LEAST = 0.25
"""What each figure must come to."""

_PERCENT = re.compile(r"%|\bper ?cent\b|\bpct\b|\bpercentage\b|\bgrowth\b|\bgr[eo]w\w*\b|\bproportion\b", re.IGNORECASE)
_TIMES = re.compile(r"\b(?:multiple|factor|how many times|-?fold)\b", re.IGNORECASE)
_SURE = (Standing.OWN, Standing.SENTENCE)


def between_years(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """How a metric changed from one year that the question names to another, each value told by itself."""
    metrics = [metric for metric in question.metrics if metric != "growth"]
    if len(question.years) != 2 or not metrics:
        return None
    old_year, new_year = sorted(question.years)
    names = single_names(question)

    def of(year: int, other: int, sheet: Sheet, cell: Cell) -> float | None:
        own = any(satisfies(metric, cell.metric) is not Match.NO for metric in metrics)
        amount = own and is_amount(cell) is not None and not rates_of(cell) and not VAGUE.match(cell.quantity.text)
        if not amount or kind_of(cell) in ("quarter", "half"):
            return None
        place = year_of(cell, year, other, sheet)
        return place.value if place in _SURE else None

    for sheet in sheets:
        phrase = Phrase.of(re.sub(r"\b(?:19|20)\d\d\b", " ", question.text), names)
        found = Matcher(sheet, names).pair(
            Slot(phrase, partial(of, new_year, old_year, sheet)),
            Slot(phrase, partial(of, old_year, new_year, sheet)),
            lambda new, old: new.quantity.unit == old.quantity.unit,
            LEAST,
            own=True,
        )
        if found is not None:
            return _change(question.text, *found)
    return None


_SWING = re.compile(r"\bswing\b|\bswung\b|\bturn-?(?:ed )?around\b", re.IGNORECASE)


def swing(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """The distance between a loss and a profit that one sentence tells: "turned a loss of $5m into a profit of $9m"."""
    if not _SWING.search(question.text):
        return None

    def of(metric: str, cell: Cell) -> float | None:
        own = satisfies(metric, cell.metric) is not Match.NO and is_amount(cell) is not None
        return 0.3 if own and units.dimension(cell.quantity.unit).startswith("money") else None

    found = two_meant(
        question,
        sheets,
        partial(of, "profit"),
        partial(of, "loss"),
        lambda profit, loss: profit.item.sentence == loss.item.sentence and profit.quantity.unit == loss.quantity.unit,
        LEAST,
    )
    if found is None:
        return None
    return Filled("swing", (taken("profit", "profit", found[0]), taken("loss", "loss", found[1])))


_AHEAD = re.compile(
    r"\b(?:guid\w+|forecast\w*|expect\w*|predict\w*|project\w*|outlook|target\w*|plan\w*|aim\w*)\b", re.IGNORECASE
)


def projected(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """How far a forecast is above the latest figure of its metric and its kind of period."""
    # "how much growth does it expect?" is asked of revenue
    metrics = [metric for metric in question.metrics if metric != "growth"] or ["revenue"] * len(question.metrics)
    if not metrics or not _AHEAD.search(question.text) or len(question.years) > 1:
        return None
    names, kind = single_names(question), period_kind(question.text)

    def of_metric(cell: Cell) -> bool:
        own = any(satisfies(metric, cell.metric) is not Match.NO for metric in metrics)
        return own and is_amount(cell) is not None and not rates_of(cell) and kind_of(cell) in ("", kind)

    for sheet in sheets:
        phrase = Phrase.of(question.text, names)

        def ahead(cell: Cell) -> float | None:
            return 0.3 if of_metric(cell) and is_ahead(cell) and not _is_missed(cell) else None

        def now(cell: Cell, sheet: Sheet = sheet) -> float | None:
            at = (cell.item.sentence.start, cell.quantity.span)
            return 0.5 if of_metric(cell) and not is_ahead(cell) and at not in sheet.olds else None

        found = Matcher(sheet, names).pair(
            Slot(phrase, ahead),
            Slot(phrase, now),
            lambda new, old: new.quantity.unit == old.quantity.unit and beside(new, old),
            LEAST,
            own=True,
        )
        if found is not None:
            return _change(question.text, *found)
    return None


_MISSED = re.compile(
    r"\b(?:had guided|had forecast|had expected|had predicted|analysts|than expected)\b", re.IGNORECASE
)


def _is_missed(cell: Cell) -> bool:
    """Whether a figure is what had been expected of a time that is over."""
    return _MISSED.search(around(cell, 60, 40)) is not None


def _change(text: str, new: Cell, old: Cell) -> Filled:
    both = (taken("new", "new value", new), taken("old", "old value", old))
    if _TIMES.search(text):
        return Filled("growth-multiple", both)
    return Filled("percent-change" if _PERCENT.search(text) and new.quantity.unit != "%" else "change", both)


_MORE = re.compile(
    r"\bhow many (?:more|extra|additional|further) (?P<what>[a-z]+(?: (?!than\b)[a-z]+)?)\b"
    r"(?P<rest>.{1,300})",
    re.IGNORECASE,
)
_THAN = re.compile(r"\b(?:than|compared (?:with|to)|beyond|over and above|on top of)\b", re.IGNORECASE)


def more_needed(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """How many more of something are needed or planned than there are: the larger of two counts less the smaller."""
    asked = _MORE.search(question.text)
    if asked is None or not _THAN.search(asked.group("rest")):
        return None
    names = single_names(question)
    what = frozenset(Phrase.of(asked.group("what"), ()).words)
    phrase = Phrase.of(asked.group("rest"), names)

    def counts(cell: Cell) -> float | None:
        counted = units.dimension(cell.quantity.unit) == "count" and not rates_of(cell)
        return 0.4 if counted and what & frozenset(Phrase.of(cell.quantity.unit, ()).words) else None

    def fit(sheet: Sheet, more: Cell, fewer: Cell) -> bool:
        at = (more.item.sentence.start, more.quantity.span)
        return more.quantity.unit == fewer.quantity.unit and size(more) > size(fewer) and at not in sheet.olds

    for sheet in sheets:
        matcher = Matcher(sheet, names)
        found = matcher.pair(Slot(phrase, counts), Slot(phrase, counts), partial(fit, sheet), LEAST)
        if found is not None:
            return Filled(
                "difference", (taken("first", "larger number", found[0]), taken("second", "smaller number", found[1]))
            )
        if matcher.unsure:
            return None
    return None


_CAPACITY = re.compile(
    r"\b(?:capacity|able to|capable of|can (?:make|produce|build|process|handle|take|turn out))\b", re.I
)


def use_of_capacity(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What share of a capacity is used: the output over what could be made."""
    names = single_names(question)
    phrase = Phrase.of(question.text, names)

    def capacity(cell: Cell) -> float | None:
        return 0.4 if is_amount(cell) is not None and _CAPACITY.search(around(cell, 40, 30)) else None

    def output(cell: Cell) -> float | None:
        return 0.2 if is_amount(cell) is not None and not _CAPACITY.search(around(cell, 40, 0)) else None

    for sheet in sheets:
        matcher = Matcher(sheet, names)
        if any(cell.quantity.unit == "%" and _CAPACITY.search(around(cell, 30, 30)) for cell in sheet.cells):
            return None  # an article says itself how much is used
        found = matcher.pair(Slot(phrase, output), Slot(phrase, capacity), _is_within, LEAST)
        if found is not None:
            return Filled("share-of-total", (taken("part", "output", found[0]), taken("total", "capacity", found[1])))
        if matcher.unsure:
            return None
    return None


def _is_within(made: Cell, most: Cell) -> bool:
    """Whether an output can be that of a capacity, told beside it."""
    return made.quantity.unit == most.quantity.unit and 0 < size(made) <= size(most) and beside(made, most)


_BASE = re.compile(r"\b(?P<base>book|sales|revenues?|turnover|earnings|profits?|ebitda|net assets)\b", re.IGNORECASE)


def under_multiple(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """The figure that a price is said to be a multiple of: "£4bn, or 0.8 times book value"."""
    asked = {match.group("base").lower().rstrip("s") for match in _BASE.finditer(question.text)}
    if not asked:
        return None

    def multiple(cell: Cell) -> float | None:
        if cell.quantity.unit != "x":
            return None
        said = _BASE.search(around(cell, 0, 30))
        return 0.5 if said and said.group("base").lower().rstrip("s") in asked else None

    def price(cell: Cell) -> float | None:
        unit = cell.quantity.unit
        if not units.dimension(unit).startswith("money") or "/" in unit or rates_of(cell):
            return None
        return 0.8 if is_deal_price(cell) or cell.metric.endswith("valuation") else None

    found = two_meant(question, sheets, price, multiple, least=LEAST)
    if found is None:
        return None
    return Filled(
        "metric-for-multiple", (taken("valuation", "price", found[0]), taken("multiple", "multiple", found[1]))
    )


_MONTHLY = re.compile(r"\b(?P<per>month|week|day|year)ly\b|\b(?:a|per|each|every) (?P<one>month|week|day|year)\b", re.I)
_LONG = {"month": "months", "week": "weeks", "day": "days", "year": "years"}


def average_over(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What an amount over some months comes to a month: "averaged over the first ten months"."""
    asked = _MONTHLY.search(question.text)
    if asked is None:
        return None
    unit = _LONG[(asked.group("per") or asked.group("one")).lower()]
    spans = [quantity for quantity in question.quantities if quantity.unit == unit]
    if len(spans) > 1:
        return None

    def time(cell: Cell) -> float | None:
        of_unit = cell.quantity.unit == unit and (cell.quantity.low or 0.0) > 1
        return 0.3 if of_unit and (not spans or cell.quantity.low == spans[0].low) else None

    def amount(cell: Cell) -> float | None:
        return 0.2 if is_amount(cell) is not None and not rates_of(cell) else None

    found = two_meant(question, sheets, amount, time, lambda a, b: a.item.sentence == b.item.sentence, LEAST)
    if found is None:
        return None
    return Filled("per-unit", (taken("amount", "amount", found[0]), taken("units", f"number of {unit}", found[1])))


def portion_of_money(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What a share of an amount of money comes to, in the currency that the question wants."""
    currency = currency_asked(question.text)
    names = single_names(question)
    phrase = Phrase.of(question.text, names)

    def whole(cell: Cell) -> float | None:
        unit = cell.quantity.unit
        return 0.2 if units.dimension(unit).startswith("money") and "/" not in unit and not rates_of(cell) else None

    for sheet in sheets:
        matcher = Matcher(sheet, names)
        found = matcher.pair(
            Slot(phrase, whole),
            Slot(phrase, lambda cell: 0.2 if is_share(cell) and not is_growth(cell) else None),
            lambda a, b: beside(a, b, 2),
            LEAST,
        )
        if matcher.unsure:
            return None
        if found is None:
            continue
        total = in_currency(sheet, found[0], currency)
        if total is None:
            return None
        return Filled("portion", (taken("total", "whole", total), taken("share", "share", found[1])))
    return None
