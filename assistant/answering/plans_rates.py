"""Plans on amounts for one of something: over all of them, over a length of time, and how long a stock lasts.

"What will it pay over the five years?", "what are all its shares worth?", "how long will its cash last?": the rate is
one that an article gives ("$3m a month", "$84 a share"), the number is the article's or the question's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from assistant.answering.filling import Filled, Input, around, says, taken
from assistant.answering.matching import Matcher, Slot, beside
from assistant.answering.narrowing import before
from assistant.answering.pairing import two_meant
from assistant.answering.phrases import Phrase, classes, currency_asked
from assistant.answering.plans_stated import given
from assistant.answering.plans_worth import OF_CHANGE
from assistant.answering.rates import Rate, is_number_of, rates_of
from assistant.answering.worksheet import Cell, Sheet, single_names, size
from assistant.datatypes import Quantity, Question
from assistant.quantities import units
from assistant.reading.stems import stem_set

LEAST = 0.2
"""What a figure must come to whose kind already says much."""
LEAST_OF_ANY = 0.4
"""The same where the kind says little."""

_OVER = {
    "day": ("over-days", "daily", "days"),
    "week": ("over-weeks", "weekly", "weeks"),
    "month": ("over-months", "monthly", "months"),
    "year": ("over-years", "yearly", "years"),
}
_YEARLY = {"day": "from-day", "week": "from-week", "month": "from-month", "quarter": "from-quarter"}
_LASTING = {"day": "lasting-days", "month": "lasting-months", "year": "lasting-years"}
_PRICED = {"MWh": "price-per-mwh", "kWh": "price-per-kwh"}
_OVER_A_YEAR = re.compile(
    r"\b(?:over|in|for|across|during) (?:a|one|the) (?:full |whole |entire )?year\b|\b(?:twelve|12) months\b"
    r"|\b(?:a|per|each|every) (?:full )?year\b|\bannual(?:ly|i[sz]ed)?\b|\byearly\b",
    re.IGNORECASE,
)
_VALUE_ASKED = re.compile(
    r"\bmarket (?:cap\w*|value)\b|\bmkt\.? cap\w*|\bcapitali[sz]ation\b|\b(?:worth|valued?|value)\b", re.IGNORECASE
)
_SHARE = re.compile(r"\bshares?\b", re.IGNORECASE)


def in_all(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What an amount for one comes to over all of them, or over the length of time that an article gives."""
    return _first(question, sheets, _wanted(question.text), _all_of)


