"""What an article gives for one of something, or for a day, a month or a year: "$58 per megawatt-hour", "a day"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.counted import same_as
from assistant.answering.filling import behind, lead, noun_stems
from assistant.answering.worksheet import Cell
from assistant.quantities import units
from assistant.quantities.nouns import plural, singular
from assistant.quantities.vocabulary import units as known_units
from assistant.reading.stems import stem

PERIODS = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")
_TIMES = {"days": "day", "weeks": "week", "months": "month", "years": "year"}
_WORD = r"[a-z][a-z-]*"
_BEHIND = re.compile(
    rf"[^\w,;.:]{{0,2}}(?:\([^()]*\)\W{{0,2}})?(?:(?:of|in) (?:[a-z-]+ ){{1,3}}?)?"
    rf"(?:(?P<a>an?)|(?:(?:for|to|from|on|by|with) )?(?:per|each|every)) "
    rf"(?P<thing>(?!few\b|further\b|total\b|deal\b|result\b|of\b|for\b|to\b|who\b){_WORD}(?: {_WORD})?)",
    re.IGNORECASE,
)
"""What stands behind an amount that is for one: "of output a day", "for every megawatt-hour"."""
_APIECE = re.compile(r"\W{0,2}(?:\([^()]*\)\W{0,2})?(?:each|apiece|a piece)\b(?! [a-z]+(?:s|day|week|month|year)\b)")
_PERIODIC = re.compile(
    r"\b(?P<period>annual|yearly|monthly|weekly|daily|quarterly)(?:\W[\w’'-]+){1,4}?\W+"
    r"(?:(?:of|is|was|at|to|about|around|nearly|almost|roughly|some|over|more than|just|under)\W+){0,3}$",
    re.IGNORECASE,
)
_NAMES = {"annual": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day"}
_ONE_USES = re.compile(
    r"\b(?:average|typical|each|every|an?|one) (?:[\w’'-]+ ){0,2}?(?P<thing>[a-z]+) "
    r"(?:(?:in|of|on|from|with) (?:[\w’'-]+ ){1,3}?)?"
    r"(?:uses?|consumes?|needs?|requires?|draws?|burns?|carries|carry|holds?|seats?|takes?|buys?|eats?|drinks?|gets?"
    r"|yields?|produces?|makes?|pays?|spends?|earns?)(?: up)?\W+"
    r"(?:(?:about|around|nearly|almost|roughly|some|over|more than|just|under|up to)\W+){0,2}$",
    re.IGNORECASE,
)
_AVERAGE_OF = re.compile(
    r"\b(?:average|typical|mean) [a-z]+ (?:of|for|per) (?:an?|one|each|every)? ?(?P<thing>[a-z]+) "
    r"(?:was|is|were|came to|stood at|rose to|fell to|reached)\W+(?:(?:about|around|nearly|some|just)\W+)?$",
    re.IGNORECASE,
)
_ENERGY = {"kilowatt-hour": "kWh", "megawatt-hour": "MWh", "kwh": "kWh", "mwh": "MWh", "gigawatt-hour": "GWh"}


@dataclass(frozen=True, slots=True)
class Rate:
    """An amount for one of something."""

    cell: Cell
    per: str
    """A period ("day"), a unit ("MWh"), a noun in small letters and in the singular ("share"); empty for "each"."""

    @property
    def of_time(self) -> bool:
        """Whether it is for a length of time."""
        return self.per in PERIODS


def rates_of(cell: Cell) -> tuple[Rate, ...]:
    """All that a figure is for one of: "10,900 kilowatt-hours a year" of a home is for a year, and for a home.

    Args:
        cell: The figure.
    """
    unit, slash, thing = cell.quantity.unit.partition("/")
    if units.dimension(unit).startswith(("percent", "ratio", "time", "calendar")):
        return ()
    found = [thing] if slash else []
    after, before = behind(cell), lead(cell)
    said = _BEHIND.match(after)
    if said and not (said.group("a") and _is_no_rate(said.group("thing"))):
        found.append(_named(said.group("thing")))
    elif _APIECE.match(after):
        found.append("")
    periodic = _PERIODIC.search(before)
    if periodic:
        found.append(_NAMES.get(periodic.group("period").lower(), "quarter"))
    average = _AVERAGE_OF.search(before)
    if average:
        found.append(singular(average.group("thing").lower()))
    one = _ONE_USES.search(before)
    if one:
        found.append(singular(one.group("thing").lower()))
    return tuple(Rate(cell, per) for per in dict.fromkeys(found))


def _is_no_rate(words: str) -> bool:
    """Whether "a" and these words make no rate: "$3bn a third of which", "from $94 a year earlier"."""
    first, _, second = words.lower().partition(" ")
    return (first in ("third", "quarter", "fifth", "half") and second == "of") or second in ("earlier", "ago", "before")


def _named(words: str) -> str:
    """The thing that some words begin with: a period, a unit, or a noun."""
    first, _, second = words.lower().partition(" ")
    joined = f"{first}-{second}"
    if joined in _ENERGY or first in _ENERGY:
        return _ENERGY.get(joined) or _ENERGY[first]
    if first in PERIODS:
        return first
    surface = known_units().words.get((first, second)) or known_units().words.get((first,))
    if surface is not None and not surface.unit.dimension.startswith(("money", "count")):
        return surface.unit.name
    return singular(first)


def is_number_of(cell: Cell, rate: Rate) -> bool:
    """Whether a figure counts what a rate is for one of: days, megawatt-hours, shares.

    Args:
        cell: A figure.
        rate: The rate.
    """
    unit = cell.quantity.unit
    if cell.quantity.span == rate.cell.quantity.span and cell.item.sentence == rate.cell.item.sentence:
        return False
    if rate.of_time:
        return unit in _TIMES and not rates_of(cell)
    dimension = units.dimension(unit)
    if dimension.startswith(("money", "percent", "ratio", "time", "calendar")) or "/" in unit:
        return False
    known = units.dimension(rate.per) if rate.per else "count"
    if known != "count":
        return dimension == known
    if dimension != "count":
        return plural(rate.per) == unit
    nouns = noun_stems(cell)
    return bool(rate.per) and (stem(rate.per) in nouns or bool(same_as(plural(rate.per)) & nouns))
