"""What is expected and what has come: guidance is no result, and a result is no guidance."""

from __future__ import annotations

import re

from assistant.datatypes import Question

_ASKS_AHEAD = re.compile(
    r"\b(?:guid(?:ance|ed|ing)|forecast\w*|expect\w*|predict\w*|project(?:ed|ions?|s)|outlook|aim(?:s|ed|ing)?"
    r"|hop(?:es?|ed|ing)|consensus|pencilled|earmark\w*|think\w*|reckon\w*|anticipat\w*)\b|\btarget(?:s|ed)?\b(?!\s+(?:of|for)\s+(?:a|the)\s+bid)",
    re.IGNORECASE,
)
_SAYS_AHEAD = re.compile(
    r"\b(?:guid(?:ance|ed|ing|es)|forecast\w*|expect\w*|predict\w*|project(?:ed|ions?|s)|outlook|aim(?:s|ed|ing)?|hop(?:es?|ed|ing)"
    r"|consensus|look(?:ed|ing)\s+for|plan(?:s|ned|ning)?|target\w*|estimat\w*|will|would|should|could|may|might|due|likely|set\s+to|supposed|pencilled"
    r"|earmark\w*|seek(?:s|ing)?|intend\w*|promis\w*|budget\w*|by\s+(?:20\d\d|the\s+end))\b",
    re.IGNORECASE,
)
_ASKS_RESULT = re.compile(
    r"\b(?:did|has|have)\b[^?]{0,60}\b(?:report(?:ed)?|ma[kd]e|post(?:ed)?|earn(?:ed)?|book(?:ed)?|record(?:ed)?|los[et]|achieved?)\b",
    re.IGNORECASE,
)
_HAS_COME = re.compile(
    r"\b(?:was|were|made|rose|fell|reported|earned|posted|recorded|booked|reached|grew|climbed|dropped|slipped|came|up|down"
    r"|compared|against|lost|had|brought|totalled|turned|widened|narrowed|increased|decreased|jumped|sank|slid|hit)\b",
    re.IGNORECASE,
)


def asks_ahead(question: Question) -> bool:
    """Whether a question asks for what was or is expected, and not for what came of it.

    Args:
        question: The question.
    """
    return bool(_ASKS_AHEAD.search(question.text))


def says_ahead(sentence: str) -> bool:
    """Whether a sentence tells of what is expected, planned or promised.

    Args:
        sentence: The sentence.
    """
    return bool(_SAYS_AHEAD.search(sentence))


def asks_result(question: Question) -> bool:
    """Whether a question of a year asks for what somebody has earned or reported, and for no expectation.

    Args:
        question: The question.
    """
    return bool(question.years) and bool(_ASKS_RESULT.search(question.text)) and not asks_ahead(question)


def is_only_ahead(sentence: str) -> bool:
    """Whether a sentence tells of nothing but expectations.

    Args:
        sentence: The sentence.
    """
    return says_ahead(sentence) and not _HAS_COME.search(sentence)
