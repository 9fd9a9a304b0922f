"""How surely a figure is that of one of two things which a question compares, from the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from assistant.answering.pieces import piece_of, pieces_of
from assistant.answering.sides import Side, places_apart
from assistant.answering.subjects import in_order, is_by_role, is_of_part, own_subject
from assistant.answering.worksheet import Cell, Sheet, single_names
from assistant.figures.cast import Cast
from assistant.figures.metrics import find_metrics

_TURN = re.compile(r"\b(?:while|whereas|but|although|though)\b(?! (?:its|it|their|they)\b)", re.IGNORECASE)
"""What begins a clause that has a subject of its own: in "while its debt fell" that is the one of before."""
_YEAR = re.compile(r"(?<![\d.,£$€])(?:19|20)\d\d(?![\d%]|[.,]\d)")
_BEFORE = re.compile(
    r"\b(?:a year (?:earlier|ago|before)|(?:the )?(?:previous|prior) year|the year before|year-earlier)\b", re.I
)


_LEANS = re.compile(
    r"(?:Its|It (?!is\b|was\b)|They|Their|He|She|His|Her|The (?:company|group|firm|bank|lender|insurer|airline|carrier"
    r"|retailer|chain|brewer|carmaker|maker|miner|utility|operator|start-?up|publisher|club)\b)"
)
"""What begins a sentence about whoever the one before it is about."""


class Standing(Enum):
    """Where the side stands that a figure is said of, with what that speaks for it."""

    OWN = 0.5
    """In the figure's own piece of the sentence."""
    SENTENCE = 0.4
    """In a piece before it, or behind it where none is before."""
    BEFORE = 0.25
    """In the sentence before it."""
    ARTICLE = 0.15
    """In the title or elsewhere in the passage, which does not speak of the other."""
    DOUBTED = 0.0
    """Around a sentence that speaks of somebody else: such a figure may be meant, but is never taken."""


def standing(cell: Cell, side: Side, other: Side, sheet: Sheet) -> Standing | None:
    """Where the words stand that make a figure a side's; None where it is the other's, or nobody knows whose.

    Args:
        cell: The figure.
        side: The side.
        other: What it is set against.
        sheet: The article's figures.
    """
    if cell.quantity.span is None or is_of_part(cell, sheet):
        return None
    ordered, text = in_order(cell, side, other), cell.item.sentence.text
    if ordered is not None:
        return Standing.OWN if ordered else None
    leans = _LEANS.match(text) and not any(places_apart(side, other, text[: piece_of(cell)[1]]))
    named, found = (False, None) if leans else _in_sentence(cell, side, other, sheet)
    # A few common words ("the investment bank") are surely a side only where they stand by the figure.
    return found if named or not side.names else _from_outside(cell, side, other, sheet)


def _in_sentence(cell: Cell, side: Side, other: Side, sheet: Sheet) -> tuple[bool, Standing | None]:
    """Whether a figure's sentence says of whom it is, and where the side stands in it."""
    span, text = cell.quantity.span, cell.item.sentence.text
    assert span is not None
    pieces = pieces_of(text)
    here = next(i for i, (start, end) in enumerate(pieces) if start <= span.start < end or i == len(pieces) - 1)
    for i in (here, *range(here - 1, -1, -1), *range(here + 1, len(pieces))):
        piece = slice(*pieces[i])
        if i < here and _is_aside(text[: pieces[i][0]], text[piece], text[pieces[i + 1][0] :]):
            continue
        mine, theirs = places_apart(side, other, text[piece])
        if mine and theirs:
            figure = (span.start - pieces[i][0], span.end - pieces[i][0])
            return True, Standing.OWN if i == here and _nearer(text[piece], mine, theirs, figure) else None
        if theirs or (mine and i < here and _TURN.search(text, pieces[i][1], span.start)):
            return True, None
        if mine:
            placed = [(a + pieces[i][0], b + pieces[i][0]) for a, b in mine]
            found = Standing.OWN if i == here else Standing.SENTENCE if i < here else Standing.BEFORE
            return True, found if _is_near(cell, side, placed, sheet) else None
        if i == here and (subject := own_subject(text[pieces[i][0] : span.start])):
            return True, Standing.SENTENCE if is_by_role(subject, side, other, sheet) else None
    return False, None


def _is_aside(before: str, piece: str, behind: str) -> bool:
    """Whether a piece only says what the name before it is: "Acme, the answer to Globex, ended the year with"."""
    named = before.rpartition(" ")[2][:1].isupper() and not _VERB.search(piece)
    return named and bool(_ASIDE.match(piece)) and behind.startswith(",") and not re.search(r"\d", piece)


