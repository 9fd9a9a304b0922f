"""Splits text into sentences at exact offsets; a sentence never crosses a line's end.

A full stop, question mark, exclamation mark or ellipsis with white space after it is a
candidate; the words on both sides decide. Closing quotes, brackets and footnote marks
that touch the stop belong to the sentence before it. The abbreviations are data
(``abbreviations.toml``). Every letter and digit of the text is in exactly one sentence;
bullets before a sentence are left out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.articles.wordlists import word_set
from assistant.datatypes import Sentence

_LISTS = "abbreviations.toml"
_REACH = 80
"""How many characters on each side of a candidate are looked at; keeps the work linear."""

_STOP = re.compile(
    r"""(?P<mark>(?<![.!?…])[.!?…]++|[。！？])    # the whole of the stop
        (?P<close>["'”’»)\]]*+(?:\[\w{1,4}\])*+)  # closing quotes, brackets, footnote marks
        (?P<gap>\s++|(?<=[。！？]))""",
    re.VERBOSE,
)
"""Possessive throughout: what has matched once is never tried again, so long runs stay linear."""
_BULLET = re.compile(r"[\s\-–—*•·▪◦‣>|]*")
_OPENERS = "\"'“‘«([¿¡"
_LAST_WORD = re.compile(r"(?:^|[\s(\[\"'“‘«/—–-])([^\s(\[\"'“‘«—–-]*)$")
_NEXT_WORD = re.compile(r"[\"'“‘«(\[¿¡]*([\w’'&.-]*)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|[^\W\d_]")
_LIST_NUMBER = re.compile(r"[\s\"'“‘(]*(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})")
_SPEAKER = re.compile(r"(?:[A-Z][\w’'.-]*\s+){1,3}([a-z]+)\b")


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Every sentence of the text in order.

    Args:
        text: Cleaned text; each line is split by itself.

    Returns:
        Sentences without white space or bullets at their ends: ``text[s.start:s.end] == s.text``.
        Pieces without a letter or digit are left out. Linear in the length of the text.
    """
    found: list[Sentence] = []
    start = 0
    for line in text.split("\n"):
        found.extend(split_line(line, start))
        start += len(line) + 1
    return tuple(found)


def split_line(line: str, offset: int) -> Iterator[Sentence]:
    """The sentences of one line whose first character stands at ``offset`` in the text."""
    begin = 0
    for match in _STOP.finditer(line):
        if match.end() < len(line) and _ends(line, begin, match):
            yield from _trimmed(line, begin, match.start("gap"), offset)
            begin = match.end()
    yield from _trimmed(line, begin, len(line), offset)


def _trimmed(line: str, begin: int, end: int, offset: int) -> Iterator[Sentence]:
    bullet = _BULLET.match(line, begin, end)
    start = bullet.end() if bullet else begin
    # A minus or a dash that touches a digit or a currency sign is part of the figure.
    if start > begin and start < end and line[start - 1] in "-–>" and not line[start].isspace():
        start -= 1
    text = line[start:end].rstrip()
    if any(character.isalnum() for character in text):
        yield Sentence(offset + start, offset + start + len(text), text)


def _ends(line: str, begin: int, match: re.Match[str]) -> bool:
    """Whether a sentence that starts at ``begin`` ends with this stop."""
    after = line[match.end() : match.end() + _REACH]
    mark = match["mark"]
    if mark in "。！？":
        return True
    if not any(character.isalnum() for character in line[begin : begin + _REACH]):
        return False
    if not _opens(after):
        return False
    before = line[max(begin, match.start() - _REACH) : match.start()]
    if mark == ".":
        return _full_stop_ends(before, after, match["close"], at_start=match.start() - begin <= 5)
    if set(mark) <= {".", "…"}:
        return bool(match["close"]) or _starts_sentence(after, _first_word(after))
    return _exclamation_ends(before, mark, after, match["close"])


def _opens(after: str) -> bool:
    """Whether this can be the beginning of a sentence: not in lower case, not a lone sign."""
    first = after.lstrip(_OPENERS + "-–—•* ")[:1]
    if not first:
        return False
    return not first.islower() and (first.isalnum() or first in "$£€¥₹#@%+.…&")


def _full_stop_ends(before: str, after: str, close: str, *, at_start: bool) -> bool:
    if at_start and _LIST_NUMBER.fullmatch(before):
        return False
    found = _LAST_WORD.search(before)
    written = (found[1] if found else before).strip(".,;:")
    word = written.lower()
    next_word = _first_word(after)
    # FT, MS and US are names; Ft., Ms. and No. are abbreviations.
    acronym = len(written) > 1 and written.isupper() and "." not in written
    if not acronym and not close and word in word_set(_LISTS, "titles"):
        return False
    if not acronym and word in word_set(_LISTS, "numbered") and next_word[:1].isdigit():
        return False
    if word in word_set(_LISTS, "either") or _INITIALS.fullmatch(word):
        return bool(close.strip(")]")) or _starts_sentence(after, next_word)
    return True


def _starts_sentence(after: str, next_word: str) -> bool:
    """After an abbreviation, only an opening quote or a typical first word opens a sentence."""
    return after[0] in '"“‘' or next_word.lower() in word_set(_LISTS, "starters")


def _exclamation_ends(before: str, mark: str, after: str, close: str) -> bool:
    next_word = _first_word(after)
    tail = before.lower() + mark
    if not close and mark == "!" and any(_ends_with_word(tail, name) for name in word_set(_LISTS, "marked")):
        return _starts_sentence(after, next_word)
    if not close:
        return True
    speaker = _SPEAKER.match(after)
    return not (speaker and speaker[1] in word_set(_LISTS, "speech"))


def _ends_with_word(tail: str, name: str) -> bool:
    return tail.endswith(name) and not tail[: -len(name)][-1:].isalnum()


def _first_word(after: str) -> str:
    found = _NEXT_WORD.match(after)
    return found[1].rstrip(".") if found else ""
