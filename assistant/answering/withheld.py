"""What an article says is not told: a price that was not disclosed, a size too early to know.

An article that says so answers the question; the amount of the thing beside it does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.called import called
from assistant.answering.narrowing import FALL_FAR, NUMERIC, before, gives
from assistant.datatypes import Question, ReadSentence
from assistant.reading.stems import stem_set, stems

_WITHHOLDS = re.compile(
    r"\bundisclosed\b|\b(?:not|n['’]t|never|nor)\s+(?:\w+\s+){0,2}?(?:disclos|reveal|publish|releas|specif|giv|say|said|kn[oe]w"
    r"|made\s+public|put\s+a)\w*(?!\s+that\b)|\b(?:declin|refus)\w+\s+to\s+(?:say|give|disclose|reveal|specify|put|comment)"
    r"|\btoo\s+(?:early|soon)\s+to\s+(?:say|tell|know|estimate|put)\b|\bwithout\s+(?:giving|disclosing|saying|revealing)\b"
    r"|\bno\s+(?:price|figure|value|amount|sum|details?|terms?)\s+(?:\w+\s+){0,3}?(?:given|disclosed|revealed|released|published)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\b(?:value|valued|worth|price|terms|sum|amount|figures?|cost|costs|how\s+(?:much|many|large|big)|size|number|volumes?"
    r"|details|fee|budget|salary|pay|profits?|revenues?|sales)\b",
    re.IGNORECASE,
)


def withheld(question: Question, read: Sequence[ReadSentence]) -> ReadSentence | None:
    """The sentence that says that an amount is not told, where it is of what a question names and the best is not.

    Args:
        question: The question.
        read: The sentences that may answer, and those judged beside them, best first.
    """
    amounts = question.expects & NUMERIC
    if not amounts or question.expects - NUMERIC or not read:
        return None
    best = next((item for item in read if gives(amounts, item) and not withholds(item.sentence.text)), None)
    if best is None:
        return None
    near = f"{best.hit.source.title}\n{before(best)}\n{best.sentence.text}"
    missing = [name for name in question.entities if not called(name, near)]
    for item in read:
        if item.by_rules < best.by_rules - FALL_FAR or not withholds(item.sentence.text):
            continue
        if any(called(name, item.sentence.text) for name in missing) or _is_nearer(question, item, best):
            return item
    return None


def _is_nearer(question: Question, item: ReadSentence, best: ReadSentence) -> bool:
    """Whether a sentence has words of the question for its thing that the best has not, and not the other way round."""
    named = {part for name in question.entities for part in stems(name)}
    asked = {part for term in question.terms for part in stems(term) if len(part) > 2} - named
    asked -= stem_set(" ".join(_AMOUNT.findall(question.text)))
    here, there = asked & stem_set(item.sentence.text), asked & stem_set(best.sentence.text)
    return len(here) > 1 and here > there


def withholds(sentence: str) -> bool:
    """Whether a sentence says that an amount is not told.

    Args:
        sentence: The sentence.
    """
    return bool(_WITHHOLDS.search(sentence) and _AMOUNT.search(sentence))
