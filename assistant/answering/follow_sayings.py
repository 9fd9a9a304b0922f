"""Who said what was just quoted, when it was and why: "who said that?", where the quote itself says it."""

from __future__ import annotations

import re

from assistant.datatypes import MONTHS
from assistant.figures.periods import find_periods

_ASKS = re.compile(
    r"^\W*(?:and |so ){0,2}(?:who (?:said|says|claims|claimed|reported|told (?:us|them)) (?:that|this|it|so)"
    r"|according to (?:whom|who)|says who|who is that according to)\W*$",
    re.IGNORECASE,
)
_SAY = r"(?:said|says|told|warned|warns|added|reckons|reckoned|argued|argues|predicted|predicts|claimed|claims)"
_BEFORE = re.compile(rf"(?:^|[”\"] )(?P<who>[A-Z][^,.;:\"“”]{{1,80}}?),? {_SAY}\b(?! to\b)")
_BEHIND = re.compile(
    rf"(?:[,”\"] ?{_SAY} |\b[Aa]ccording to )(?P<who>[^,.;:\"“”]{{2,80}}?)(?=[,.;:\"“”]|$)",
)


_PRONOUN = re.compile(r"it|he|she|they|we|i|this|that|but|and", re.IGNORECASE)


def asks_who(text: str) -> bool:
    """Whether a follow-up asks who said what was just quoted."""
    return _ASKS.match(text) is not None


def speaker(quote: str) -> tuple[int, int] | None:
    """Where a quote names who says it, by offsets into the quote; None where it does not."""
    found = _BEHIND.search(quote) or _BEFORE.search(quote)
    if (
        found is None
        or _PRONOUN.fullmatch(found.group("who"))
        or not re.search(r"[A-Z]|\b(?:analysts?|spokes\w+|report|company|researchers)\b", found.group("who"))
    ):
        return None
    return found.span("who")


_WHEN = re.compile(
    r"^\W*(?:and |so ){0,2}(?:when (?:was|is|did) (?:that|this|it)(?: happen)?|as of when)\W*$", re.IGNORECASE
)
_WHY = re.compile(
    r"^\W*(?:and |so |but ){0,2}(?:why|how come|why (?:is|was|did) (?:that|this|it)(?: happen)?|why so)\W*$",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:because|as a result of|due to|thanks to|owing to|helped by|boosted by|hit by|hurt by|driven by|amid|after)\b"
    r"[^.;:]{4,160}(?=[.;:]|$)",
    re.IGNORECASE,
)


_BY_WHEN = re.compile(r"^\W*(?:and |so |but ){0,2}(?:by when|until when|when by|from when)\W*$", re.IGNORECASE)
_BY = re.compile(
    r"\b(?:by|until|from) (?P<time>(?:(?:the )?(?:end|start|middle|spring|summer|autumn|winter) of |early |late |mid-)?"
    rf"(?:(?:{'|'.join(MONTHS)}) )?(?:19|20)\d\d)\b"
)


def asks_when(text: str) -> bool:
    """Whether a follow-up asks when what was just quoted was."""
    return _WHEN.match(text) is not None or _BY_WHEN.match(text) is not None


def is_of_quote(text: str) -> bool:
    """Whether a follow-up asks who said what was just quoted, when that was or why: figures stay as they are."""
    return any(pattern.match(text) for pattern in (_ASKS, _WHEN, _BY_WHEN, _WHY))


def asked_of(text: str, quote: str) -> tuple[int, int] | None:
    """Where a quote says when what it says was, or why it was so, by offsets into it; None where it does not.

    Args:
        text: The follow-up: "when was that?", "why?".
        quote: What was quoted.
    """
    if _BY_WHEN.match(text):
        ends = list(_BY.finditer(quote))
        return ends[0].span("time") if len(ends) == 1 else None
    if asks_when(text):
        times = find_periods(quote)
        return (times[0].start, times[0].end) if len(times) == 1 else None
    cause = _CAUSE.search(quote) if _WHY.match(text) else None
    return cause.span() if cause else None
