"""Sums over time of a figure that was just given: "what is that a week?", "and over a year?", "over five years?".

How long the figure is for, its quote or its question says: right beside it ("€26m a year", "an annual income of"), or
by a year that an amount of money earned or spent is asked of. Where neither does, nothing is reckoned.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.follow_plans import clear, part
from assistant.answering.follow_workings import Sum
from assistant.answering.told import Told
from assistant.answering.workings import Found
from assistant.answering.worksheet import period_kind
from assistant.datatypes import Answer, Quantity
from assistant.figures.metrics import metric
from assistant.figures.names import find_names, mentions
from assistant.quantities import units
from assistant.reading.types import quantities_in
from assistant.retrieval.words import STOP_WORDS

_UNIT = r"(?P<unit>year|quarter|month|week|day)"
_PER = re.compile(
    rf"\b(?:(?:per|an?|each|every|one)(?: whole| full)?|the whole|the full) {_UNIT}\b"
    r"|\b(?P<adverb>yearly|annually|quarterly|monthly|weekly|daily)\b"
    r"|\bper (?P<latin>annum)\b",
    re.IGNORECASE,
)
_ADVERBS = {
    "yearly": "year",
    "annually": "year",
    "annual": "year",
    "annum": "year",
    "quarterly": "quarter",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
}
_OVER = re.compile(
    r"\b(?:over|for|in|within|during|across|lasting|of)(?: the)?(?: next| last| coming)? $", re.IGNORECASE
)
_TO_YEAR = {
    "half": "from-half",
    "month": "from-month",
    "quarter": "from-quarter",
    "week": "from-week",
    "day": "from-day",
}
_OF_YEAR = {"month": "per-month", "quarter": "per-quarter", "week": "per-week", "day": "per-day"}
_FOR_LONG = {"days": "over-days", "weeks": "over-weeks", "months": "over-months", "years": "over-years"}


def per_time(text: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """An amount by the year, month, week or day: of the time that it is spread over, or that it is given for."""
    wanted = _unit_of(_PER.search(text))
    amount = clear(turns[-1])
    if not wanted:
        return None
    stated = [q for said in (text, turns[-1][-1].asked.text) for q in quantities_in(said) if q.unit == f"{wanted}s"]
    if stated and amount is not None:
        return Sum("per-unit", (part("amount", "amount", amount), _number(wanted, Found(stated[0], None))))
    spread = [(item, time) for item in turns[-1] if (time := _spread(item, f"{wanted}s")) is not None]
    if len(spread) == 1:
        amount, time = spread[0]
        return Sum("per-unit", (part("amount", "amount", amount), part("units", f"number of {wanted}s", amount, time)))
    return _at_pace(amount, wanted) if amount is not None and not spread else None


def _number(unit: str, found: Found) -> tuple[str, str, Found]:
    return "units", f"number of {unit}s", found


def over_time(text: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """What an amount a day, a month or a year comes to over a longer time: "over a year", "over ten years"."""
    amount = clear(turns[-1])
    if amount is None or re.search(r"\b(?:per|each|every)\b", text, re.IGNORECASE):
        return per_time(text, turns)
    stated = [q for q in quantities_in(text) if q.unit in _FOR_LONG and (q.low or 0.0) > 1.0]
    if len(stated) == 1 and f"{pace_of(amount)}s" == stated[0].unit:
        pace = stated[0].unit
        name = {"days": "daily", "weeks": "weekly", "months": "monthly", "years": "yearly"}[pace]
        return Sum(_FOR_LONG[pace], (part(name, "amount", amount), ("time", "time", Found(stated[0], None))))
    wanted = _unit_of(_PER.search(text))
    if stated or not wanted:
        return None
    return _energy_over_year(amount) if wanted == "year" and _is_power(amount) else _at_pace(amount, wanted)


def _at_pace(amount: Told, wanted: str) -> Sum | None:
    """An amount for one time as that for another, through the year."""
    pace = pace_of(amount)
    if not pace or pace == wanted:
        return None
    if pace == "year":
        return Sum(_OF_YEAR[wanted], (part("annual", "amount of a year", amount),))
    words = f"amount of a {pace}"
    if wanted == "year":
        return Sum(_TO_YEAR[pace], (part("amount", words, amount),))
    return Sum(_OF_YEAR[wanted], (part("amount", words, amount),), first=(_TO_YEAR[pace],))


def _unit_of(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    word: str = next(found for found in match.groups() if found).lower()
    return _ADVERBS.get(word, word)


_BEHIND = re.compile(
    rf"(?:\s?\([^()]{{0,60}}\))?(?: (?:in|of) [a-z-]{{2,20}}(?: [a-z-]{{2,20}})?)?,? "
    rf"(?:(?:an?|per|each|every|for (?:an?|each|every)) {_UNIT}(?! (?:earlier|ago|before|later|after))\b"
    r"|per (?P<latin>annum)\b|(?P<adverb>yearly|annually|quarterly|monthly|weekly|daily)\b)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\b(?P<adverb>annual|yearly|quarterly|monthly|weekly|daily) (?:[a-z-]{2,20} ){1,3}?"
    r"(?:of|is|was|are|were|at|to|costs?|totals?|totalled|totaled) "
    r"(?:(?:about|around|nearly|almost|roughly|some|over|just|only|more than|up to|an average of) ){0,2}$",
    re.IGNORECASE,
)
"""Right before a figure: "an annual income of", "the yearly licence costs"."""
_ASKED = re.compile(
    rf"\b(?:an?|per|each|every) {_UNIT}(?! (?:earlier|ago|before|later|after))\b"
    r"|\b(?P<adverb>annual|yearly|annually|monthly|weekly|daily|quarterly)\b",
    re.IGNORECASE,
)
_LAST_YEAR = re.compile(r"\b(?:last|this|the (?:whole|full)) year\b", re.IGNORECASE)


def pace_of(amount: Told) -> str:
    """How long an amount is for: ``year``, ``quarter``, ``month``, ``week`` or ``day``; empty where it is open.

    Args:
        amount: A figure that an answer gave.
    """
    span, quote = amount.quantity.span, amount.citation.quote
    if span is None or amount.made or _is_standing(amount):
        return ""
    behind = _unit_of(_BEHIND.match(quote, span.end))
    before = _unit_of(_LEAD.search(quote[: span.start]))
    if behind or before:
        return (behind or before) if behind == before or not (behind and before) else ""
    asked = {_unit_of(match) for match in _ASKED.finditer(amount.asked.text)}
    if asked:
        return asked.pop() if len(asked) == 1 else ""
    return _asked_of_year(amount, quote)


def _asked_of_year(amount: Told, quote: str) -> str:
    """The length of time that the question asks of, where it asks what was earned or made in it."""
    one_year = len(amount.asked.years) == 1 or bool(_LAST_YEAR.search(amount.asked.text))
    if _DID.search(amount.asked.text):
        kinds = {period_kind(amount.asked.text), period_kind(quote)} & {"quarter", "half"}
        if kinds:
            return kinds.pop() if len(kinds) == 1 and period_kind(amount.asked.text) in kinds else ""
        if one_year:
            return "year"
    flows = [known for each in amount.asked.metrics if (known := metric(each)) is not None]
    if not flows or any(known.level or known.dimension != "money" for known in flows):
        return ""  # a price or a debt in 2004 is not spread over it
    kind = period_kind(amount.asked.text)
    if kind in ("quarter", "half") or period_kind(quote) in ("quarter", "half"):
        return kind if kind in ("quarter", "half") and period_kind(quote) in (kind, "") else ""
    return "year" if kind or one_year else ""


_DID = re.compile(
    r"\bdid\b.{1,60}\b(?:produce|make|sell|ship|carry|build|spend|earn|lose|invest|pay|import|export|mine|use|deliver|handle"
    r"|burn|sign up|hire|consume|generate|cost)\b",
    re.IGNORECASE,
)
"""Asks for what was done through a year."""


def _is_standing(amount: Told) -> bool:
    """Whether a figure is of no length of time: a share, a power, a price of one."""
    unit = amount.quantity.unit
    dimension = units.dimension(unit)
    return "/" in unit or dimension.startswith(("percent", "ratio", "time", "calendar", "power"))


def _is_power(amount: Told) -> bool:
    return units.dimension(amount.quantity.unit) == "power"


_CLOCK = re.compile(
    r"\b(?:around|round)[- ]the[- ]clock\b|\b24 hours\b|\b24/7\b|\bday and night\b|\b(?:constant|continuous)(?:ly)?\b",
    re.IGNORECASE,
)
_FOR_MWH = re.compile(
    r"(?:\s?\([^()]{0,40}\))? (?:an?|per|for each|for every) (?:megawatt[- ]hours?|mwh)\b", re.IGNORECASE
)
_REACH = 160
"""Characters behind a power within which the price of its energy stands."""


def _energy_over_year(power: Told) -> Sum | None:
    """What the energy of a power costs over a year, at the price that its quote gives for a megawatt-hour.

    Only of a power that is used all the time: a wind farm's gives less than its hours.
    """
    span, quote = power.quantity.span, power.citation.quote
    if span is None or not _CLOCK.search(quote):
        return None
    found = [q for q in quantities_in(quote) if q.span and q.span.start >= span.end]
    prices = [q for q in found if q.span and (q.unit.endswith("/MWh") or _FOR_MWH.match(quote, q.span.end))]
    powers = [q for q in quantities_in(quote) if units.dimension(q.unit) == "power"]
    if len(prices) != 1 or len(powers) != 1 or prices[0].span is None or prices[0].span.start > span.end + _REACH:
        return None
    price = part("price", "price of a megawatt-hour", power, prices[0])
    return Sum("power-for-a-year", (price, part("power", "power", power)))


_PAYS = re.compile(r"\b(?:pay|pays|paying|cost|costs|spend)\b", re.IGNORECASE)


def priced_elsewhere(text: str, last: Told) -> tuple[str, str]:
    """Who is asked to pay for a power over a year whose quote gives no price, and the question in full.

    The price may stand in another sentence of the article, or in that which says it of the very buyer.

    Args:
        text: The question as typed.
        last: The figure that the last answer gave.

    Returns:
        A name and a question; both empty where no such thing is asked.
    """
    names = find_names(last.asked.text)
    if not names or not _is_power(last) or _PAYS.search(text) is None or _unit_of(_PER.search(text)) != "year":
        return "", ""
    return names[0], f"At that price, how much will {names[0]} pay for its power over a whole year?"


def is_of_constant_power(answer: Answer, buyer: str) -> bool:
    """Whether an answer works out what a buyer pays over a year for a power that is used all the time.

    Args:
        answer: The answer to the question in full.
        buyer: The name that one of its quotes must have.
    """
    quotes = [cited.quote for cited in answer.citations]
    made = [calculation.calculator for calculation in answer.calculations]
    others = [name for quote in quotes for name in find_names(quote) if not mentions(buyer, quote)]
    named = any(mentions(buyer, quote) for quote in quotes) and all(name.lower() in STOP_WORDS for name in others)
    return made == ["power-for-a-year"] and named and any(_CLOCK.search(quote) for quote in quotes)


def _spread(amount: Told, unit: str) -> Quantity | None:
    """The time over which its quote says that an amount is spread: "another $120m over eight years"."""
    quote, span = amount.citation.quote, amount.quantity.span
    if amount.made:
        return None
    for behind in quantities_in(quote):
        if span is None or behind.span is None or behind.span.start < span.end:
            continue
        between = re.sub(r"\([^()]*\)", "", quote[span.end : behind.span.start])
        if behind.unit == unit:
            return behind if _OVER.search(between) else None
        if units.dimension(behind.unit) == units.dimension(amount.quantity.unit) and "(" not in between:
            return None  # the time is that of the other amount
    return None
