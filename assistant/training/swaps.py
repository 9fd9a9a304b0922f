"""Near misses: a question changed in one name, number or year that its text answers no longer."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from assistant.training.examples import Example, Range, answered

_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_NAME = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*\b")
_MONTH = re.compile(r"\b(January|February|March|April|June|July|August|September|October|November|December)\b")
_MONTHS = ("January", "February", "March", "April", "June", "July", "August", "September", "October", "December")
_OPPOSITES = {
    "first": "last", "last": "first", "highest": "lowest", "lowest": "highest", "most": "least", "largest": "smallest",
    "smallest": "largest", "before": "after", "after": "before", "more": "fewer", "increase": "decrease",
    "increased": "decreased", "rose": "fell", "fell": "rose", "rise": "fall", "north": "south", "south": "north",
    "east": "west", "west": "east", "profit": "debt", "revenue": "tax", "sales": "costs", "won": "lost", "lost": "won",
    "gained": "lost", "bought": "sold", "sold": "bought", "oldest": "youngest", "maximum": "minimum", "early": "late",
    "minimum": "maximum", "higher": "lower", "lower": "higher", "import": "export", "exports": "imports",
}  # fmt: skip


def swapped(question: str, text: str, spans: Sequence[Range], source: str, draw: random.Random) -> Iterator[Example]:
    """The question with one thing changed so that the text does not answer it; nothing when it has no such thing.

    Args:
        question: A question that the text answers.
        text: The text.
        spans: Where the answer stands.
        source: Name of the data set.
        draw: Source of chance.
    """
    changed = _changed(question, text, [text[a:b] for a, b in spans], draw)
    if changed and changed != question:
        yield answered(changed, text, (), source)


def _changed(question: str, text: str, answers: Sequence[str], draw: random.Random) -> str:
    ways = [way for way in (_other_year, _other_month, _other_name, _opposite)]
    draw.shuffle(ways)
    for way in ways:
        changed = way(question, text, answers, draw)
        if changed:
            return changed
    return ""


def _other_year(question: str, text: str, answers: Sequence[str], draw: random.Random) -> str:
    match = _YEAR.search(question)
    if not match:
        return ""
    years = [str(int(match.group()) + by) for by in (-3, -2, -1, 1, 2, 3)]
    free = [year for year in years if year not in text]
    return _replaced(question, match, draw.choice(free)) if free else ""


def _other_month(question: str, text: str, answers: Sequence[str], draw: random.Random) -> str:
    match = _MONTH.search(question)
    free = [month for month in _MONTHS if month not in text]
    return _replaced(question, match, draw.choice(free)) if match and free else ""


def _other_name(question: str, text: str, answers: Sequence[str], draw: random.Random) -> str:
    """Another name of the same text in its place: the trap of the right number of the wrong company."""
    match = _NAME.search(question)
    if not match:
        return ""
    taken = " ".join([question, *answers])
    others = sorted({m.group() for m in _NAME.finditer(text) if m.group() not in taken and m.group() not in _MONTHS})
    return _replaced(question, match, draw.choice(others)) if others else ""


def _opposite(question: str, text: str, answers: Sequence[str], draw: random.Random) -> str:
    for match in re.finditer(r"[a-z]+", question):
        other = _OPPOSITES.get(match.group())
        if other and not re.search(rf"\b{other}\b", text):
            return _replaced(question, match, other)
    return ""


def _replaced(question: str, match: re.Match[str], new: str) -> str:
    return question[: match.start()] + new + question[match.end() :]
