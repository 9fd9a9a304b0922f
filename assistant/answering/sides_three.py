"""A question that sets three things against each other: "who employs most people, Acme, Globex or Initech?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.comparing import COMPARES, LITTLE, MOST
from assistant.answering.sides import Side, Sides, spoken_of
from assistant.answering.worksheet import single_names
from assistant.datatypes import Question

_ASKS = r"(?:which|who|whose|did|does|do|is|was|are|were|has|have|had|will|would)"
_LIST = re.compile(
    rf"(?:^(?!{_ASKS}\b)|[:,] | of | [-–] |\b{_ASKS} )"
    r"(?:of (?:the )?)?(?P<first>[^,:;?]{2,60}), (?P<second>[^,:;?]{2,60}?)(?:,? (?:or|and)|,)"
    r" (?P<third>[^,:;?]{2,80})",
    re.IGNORECASE,
)
_SETS = re.compile(rf"\b{MOST}\b|{COMPARES}", re.IGNORECASE)
_LEAST = re.compile(rf"\b(?:least|fewest|lowest|smallest|shortest|cheapest|weakest|{LITTLE})\b", re.IGNORECASE)
_NEXT = re.compile(
    r"\b(?:(?:does|did|do) (?:it|they) )?(?:beats?|ahead of|above|over|than)? ?(?:the )?"
    r"(?:next(?: (?:one|best|biggest|largest|highest))?(?: down)?(?! (?:year|quarter|month|half))|runner-up"
    r"|second[ -](?:place|placed|biggest|largest))\b",
    re.IGNORECASE,
)
"""The second of them, whom the first is measured against."""
_MOST = re.compile(rf"\b(?:the )?{MOST}\b", re.IGNORECASE)


def three_of(question: Question) -> tuple[Sides, Sides, Sides] | None:
    """Each two of three things that a question sets against each other; None where it does not.

    Args:
        question: The question, its names known.
    """
    text = question.text.strip(" ?.!")
    found = _LIST.search(text) if _SETS.search(text) else None
    if found is None:
        return None
    names = single_names(question)
    parts = [_name_first(found.group(part), names) for part in ("first", "second", "third")]
    if any(_says_more(found.group(part), name) for part, name in zip(("first", "second"), parts, strict=False)):
        return None
    if not all(parts) or len({part.lower() for part in parts}) < 3:
        return None
    behind = re.sub(rf"^(?:the )?{re.escape(parts[2])}(?:['’]s?)?", "", found.group("third"), flags=re.IGNORECASE)
    about = spoken_of(_NEXT.sub(" ", _MOST.sub(" ", f"{text[: found.start()]} {behind} {text[found.end() :]}")))
    first, second, third = (Side(part, (part,), frozenset()) for part in parts)
    less = bool(_LEAST.search(text))
    return (
        Sides(first, second, about, less),
        Sides(first, third, about, less),
        Sides(second, third, about, less),
    )


def _says_more(part: str, name: str) -> bool:
    """Whether a part of a list says more of somebody than the name: "Acme at Two Rivers" is not all of Acme."""
    return re.fullmatch(rf"(?:the )?{re.escape(name)}(?:['’]s?)?", part.strip(), re.IGNORECASE) is None


def _name_first(part: str, names: Sequence[str]) -> str:
    """The name that a part of a list begins with; empty where it begins with none."""
    for name in sorted(names, key=len, reverse=True):
        if re.match(rf"(?:the )?{re.escape(name)}(?:['’]s?)?(?= |$)", part.strip(), re.IGNORECASE):
            return name
    return ""
