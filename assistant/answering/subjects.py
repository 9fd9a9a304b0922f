"""Whom a figure is said of where its piece of the sentence does not name a side: the target, a unit, each of two.

"Acme made $5m and its target $2m", "sales at the leasing unit fell", "they have 40 and 15 branches respectively".
"""

from __future__ import annotations

import re

from assistant.answering.phrases import classes
from assistant.answering.pieces import piece_of
from assistant.answering.sides import Side, places_apart
from assistant.answering.worksheet import Cell, Sheet, cells_of
from assistant.figures.metrics import find_metrics
from assistant.reading.stems import stem, stem_set

_GAPPED = re.compile(r" and (?P<subject>[A-Za-z][\w'’&-]*(?: [\w'’&-]+){0,3}) $")
_NO_SUBJECT = re.compile(
    r"\b(?:of|to|at|by|from|for|in|on|with|about|around|nearly|almost|over|under|some|only|just|than|up|down|then|now|also"
    r"|is|are|was|were|has|have|had|will|would|could|may|made|paid|lost|spent|sold|took|cost|rose|fell|grew|won|bought"
    r"|got|gave|put|set|held|kept|ran|came|went|an?|another|further|more|less|who|which|that|it|they|he|she"
    r"|[a-z]{2,}(?:ed|ing|s))\b",
)
"""Words of a clause with a verb, or before an amount: what is joined so is said of whoever was spoken of before."""
_ROLE = re.compile(
    r"\b(?:its|their|the|his|her)(?: [a-z]+)? (?P<role>target|rival|competitor|partner|parent|owner|buyer|bidder|suitor"
    r"|acquirer|subsidiary|supplier|customer|neighbour|latter|former)\b"
)
_TARGET, _BUYER = frozenset({"target"}), frozenset({"buyer", "bidder", "suitor", "acquirer"})
_BUYS = re.compile(
    r"\b(?:buy(?:s|ing)?|bought|acquir(?:e|es|ed|ing)|take over|takeover (?:of|offer for|bid for)|bids? for"
    r"|swallow(?:s|ed)?|merger with|purchas(?:e|es|ed|ing)|offer(?:s|ed)? [^.;]{0,30}for)\b",
    re.IGNORECASE,
)


_PART = r"(?P<part>unit|division|arm|segment|subsidiary|business|operations?|department|branch)"
_AT_PART = re.compile(rf"\b(?:at|of|in|from|by|for) (?:the|its|their) (?:[a-z-]+ ){{0,3}}{_PART}\b", re.IGNORECASE)
_PART_FIRST = re.compile(rf"^(?:The|Its|Their) (?:[a-z-]+ ){{0,3}}{_PART}\b")


def is_of_part(cell: Cell, sheet: Sheet) -> bool:
    """Whether a figure is of a part of somebody, and the question asks for none: "sales at the leasing unit".

    Args:
        cell: The figure.
        sheet: The article's figures.
    """
    span, text = cell.quantity.span, cell.item.sentence.text
    lead = text[piece_of(cell)[0] : span.start] if span else ""
    sentences = cell.item.hit.passage.sentences
    position = sentences.index(cell.item.sentence)
    before = sentences[position - 1].text if position and text.startswith(("Its ", "It ")) else ""
    kind = _KIND_OF_SALES.search(lead)
    if kind is not None and not _is_whole(kind.group("kind"), sheet):
        return True
    found = _AT_PART.search(lead) or _PART_FIRST.search(text) or _PART_FIRST.search(before)
    return found is not None and found.group("part").lower() not in sheet.question.text.lower()


_KIND_OF_SALES = re.compile(
    r"(?:^|\b(?:[Ww]hile|and|but|its|Its|the|The|whose|their|of) )(?P<kind>[A-Z]?[a-z'’-]{3,20})"
    r" (?:revenues?|sales|turnover|takings)\b"
)
_WHOLE = stem_set(
    "annual quarterly yearly total net gross group overall record underlying comparable combined global worldwide"
    " company reported adjusted full half year first second third fourth quarter like for same store organic this last"
    " strong weak higher lower rising falling growing retail house home car vehicle"
)
"""Words before "sales" that name no part of them, or what all of them are."""


