"""How figures of a sentence move: what rose or fell, from what, to what, by how much.

"Sales rose 22% to $449m", "to $936m from $648m", "a profit of £75m compared with £125m": the new
value, the old one, the growth and the difference, each a quantity of the sentence itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.datatypes import Quantity, Role, Span
from assistant.figures.clauses import last_clause

_UP = (
    "rose|rises?|risen|rising|up|grew|grows?|grown|growing|jump(?:s|ed|ing)?|surg(?:es?|ed|ing)|soar(?:s|ed|ing)?"
    "|climb(?:s|ed|ing)?|increas(?:es?|ed|ing)|gain(?:s|ed)?|leap(?:s|t|ed)?|advanc(?:es?|ed)|expand(?:s|ed)?|higher"
    "|growth|hik(?:es?|ed|ing)|rais(?:es?|ed|ing)|lift(?:s|ed|ing)?|boost(?:s|ed|ing)?|upwards?|add(?:s|ed|ing)|rall(?:y|ied)|rebound(?:s|ed)|swell(?:s|ed)?"
)
_DOWN = (
    "fell|falls?|fallen|falling|down|drop(?:s|ped|ping)?|declin(?:es?|ed|ing)|slid|slides?|slump(?:s|ed)?|plung(?:es?|ed)"
    "|decreas(?:es?|ed|ing)|shrank|shrunk|tumbl(?:es?|ed)|dip(?:s|ped)?|cut(?:s|ting)?|lower|reduc(?:es?|ed|ing)|lost|sank|downwards?|plummet(?:s|ed|ing)?|slip(?:s|ped)|shrink(?:s|ing)?"
)
_MOVE = rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b"
_HEDGE = r"(?:\s+(?:by|about|around|nearly|almost|some|more|than|over|just|only|an?|the|its|another|roughly|further))*"
_BY = re.compile(rf"{_MOVE}(?:(?:\s[\w'’-]+){{1,3}}\s+by)?{_HEDGE}\W{{0,3}}$", re.IGNORECASE)
_NOUN_AFTER = re.compile(rf"^\s*(?:\w+\s)?{_MOVE}", re.IGNORECASE)
_COMPARED = re.compile(
    r"^\s(?:(?P<up>more|higher|larger|bigger|above)|(?P<down>fewer|less|lower|smaller|below))\s(?:[\w'’-]+\s){0,2}(?:than|on)\b"
)
"""What makes a percentage a growth: "23% fewer hours than in 2024"."""
_MOVED_BY = re.compile(rf"{_MOVE}\s+by{_HEDGE}\W{{0,3}}$", re.IGNORECASE)
_MOVED_TO = re.compile(rf"{_MOVE}{_HEDGE}\s+to{_HEDGE}\W{{0,3}}$", re.IGNORECASE)
_APPOSED = re.compile(rf"\W*+(?:which\s+was\s++)?(?:an?\s++)?(?:{_MOVE}{_HEDGE})?\W*", re.IGNORECASE)
_TAKEN = re.compile(
    rf"\b(?:(?P<up>add(?:s|ed|ing)?|gain(?:s|ed)?|creat(?:es?|ed|ing)|recruit(?:s|ed)?|hir(?:es?|ed|ing))"
    rf"|(?P<down>los[et]s?|losing|shed(?:s|ding)?|cut(?:s|ting)?|ax(?:es?|ed|ing)|eliminat(?:es?|ed|ing))){_HEDGE}\W{{0,2}}$",
    re.IGNORECASE,
)
"""Counts that were added or taken away: "lost 464,000 subscribers"."""
_LOWER = re.compile(r"\s(?:(?P<up>higher|more)|(?P<down>lower|less))\b(?!\s(?:than\s)?(?:half|people|likely))")
_THAN = re.compile(
    r"\s(?:(?P<up>higher|more|larger|bigger|up|above)|(?P<down>lower|less|fewer|smaller|down|below))\s(?:than|on|from)\b"
)
"""What makes the second of two amounts the difference to before: "£36bn, £4bn higher than a year earlier"."""
_OLD = re.compile(
    r"\b(?:from|compared\s+(?:with|to)|against|versus|down\s+from|up\s+from)"
    r"(?:\s+(?:an?|the|its|just|only|about|around|net|record|loss|losses|profits?|of|figure|total))*\W{0,2}$",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\b(?:to|at|(?:to\s+)?(?:reach|hit|total)(?:es|ed|s|ing|led|ling)?)(?:\s+(?:an?|the|record|about|around|nearly|almost|just|over|more|than|between))*\W{0,2}$",
    re.I,
)
_LOSS = re.compile(r"\b(?:loss|losses|deficit)\b", re.IGNORECASE)
_TURN = re.compile(r";|\b(?:while|whereas|although|but)\b", re.IGNORECASE)
_NEAR = 40
"""Characters behind a figure that are looked at."""
_ASIDE = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Movement:
    """A change that a sentence reports. At least two of its four figures are there."""

    new: Quantity | None
    old: Quantity | None = None
    growth: Quantity | None = None
    """In per cent, negative for a fall."""
    difference: Quantity | None = None
    """What was added, negative for what was taken away."""
    old_is_loss: bool = False


@dataclass(frozen=True, slots=True)
class Moving:
    """What a quantity is in a change."""

    role: Role
    quantity: Quantity
    """Negative for what fell or was taken away."""


@dataclass(frozen=True, slots=True)
class _Placed:
    quantity: Quantity
    lead: str
    """What stands between the quantity before and this one, without asides."""
    tail: str


def without_asides(sentence: str, quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """The quantities that are not in brackets: "£75m ($141m)" is one amount, said twice.

    Args:
        sentence: The sentence.
        quantities: Its quantities, spans into it.
    """
    asides = [match.span() for match in _ASIDE.finditer(sentence)]
    return tuple(q for q in quantities if q.span and not any(a <= q.span.start and q.span.end <= b for a, b in asides))


def movements(sentence: str, quantities: tuple[Quantity, ...]) -> tuple[Movement, ...]:
    """The changes that a sentence reports, in order.

    Args:
        sentence: The sentence.
        quantities: Its quantities, spans into it.
    """
    placed = _placed(sentence, without_asides(sentence, quantities))
    found: list[Movement] = []
    for i, item in enumerate(placed):
        behind = placed[i + 1] if i + 1 < len(placed) else None
        before = placed[i - 1] if i else None
        if item.quantity.unit == "%" and (sign := _sign(item)):
            new = _reached(item, behind) or _just_before(item, before)
            if new is not None:
                found.append(Movement(new.quantity, growth=_signed(item.quantity, sign)))
        elif behind is not None and _alike(item, behind):
            found += _pair(item, behind)
        elif i + 2 < len(placed) and _across(item, placed[i + 2]):
            found.append(Movement(item.quantity, old=placed[i + 2].quantity))
    return tuple(found)


def moving(sentence: str, quantities: tuple[Quantity, ...]) -> dict[Span, Moving]:
    """What each quantity is in a change, by where it stands; those that no change is said of are left out.

    A percentage that something rose or fell by is a growth also where the sentence does not say to what, and
    "cut by 500" a difference.

    Args:
        sentence: The sentence.
        quantities: Its quantities, spans into it.
    """
    found: dict[Span, Moving] = {}
    for move in movements(sentence, quantities):
        parts = (
            (Role.GROWTH, move.growth),
            (Role.DIFFERENCE, move.difference),
            (Role.OLD, move.old),
            (Role.NEW, move.new),
        )
        for role, quantity in parts:
            if quantity is not None and quantity.span is not None:
                found.setdefault(quantity.span, Moving(role, quantity))
    for item in _placed(sentence, without_asides(sentence, quantities)):
        span = item.quantity.span
        if span is None or span in found:
            continue
        alone = _alone(item)
        if alone is not None:
            found[span] = alone
    return found


def _alone(item: _Placed) -> Moving | None:
    """What a quantity is in a change whose other figures the sentence does not give; None for no change."""
    if item.quantity.unit == "%":
        sign = _sign(item)
        return Moving(Role.GROWTH, _signed(item.quantity, sign)) if sign else None
    counted = item.quantity.unit.islower()
    by = _MOVED_BY.search(item.lead) or (_TAKEN.search(item.lead) if counted else None) or _LOWER.match(item.tail)
    if by is not None:
        return Moving(Role.DIFFERENCE, _signed(item.quantity, 1 if by.group("up") else -1))
    return Moving(Role.NEW, item.quantity) if _MOVED_TO.search(item.lead) else None


def _pair(item: _Placed, behind: _Placed) -> list[Movement]:
    """What two quantities of one unit, side by side, say of each other."""
    if _TURN.search(behind.lead):
        return []
    if _OLD.search(item.lead) and re.search(r"\bto\b", behind.lead, re.IGNORECASE):
        return [Movement(behind.quantity, old=item.quantity)]
    if _OLD.search(behind.lead) and not _OLD.search(item.lead):
        return [Movement(item.quantity, old=behind.quantity, old_is_loss=bool(_LOSS.search(last_clause(behind.lead))))]
    than = _THAN.match(behind.tail)
    if than and re.fullmatch(r"\W{0,4}(?:about|nearly|some|almost|over)?\W{0,4}", behind.lead, re.IGNORECASE):
        return [Movement(item.quantity, difference=_signed(behind.quantity, 1 if than.group("up") else -1))]
    by = _BY.search(item.lead)
    if by and re.fullmatch(r"\W*to\W*(?:an?|the|record|about|nearly|\W)*", behind.lead, re.IGNORECASE):
        return [Movement(behind.quantity, difference=_signed(item.quantity, 1 if by.group("up") else -1))]
    return []


def _across(item: _Placed, other: _Placed) -> bool:
    """Whether a figure and the next but one are new and old: "$3.7bn, 4% down from $3.8bn"."""
    return _alike(item, other) and bool(_OLD.search(other.lead)) and not _OLD.search(item.lead)


def _placed(sentence: str, quantities: tuple[Quantity, ...]) -> list[_Placed]:
    placed = []
    last = 0
    for quantity in quantities:
        assert quantity.span is not None
        lead = _ASIDE.sub(" ", sentence[last : quantity.span.start])
        placed.append(_Placed(quantity, lead, sentence[quantity.span.end : quantity.span.end + _NEAR]))
        last = quantity.span.end
    return placed


def _sign(item: _Placed) -> int:
    """Whether a percentage is a rise (1), a fall (-1) or neither (0)."""
    match = _BY.search(item.lead) or _COMPARED.search(item.tail) or _NOUN_AFTER.search(item.tail)
    if match is None:
        return 0
    return 1 if match.group("up") else -1


def _reached(item: _Placed, behind: _Placed | None) -> _Placed | None:
    """What a percentage moved to: "22% to 449,603", "a 19% rise in profits to £450.7m"."""
    if behind is None or behind.quantity.unit == "%" or not _NEW.search(behind.lead):
        return None
    return behind if not re.search(r"[;:]|\bwhile\b|\band\b", behind.lead) else None


def _just_before(item: _Placed, before: _Placed | None) -> _Placed | None:
    """What stands right before a percentage: "$3.36bn, up 27%", "£6.2bn, a 9% increase"."""
    if before is None or before.quantity.unit == "%":
        return None
    return before if _APPOSED.fullmatch(item.lead) else None


def _alike(one: _Placed, other: _Placed) -> bool:
    """Whether two quantities can be values of one thing: a count's noun is not said twice."""
    units = {one.quantity.unit, other.quantity.unit}
    if "%" in units or (len(units) > 1 and "" not in units):
        return False
    return len(units) == 1 or not any(unit.isupper() for unit in units)


def _signed(quantity: Quantity, sign: int) -> Quantity:
    if sign > 0:
        return quantity
    low = None if quantity.high is None else -quantity.high
    high = None if quantity.low is None else -quantity.low
    return replace(quantity, low=low, high=high)


def direction(sentence: str, quantity: Quantity, quantities: tuple[Quantity, ...]) -> int:
    """Whether a verb before a quantity says that something rose by it (1), fell by it (-1), or neither (0).

    Args:
        sentence: The sentence.
        quantity: One of its quantities.
        quantities: All of them, spans into it.
    """
    item = next((placed for placed in _placed(sentence, quantities) if placed.quantity == quantity), None)
    if item is None:
        return 0
    lead = item.lead.rstrip()
    if lead.endswith("+"):
        return 1
    by = _BY.search(item.lead)
    if by is None or (quantity.unit != "%" and _NO_MOVE.search(lead)):
        return 0
    return 1 if by.group("up") else -1


_NO_MOVE = re.compile(r"\b(?:g[ai]v(?:e|es|en|ing) up|raised?|raising|cut|advances?|lost)\W{0,2}$", re.IGNORECASE)
"""What only looks like a change of the figure behind it: "gave up 517 yards", "raised $280m"."""
