"""Whether a result is of the kind that a question asks for: no multiple is answered with money."""

from __future__ import annotations

import re

from assistant.answering.phrases import currency_asked
from assistant.datatypes import Quantity
from assistant.quantities import dimension

_MULTIPLE = re.compile(
    r"\b(?:what|which) (?:\S+ )?multiples?\b|\bmultiple of\b|\bhow many times\b|\bprice[- ]to[- ]\w+|\bp/e\b"
    r"|\bstep-?up\b|\bby what factor\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"\b(?:what|which) (?:\S+ )?(?:percentage|per ?cent|percent|proportion|fraction)\b(?! points?)|\bin per ?cent\b"
    r"|\bwhat share of\b"
    r"|\b(?:percentage|percent|per ?cent) (?:change|rise|fall|growth|increase|drop)\b"
    r"|\bas (?:a |an )?(?:\w+ )?(?:percentage|proportion|per ?cent|%) of\b|\bmargins?\b",
    re.IGNORECASE,
)
_SHARES = re.compile(r"\b(?:how many|number of) (?:\S+ ){0,3}shares\b(?!.{0,200}\bworth\b)", re.IGNORECASE)


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
    if _SHARES.search(text):
        return not dimension(unit).startswith(("money", "percent"))
    wanted = currency_asked(text)
    return not wanted or not dimension(unit).startswith("money") or unit.split("/")[0] == wanted
