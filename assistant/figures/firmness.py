"""How firm a figure is: reported, estimated, proposed, a target, or a rumour.

The words that say so stand in the figure's own clause, before it or right behind it. A forecast
that a result is measured against ("profit beat forecasts of $3bn") makes the forecast an estimate,
not the result.
"""

from __future__ import annotations

import re

from assistant.datatypes import Status

_BEATEN = re.compile(
    r"\b(?:beat\w*|above|ahead of|exceed\w*|topp\w*|miss\w*|below|in line with|better than|worse than|than)\b"
    r"[^,;]{0,30}\b(?:forecasts?|expectations?|expected|predicted|analysts)\b",
    re.IGNORECASE,
)
_FORECAST = re.compile(
    r"\b(?:forecasts?|expectations?|predictions?|estimates?) (?:of|for|at) (?:an? )?$", re.IGNORECASE
)
_CUES = (
    (
        Status.RUMOURED,
        r"\b(?:reportedly|rumou?r\w*|speculat\w*|sources (?:close|say|said)|people familiar|believed to|understood to"
        r"|thought to|could be valued|is said to|are said to)\b",
    ),
    (Status.TARGET, r"\b(?:targets?|targeting|targeted|aims?|aiming|goals?|hopes? to|ambition\w*|guidance)\b"),
    (
        Status.ESTIMATED,
        r"\b(?:estimat\w*|forecasts?|forecasting|predict\w*|expect(?:s|ed|ing)?|expectations?|project(?:s|ed|ing|ion|ions)\b"
        r"|analysts|likely to|set to|on (?:track|course)|outlook|next year|will"
        r"|would (?:make|reach|rise|fall))\b",
    ),
    (
        Status.PROPOSED,
        r"\b(?:propos\w*|offer(?:s|ed|ing)?|bids?|plans?|planned|planning|in talks|discuss\w*|consider\w*|would|could"
        r"|may|might|intends?|seek(?:s|ing)?)\b",
    ),
)
_STATUSES = tuple((status, re.compile(pattern, re.IGNORECASE)) for status, pattern in _CUES)
_TURN = re.compile(
    r"[;:]|,\s*(?:and|but|while|whereas|although|after|as|from|up|down|compared|against)\b"
    r"|\b(?:while|whereas|although|but|up from|down from)\b",
    re.IGNORECASE,
)
_REACH = 28
"""Characters behind a figure within which "…, analysts say" and the like still speak of it."""


def status_of(text: str, start: int, end: int) -> Status:
    """How firm a figure is, from the words of its clause.

    Args:
        text: The sentence.
        start: Offset of the figure.
        end: Offset behind it.

    Returns:
        Reported where nothing says otherwise.
    """
    if _FORECAST.search(text[:start]):
        return Status.ESTIMATED
    lead = _TURN.split(_BEATEN.sub(" ", text[:start]))[-1]
    tail = _TURN.split(_BEATEN.sub(" ", text[end:])[:_REACH])[0]
    for status, pattern in _STATUSES:
        if pattern.search(lead) or pattern.search(tail):
            return status
    return Status.REPORTED


_SUPPOSED = re.compile(r"\bif\b|\bwould\b|\bsuppos|\bassum|\bwere to\b", re.IGNORECASE)
_RECKONED = re.compile(
    r"\bdivided by\b|\bmultipl|\bdifference (?:between|is)\b|\bgap between\b|\bhundredth\b|\bequals?\b|\btimes\b"
    r"|\bplus\b|\bminus\b",
    re.IGNORECASE,
)


def is_supposed(sentence: str) -> bool:
    """Whether a sentence says what would be: "if sales were $3bn".

    Args:
        sentence: The sentence.
    """
    return bool(_SUPPOSED.search(sentence))


def is_reckoned(sentence: str) -> bool:
    """Whether a sentence reckons its figures from others: "$40bn divided by $900bn".

    Args:
        sentence: The sentence.
    """
    return bool(_RECKONED.search(sentence))
