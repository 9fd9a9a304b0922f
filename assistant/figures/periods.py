"""Periods as articles write them, resolved against the day of the article when that is known.

"for the three months to December", "in 2004", "the fourth quarter", "last year", "in February".
An undated article leaves the year of a relative period open; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from assistant.datatypes import MONTHS, Period
from assistant.figures.clauses import last_clause

_NUMBERS = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "two": 2, "four": 4, "five": 5, "eight": 8, "ten": 10}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}
_MONTH = "|".join(f"{name}|{name[:3]}\\b\\.?" if len(name) > 5 else name for name in MONTHS)
YEAR = r"(?<![\d.,£$€])(?:19|20)\d\d(?![\d%]|[.,]\d)"
"""Pattern of a year: four digits that are no amount."""

_LENGTH = r"(?:(?P<n>\d{1,2}|[a-z]+)[\s-]months?|(?P<unit>(?:half[- ])?year|quarter|half))"
_TO = r"(?:to|ended|ending|through|until|that ended)(?:\s+(?:in|on|at))?(?:\s+the\s+end\s+of)?"
_SPAN = re.compile(
    rf"\b{_LENGTH}\s+{_TO}\s+(?:\d{{1,2}}\s+)?(?P<month>{_MONTH})(?:\s+\d{{1,2}}\b)?(?:,?\s+(?P<year>{YEAR}))?",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    rf"\b(?P<first>{_MONTH})\s*(?:[-–]|to\s|through\s)\s*(?P<month>{_MONTH})(?:\s+(?P<year>{YEAR}))?(?:\s+quarter\b)?",
    re.IGNORECASE,
)
_OF_YEAR = rf"(?:,?\s+(?:of\s+|in\s+)?(?:fiscal\s+|the\s+)?(?P<year>{YEAR}|last\s+year|this\s+year))?"
_QUARTER = re.compile(
    rf"\b(?:(?P<which>first|second|third|fourth|final)[\s-]quarter|q(?P<q>[1-4])){_OF_YEAR}\b", re.IGNORECASE
)
_HALF = re.compile(
    rf"\b(?:(?P<which>first|second)[\s-]half(?!\s+of\s+the\s+(?:match|game))|h(?P<h>[12])){_OF_YEAR}\b", re.IGNORECASE
)
_FISCAL = re.compile(
    r"\b(?:(?:financial|fiscal)\s+(?:year\s+)?|fy\s?)?(?P<first>(?:19|20)\d\d)[-/–](?P<last>\d{2}(?:\d{2})?)\b"
)
_MONTH_NAMED = re.compile(
    rf"(?P<lead>\b(?:in|of|since|by|to|last|next|early|late|mid|from|until|for|this|end|during|than|on|\d{{1,2}})[\s-])?"
    rf"\b(?P<month>{_MONTH})(?:['’]s)?(?P<behind>(?:\s+\d{{1,2}}\b(?![.,]\d|\s?%|\s+per\b))?(?:,?\s+(?P<year>{YEAR}))?)"
)
_WHOLE_YEAR = re.compile(YEAR)
_RELATIVE = re.compile(
    r"\b(?P<when>last|this|next|previous|prior|current|past|same|following)\s+(?P<what>year|quarter|month|half)\b"
    r"|\b(?P<ago>a\s+year\s+(?:ago|earlier|before)|year[\s-]ago|year[\s-]earlier)\b",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"\b(?:(?P<q>quarterly|quarter|three[\s-]months?)|(?P<h>half[\s-]year(?:ly)?|six[\s-]months?|interim)"
    r"|(?P<y>full[\s-]year|annual(?:ly)?|for\s+the\s+year|financial\s+year|fiscal\s+year)|(?P<m>monthly))\b",
    re.IGNORECASE,
)
_AGO = re.compile(r"\b(?:ago|earlier|before)$", re.IGNORECASE)
_COMPARES = re.compile(r"\b(?:from|than|against|versus|compared\s+(?:with|to)|over)\b")
_ON = re.compile(r"\bon\s+(?:the\s+|its\s+)?$")


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A place where a text names a period."""

    start: int
    end: int
    """Offsets into the text, half open."""
    period: Period
    reference: bool
    """Whether it is what something is compared with: "up 5% on 2003", "from the same quarter last year"."""


