"""Where a question that sets two things against each other is cut: into its two sides, and what is left of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.comparing import COMPARES, MORE, NO_AMOUNT
from assistant.answering.sides_forms import cut_by_form
from assistant.figures.periods import years_in

AUX = r"(?:did|does|do|is|was|are|were|will|would|has|have|had|can|could)"
_BE = frozenset({"is", "was", "are", "were"})
_COMPARES = re.compile(COMPARES, re.IGNORECASE)
_JOINS = (
    re.compile(r" (?:vs\.?|v\.?|versus) ", re.IGNORECASE),
    re.compile(rf"\b{MORE} than {NO_AMOUNT}", re.IGNORECASE),
    re.compile(r",? or (?!less\b|more\b)", re.IGNORECASE),
    re.compile(rf" than {NO_AMOUNT}", re.IGNORECASE),
)
_BETWEEN = re.compile(
    r"\b(?:between|of the two[:,]|(?:which|who|whose) of(?: the)?) (?P<first>[^,?]{1,80}?) (?:and|or)"
    r" (?P<second>[^,?]{1,80})",
    re.IGNORECASE,
)
TAIL = re.compile(r"(?:\band |, |- )(?:by )?(?:how|what)(?:['’]s)?\b", re.IGNORECASE)
"""What asks for the size of the difference, behind the sides."""
_STARTS = re.compile(rf"[:;,] | [-–] |\b(?P<aux>{AUX}) |\b{MORE} |\b(?:between|whether|which|who) ", re.IGNORECASE)
"""What stands right before the first side."""
_ENDS = re.compile(
    r"[,:;?]| [-–] |[.] (?=(?:which|who|whose|what|how|by|and)\b)| (?:that|which|who|whose) ", re.IGNORECASE
)
_WHEN = re.compile(
    r" (?:in|during|for|over|last|this|next) (?=(?:[a-z-]+ ){0,3}(?:(?:19|20)\d\d|year|quarter|half|months?)\b)",
    re.IGNORECASE,
)
_NO_END = frozenset({"the", "a", "an", "its", "be", "to", "forecast", "expected", "predicted", "likely", "set"})
"""Words between a side and the word that compares: "is Acme or Globex expected to be larger"."""
_CAME_OUT = re.compile(r" (?:come|came|turn|turned|end|ended|work|worked|prove|proved|stand|stood)(?: (?:out|up))? ?$")
"""The verb of "did Acme's sales or Globex's come out higher"."""
PREPOSITION = re.compile(r"(?:in|at|for|from|by|on|under|with|to|of|during) ", re.IGNORECASE)
GAP = re.compile(
    r"\bhow (?:big|large|wide|great|far) (?:is|was|are|were) (?:the )?(?:gap|difference|lead|margin)\b"
    r"|\b(?:the )?(?:gap|difference|apart)\b|\bthe (?:lead|shortfall)\b|\bby what margin\b|\bwork out\b",
    re.IGNORECASE,
)
_YEAR_BEHIND = re.compile(r"(?<=[a-z])(?: in| of| for)? (?:19|20)\d\d\b")
_ASKS_GAP = re.compile(r"\b(?:gap|difference|apart)\b|\bby how (?:much|many)\b", re.IGNORECASE)
_TIMES_AS = re.compile(r"\bhow many times as [a-z]{3,12}\b", re.IGNORECASE)
_AS = re.compile(r" as ", re.IGNORECASE)


def cut(text: str, names: Sequence[str]) -> tuple[str, str, str] | None:
    """A question's two sides and what is left of it; None where it does not set two things against each other.

    Args:
        text: The question.
        names: Its names.
    """
    return cut_by_form(text, names) or _cut(text, names) or _between(text, names)


def _cut(text: str, names: Sequence[str]) -> tuple[str, str, str] | None:
    """A question's sides and what is left of it."""
    as_much = _TIMES_AS.search(text)
    if not as_much and not _COMPARES.search(text) and not (_JOINS[0].search(text) and _ASKS_GAP.search(text)):
        return None
    for join in (*_JOINS, _AS) if as_much else _JOINS:
        found = join.search(text, as_much.end() if as_much and join is _AS else 0)
        if found is None:
            continue
        tail = TAIL.search(text, found.end())
        ahead, behind = text[: found.start()], text[found.end() : tail.start() if tail else len(text)]
        than, versus = "than" in found.group().lower() or join is _AS, join is _JOINS[0]
        outer, first, aux = _left(ahead, names, verb=than and not PREPOSITION.match(behind))
        second, more = _right(behind, names, "" if than else aux, versus=versus)
        if versus:  # "Acme profit vs Globex profit 2004 difference"
            more = f"{more} {' '.join(_YEAR_BEHIND.findall(second))}"
            second = GAP.sub("", _YEAR_BEHIND.sub("", second)).strip()
        outer, first, second = _shortened(outer, first, second, names)
        if first and second:
            return first, second, f"{outer} {more} {text[tail.start() :] if tail else ''}"
    return None