_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|wants?|seeks?|plans?|hopes?|expects?|said|says)\b")
_ASIDE = re.compile(r", (?:the|an?|its|[A-Z][a-z]{1,20}['’]s?) ")


def _is_near(cell: Cell, side: Side, mine: list[tuple[int, int]], sheet: Sheet) -> bool:
    """Whether no other name stands between a figure and the side in its sentence; places are names of places only.

    Nor may one stand before the figure in its piece where the side is only behind it ("Acme had $3m, Globex $2m"),
    or right behind it: "12% in Norway, 10% in Peru".
    """
    span, text = cell.quantity.span, cell.item.sentence.text
    assert span is not None
    gaps = [(end, span.start) if end <= span.start else (span.end, start) for start, end in mine]
    start, end = min(gaps, key=lambda gap: gap[1] - gap[0])
    if start == span.end and piece_of(cell)[1] <= end:
        start = piece_of(cell)[0]
    else:
        aside = _APPOSITION.match(text, start, end)
        start = aside.end() if aside else start
    at = _AT.match(text, span.end)
    behind = at.end() if at and not any(first <= at.end() < last for first, last in mine) else -1
    return not any(
        ((start <= name.start and name.end <= end) or name.start == behind)
        and (side.is_place or not name.place)
        and not _is_asked_beside(text[: name.start], text[name.start : name.end], sheet)
        for name in Cast("", (text,)).named(text)
    )


_APPOSITION = re.compile(r", (?:the|an?|its|[A-Z][a-z]{1,20}['’]s?) [^,;]{1,100},")
"""What is said of a name right behind it: "Acme, the answer to Globex, ended the year"."""
_OBJECT = re.compile(r"\b(?:for|of|with|in|from|at|to|by) (?:the )?$")


def _is_asked_beside(lead: str, name: str, sheet: Sheet) -> bool:
    """Whether a name is only what something was for, with or of, and the question names it too: "bid for Globex"."""
    return bool(_OBJECT.search(lead)) and name in sheet.question.text


def _nearer(piece: str, mine: list[tuple[int, int]], theirs: list[tuple[int, int]], figure: tuple[int, int]) -> bool:
    """Whether a figure is the one's in a piece that holds two names: right behind it, else close before it."""
    start, end = figure
    for places, found in ((mine, True), (theirs, False)):
        if any(_AT.fullmatch(piece, end, first) for first, _ in places if first >= end):
            return found
    last = [max((stop for _, stop in places if stop <= start), default=-1) for places in (mine, theirs)]
    return last[0] > last[1] >= 0 and start - last[0] <= _CLOSE


_AT = re.compile(r"\s(?:\([^()]*\)\s)?(?:in|for|at|of|by|from|on)\s(?:the\s)?")
"""What stands between a figure and whose it is: "$5bn (£3bn) for Acme"."""
_CLOSE = 30
"""Characters between a name and a figure in a piece that holds the other name as well."""


def _from_outside(cell: Cell, side: Side, other: Side, sheet: Sheet) -> Standing | None:
    """Whether what is around a sentence that names neither side speaks of the one alone."""
    passage, title = cell.item.hit.passage, cell.item.hit.source.title
    if _opens(cell, sheet) and cell.item.sentence.text.startswith(single_names(sheet.question)):
        return None  # it is another one's that the question compares
    doubted = of_strangers(cell, sheet)
    position = passage.sentences.index(cell.item.sentence)
    for text in (sentence.text for sentence in reversed(passage.sentences[max(position - 2, 0) : position])):
        mine, theirs = places_apart(side, other, text)
        if mine or theirs:
            found = Standing.DOUBTED if doubted or not comes_first(side, (text,)) else Standing.BEFORE
            return found if mine and (not theirs or _goes_on(cell, side, other)) else None
    opening = min(sheet.items, key=lambda item: item.sentence.start).sentence.text
    texts: tuple[str, ...] = (title, passage.heading, opening, passage.text)
    found = Standing.DOUBTED if doubted else Standing.ARTICLE
    if _is_title_of(cell, side, other) and comes_first(side, (opening,)):  # who is only set against it in the opening
        texts = (title, *(item.text for item in passage.sentences[:position] if item.text != opening))
    mine, theirs = places_apart(side, other, "\n".join(texts))
    return found if mine and not theirs and comes_first(side, texts) else None


def _goes_on(cell: Cell, side: Side, other: Side) -> bool:
    """Whether a sentence that begins with "the airline" is about the one whom alone the article's title names."""
    return _is_title_of(cell, side, other) and _LEANS.match(cell.item.sentence.text) is not None


