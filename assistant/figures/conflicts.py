"""Figures that disagree: the same owner, metric and period, and another value.

How they disagree is said with them: a later article supersedes an earlier one, a different definition
(profit and net profit, a forecast and a result) explains it, rounding does, or nothing does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from assistant.datatypes import FiledFigure, Qualifier, Quantity, Role, Status
from assistant.figures.firmness import is_reckoned, is_supposed
from assistant.figures.metrics import Match, metric, satisfies
from assistant.figures.names import name_words


class Kind(StrEnum):
    """How figures disagree, the gravest last."""

    ROUNDING = "rounding"
    DEFINITION = "different definition"
    SUPERSEDED = "superseded"
    CONFLICT = "conflict"


_GRAVITY = tuple(Kind)
_ABOUT = 0.02
"""Part of a figure by which "about" lets it differ."""
_ROUNDED = 0.03
"""Half a step of a figure's last digit, over the figure, up to which it can be another one rounded."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of a disagreement."""

    filed: FiledFigure
    kind: Kind | None
    """How it disagrees with the standing one; None for the standing one itself."""
    note: str
    """Why, in words: "by an article of 2026-05-12"; empty where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """All the claims about one thing."""

    entity: str
    metric: str
    period: str
    """Empty for what is measured at a moment."""
    kind: Kind
    """The gravest among the claims."""
    claims: tuple[Claim, ...]
    """The standing one first: of the latest article, reported before forecast."""


def disagreements(figures: Iterable[FiledFigure]) -> tuple[Disagreement, ...]:
    """Find the figures that disagree.

    Args:
        figures: Figures of the ledger.

    Returns:
        The disagreements, gravest first, then by owner, metric and period.
    """
    groups: dict[tuple[str, ...], list[FiledFigure]] = {}
    comparable = [filed for filed in figures if _comparable(filed)]
    initials = _initials(comparable)
    for filed in comparable:
        groups.setdefault(_key(filed, initials), []).append(filed)
    found = [made for group in groups.values() for made in _within(group)]
    return tuple(sorted(found, key=lambda d: (-_GRAVITY.index(d.kind), d.entity.lower(), d.metric, d.period)))


def _comparable(filed: FiledFigure) -> bool:
    """Whether a figure says something that another article can contradict."""
    figure = filed.figure
    known = metric(figure.metric)
    if not figure.entity or known is None or known.volatile or figure.role in (Role.GROWTH, Role.DIFFERENCE):
        return False
    if figure.quantity.low is None and figure.quantity.high is None:
        return False
    if _in_brackets(filed):
        return False  # "14bn euros ($18.34bn)": converted by the article at the rate of its day
    if is_supposed(filed.sentence) or is_reckoned(filed.sentence):
        return False  # what would be, or is reckoned from other figures, contradicts nobody
    if known.level:
        return figure.role is not Role.OLD
    return figure.period.year is not None and figure.period.months > 0


def _in_brackets(filed: FiledFigure) -> bool:
    span = filed.figure.quantity.span
    lead = filed.sentence[: span.start - filed.figure.sentence.start] if span else ""
    return lead.rfind("(") > lead.rfind(")")


def _key(filed: FiledFigure, initials: dict[str, str]) -> tuple[str, ...]:
    figure = filed.figure
    known = metric(figure.metric)
    squashed = _squashed(figure.entity)
    when = "" if known is not None and known.level else figure.period.label
    return (initials.get(squashed, squashed), figure.part, _top(figure.metric), when, figure.quantity.unit)


def _top(metric_id: str) -> str:
    """The most general metric that this one is a kind of."""
    known = metric(metric_id)
    return _top(known.broader) if known is not None and known.broader else metric_id


def _squashed(name: str) -> str:
    return re.sub(r"\W", "", "".join(name_words(name)))


def _initials(figures: Sequence[FiledFigure]) -> dict[str, str]:
    """Abbreviations that stand for just one of the names: BA for British Airways."""
    found: dict[str, set[str]] = {}
    for name in {filed.figure.entity for filed in figures}:
        words = name_words(name)
        if len(words) > 1:
            found.setdefault("".join(word[0] for word in words), set()).add(_squashed(name))
    return {short: next(iter(names)) for short, names in found.items() if len(names) == 1}


def _within(group: Sequence[FiledFigure]) -> list[Disagreement]:
    """The disagreements in figures of one owner, family of metrics, period and unit."""
    made = []
    left = sorted(group, key=_standing)
    while left:
        lead = left[0]
        alike = [f for f in left if _same_metric(lead.figure.metric, f.figure.metric)]
        left = [f for f in left if f not in alike]
        claims = _claims(lead, alike)
        if len(claims) > 1:
            kind = max((claim.kind for claim in claims if claim.kind), key=_GRAVITY.index)
            period = lead.figure.period.label if lead.figure.period.year is not None else ""
            made.append(Disagreement(lead.figure.entity, lead.figure.metric, period, kind, tuple(claims)))
    return made


def _standing(filed: FiledFigure) -> tuple[int, int, str, int]:
    """Which figure stands: a reported one of the latest day first."""
    day = _day(filed) or date.min
    span = filed.figure.quantity.span
    return (
        filed.figure.status is not Status.REPORTED,
        -day.toordinal(),
        filed.source.path,
        span.start if span else 0,
    )


def _day(filed: FiledFigure) -> date | None:
    """The day that a figure is of: the end of the period that is said, else the day of the article."""
    period, published = filed.figure.period, filed.source.published
    if period.year is None:
        return published
    month = period.month or 12
    first_behind = date(period.year + month // 12, month % 12 + 1, 1)
    last = first_behind - timedelta(days=1)
    return min(last, published) if published else last


def _same_metric(one: str, other: str) -> bool:
    return satisfies(one, other) is not Match.NO or satisfies(other, one) is not Match.NO


def _claims(lead: FiledFigure, alike: Sequence[FiledFigure]) -> list[Claim]:
    """The standing figure and each different one, the first of those that say the same."""
    claims = [Claim(lead, None, "")]
    for filed in alike:
        if any(_agree(filed.figure.quantity, claim.filed.figure.quantity) for claim in claims):
            continue
        if any(filed.source == claim.filed.source for claim in claims):
            continue  # an article that gives two figures speaks of two things
        if _of_other_days(filed, lead):
            continue
        claims.append(_compared(filed, lead))
    return claims


def _of_other_days(filed: FiledFigure, lead: FiledFigure) -> bool:
    """Whether two figures are said to be of two different times, so that both can be true."""
    mine, other = filed.figure.period, lead.figure.period
    return mine.year is not None and other.year is not None and mine.label != other.label


def _compared(filed: FiledFigure, lead: FiledFigure) -> Claim:
    """How a figure disagrees with the standing one."""
    figure, standing = filed.figure, lead.figure
    if rounds_to(figure.quantity, standing.quantity):
        return Claim(filed, Kind.ROUNDING, "the same, rounded")
    if figure.status is not standing.status:
        return Claim(filed, Kind.DEFINITION, f"{figure.status.value}, where the other is {standing.status.value}")
    if figure.metric != standing.metric:
        mine, other = (_plain(m) for m in (figure.metric, standing.metric))
        return Claim(filed, Kind.DEFINITION, f"{mine}, where the other is {other}")
    mine_day, day = _day(filed), _day(lead)
    published = lead.source.published
    if mine_day is not None and day is not None and published is not None and mine_day < day:
        return Claim(filed, Kind.SUPERSEDED, f"by an article of {published.isoformat()}")
    known = metric(figure.metric)
    undated = known is not None and known.level and (mine_day is None or day is None)
    return Claim(filed, Kind.CONFLICT, "not both are dated, so one may be older" if undated else "")


def _plain(metric_id: str) -> str:
    known = metric(metric_id)
    return known.forms[0] if known is not None else metric_id


def _ends(quantity: Quantity) -> tuple[float, float]:
    """Ends of the interval that a quantity allows; an open side is without end."""
    low = quantity.low if quantity.low is not None else float("-inf")
    high = quantity.high if quantity.high is not None else float("inf")
    return low, high


def _agree(one: Quantity, other: Quantity) -> bool:
    """Whether both can be true: their intervals have a value in common."""
    (low, high), (other_low, other_high) = _ends(one), _ends(other)
    return low <= other_high and other_low <= high


_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def rounds_to(one: Quantity, other: Quantity) -> bool:
    """Whether one quantity is the other, rounded to the digits that it is written with.

    Args:
        one: A quantity as written in an article.
        other: Another of the same unit.
    """
    hedged = Qualifier.ABOUT in (one.qualifier, other.qualifier)
    if hedged and one.low and other.low and abs(one.low - other.low) <= _ABOUT * abs(one.low):
        return True
    for coarse, fine in ((one, other), (other, one)):
        step = _last_place(coarse)
        if (
            step
            and step / 2 <= _ROUNDED * abs(coarse.low or 0.0)
            and all(
                a is not None and b is not None and abs(a - b) <= step / 2 * (1 + 1e-9)
                for a, b in ((coarse.low, fine.low), (coarse.high, fine.high))
            )
        ):
            return True
    return False


def _last_place(quantity: Quantity) -> float:
    """What one step in the last digit that a quantity is written with is worth; 0 when that cannot be told."""
    written = _DIGITS.search(quantity.text)
    if written is None or not quantity.low:
        return 0.0
    digits = written.group().replace(",", "")
    number = float(digits)
    if not number:
        return 0.0
    whole, _, decimals = digits.partition(".")
    step = 10.0 ** -len(decimals) if decimals else 10.0 ** (len(whole) - len(whole.rstrip("0")))
    return abs(quantity.low) / number * step
