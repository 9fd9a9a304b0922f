"""Whether a sentence can say who somebody is: a question for a person is not answered by the company alone."""

from __future__ import annotations

import re

from assistant.datatypes import Question
from assistant.figures.names import mentions
from assistant.reading.stems import stems

_SOMEBODY = re.compile(
    r"(?<![A-Z]\w )(?<!\w[&’'-])\b(?:(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady)\.?\s+[A-Z][\w’'-]+"
    r"|[A-Z][a-z]+(?:\s+(?:[A-Z]\.|de|van|von|al|bin))*\s+(?:Mc|Mac|O[’'])?[A-Z][a-z-]+\b(?!(?:['’]s)?\s+[A-Z(]))"
)
"""A person's name, as far as its shape tells: no part of a longer run of capitals."""
_OFFICE = re.compile(
    r"\b(?:chief|head\w*|boss|president|chair\w*|director|minister|secretary|executive|officer|manager|founder|leader|led"
    r"|runs?|running|charge|appoint\w*|named|succe\w+|replac\w+|join\w*|hired?|said|told|says|M(?:r|rs|s)|analyst"
    r"|economist|governor|spokes\w+)\b",
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
    said = [part for term in question.terms for part in stems(term) if part not in named]
    held = set(stems(text))
    return not said or 2 * sum(part in held for part in said) >= len(said)