def _is_title_of(cell: Cell, side: Side, other: Side) -> bool:
    """Whether the title of a figure's article names a side, and not the other."""
    mine, theirs = places_apart(side, other, cell.item.hit.source.title)
    return bool(mine and not theirs)


def comes_first(side: Side, texts: Sequence[str]) -> bool:
    """Whether a side is named before anybody else where it is named at all: then the text is about it.

    Args:
        side: The side.
        texts: Title, opening and passage, the one that says most of what an article is about first.
    """
    for text in texts:
        mine = side.places(text)
        if mine:
            names = [n for n in Cast("", tuple(texts)).named(text) if side.is_place or not n.place]
            return not any(name.end <= mine[0][0] for name in names)
    return False


_HAS = re.compile(r"\s(?:has|had|have|was|were|is|are|accounted|made|brought|contributed|took|saw|added|lost)\b")
_IS_COMPANY = re.compile(
    r"(?:-based)? (?:[a-z-]+ ){0,2}(?:company|group|firm|maker|bank|lender|airline|carrier|retailer|insurer|giant"
    r"|start-?up)\b"
)


_OPENS = re.compile(
    r"(?P<name>[A-Z][\w&-]{2,30})"
    r"(?:, (?:the|an?|with|which|who|whose|now|based|once|also|part|owned|[A-Z][\w-]{1,30}['’]s?) [^;]{3,160},"
    r"| [a-z]{3,14}ed\b(?! (?:by|in|at|from|to|with|for)\b)"
    r"| (?:has|had|have|sold|made|built|took|spent|paid|ran|won|got|owns|employs|makes) )"
)
"""A name of one word that begins a sentence, with what is said of it: "Initech, with 4m users, made $5m"."""


def _opens(cell: Cell, sheet: Sheet) -> bool:
    """Whether a sentence begins with the name of somebody: where it names no side, that is neither."""
    span, text = cell.quantity.span, cell.item.sentence.text
    found = _OPENS.match(text)
    if found is None or span is None or found.end("name") > span.start:
        return False
    name = found.group("name")
    small = name.lower()
    around = set(f"{sheet.question.text} {cell.item.hit.source.title}".split())  # as they are written
    if small.endswith(("ly", "s", "ing")) or find_metrics(small) or small in around:
        return False
    inside = Cast("", (f"for {name}",)).named(text)  # as it would be read where it is written inside a sentence too
    return small not in cell.item.hit.passage.text.split() and any(one.start == 0 for one in inside)


def of_strangers(cell: Cell, sheet: Sheet) -> bool:
    """Whether a sentence names somebody before a figure whom the question does not name: "the Germans may pay".

    Args:
        cell: The figure.
        sheet: The article's figures.
    """
    span, text = cell.quantity.span, cell.item.sentence.text
    if _opens(cell, sheet):
        return True
    for name in Cast("", (text,)).named(text):
        written = text[name.start : name.end]
        if _IS_COMPANY.match(text, name.end) and text[: name.start].endswith("The "):
            continue  # "the Austin company" is whom the article speaks of
        if name.place and name.end <= (span.start if span else 0) and _HAS.match(text, name.end):
            return True  # "by region, Norway had 5m customers"
        people = written.endswith("s") and text[: name.start].lower().endswith("the ")
        if span and name.end <= span.start and (people or not name.place) and written not in sheet.question.text:
            return True
    return False


def year_of(cell: Cell, year: int, other: int | None, sheet: Sheet) -> Standing | None:
    """How surely a figure is of a year; None where it is of another.

    Args:
        cell: The figure.
        year: The year.
        other: The year that it is set against.
        sheet: The article's figures.
    """
    span, text = cell.quantity.span, cell.item.sentence.text
    if span is None:
        return None
    start, end = piece_of(cell)
    olds = [old.start for at, old in sheet.olds if at == cell.item.sentence.start and old and old.start > span.start]
    end = min([end, *olds])  # in "rose to $3m from $2m in 2003" the year is that of the older figure
    named = {int(found) for found in _YEAR.findall(text[start:end])}
    if named:
        return Standing.OWN if named == {year} else None
    is_old = (cell.item.sentence.start, span) in sheet.olds
    if _BEFORE.search(text[start:end]) or is_old:
        return Standing.SENTENCE if other is not None and year == other - 1 else None
    lead = [int(found) for found in _YEAR.findall(text[:start])]
    if lead:
        return Standing.OWN if lead[-1] == year else None
    return Standing.SENTENCE if other is None or year > other else None
