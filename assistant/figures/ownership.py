"""Whether a figure in a sentence is somebody's: the check against the wrong company's number.

A figure belongs to the last name before it in its clause. A clause that names nobody before
the figure speaks of whoever is named right behind it ("a valuation of $380 billion for
Anthropic"), else of whoever the sentence before, the heading or the title speaks of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.figures.names import find_names, mentions

_TURN = re.compile(
    r"(?:[;:]|,?\s(?:while|whereas|but|although|compared (?:with|to)|against|past|ahead of|behind|versus)\s"
    r"|,?\s(?:and|as)\s(?=[A-Z]))"
)
_OBJECT = re.compile(
    r"\s?(?:[a-z-]+\s){0,3}(?:for|at|by|of|from)\s"
    r"(?P<owner>(?:(?!\b(?:but|would|will|which|that|while|as)\b)[^.;,]){0,60})"
)
"""What follows a figure closely: where "valuation for Anthropic" stands."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands."""

    sentence: str
    start: int
    """Offset of the figure in the sentence."""
    end: int
    before: str
    """The sentences before it in its passage."""
    title: str
    """The article's title and the heading."""


def belongs(place: Place, owner: str) -> bool:
    """Whether a figure can be the owner's.

    Args:
        place: Where the figure stands.
        owner: The name that must own it.
    """
    lead = place.sentence[: place.start]
    clause = _TURN.split(lead)[-1]
    for part in (clause, lead):
        if mentions(owner, part):
            return _last_is(owner, find_names(part), part)
        if _names(part, place):
            return mentions(owner, _object(place))
    if mentions(owner, _object(place)):
        return True
    return _spoken_of(place, owner)


def _object(place: Place) -> str:
    match = _OBJECT.match(place.sentence, place.end)
    return match.group("owner") if match else ""


def _last_is(owner: str, others: tuple[str, ...], part: str) -> bool:
    """Whether the owner is the last name of a clause, or its possessor or subject."""
    if not others or mentions(owner, others[-1]):
        return True
    # The subject comes first ("Unilever, which owns Dove, said …"), unless a clause about the last
    # name is still open at the figure ("… OpenAI, which was last valued at").
    return mentions(owner, others[0]) and not re.search(r",\s(?:which|who|whose)\b[^,]*$", part)


def _spoken_of(place: Place, owner: str) -> bool:
    """Whether the nearest text before the sentence that names anybody names the owner."""
    sentences = re.split(r"(?<=[.!?”\"])\s+", place.before.strip())
    for text in (*reversed(sentences[-3:]), place.title):
        if mentions(owner, text):
            return True
        if len(find_names(text)) > 1 and text is not place.title:
            return False
    return False


def _names(part: str, place: Place) -> tuple[str, ...]:
    """The names in a part of a sentence; a capital that only begins the sentence makes none."""
    found = find_names(part)
    if found and place.sentence.startswith(found[0]) and " " not in found[0] and not found[0].isupper():
        elsewhere = rf"(?<=[a-z,;] ){re.escape(found[0])}\b"
        if not re.search(elsewhere, f"{place.sentence} {place.before} {place.title}"):
            return found[1:]
    return found
