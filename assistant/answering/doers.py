"""Who did what a question asks: what Quill produced is not what Zephyr did, whose name stands beside it."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answering.called import is_place
from assistant.answering.narrowing import before
from assistant.datatypes import Expects, Question, ReadSentence
from assistant.figures.names import find_names, mentions
from assistant.reading.stems import stem

_DID = re.compile(r"\b(?:did|does|do|has|have|had|will|would|(?P<being>is|are|was|were))\s+(?:the\s+)?", re.IGNORECASE)
_VERB = re.compile(
    r"['’]?\s+(?:(?:also|really|actually|just|then|ever|first|already|now|currently|going\s+to)\s+)?(?P<verb>[a-z]{3,})\b"
)
_IS_DOING = re.compile(r"['’]?\s+(?:(?:also|now|currently)\s+)?(?:going\s+to\s+[a-z]|[a-z]{2,}ing\b)")
_NO_VERB = frozenset(
    {"and", "or", "have", "been", "the", "for", "with", "say", "said", "expect", "plan", "get", "want"}
)
"""Words behind a name that tell of no deed, or of one that somebody may tell of another."""
_CLAUSE = re.compile(r";|,?\s(?:while|whereas|although|though)\s|,\s(?:and|but)\s|\s(?:and|but)\s(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+")
_DONE_BY = re.compile(r"(?:\s+(?:has|have|had|also|only|will|would|reportedly|already|alone)){0,2}\s+$")
"""What may stand between somebody and what he did."""
_BY = re.compile(r"\bby\s+(?P<who>(?:(?:its|the|their|his|her|rival|[a-z]+)\s+){0,3}[A-Z][^,;.]{1,60})")
_IRREGULAR = {
    "sold": "sell",
    "bought": "buy",
    "made": "make",
    "lost": "lose",
    "spent": "spend",
    "paid": "pay",
    "built": "build",
    "won": "win",
    "lent": "lend",
    "took": "take",
    "taken": "take",
    "gave": "give",
    "given": "give",
    "drew": "draw",
    "drawn": "draw",
    "kept": "keep",
    "held": "hold",
    "mined": "mine",
    "shed": "shed",
    "cut": "cut",
}


def verb_of(question: Question) -> tuple[str, str]:
    """The name that a question asks a deed of, and the stem of the deed; empty for other questions.

    Args:
        question: The question.
    """
    return _verb_of(question.text, question.entities)


def doer_of(question: Question) -> str:
    """Who does what a question asks: the name right behind "did", "has" or "is"; empty for none.

    Args:
        question: The question.
    """
    for match in _DID.finditer(question.text):
        rest = question.text[match.end() :]
        for name in question.entities:
            if rest.startswith(name) and (not match.group("being") or _IS_DOING.match(rest, len(name))):
                return name if _VERB.match(rest, len(name)) else ""
    return ""


@lru_cache(maxsize=64)  # each sentence asks
def _verb_of(text: str, names: tuple[str, ...]) -> tuple[str, str]:
    for match in _DID.finditer(text):
        rest = text[match.end() :]
        for name in names:
            verb = _VERB.match(rest, len(name)) if rest.startswith(name) else None
            if verb is None or (match.group("being") and not _IS_DOING.match(rest, len(name))):
                continue
            if verb.group("verb") not in _NO_VERB:
                return name, _deed(verb.group("verb"))
    return "", ""


def is_done_by_another(question: Question, item: ReadSentence) -> bool:
    """Whether a sentence tells the deed that a question asks of somebody only of others.

    Args:
        question: The question.
        item: The sentence, in its passage.
    """
    name, deed = verb_of(question)
    if not name:
        return False
    text = item.sentence.text
    clauses = [clause for clause in _CLAUSE.split(text) if any(_deed(w) == deed for w in _WORD.findall(clause.lower()))]
    if not clauses or any(_is_theirs(name, deed, clause) for clause in clauses):
        return False
    around = f"{item.hit.source.title}\n{item.hit.passage.text}"
    elsewhere = any(mentions(name, part) for part in _CLAUSE.split(text))
    return all(_another(name, deed, clause, around, beside=not elsewhere) for clause in clauses)


_HOLDS = re.compile(
    r"\b(?:stake|own(?:s|ed)?|hold(?:s|ing)?|share of|percentage of|per cent of|control(?:s|led)?)\b", re.IGNORECASE
)
_HOLDER = (
    r"['’]s?\s+(?:[\w%-]+\s+){0,2}(?:stake|share|holding)\b|\s+(?:family\s+|group\s+|has\s+|had\s+)?"
    r"(?:owns?|owned|holds?|held|controls?|acquired|bought)\b"
)


def is_held_by_another(question: Question, item: ReadSentence) -> bool:
    """Whether a sentence tells what others hold, where a question asks what somebody does whom it does not name.

    Args:
        question: The question.
        item: The sentence, in its passage.
    """
    name = doer_of(question)
    if not name or question.expects != {Expects.PERCENT} or not _HOLDS.search(question.text):
        return False
    text = item.sentence.text
    if mentions(name, text) or mentions(name, before(item)):
        return False
    return any(re.search(rf"{re.escape(other)}(?:{_HOLDER})", text) for other in find_names(text))


def _is_theirs(name: str, deed: str, clause: str) -> bool:
    """Whether a clause names somebody who may have done the deed, by the whole name or a word of it.

    Who stands only behind it, where another stands right before it, has not: "Quill bought malt from Zephyr".
    """
    words = {word.lower() for word in _WORD.findall(name)}
    if re.search(rf"\b{re.escape(name)}\s+(?:[a-z]+\s+){{0,2}}[$£€]?\d", clause, re.IGNORECASE):
        return True  # "Quill took 120 and Zephyr 60"
    at = _place_of(deed, clause)
    for part in (clause[:at], clause):
        if mentions(name, part) or any(words & set(_WORD.findall(other.lower())) for other in find_names(part)):
            lead = find_names(clause[:at])
            beside = lead and _DONE_BY.fullmatch(clause[:at], clause.rfind(lead[-1], 0, at) + len(lead[-1]))
            return part is not clause or not beside or re.search(r"\bby\b", clause[at:]) is not None
    return False


def _place_of(deed: str, clause: str) -> int:
    return next((m.start() for m in _WORD.finditer(clause) if _deed(m.group().lower()) == deed), 0)


def _another(name: str, deed: str, clause: str, around: str, *, beside: bool) -> bool:
    """Whether a clause names somebody else before the deed; right before it where it must be beside."""
    at = _place_of(deed, clause)
    lead = clause[:at]
    for other in find_names(lead):
        inside = re.search(rf"(?<=[a-z,;] ){re.escape(other)}\b", around) or " " in other
        if is_place(other) or not inside or mentions(other, name):
            continue
        if not beside or _DONE_BY.fullmatch(lead, lead.rfind(other) + len(other)):
            return True
    by = _BY.search(clause, at)
    doers = find_names(by.group("who")) if by is not None else ()
    return any(not is_place(other) and not mentions(other, name) for other in doers[:1])


def _deed(word: str) -> str:
    return stem(_IRREGULAR.get(word, word))
