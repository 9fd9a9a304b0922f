"""Whether a result is of the kind that a question asks for: no multiple is answered with money."""

from __future__ import annotations

import re

from assistant.answering.counted import asked_count, same_as
from assistant.answering.phrases import classes, currency_asked
from assistant.datatypes import Quantity
from assistant.quantities import dimension
from assistant.reading.stems import stem

_MULTIPLE = re.compile(
    r"\b(?:what|which) (?:\S+ )?multiples?\b|\bmultiple of\b|\bhow many times\b|\bprice[- ]to[- ]\w+|\bp/e\b"
    r"|\bstep-?up\b|\bby what factor\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"\b(?:what|which) (?:\S+ )?(?:percentage|per ?cent|percent|proportion|fraction)\b(?! points?)|\bin per ?cent\b"
    r"|\bwhat share of\b|\bpct\b(?! points?)|\butili[sz]ation\b"
    r"|\b(?:percentage|percent|per ?cent) (?:change|rise|fall|growth|increase|drop)\b"
    r"|\bas (?:a |an )?(?:\w+ )?(?:percentage|proportion|per ?cent|%) of\b|(?<!by what )\bmargins?\b",
    re.IGNORECASE,
)
_SHARES = re.compile(r"\b(?:how many|number of) (?:\S+ ){0,3}shares\b(?!.{0,200}\bworth\b)", re.IGNORECASE)


_BACK = re.compile(
    r"\b(?:before(?! (?:tax|interest|the bell))|earlier|previous\w*|prior|backwards?"
    r"|(?:work|back)\w*[^.,;]{0,40} (?:back|out)"
    r"|ago|until|till|original\w*|start\w*|began|initial\w*|used to|had been|must have been|old|last year'?s)\b",
    re.IGNORECASE,
)
"""Asks for what something was at an earlier time."""


def asks_of_before(text: str) -> bool:
    """Whether a question asks for what something was at an earlier time: what is "before tax" is of no such time.

    Args:
        text: The question.
    """
    return _BACK.search(text) is not None


def _is_counted(text: str, unit: str) -> bool:
    """Whether a number counts what a question asks how many there are of, or may: it says nothing of what."""
    asked = asked_count(text).noun
    if not asked or not unit or dimension(unit) != "count":
        return True
    wanted, given = same_as(asked), [stem(word) for word in unit.lower().split()]
    return any(word in wanted or classes(word) & classes(other) for word in given for other in wanted)


def suits(text: str, result: Quantity) -> bool:
    """Whether a result can be what a question asks for, by its unit.

    Args:
        text: The question.
        result: What a calculator gave.
    """
    unit = result.unit
    if _MULTIPLE.search(text) and not _PERCENT.search(text):
        return unit in ("x", "")
    if _PERCENT.search(text):
        return unit in ("%", "percentage points")
    if not _is_counted(text, unit):
        return False
    if _SHARES.search(text):
        return not dimension(unit).startswith(("money", "percent"))
    wanted = currency_asked(text)
    if not wanted and asked_count(text).noun and dimension(unit).startswith("money"):
        return False  # "how many cars" is answered by no money
    return not wanted or not dimension(unit).startswith("money") or unit.split("/")[0] == wanted
