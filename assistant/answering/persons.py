"""Whether a sentence can say who, or what something is called: the names of the question alone answer neither."""

from __future__ import annotations

import re

from assistant.answering.called import is_place
from assistant.datatypes import Question, ReadSentence
from assistant.figures.names import find_names, mentions
from assistant.reading.stems import stems

_SOMEBODY = re.compile(
    r"(?<![A-Z]\w )(?<!\w[&’'-])\b(?:(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady)\.?\s+[A-Z][\w’'-]+"
    r"|[A-Z][a-z]+(?:\s+(?:[A-Z]\.|de|van|von|al|bin))*\s+(?:Mc|Mac|O[’'])?[A-Z][a-z-]+\b(?!(?:['’]s)?\s+[A-Z(]))"
)
"""A person's name, as far as its shape tells: no part of a longer run of capitals."""
_OFFICE = re.compile(
    r"\b(?:chief|head\w*|boss|president|chair\w*|director|minister|secretary|executive|officer|manager|founder|leader|led"
    r"|runs?|running|charge|appoint\w*|named|succe\w+|replac\w+|join\w*|hired?|said|told|says|M(?:r|rs|s)|analyst"
    r"|economist|governor|spokes\w+|members?|vot\w+|owners?|tycoon|wife|husband|son|daughter|lawyer|judge|strategist"
    r"|investor|shareholder|witness|colleague)\b",
    re.IGNORECASE,
)
"""Words beside which a name is a person's."""


def says_who(question: Question, text: str) -> bool:
    """Whether a sentence can say who: it names somebody new, or has what the question says of the person.

    "Who is the chief financial officer of Anthropic?" is not answered by any sentence about Anthropic.
    """
    asked = question.text.lower()
    new = [match.group() for match in _SOMEBODY.finditer(text) if match.group().lower() not in asked]
    if _OFFICE.search(text) and any(not any(mentions(name, it) for name in question.entities) for it in new):
        return True
    named = {part for name in question.entities for part in stems(name)}
    said = [part for term in question.terms for part in stems(term) if part not in named and len(part) > 1]
    held = set(stems(text))
    return not said or 2 * sum(part in held for part in said) >= len(said)


_OFFICES = (
    r"financ\w+ (?:director|chief|officer|boss|head)|cfo|chief financial officer|head of finance",
    r"operations? (?:director|chief|officer)|coo|chief operating officer",
    r"chair(?:man|woman|person)?",
    r"chief executive(?: officer)?|ceo|boss|head(?:ed|s)?|runs?|running|leads?|led|leader|in charge|chief"
    r"|managing director",
    r"vice[- ]president",
    r"president",
    r"(?:deputy )?governor",
    r"(?:\w+ )?minister",
    r"founders?|founded",
    r"spokes(?:man|woman|person)",
    r"economist",
    r"analyst",
    r"judge",
    r"lawyers?|attorney|counsel",
    r"mayor",
)
"""Offices, each in the words that mean it; a question's is the first that it names."""
_ASKED_OFFICES = tuple(re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in _OFFICES)
_IS_ASKED = re.compile(
    r"\W*(?:who|what) (?:is|was|are|were|['’]s)\b|\W*who (?:runs|heads|leads|chairs)\b|\W*name", re.IGNORECASE
)
_OFFICE_FIRST = re.compile(
    rf"\W*+(?!(?:who|how|when|where|why|which|what|did|does)\b)(?:[\w'’-]++ ){{0,3}}(?:{'|'.join(_OFFICES)})\b",
    re.IGNORECASE,
)
"""Somebody who is asked for by his office alone."""
_MINISTER = re.compile(
    r"\b(?!(?:the|a|an|new|former|deputy|senior|which|what|ex)\b)(?P<of>[a-z]+) minister\b", re.IGNORECASE
)
"""A minister of something: of finance, of trade; the prime minister."""
_HEADS = re.compile(r"\W*who (?:runs|heads|leads)\b", re.IGNORECASE)
_HEAD = re.compile(
    r"\b(?:chief|ceo|boss|head(?:ed|s)?|runs?|running|run by|leads?|led|leader|charge|director|chair\w*|president"
    r"|governor|founder)\b",
    re.IGNORECASE,
)
"""Who heads something may hold any of these offices."""


def asked_office(question: Question) -> re.Pattern[str] | None:
    """The office of which a question asks who holds it, as what says it; None where it asks for no holder.

    Args:
        question: The question.
    """
    text = question.text
    if not _IS_ASKED.match(text) and not _OFFICE_FIRST.match(text):
        return None
    if _HEADS.match(text):
        return _HEAD
    minister = _MINISTER.search(text)
    of = minister.group("of").lower() if minister is not None else ""
    if of and not is_place(of) and of not in " ".join(question.entities).lower().split():
        return re.compile(rf"\b{of}\b[\w\s,]{{0,40}}\bminister\b|\bminister (?:of|for) (?:the )?{of}\b", re.IGNORECASE)
    return next((office for office in _ASKED_OFFICES if office.search(text)), None)


_DEED = re.compile(
    r"\bwho(?:['’]s|\s+(?:is|was|are|were|has|have|had|will|would|else))?\s+(?:supply|suppli|mak|made|build|built|buy|bought|own|fund"
    r"|financ|insur|operat|provid|design|manufactur|develop|back|bid|win|won|underwrit|advis|audit|lend|lent|sell|sold|compet)[a-z]*\b",
    re.IGNORECASE,
)


def can_be_company(question: Question) -> bool:
    """Whether who is asked for by what he does may be a company: who supplies the turbines.

    Args:
        question: The question.
    """
    return _DEED.search(question.text) is not None


SHORT = 4
"""Letters of a name that may stand by chance inside another word: MAN in "manufacturer"."""


def says_a_name(question: Question, item: ReadSentence) -> bool:
    """Whether a sentence names somebody or something that the question does not name.

    Args:
        question: The question.
        item: The sentence, in its passage.
    """
    text, asked, lowered = item.sentence.text, _squashed(question.text), question.text.lower()
    for name in find_names(text):
        opens = text.startswith(name) and " " not in name
        passage = item.hit.passage.text
        if opens and not (f" {name}" in passage and re.search(rf"[a-z,;] {re.escape(name)}\b", passage)):
            continue  # an ordinary word that begins the sentence
        if (
            not is_place(name)
            and not (name.lower() in lowered and re.search(rf"\b{re.escape(name)}\b", question.text, re.I))
            and not _is_said(name, asked)
        ):
            return True
    return False


def _is_said(name: str, asked: str) -> bool:
    """Whether a question, its words written together, says a name; a short one may only stand inside other words."""
    return len(name) > SHORT and _squashed(name) in asked


def _squashed(text: str) -> str:
    return re.sub(r"\W", "", re.sub(r"['’]s\b", "s", text)).lower()