def find_periods(text: str, published: date | None = None) -> tuple[PeriodMention, ...]:
    """Find the periods that a text names.

    Args:
        text: A sentence or a question.
        published: The day of the article; None leaves relative periods without a year.

    Returns:
        The mentions in order, without overlap; the longer form wins where two begin together.
    """
    found: list[tuple[int, int, Period]] = []
    taken: list[tuple[int, int]] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < b and a < end for a, b in taken):
                continue
            period = read(match, published)
            if period is not None:
                taken.append((start, end))
                found.append((start, end, replace(period, text=match.group().strip())))
    found.sort()
    return tuple(PeriodMention(start, end, period, _is_reference(text[:start], period)) for start, end, period in found)


def _is_reference(lead: str, period: Period) -> bool:
    return any((_COMPARES.search(last_clause(lead)), _ON.search(lead), _AGO.search(period.text)))


def period_of(text: str, start: int, end: int, mentions: tuple[PeriodMention, ...]) -> Period:
    """The period of one figure of a sentence.

    A period right behind the figure is its own ("£3bn in 2003, and more in 2004"), else the last one before
    it that is not merely compared with, else the first of the sentence.

    Args:
        text: The sentence.
        start: Offset of the figure.
        end: Offset behind it.
        mentions: The periods of the sentence, as ``find_periods`` gives them.

    Returns:
        The period; an empty one where the sentence names none.
    """
    behind = [m for m in mentions if m.start >= end and _AT_ONCE.fullmatch(text[end : m.start])]
    if behind:
        return behind[0].period
    own = [m for m in mentions if not m.reference]
    before = [m for m in own if m.end <= start]
    chosen = before[-1] if before else next(iter(own), None)
    return chosen.period if chosen else Period()


_AT_ONCE = re.compile(
    r"\s*+(?:\([^)]*\)\s*+)?(?:(?!on\b|than\b|from\b|against\b)[\w-]+\s++)?"
    r"(?:in|for|during|over|at the end of|by)?\s*+(?:the\s+)?",
    re.IGNORECASE,
)


def year_before(period: Period) -> Period:
    """The same period a year earlier."""
    return replace(period, year=period.year - 1 if period.year is not None else None, text="a year earlier")


def years_in(text: str) -> tuple[int, ...]:
    """The years that a text names in digits, in order, each once."""
    return tuple(dict.fromkeys(int(match.group()) for match in _WHOLE_YEAR.finditer(text)))


def months_in(text: str) -> int:
    """How long a period a text speaks of, in months: 12, 6, 3 or 1; 0 when it does not say."""
    for mention in find_periods(text):
        if mention.period.months:
            return mention.period.months
    return 0


def _month_number(name: str) -> int:
    return next(i for i, month in enumerate(MONTHS, start=1) if month[:3].lower() == name[:3].lower())


def _last(month: int, published: date | None) -> int | None:
    """The year in which a month last began, by the day of the article."""
    if published is None:
        return None
    return published.year if month <= published.month else published.year - 1


def _ended(month: int, published: date | None) -> int | None:
    """The year in which a period that ends with a month was last over."""
    if published is None:
        return None
    return published.year if month < published.month else published.year - 1


def _stated(written: str | None, published: date | None) -> int | None:
    """A year in digits, or "last year"; None when it is neither or cannot be known."""
    if not written:
        return None
    if written[:4].isdigit():
        return int(written[:4])
    if published is None:
        return None
    return published.year - (written.lower().startswith("last"))


