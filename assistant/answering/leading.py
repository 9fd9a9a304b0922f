"""The words that an answer leads with: those that the reader is sure of and the ledger does not deny.

The reader knows which words of a sentence answer; the ledger, whose a figure is, of what and of when.
Words that are a figure of another company, metric or year do not lead, and the sentence speaks for itself.
"""

from __future__ import annotations

import re

from assistant.answering.worksheet import Ledger
from assistant.datatypes import Figure, Question, ReadSentence, Role
from assistant.figures.metrics import Match, satisfies
from assistant.figures.names import mentions
from assistant.reading.pointing import sure_words

_CHANGE = re.compile(
    r"\b(?:rise|rose|risen|rais\w+|fall|fell|fallen|drop\w*|cut\w*|increas\w*|decreas\w*|reduc\w*|lower\w*|grow\w*"
    r"|grew|gain\w*|los[et]\w*|chang\w*|add\w*|sav\w+|up|down|by how|more|less|fewer|extra)\b",
    re.IGNORECASE,
)
"""Words of a question that ask for what was added or taken away."""


def leading_words(question: Question, item: ReadSentence, ledger: Ledger) -> tuple[int, int] | None:
    """The words to lead with, as offsets into the article's text; None where reader or ledger leave a doubt.

    Args:
        question: The question.
        item: The sentence that answers best.
        ledger: The figures of an article, by its path.
    """
    words = sure_words(question, item)
    if words is None:
        return None
    figures = (filed.figure for filed in ledger(item.hit.source.path))
    held = [
        f for f in figures if f.quantity.span and f.quantity.span.start < words[1] and f.quantity.span.end > words[0]
    ]
    return None if any(_denies(figure, question) for figure in held) else words


def _denies(figure: Figure, question: Question) -> bool:
    """Whether a figure is known to be of another year, name or metric, or the older side of a change."""
    if question.years and figure.period.year is not None and figure.period.year not in question.years:
        return True
    if not question.years and figure.role is Role.OLD:
        return True
    if figure.role is Role.DIFFERENCE and not _CHANGE.search(question.text):
        return True
    if question.entities and figure.entity and not any(mentions(name, figure.entity) for name in question.entities):
        return True
    metrics = [metric for metric in question.metrics if metric not in ("growth", "margin")]
    return bool(metrics) and all(satisfies(metric, figure.metric) is Match.NO for metric in metrics)