def _between(text: str, names: Sequence[str]) -> tuple[str, str, str] | None:
    found = _BETWEEN.search(text)
    if found is None:
        return None
    second, more = found.group("second"), ""
    if found.group().lower().startswith("wh"):
        second, more = _right(second, names, "", versus=True)
    outer, first, second = _shortened(text[: found.start()], found.group("first"), second, names)
    return first, second, f"{outer} {more} {text[found.end() :]}"


def _left(text: str, names: Sequence[str], *, verb: bool) -> tuple[str, str, str]:
    """What is before the first side, the side, and the auxiliary verb right before it."""
    ahead = re.sub(rf" {MORE}$", "", text, flags=re.IGNORECASE)
    starts = list(_STARTS.finditer(ahead))
    start = starts[-1] if starts else None
    aux = (start.group("aux") or "").lower() if start else ""
    side = ahead[start.end() :] if start else ahead
    lead = ahead[: start.start()] if start else ""
    when = _WHEN.search(side) if verb else None
    if when:
        side, lead = side[: when.start()], f"{lead} {side[when.start() :]}"
    whole = _name_first(side, names) if verb and aux else ""
    if whole and whole != side:  # "will Acme spend on fuel as"
        side, lead = whole, f"{lead} {side[len(whole) :]}"
    elif verb and aux and aux not in _BE and re.search(r" [a-z]+$", side):  # "did Acme pay more than"
        side, _, last = side.rpartition(" ")
        lead = f"{lead} {last}"
    return lead, side.removeprefix("it "), aux


def _name_first(side: str, names: Sequence[str]) -> str:
    """The name that a side begins with, where a verb in small letters comes right behind it."""
    for name in sorted(names, key=len, reverse=True):
        found = re.match(rf"(?:the )?{re.escape(name)}(?= [a-z])", side, re.IGNORECASE)
        if found is not None:
            return found.group()
    return ""


def _right(text: str, names: Sequence[str], aux: str, *, versus: bool) -> tuple[str, str]:
    """The second side, and what is behind it."""
    end = _ENDS.search(text)
    side, rest = (text[: end.start()], text[end.end() :]) if end else (text, "")
    compares = _COMPARES.search(side)
    if aux and compares is not None:
        lead = _CAME_OUT.sub("", side[: compares.start()])
        words = lead.split()
        while words and words[-1].lower() in _NO_END:
            words.pop()
        verb = "" if aux in _BE or len(words) < 2 or lead != side[: compares.start()] else words.pop()
        return " ".join(words), f"{verb} {side[compares.start() :]} {rest}"
    behind = "" if versus else r"(?:for|in|on|at|with|from|to|after|during|by)\b"
    for name in sorted(names, key=len, reverse=True):
        found = re.match(rf"(?:the )?{re.escape(name)}(?:['’]s?)?(?= {behind}|[.]?$)", side, re.IGNORECASE)
        if found is not None:
            return found.group(), f"{side[found.end() :]} {rest}"
    when = _WHEN.search(side)
    if when is None or side[: when.start()].lower() in ("", "in the", "the"):  # the side is a time itself
        return side, rest
    return side[: when.start()], f"{side[when.start() :]} {rest}"


def _shortened(outer: str, first: str, second: str, names: Sequence[str]) -> tuple[str, str, str]:
    """Sides without what both stand behind: "people fall ill in Norway or in Sweden", "pay for Acme or Globex"."""
    behind = PREPOSITION.match(second)
    if behind is not None:
        lead, found, side = f" {first}".rpartition(f" {behind.group()}")
        return (f"{outer} {lead}", side, second[behind.end() :]) if found else (outer, first, second)
    alone = [name for name in (*names, *map(str, years_in(second))) if bare(second).lower() == name.lower()]
    if alone:
        ends = [
            n for n in (*names, *map(str, years_in(first))) if re.search(rf"(?:^| ){re.escape(n)}$", bare(first), re.I)
        ]
        if ends:
            last = max(ends, key=len)
            owner = _owner_before(bare(first)[: -len(last)], names)
            if owner:  # "the stake of Acme in Globex"
                return f"{outer} {last}", owner, second
            return f"{outer} {bare(first)[: -len(last)]}", first[len(bare(first)) - len(last) :], second
    last = max((n for n in names if first.lower().endswith(f" {n.lower()}")), key=len, default="")
    if last and first.islower() and " " not in second:  # "bigger gas deal acme or globex"
        return f"{outer} {first[: -len(last)]}", first[-len(last) :], second
    before = PREPOSITION.match(first)
    return outer, first[before.end() :] if before else first, second


def _owner_before(lead: str, names: Sequence[str]) -> str:
    """The name that a preposition joins to the one behind it: "Acme in"."""
    owners = [n for n in names if re.search(rf"(?:^| ){re.escape(n)} (?:in|at|for|with|from) $", lead, re.IGNORECASE)]
    return max(owners, key=len, default="")


def bare(text: str) -> str:
    """A part of a question without the sign of a possessor at its end.

    Args:
        text: The part.
    """
    return re.sub(r"['’]s?$", "", text)