def over_a_year(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What an amount a day, a week or a month, or a power at its price, comes to over a year."""
    if not _OVER_A_YEAR.search(question.text) or OF_CHANGE.search(question.text):
        return None
    return _first(question, sheets, _wanted(question.text), _of_power)


def market_value(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What all shares of a company are worth at the price of one, where no article says it."""
    if not _VALUE_ASKED.search(question.text):
        return None
    names = single_names(question)
    worth = [cell for sheet in sheets[:1] for cell in sheet.of_metric(("valuation",), names=names)]
    if any(says(name, cell) for name in names for cell in worth):
        return None  # an article says itself what it is worth

    def price(cell: Cell) -> float | None:
        money = units.dimension(cell.quantity.unit.removesuffix("/share")).startswith("money")
        if not money or (cell.quantity.low or 0.0) > MOST_PER_SHARE:
            return None
        of_share = any(rate.per == "share" for rate in rates_of(cell))
        return 0.3 if of_share or _SHARE.search(cell.item.sentence.text) else None

    found = two_meant(question, sheets[:1], _counts_shares, price, least=LEAST, own=True)
    if found is None:
        return None
    return Filled("shares-cost", (taken("shares", "number of shares", found[0]), taken("price", "price", found[1])))


_SOME_SHARES = re.compile(
    r"\b(?:new|existing|sold|sell|sells|offer\w*|buy\w*|bought|treasury|issue (?:of|some|about))\b"
)
_ALL_SHARES = re.compile(r"\b(?:in all|in total|in issue|outstanding|altogether|total of|has|will be|its)\b")
"""What makes a number of shares that of some, and that of all."""
MOST_PER_SHARE = 10_000
"""What one share may cost."""


def _counts_shares(cell: Cell) -> float | None:
    counted = cell.quantity.unit.endswith("shares") and (cell.quantity.low or 0.0) >= 1_000_000
    if not counted or rates_of(cell) or _SOME_SHARES.search(around(cell, 24, 24)):
        return None
    return 0.8 if _ALL_SHARES.search(around(cell, 30, 40)) else 0.5


def lasting(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """How long a stock lasts at the pace at which an article says that it is used up."""
    unit = _TIME_ASKED.search(question.text)

    def pace(cell: Cell) -> float | None:
        rate = _pace(cell)
        fits = rate is not None and (unit is None or unit.group("unit").lower() == rate.per)
        return 0.2 if fits else None

    def stock(cell: Cell) -> float | None:
        dimension = units.dimension(cell.quantity.unit)
        amount = dimension.startswith("money") or dimension not in ("percent", "ratio", "time", "calendar")
        return 0.1 if amount and not rates_of(cell) else None

    def fit(one: Cell, other: Cell) -> bool:
        same = units.dimension(one.quantity.unit) == units.dimension(other.quantity.unit)
        counted = units.dimension(one.quantity.unit) == "count"
        return same and (not counted or one.quantity.unit == other.quantity.unit) and size(one) > size(other)

    found = two_meant(question, sheets, stock, pace, fit, LEAST, own=True)
    rate = _pace(found[1]) if found is not None else None
    if found is None or rate is None:
        return None
    name = {"day": "daily", "month": "monthly", "year": "yearly"}[rate.per]
    return Filled(
        _LASTING[rate.per], (taken("stock", "stock", found[0]), taken(name, f"amount a {rate.per}", found[1]))
    )


_TIME_ASKED = re.compile(
    r"\bhow many (?:more )?(?P<unit>second|minute|hour|day|week|month|quarter|year)s\b", re.IGNORECASE
)


def _pace(cell: Cell) -> Rate | None:
    return next((rate for rate in rates_of(cell) if rate.per in _LASTING), None)


def homes(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """How many homes an energy is enough for, at what an article says that one uses."""
    if not _HOMES.search(question.text):
        return None  # how many turbines, or how much carbon, is another reckoning with energy

    def energy(cell: Cell) -> float | None:
        return 0.3 if units.dimension(cell.quantity.unit) == "energy" and not _of_home(cell) else None

    found = two_meant(question, sheets, energy, lambda cell: 0.3 if _of_home(cell) else None, least=LEAST)
    if found is None:
        return None
    return Filled(
        "energy-to-homes",
        (taken("energy", "energy a year", found[0]), taken("home_consumption", "use of one home", found[1])),
    )


_HOMES = re.compile(r"\b(?:homes?|households?|houses|dwellings?|famil(?:y|ies)|flats|apartments)\b", re.IGNORECASE)


def _of_home(cell: Cell) -> bool:
    """Whether a figure is the energy that one home uses."""
    if units.dimension(cell.quantity.unit) != "energy":
        return False
    return any(rate.per in ("home", "household", "house") for rate in rates_of(cell))


Accepts = Callable[[Cell], bool]
Fills = Callable[[Question, Rate, Sheet, Matcher, Phrase], Filled | None]


def _first(question: Question, sheets: Sequence[Sheet], wanted: Accepts, fills: Fills) -> Filled | None:
    """The calculation of the one rate that the question's words mean, of those that can be filled."""
    names = single_names(question)
    phrase = Phrase.of(question.text, names)
    for sheet in sheets:
        matcher = Matcher(sheet, names)
        slot = Slot(phrase, partial(_accepted, question, wanted, matcher))
        filled = [
            (score, found)
            for score, cell in matcher.scored(slot)
            for rate in _rates(question, cell)
            if (found := fills(question, rate, sheet, matcher, phrase)) is not None
        ]
        if filled and filled[0][0] >= LEAST_OF_ANY:
            best, chosen = filled[0]
            rival = next((score for score, other in filled[1:] if other != chosen), None)
            return chosen if rival is None or rival < best - CLOSE else None
    return None


def _accepted(question: Question, wanted: Accepts, matcher: Matcher, cell: Cell) -> float | None:
    fits = wanted(cell) and _rates(question, cell) and not matcher.is_foreign(cell)
    return 0.1 if fits and _speaks_of(question, cell) else None


def _speaks_of(question: Question, cell: Cell) -> bool:
    """Whether a sentence, or the one before it, has a fifth of the question's words that are no names."""
    names = single_names(question)
    own = {word for name in names for word in Phrase.of(name, ()).words}
    words = [word for word in Phrase.of(question.text, names).words if word not in own and not word.isdigit()]
    told = stem_set(f"{before(cell.item)} {cell.item.sentence.text}")
    alike = {kind for word in told for kind in classes(word)}
    return not words or sum(word in told or bool(classes(word) & alike) for word in words) * 5 >= len(words)


CLOSE = 0.1
"""How near the words may come to two rates: then nobody knows which is meant."""


def _rates(question: Question, cell: Cell) -> tuple[Rate, ...]:
    """What a figure is for one of, without what the question asks an amount for one of itself."""
    asked = {match.group(1).lower() for match in _PER_ASKED.finditer(question.text)}
    year = bool(_OVER_A_YEAR.search(question.text))
    return tuple(
        rate
        for rate in rates_of(cell)
        if rate.per and rate.per.lower() not in asked and not (year and rate.per == "year")
    )


_PER_ASKED = re.compile(r"\b(?:per|each|every|an?) ([a-z]+)\b", re.IGNORECASE)


def _all_of(question: Question, rate: Rate, sheet: Sheet, matcher: Matcher, phrase: Phrase) -> Filled | None:
    stated = _stated(question, rate)
    if stated is not None:
        return _times(rate, given("time", "length of time", stated, (sheet,)))
    slot = Slot(phrase, lambda cell: 0.1 if is_number_of(cell, rate) and beside(cell, rate.cell) else None)
    scored = matcher.scored(slot)
    if not scored or len({(cell.quantity.low, cell.quantity.unit) for _, cell in scored}) > 1:
        return None
    words = "length of time" if rate.of_time else "number"
    return _times(rate, taken("time" if rate.of_time else "number", words, scored[0][1]))


def _stated(question: Question, rate: Rate) -> Quantity | None:
    """The length of time that a question gives for a rate of time."""
    spans = [q for q in question.quantities if units.dimension(q.unit) in ("time", "calendar")]
    return spans[0] if rate.of_time and len(spans) == 1 else None


def _times(rate: Rate, number: Input) -> Filled | None:
    """The calculator that multiplies a rate by a number of what it is for one of."""
    if rate.of_time:
        if rate.per not in _OVER:
            return None
        calculator, name, _ = _OVER[rate.per]
        return Filled(calculator, (taken(name, f"amount a {rate.per}", rate.cell), number))
    if rate.per in _PRICED:
        energy = Input("energy", "energy", number.quantity, number.item)
        return Filled(_PRICED[rate.per], (taken("price", f"price of one {rate.per}", rate.cell), energy))
    return Filled("for-many", (taken("each", f"amount for one {rate.per}", rate.cell), number))


def _of_power(question: Question, rate: Rate, sheet: Sheet, matcher: Matcher, phrase: Phrase) -> Filled | None:
    if rate.per in _YEARLY:
        return Filled(_YEARLY[rate.per], (taken("amount", f"amount a {rate.per}", rate.cell),))
    if rate.per != "MWh":
        return None
    sentence = rate.cell.item.sentence
    power = matcher.best(Slot(phrase, lambda cell: 0.1 if _is_power(cell) and cell.item.sentence == sentence else None))
    for reach in (1, FAR):
        if power is None:
            power = matcher.best(Slot(phrase, partial(_power_near, rate.cell, reach)))
    stated = [q for q in question.quantities if units.dimension(q.unit) == "power"]
    if stated:  # "if it takes the whole 900 MW"
        return Filled(
            "power-for-a-year",
            (taken("price", "price of one MWh", rate.cell), given("power", "power", stated[0], (sheet,))),
        )
    if power is None:
        return None
    return Filled("power-for-a-year", (taken("price", "price of one MWh", rate.cell), taken("power", "power", power)))


FAR = 5
"""Sentences within which a power and its price stand."""


def _power_near(price: Cell, reach: int, cell: Cell) -> float | None:
    return 0.1 if _is_power(cell) and beside(cell, price, reach) else None


def _is_power(cell: Cell) -> bool:
    return units.dimension(cell.quantity.unit) == "power"


_NOUN = re.compile(r"\bhow (?:many|much) (?P<noun>[a-z]+)|^\W*(?P<first>[a-z]+s)\b(?= of\b)", re.IGNORECASE)


def _wanted(text: str) -> Accepts:
    """What accepts the rates whose amount is of the kind that a question asks for."""
    currency = currency_asked(text)
    noun = _NOUN.search(text)
    word = (noun.group("noun") or noun.group("first") or "").lower() if noun else ""

    def accepts(cell: Cell) -> bool:
        unit = cell.quantity.unit.partition("/")[0]
        money = units.dimension(unit).startswith("money")
        if currency:
            return unit == currency
        if word and word == unit.split(" ")[-1]:
            return True
        return money if not word or _MONEY.search(text) else not money and _names_thing(word, cell)

    return accepts


_MONEY = re.compile(
    r"\b(?:cost\w*|pay\w*|paid|price|worth|earn\w*|spen[dt]\w*|bring|raise\w*|owe\w*|bill|fee|levy|tax|rent|charge\w*)\b",
    re.IGNORECASE,
)


def _names_thing(word: str, cell: Cell) -> bool:
    """Whether the sentence of an amount that is no money names what is asked for: "650 tonnes of copper"."""
    return re.search(rf"\b{re.escape(word)}\b", cell.item.sentence.text, re.IGNORECASE) is not None
