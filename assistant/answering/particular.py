"""What a question is particular about, beside whose figure it asks for: the dam by its name, the total and no part.

An article gives the figure of the country, and that of one of its regions a sentence further on. Who names the region
is not told the country's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.called import called
from assistant.answering.counted import asked_count, same_as
from assistant.answering.narrowing import FALL_FAR, NUMERIC, before, gives, within
from assistant.datatypes import Expects, Question, ReadSentence
from assistant.reading.stems import stem_set

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_LEADS_TO = r"\b(?:in|at|near|is|was|are|were|do|does|did|has|have|had|will)\s+(?:the\s+)?(?:[a-z]+\s+)?"
"""What leads to the name of what an amount is of: "in Ticino", "was the halted Xiluodi dam"."""
_POINTS_BACK = re.compile(r"(?:It|Its|This|That|They|Their|There|The|He|His|She|Her)\b")
_ASKS_ALL = re.compile(
    r"\b(?:altogether|in\s+all|in\s+total|all\s+told|all\s+in\s+all|total|combined)\b(?!\s+(?:of|assets|debt))",
    re.IGNORECASE,
)
_SAYS_ALL = re.compile(
    r"\b(?:altogether|in\s+all|in\s+total|all\s+told|total(?:s|led|ling)?|combined|together|(?:bring|tak)(?:s|es|ing)\b[^.;]{0,60}\bto)\b",
    re.IGNORECASE,
)


def of_its_name(question: Question, read: Sequence[ReadSentence]) -> Sequence[ReadSentence]:
    """Only sentences with the name that a question gives beside the one that the best sentences are of, if any.

    Args:
        question: The question.
        read: Sentences that may answer, best first.
    """
    giving = [item for item in read if gives(question.expects & NUMERIC or NUMERIC, item)]
    if question.expects - NUMERIC - {Expects.ANY} or not giving or giving[0] is not read[0] or sets_beside(question):
        return read
    best, path = giving[0], giving[0].hit.source.path
    for name in _last_names(question):
        if called(name, _near(best)) or called(name, best.hit.source.title):
            continue
        of_it = [item for item in giving if item.hit.source.path == path and called(name, item.sentence.text)]
        held = sum(called(each, best.sentence.text) for each in question.entities)
        of_it = [item for item in of_it if sum(called(each, item.sentence.text) for each in question.entities) > held]
        if of_it and max(item.by_rules for item in of_it) >= best.by_rules - FALL_FAR:
            return of_it
    return read


def sets_beside(question: Question) -> bool:
    """Whether a question sets its names side by side, and asks of each.

    Args:
        question: The question.
    """
    names = question.entities
    joined = (rf"{re.escape(name)}(?:['’]s)?,?\s+(?:and|or|vs|versus|than|with)\b" for name in names)
    return _JOINS.search(question.text) is not None and any(re.search(each, question.text) for each in joined)


_JOINS = re.compile(r"\s(?:and|or|vs|versus|than|with)\b")


def _last_names(question: Question) -> list[str]:
    """The names of the sentence that asks, the last first; of several names only."""
    if len(question.entities) < 2:
        return []
    asking = _SENTENCE_END.split(question.text)[-1]
    names = [name for name in question.entities if re.search(rf"{_LEADS_TO}{re.escape(name)}\b", asking, re.IGNORECASE)]
    return names[::-1]


def _near(item: ReadSentence) -> str:
    """A sentence, with the one before it where it begins with a word for what that names."""
    lead = before(item) if _POINTS_BACK.match(item.sentence.text) else ""
    return f"{lead}\n{item.sentence.text}"


def of_all(question: Question, read: Sequence[ReadSentence]) -> Sequence[ReadSentence]:
    """Only sentences that tell a total, where a question asks for one and a sentence near the best does.

    Args:
        question: The question.
        read: Sentences that may answer, best first.
    """
    if not question.expects & NUMERIC or question.expects - NUMERIC or not _ASKS_ALL.search(question.text):
        return read
    told = [item for item in read if _SAYS_ALL.search(item.sentence.text) and gives(question.expects, item)]
    words = {part for term in question.terms for part in stem_set(term)}
    noun = asked_count(question.text).noun
    words |= same_as(noun) if noun else frozenset()
    kept = [item for item in told if words & stem_set(item.sentence.text)]
    return [item for item in kept if item.hit.source.path == read[0].hit.source.path] or within(kept, read)