def _span(match: re.Match[str], published: date | None) -> Period | None:
    number, unit = (match.group("n") or "").lower(), (match.group("unit") or "").lower()
    length = int(number) if number.isdigit() else _NUMBERS.get(number, 0)
    length = length or {"year": 12, "quarter": 3, "half": 6}.get(unit.split()[-1] if unit else "", 0)
    if unit.startswith("half"):
        length = 6
    if not 0 < length <= 24:
        return None
    month = _month_number(match.group("month"))
    return Period(length, _stated(match.group("year"), published) or _ended(month, published), month)


def _from_to(match: re.Match[str], published: date | None) -> Period | None:
    first, last = _month_number(match.group("first")), _month_number(match.group("month"))
    length = (last - first) % 12 + 1
    if match.group("first").lower() == match.group("month").lower():
        return None
    return Period(length, _stated(match.group("year"), published) or _ended(last, published), last)


def _quarter(match: re.Match[str], published: date | None) -> Period:
    number = int(match.group("q") or _ORDINALS[match.group("which").lower()])
    return Period(3, _year_of(match, number * 3, published), number * 3)


def _half(match: re.Match[str], published: date | None) -> Period:
    number = int(match.group("h") or _ORDINALS[match.group("which").lower()])
    return Period(6, _year_of(match, number * 6, published), number * 6)


def _year_of(match: re.Match[str], month: int, published: date | None) -> int | None:
    """The year after a quarter or half; one that is not written is the last that was over."""
    written = match.group("year")
    return _stated(written, published) if written else _ended(month, published)


def _fiscal(match: re.Match[str], published: date | None) -> Period | None:
    first, last = int(match.group("first")), match.group("last")
    year = int(last) if len(last) == 4 else first - first % 100 + int(last)
    return Period(12, year, 3, "") if year == first + 1 else None


def _month(match: re.Match[str], published: date | None) -> Period | None:
    name = match.group("month")
    plain = name in ("March", "May") or len(name.rstrip(".")) <= 3
    if plain and not match.group("lead") and not match.group("behind").strip():
        return None  # "They may march": a month only where something says so
    month = _month_number(name)
    behind = match.group("behind").replace(match.group("year") or "-", "")
    dayed = bool(re.search(r"\d", behind)) or (match.group("lead") or "").strip().isdigit()
    year = _stated(match.group("year"), published) or _last(month, published)
    return Period(0 if dayed else 1, year, month)


def _year(match: re.Match[str], published: date | None) -> Period:
    return Period(12, int(match.group()))


def _relative(match: re.Match[str], published: date | None) -> Period | None:
    if match.group("ago"):
        return Period(0, published.year - 1 if published else None)
    when, what = match.group("when").lower(), match.group("what").lower()
    step = {"last": -1, "previous": -1, "prior": -1, "past": -1, "next": 1, "following": 1}.get(when, 0)
    months = {"year": 12, "quarter": 3, "month": 1, "half": 6}[what]
    if published is None or when in ("same", "previous", "prior", "past", "following"):
        return Period(months)
    if what == "year":
        return Period(12, published.year + step)
    size = {"quarter": 3, "month": 1, "half": 6}[what]
    index = published.year * 12 + published.month - 1
    last = (index // size + step + 1) * size - 1
    return Period(months, last // 12, last % 12 + 1)


def _kind(match: re.Match[str], published: date | None) -> Period:
    months = {"q": 3, "h": 6, "y": 12, "m": 1}
    return Period(next(length for name, length in months.items() if match.group(name)))


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date | None], Period | None]], ...] = (
    (_SPAN, _span),
    (_FROM_TO, _from_to),
    (_QUARTER, _quarter),
    (_HALF, _half),
    (_FISCAL, _fiscal),
    (_MONTH_NAMED, _month),
    (_RELATIVE, _relative),
    (_WHOLE_YEAR, _year),
    (_KIND, _kind),
)
