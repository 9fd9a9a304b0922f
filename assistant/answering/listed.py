"""Sentences that list: several names or figures in a row, of the things that a question asks for."""

from __future__ import annotations

import dataclasses
import re

from assistant.answering.counted import same_as
from assistant.datatypes import Expects, Question, ReadSentence
from assistant.quantities.nouns import looks_plural
from assistant.reading.stems import stem_set

LISTS = 1.5
"""What a list of names or figures adds to a sentence's score where a list is asked for."""
LISTS_THEM = 3.0
"""The same where the sentence, or the one before, calls them what the question does."""
FEWEST = 2
"""Separators of a list: three things."""

_SEPARATOR = re.compile(r"(?:,|;|\band\b|\bor\b|&)\s++(?:(?:and|or|the|its)\s++){0,2}(?=[A-Z\d£$€\"“])")
_ASKED = re.compile(r"\b(?:which|what|who|names?\s+of|name|list)\b(?P<what>[^?]*)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NO_NOUN = frozenset({"names", "does", "apart", "parts", "others", "makes", "says"})


def with_lists_first(question: Question, candidates: list[ReadSentence]) -> list[ReadSentence]:
    """Sentences in order of their scores, those that list what is asked for scored higher; as they are for others.

    Args:
        question: The question.
        candidates: Judged sentences, best first.
    """
    if Expects.LIST not in question.expects:
        return candidates
    noun = asked_plural(question.text)
    raised = [dataclasses.replace(item, score=item.score + _added(noun, item)) for item in candidates]
    return sorted(raised, key=lambda item: -item.score)


def asked_plural(text: str) -> str:
    """The plural noun that a question asks for several of, in small letters; empty for none.

    Args:
        text: The question.
    """
    match = _ASKED.search(text)
    words = _WORD.findall((match.group("what") if match else text).lower())
    return next((word for word in words if looks_plural(word) and word not in _NO_NOUN), "")


def _added(noun: str, item: ReadSentence) -> float:
    text, sentences = item.sentence.text, item.hit.passage.sentences
    position = sentences.index(item.sentence)
    before = sentences[position - 1].text if position else ""
    if len(_SEPARATOR.findall(text)) < FEWEST:
        return 0.0
    named = noun and same_as(noun) & (stem_set(text) | stem_set(before))
    return LISTS_THEM if named else LISTS
