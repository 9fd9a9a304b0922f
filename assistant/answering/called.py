"""Whether an article speaks of whom a question names, in all the ways that articles call somebody.

The rules for names know abbreviations and companies written together. Here are the rest: names with small words
inside ("Bank of England"), places by their adjectives, and names that an article gives in full once and then shortens.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from assistant.figures.names import mentions
from assistant.figures.places import places

_WORD = re.compile(r"[^\W_]+")
_INSIDE = re.compile(r"\s(?:of|for|and|the|de|du|la)\s", re.IGNORECASE)
_ENDINGS = ("n", "an", "ian", "ese", "i")
"""What makes the adjective of a country."""
OPENING = 3
"""Parts of an article that are its opening: the title, and two more."""
_TAIL = re.compile(r"(?<!\s)\s++(?:(?:of|for)\s++(?:the\s++)?)?[^\s]++$", re.IGNORECASE)
"""The last word of a name, with what links it."""
_TITLES = "Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Dame|Professor|Prof|President|Senator|Governor|Minister|Judge"
_SPEAKS = "said|says|told|added|argued|argues|believes|thinks|expects|warned|insisted|reckons"
_PERSONAL = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*")
MOST_IN_PERSON = 4
"""Words of a person's name, at most."""
_PARAGRAPH = re.compile(r"\n\s*\n")


def called(name: str, text: str) -> bool:
    """Whether a text calls somebody by a name, written out with its small words, or as a place's adjective.

    Args:
        name: A name, as a question writes it.
        text: A sentence, a passage, or any text.
    """
    if mentions(name, text):
        return True
    if _INSIDE.search(name) and f" {_plain(name)} " in f" {_plain(text)} ":
        return True
    return any(mentions(form, text) for form in _of_place(name.lower()))


@lru_cache(maxsize=512)  # each sentence of an article asks
def is_subject(name: str, article: str) -> bool:
    """Whether an article is about somebody: it opens with the name, or comes back to it.

    An article that names somebody once, far down, says nothing of him where it names nobody.

    Args:
        name: A name, as a question writes it.
        article: The article's whole text.
    """
    parts = [part for part in _PARAGRAPH.split(article) if part.strip()]
    told = [called(name, part) for part in parts]
    return any(told[:OPENING]) or sum(told) > 1


def shortened(name: str, text: str, article: str) -> bool:
    """Whether a text calls somebody by the first words of a name that its article gives in full elsewhere.

    Args:
        name: A name, as a question writes it.
        text: A sentence or a passage.
        article: The article's whole text.
    """
    first = _TAIL.sub("", name)
    return first != name and len(first) > 2 and called(first, text) and called(name, article)


def surnamed(name: str, text: str, article: str) -> bool:
    """Whether a text calls a person by the last name, where its article gives the whole name elsewhere.

    "Mr Reed" is Ann Reed where an article has named her; a last name alone is a person's only beside what he says.

    Args:
        name: A name, as a question writes it.
        text: A sentence or a passage.
        article: The article's whole text.
    """
    words = name.split()
    if not 2 <= len(words) <= MOST_IN_PERSON or not all(_PERSONAL.fullmatch(word) for word in words):
        return False
    if words[-1].lower() not in text.lower():
        return False
    last = re.escape(words[-1])
    person = rf"\b(?:{_TITLES})\.?\s+{last}\b|\b{last}\s+(?:{_SPEAKS})\b|\b(?:said|says|added)\s+{last}\b"
    return re.search(person, text, re.IGNORECASE) is not None and called(name, article)


@lru_cache(maxsize=2048)  # each sentence of a passage asks for the passage anew
def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


_SEATS = {
    "ankara": "Turkey",
    "athens": "Greece",
    "bangkok": "Thailand",
    "beijing": "China",
    "berlin": "Germany",
    "brasilia": "Brazil",
    "brussels": "European Union",
    "cairo": "Egypt",
    "canberra": "Australia",
    "delhi": "India",
    "dublin": "Ireland",
    "hanoi": "Vietnam",
    "islamabad": "Pakistan",
    "jakarta": "Indonesia",
    "kiev": "Ukraine",
    "kremlin": "Russia",
    "kyiv": "Ukraine",
    "madrid": "Spain",
    "manila": "Philippines",
    "moscow": "Russia",
    "ottawa": "Canada",
    "pretoria": "South Africa",
    "riyadh": "Saudi Arabia",
    "rome": "Italy",
    "seoul": "South Korea",
    "stockholm": "Sweden",
    "tehran": "Iran",
    "warsaw": "Poland",
}
"""Seats of governments, by which papers call them."""


@lru_cache(maxsize=1024)
def _of_place(name: str) -> tuple[str, ...]:
    """The other words for a country or region: French for France, and the other way round.

    Of countries that the table does not have, the endings tell: Libya and Libyan.
    """
    seat = _SEATS.get(name)
    if seat is not None:  # papers say Jakarta of Indonesia's government; of London they mostly mean the city
        return (seat, *_places().get(seat.lower(), ()))
    known = _places().get(name)
    if known is not None or " " in name or not name.isalpha():
        return known or ()
    roots = [name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)]
    return tuple(root.title() for root in roots if len(root) > 3) + tuple(f"{name.title()}{e}" for e in _ENDINGS)


def is_place(name: str) -> bool:
    """Whether a name is a country's or a region's, or its adjective."""
    return name.lower() in _places()


@cache
def _places() -> dict[str, tuple[str, ...]]:
    groups = [(place, *forms) for place, forms in places().items()]
    return {form.lower(): tuple(other for other in group if other != form) for group in groups for form in group}
