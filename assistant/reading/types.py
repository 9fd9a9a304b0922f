"""Whether a sentence holds the type of thing that a question asks for, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.datatypes import Expects, Quantity
from assistant.quantities import extract
from assistant.quantities.exclusions import is_money as is_currency

_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_TIME = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTHS}\b(?:,?\s+(?:19|20)\d\d)?|{_MONTHS}\s+\d{{1,2}}(?:st|nd|rd|th)?\b"
    rf"(?:,?\s+(?:19|20)\d\d)?|{_MONTHS}\b(?:\s+(?:19|20)\d\d)?|(?:19|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:next|last|this)\s+(?:year|month|week|quarter|summer|winter|spring"
    r"|autumn)|yesterday|tomorrow|today|(?:first|second|third|fourth)\s+(?:quarter|half)|two years' time)\b"
)
_MAY = re.compile(r"\bMay\b(?!\s+(?:be|have|not|also|well)\b)")
_PERSON = re.compile(
    r"(?<![.!?]\s)\b(?:(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Professor)\.?\s+)?[A-Z][a-z’'-]+(?:\s+(?:[A-Z]\.?|de|van|von|al|bin))*"
    r"\s+[A-Z][A-Za-z’'-]+\b|\b(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady)\.?\s+[A-Z][\w’'-]+"
)
_ORGANISATION = re.compile(r"\b(?:[A-Z][\w&’'-]*|[A-Z]{2,})(?:\s+(?:of\b|and\b|&|[A-Z][\w&’'-]*))*")
_PLACE = re.compile(
    rf"\b(?:in|at|to|from|near|of|into)\s+(?:the\s+)?(?!(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|{_MONTHS})\b)([A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)"
)
_REASON = re.compile(
    r"\b(?:because|due to|owing to|as a result|thanks to|after|following|amid|blam\w+|caused|prompted|since|reflect\w*"
    r"|driven by|on the back of|led to|in response|over (?:fears|concerns)|attribut\w+|in order to|so that|stem\w* from"
    r"|had already|despite|hit by|reason)\b",
    re.IGNORECASE,
)
_TIME_UNITS = frozenset({"year", "years", "month", "months", "day", "days", "week", "weeks", "hours", "minutes"})


def is_money(quantity: Quantity) -> bool:
    """Whether a quantity is an amount of some currency."""
    return "/" not in quantity.unit and is_currency(quantity.unit)


def is_percent(quantity: Quantity) -> bool:
    """Whether a quantity is a share or a rate in per cent."""
    return quantity.unit in {"%", "percentage points"}


def is_fraction(quantity: Quantity) -> bool:
    """Whether a quantity is a share in words: two thirds, half."""
    return not quantity.unit and quantity.low is not None and 0 < quantity.low < 1 and not quantity.text[0].isdigit()


def fits(quantity: Quantity, expects: Expects) -> bool:
    """Whether a quantity is of the expected type."""
    if expects is Expects.MONEY:
        return is_currency(quantity.unit.partition("/")[0])  # the price of one is money too
    if expects is Expects.PERCENT:
        return is_percent(quantity) or is_fraction(quantity)
    if expects is Expects.COUNT:
        return not is_currency(quantity.unit.partition("/")[0]) and not is_percent(quantity)
    return False


def marks_of(expects: Expects, text: str, quantities: Iterable[Quantity]) -> list[tuple[int, int]]:
    """Where a text holds things of the expected type; offsets into the text."""
    if expects in {Expects.MONEY, Expects.PERCENT, Expects.COUNT}:
        spans = [q.span for q in quantities if fits(q, expects) and q.span is not None]
        return [(span.start, span.end) for span in spans]
    if expects is Expects.TIME:
        found = [m.span() for m in _TIME.finditer(text)]
        mays = {m.start() for m in _MAY.finditer(text)}
        return [s for s in found if text[s[0] : s[1]] != "May" or s[0] in mays]
    if expects is Expects.PLACE:
        return [match.span(1) for match in _PLACE.finditer(text)]
    pattern = {Expects.PERSON: _PERSON, Expects.ORGANISATION: _ORGANISATION, Expects.REASON: _REASON}.get(expects)
    found = [match.span() for match in pattern.finditer(text)] if pattern else []
    return [(start, end) for start, end in found if not (_cuts(text, start) or _cuts(text, end))]


def _cuts(text: str, place: int) -> bool:
    """Whether a place is within a word: what is marked is whole words, whatever letters names are written with."""
    return text[place - 1 : place].isalnum() and text[place : place + 1].isalnum() if place else False


def quantities_in(text: str) -> tuple[Quantity, ...]:
    """The quantities of a sentence, with offsets into it."""
    return extract(text)
