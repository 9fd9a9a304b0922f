"""What a figure is measured over: a half, a quarter or a month of the year, and one share or barrel of many.

The profit of the first half is not that of the second, and what all shares raise is not the price of one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.datatypes import MONTHS
from assistant.figures.periods import find_periods
from assistant.quantities.nouns import plural, singular
from assistant.reading.types import quantities_in

_ORDINAL = re.compile(r"\b(?:first|second|third|fourth|final|[qh][1-4])\b", re.IGNORECASE)
_PRICED = re.compile(r"\b(?:share|unit|ticket)\s+price\b", re.IGNORECASE)
_PRICE_ASKED = re.compile(
    r"\b(?:price|cost|costs|pay\w*|paid|bid|offer\w*|charg\w+|how much|worth|value|fetch\w*|dividend|earnings)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\s+(?:(?:last|early|late|mid)[\s-])?[A-Z][a-z]+\b(?:\s+\d{4})?")
"""What a record is measured from: "its highest level since May 2001"."""
_PER = re.compile(
    r"\b(?:per[\s-]+(?P<thing>[a-z]{3,})|(?:a|an|each|every)\s+(?P<one>share|barrel|tonne|ton|ounce|litre|gallon|bottle|ticket|seat))\b",
    re.IGNORECASE,
)
_SHARES_PRICED = re.compile(r"\bat what price\b[^?]{0,80}\bshares?\b|\bshare price\b", re.IGNORECASE)
_KINDS = {
    3: re.compile(
        r"\bquarter|\b(?:three|3)[\s-]months?\b|\bq[1-4]\b"
        r"|\b(?:january|april|july|october)\s?(?:-|–|to\s)\s?(?:march|june|september|december)\b",
        re.IGNORECASE,
    ),
    6: re.compile(r"\bhalf\b|\b(?:six|6)[\s-]months?\b|\bh[12]\b|\binterim|\bhalf-year", re.IGNORECASE),
}
"""What a text calls the parts of a year of so many months."""
_EACH = re.compile(r"\b(?:each|apiece|a piece|per head)\b", re.IGNORECASE)
_PENCE = re.compile(r"\d\s?(?:p|pence|cents?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a year."""

    months: int
    last: int
    """Its last month."""
    ordinal: bool
    """Whether it is counted ("second half") and not named ("October to December")."""


@lru_cache(maxsize=512)  # each sentence is held against the question
def _parts(text: str) -> tuple[_Part, ...]:
    return tuple(
        _Part(mention.period.months, mention.period.month, bool(_ORDINAL.search(mention.period.text)))
        for mention in find_periods(text)
        if mention.period.months in (1, 3, 6) and mention.period.month is not None and not mention.reference
    )


def is_of_another_part(question: str, sentence: str, *, told: bool = False) -> bool:
    """Whether a question names a half, quarter or month, and a sentence speaks of others and not of that one.

    A sentence that names none may speak of any. Quarters that are counted may be those of a company's own year, and
    say nothing of quarters named by their months.

    Args:
        question: The question.
        sentence: The sentence.
        told: Whether a month of the sentence is only when it was told, beside a question about a longer part.
    """
    asked = _asked_parts(question)
    said = _parts(_SINCE.sub(" ", sentence)) if len(asked) == 1 else ()
    if told and len(asked) == 1 and asked[0].months > 1:
        said = tuple(part for part in said if part.months > 1)
    return bool(said) and all(
        (other.months, other.last) != (asked[0].months, asked[0].last)
        and (other.ordinal == asked[0].ordinal or other.months != asked[0].months)
        for other in said
    )


def _asked_parts(question: str) -> tuple[_Part, ...]:
    """The parts of the year that a question asks about: beside a quarter, a month is when something was said."""
    parts = _parts(question)
    longer = tuple(part for part in parts if part.months > 1)
    return longer if len(longer) == 1 else parts


def asks_part(question: str) -> bool:
    """Whether a question asks about a half, a quarter or a month.

    Args:
        question: The question.
    """
    return bool(_asked_parts(question))


def months_asked(question: str) -> frozenset[str]:
    """The months that a question asks about, by name.

    Args:
        question: The question.
    """
    return frozenset(MONTHS[part.last - 1] for part in _parts(question) if part.months == 1)


def names_part(question: str, text: str) -> bool:
    """Whether a text speaks of quarters where a question asks about one, and of halves likewise; true for others.

    Args:
        question: The question.
        text: A passage.
    """
    return all(_KINDS[part.months].search(text) for part in _parts(question) if part.months in _KINDS)


def names_months(months: frozenset[str], article: str) -> bool:
    """Whether an article names all of some months: what is of a month that it does not name, it does not give.

    Args:
        months: The names of the months.
        article: The article's whole text.
    """
    return all(re.search(rf"\b(?:{month}|{month[:3]})\b", article) for month in months)


def asked_per(question: str) -> str:
    """The one thing that a question asks the price of, such as ``share``; empty where it asks for no such price.

    Args:
        question: The question.
    """
    if not _PRICE_ASKED.search(question):
        return ""
    if _SHARES_PRICED.search(question):
        return "share"
    for match in _PER.finditer(question):
        thing = (match.group("thing") or match.group("one")).lower()
        if thing not in ("cent", "year", "annum", "month", "week", "day", "hour", "capita", "head", "quarter"):
            return singular(thing)
    return ""


def says_per(thing: str, sentence: str) -> bool:
    """Whether a sentence gives an amount for one of a thing.

    Args:
        thing: The thing, as ``asked_per`` gives it.
        sentence: The sentence.
    """
    many = plural(thing)
    money = [q for q in quantities_in(sentence) if len(q.unit.split("/")[0]) == 3 and q.unit[:3].isupper()]
    if any("/" in q.unit and q.unit.split("/")[1] in (thing, many) for q in money):
        return True
    named = re.search(rf"\b(?:{re.escape(thing)}|{re.escape(many)})\b", sentence, re.IGNORECASE)
    one = re.search(rf"\b(?:a|an|per|each|every|one)[\s-]+{re.escape(thing)}\b", sentence, re.IGNORECASE)
    small = _EACH.search(sentence) or _PENCE.search(sentence) or _PRICED.search(sentence)
    return bool(money) and bool(one or (named and small))
