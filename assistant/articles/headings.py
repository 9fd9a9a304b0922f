"""Finds the headings of plain text: lines that say what follows and are no evidence.

A heading is a short line (at most 12 words and 100 characters) that begins like one
(capital letter, digit or opening quote), does not end like a sentence (a question mark is
allowed), is no list item, no table row and no bare figure, and has text below it that does
not go on with its sentence.
Three or more such lines on adjoining lines are a list or a table, not headings. The first
line of an article is its title under a wider limit (20 words). In an article that has
nothing but such lines, none is a heading, so that nothing is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MAX_WORDS = 12
_MAX_CHARACTERS = 100
_MAX_TITLE_WORDS = 20
_MAX_TITLE_CHARACTERS = 200
_LONGEST_RUN = 2
"""Adjoining lines that may all be headings: a heading and a subheading."""

_ITEM = re.compile(r"(?:[-*•·▪◦‣–—>+]|\(?\d{1,3}[.)]|\(?[A-Za-z][.)])\s")
_ENDS_LIKE_TEXT = re.compile(r"(?<![.!…:;,。！：；，])[.!…:;,。！：；，]++[\"'”’)\]]*+$|, \w{1,2}$")
_CLOSED_STATEMENT = re.compile(r"(?<![.…:;,。：；，])[.…:;,。：；，]++[\"'”’)\]]*+$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_GOES_ON = re.compile(
    r"(?:[-–—*•·] )?[a-z]"  # a small letter, also after a bullet
    r"|[^\w\s\"'“‘«(\[$£€¥₹#@¿¡*•·+–—-]"  # a comma, a closing bracket
    r"|\d{1,2}(?:[A-Z]|$|[+−–-]?[,.;:)\]]*\s+[a-z(])"  # an index torn off a formula
)
"""How a line begins that continues the one before it."""
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text that is not blank: ``text[start:end]`` without white space at its ends."""

    start: int
    end: int
    text: str
    adjoins: bool
    """Whether the line before it is not blank."""


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not blank, in order."""
    lines: list[Line] = []
    start = 0
    adjoins = False
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            begin = start + len(raw) - len(raw.lstrip())
            lines.append(Line(begin, begin + len(stripped), stripped, adjoins))
        adjoins = bool(stripped)
        start += len(raw) + 1
    return tuple(lines)


def find_headings(text: str, title: str = "") -> tuple[Line, ...]:
    """The title line and the headings of a text, in order.

    Args:
        text: Cleaned text of an article.
        title: The article's title, if known; a first line that repeats it is always a heading.
    """
    lines = lines_of(text)
    shaped = [_has_shape(line.text) for line in lines]
    has_text = not all(shaped)
    for index, following in enumerate(lines[1:]):
        shaped[index] = shaped[index] and not _GOES_ON.match(following.text)
    _drop_runs(lines, shaped)
    if lines and ((has_text and _is_title(lines[0].text)) or _same(lines[0].text, title)):
        shaped[0] = True
    # A heading needs text below it, so the lines at the end are text themselves.
    last = len(lines)
    while last and shaped[last - 1]:
        last -= 1
    if last == 0:
        # Nothing but such lines: the first is still the title if the second can be its text.
        return lines[:1] if len(lines) > 1 and _same(lines[0].text, title) else ()
    return tuple(line for line, is_heading in zip(lines[:last], shaped, strict=False) if is_heading)


def title_line(text: str) -> str:
    """The first line as a title; empty when it is too long for one.

    Unlike a heading, a title may end with a full stop: it is a name here, not a judgement
    on whether the line is evidence.
    """
    line = text.lstrip("\n").partition("\n")[0].strip()
    if len(line) > _MAX_TITLE_CHARACTERS or len(line.split()) > _MAX_TITLE_WORDS:
        return ""
    return _ITEM.sub("", line, count=1).strip("#*_ ").strip()


def _has_shape(line: str) -> bool:
    if len(line) > _MAX_CHARACTERS or len(line.split()) > _MAX_WORDS:
        return False
    return not _ENDS_LIKE_TEXT.search(line) and line.count("(") == line.count(")") and _is_wordy(line)


def _is_title(line: str) -> bool:
    if len(line) > _MAX_TITLE_CHARACTERS or len(line.split()) > _MAX_TITLE_WORDS:
        return False
    return not _CLOSED_STATEMENT.search(line) and _is_wordy(line)


def _is_wordy(line: str) -> bool:
    """Whether a line is a phrase, not a list item, a table row or a bare figure."""
    if _ITEM.match(line) or " | " in line or not line.lstrip("\"'“‘«([¿¡")[:1].isalnum():
        return False
    words = len(_WORD.findall(line))
    return not line[0].islower() and (words >= 2 or (words == 1 and not _FIGURE.search(line)))


def _drop_runs(lines: tuple[Line, ...], shaped: list[bool]) -> None:
    """Long runs of adjoining lines with the shape of headings are lists."""
    begin = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and shaped[index] and shaped[index - 1] and lines[index].adjoins:
            continue
        if index - begin > _LONGEST_RUN and shaped[begin]:
            shaped[begin:index] = [False] * (index - begin)
        begin = index


def _same(line: str, title: str) -> bool:
    return bool(title) and line.casefold().split() == title.casefold().split()
