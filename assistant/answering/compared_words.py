"""What a question that sets things against each other says in more words than one: turned out, laying out, for each.

A verb of two words is read as the plain one, for articles use either. What asks for the size of the difference as a
multiple, or for amounts that no article gives as they stand, is told by its own words.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.comparing import COMPARES, MOST
from assistant.datatypes import Question

_ADJECTIVE = r"(?! (?:to|larger|bigger|higher|smaller|lower|better|worse|greater|dearer|cheaper)\b)"
_PLAIN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), plain)
    for pattern, plain in (
        (rf"(?:turn(?:s|ed|ing)?|churn(?:s|ed|ing)?|dug|dig(?:s|ging)?|pump(?:s|ed|ing)?) out{_ADJECTIVE}", "produced"),
        (r"(?:lay(?:s|ing)?|laid|splash(?:es|ed|ing)?) out", "spending"),
        (r"(?:shell(?:s|ed|ing)?|fork(?:s|ed|ing)?) out|(?:stump(?:s|ed|ing)?|cough(?:s|ed|ing)?) up", "paying"),
        (r"(?:rak(?:e|es|ed|ing)|tak(?:e|es|ing)|took|pull(?:s|ed|ing)?) in", "sold"),
        (r"(?:tak(?:e|es|ing)|took) home", "earned"),
        (r"programming", "programmes"),
        (r"(?:giv(?:e|es|ing)|gave) (?:work|jobs) to|ha(?:s|ve|d) on (?:its|their) (?:payroll|books)", "employ"),
    )
)
"""Verbs of two words or more, and what articles write as often."""

_EMPLOYS = re.compile(r"\bemploy(?:s|ed|ing)?\b", re.IGNORECASE)
_MARGIN = re.compile(r"\bby (?:what|how (?:big|large|wide)) an? margin\b|\bby what margin\b", re.IGNORECASE)
"""What asks for the size of a difference, and for no share of a revenue."""
_THE_MARGIN = re.compile(r"\bwhat(?:['’]s| is| was) the margin\b(?! (?:of|on|at|for)\b)", re.IGNORECASE)
TIMES = re.compile(
    r"\bhow many times\b|\bby what (?:multiple|factor)\b|\b(?:what|which) (?:multiple|factor)\b"
    r"|\bas a multiple\b|\bwhat (?:is|was) the ratio\b",
    re.IGNORECASE,
)
"""What asks how many times the one is the other."""
EACH = re.compile(r"\b(?:per (?!cent\b|annum\b|year\b)|a head\b|(?:for|to) each\b|each of\b|apiece\b)", re.IGNORECASE)
"""What asks for amounts for each: of what an article gives for the whole, each side's would have to be worked out."""
MULTIPLE = re.compile(
    r"\b(?:revenue|sales|earnings|profit|valuation|price) multiples?\b|\bmultiple of (?:\w+ ){0,2}(?:revenue|sales"
    r"|earnings|profit|book)|\bprice[- ]to[- ]\w+|\bp/e\b",
    re.IGNORECASE,
)
"""What asks for multiples of something else."""


WHICH_BY_HOW_MUCH = re.compile(
    rf"\b(?:which|who|whose)\b[^?]{{0,80}}\b(?:{MOST}|{COMPARES})\b[^?]{{0,120}}"
    r"\b(?:by (?:how|what)|how (?:much|many|far) (?:more|less|fewer|ahead)|gap|difference|margin)\b",
    re.IGNORECASE,
)
"""What asks for the larger and by how much: a comparison, even where it is not plain of what."""


def plain(question: Question) -> Question:
    """A question with a plain verb for each one of two words; who employs more has the larger headcount.

    Args:
        question: The question.
    """
    text = question.text
    for pattern, verb in _PLAIN:
        text = pattern.sub(verb, text)
    asked = _THE_MARGIN.sub("what is the gap", _MARGIN.sub("by how much", text))
    known = tuple(m for m in question.metrics if m != "margin") if asked != text else question.metrics
    return replace(question, text=asked, metrics=known or (("headcount",) if _EMPLOYS.search(text) else ()))