def _is_whole(kind: str, sheet: Sheet) -> bool:
    """Whether sales of a kind are all that somebody sells, or what the question asks about."""
    word = kind.lower()
    neutral = stem_set(word) <= _WHOLE or word.endswith(("ed", "ing", "'s", "’s"))
    return neutral or stem(word) in stem_set(sheet.question.text)


def is_of_kind(asked: str, text: str) -> bool:
    """Whether a text speaks of the kind of sales that a question asks about; True where it asks about no kind.

    Args:
        asked: What the question compares: "freight revenue".
        text: The text around a figure.
    """
    found = _KIND_OF_SALES.search(asked)
    kind = found.group("kind") if found else ""
    if not kind.islower() or stem_set(kind) <= _WHOLE or kind.endswith(("ed", "ing")):
        return True
    return stem(kind) in stem_set(text) or bool(
        {c for word in stem_set(text) for c in classes(word)} & classes(stem(kind))
    )


def own_subject(lead: str) -> str:
    """Whom the words before a figure in its piece are about instead: "and its target £5m", "and homeware $2m".

    Args:
        lead: The piece up to the figure.

    Returns:
        Empty where they name nobody, or what is measured.
    """
    role = _ROLE.search(lead)
    if role is not None:
        return role.group("role")
    gapped = _GAPPED.search(lead)
    subject = re.sub(r" the (?:other|rest|remaining)$", "", gapped.group("subject")) if gapped else ""
    return "" if not subject or _NO_SUBJECT.search(subject) or find_metrics(subject.lower()) else subject


def is_by_role(subject: str, side: Side, other: Side, sheet: Sheet) -> bool:
    """Whether a side is who is called the target, or the buyer, of the other.

    Args:
        subject: What it is called.
        side: The side.
        other: What it is set against.
        sheet: The article's figures.
    """
    bought, buyer = (side, other) if subject in _TARGET else (other, side)
    if subject not in _TARGET | _BUYER:
        return False
    for text in (sheet.items[0].hit.source.title, min(sheet.items, key=lambda item: item.sentence.start).sentence.text):
        verb = _BUYS.search(text)
        if verb is not None:
            before, behind = buyer.places(text[: verb.start()]), bought.places(text[verb.end() :])
            return bool(before and behind and not bought.places(text[: verb.start()]))
    return False


_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)


def in_order(cell: Cell, side: Side, other: Side) -> bool | None:
    """Whether a figure is a side's by its place: "Acme and Globex have 40 and 15 branches respectively".

    Args:
        cell: The figure.
        side: The side.
        other: What it is set against.

    Returns:
        None where the sentence does not give its figures so.
    """
    text, span = cell.item.sentence.text, cell.quantity.span
    word = _RESPECTIVELY.search(text)
    if word is None or span is None or span.start > word.start():
        return None
    starts = sorted(c.quantity.span.start for c in cells_of(cell.item) if c.quantity.span)
    values = [start for start in starts if start < word.start()][-2:]
    sentences = cell.item.hit.passage.sentences
    position = sentences.index(cell.item.sentence)
    before = [sentence.text for sentence in reversed(sentences[max(position - 2, 0) : position])]
    here = (text[values[-1] : word.start()], text[: values[0]]) if values else ()
    for around in (*here, *before):
        mine, theirs = places_apart(side, other, around)
        if mine and theirs:
            first = _place_in(around, side, mine) < _place_in(around, other, theirs)
            return len(values) == 2 and span.start == values[0 if first else 1]
        if mine or theirs:
            break
    return False


def _place_in(text: str, side: Side, places: list[tuple[int, int]]) -> int:
    """Where a text names a side first: of "Acme and Globex" the one name may be both."""
    inside = [text.find(name, *places[0]) for name in side.names]
    return min((at for at in inside if at >= 0), default=places[0][0])
