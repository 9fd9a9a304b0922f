"""An amount told apart: sales by region, deliveries by model, which bodies give how much each.

An article tells such a row in one sentence or a few in a row, often without the words of the question. What makes it
a row is its shape: amounts of one kind, each beside a thing of the kind that the question tells them apart by.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.called import is_place
from assistant.answering.listed import asked_plural
from assistant.answering.narrowing import NUMERIC
from assistant.datatypes import Question, ReadSentence, Sentence
from assistant.figures.names import find_names, mentions
from assistant.quantities import units
from assistant.quantities.nouns import singular
from assistant.reading.types import fits, quantities_in

_BY = re.compile(
    r"\bby\s+(?:(?:business|product|customer|sales|income|revenue)\s+)?(?P<kind>category|categories|region|segment|division|country"
    r"|brand|product|type|unit|business|sector|department|model|source|sport|channel|market|continent|company|maker|owner|fuel"
    r"|site|plant|city|state|area|geography|age|group|line|class|territory|currency|crop|industry|kind|party|operator|supplier)\b",
    re.IGNORECASE,
)
"""What the figures are told apart by."""
_OF_PLACES = frozenset({"region", "country", "continent", "market", "state", "city", "area", "geography", "territory"})
_OF_NAMES = frozenset({"brand", "model", "company", "maker", "owner", "operator", "supplier"})
_OF_ITS = re.compile(r"\beach\s+of\s+(?:its|the|their|these|those)\s+(?:[a-z]+\s+)?(?P<kind>[a-z]+s)\b", re.IGNORECASE)
_BODIES = frozenset(
    {
        "body",
        "state",
        "government",
        "council",
        "ministry",
        "firm",
        "bank",
        "group",
        "fund",
        "investor",
        "partner",
        "winner",
        "bidder",
        "agency",
    }
)
_REGION = re.compile(
    r"\b(?:(?:North|South|Latin|Central)\s+America\w*|(?:the\s+)?Americas|Americas|EMEA|APAC|Asia|Pacific|Europe\w*|Africa|Middle\s+East"
    r"|elsewhere|overseas|abroad|at\s+home|other\s+(?:markets|countries|regions)|rest\s+of\s+the\s+world)\b"
)
"""Parts of the world that no table of countries has."""
_OLD = re.compile(
    r"(?:\b(?:from|against|versus|vs|than|with|by|and)|compared (?:with|to))\s+(?:about\s+|some\s+)?$", re.IGNORECASE
)
"""What leads to the amount of the year before, which is no cell of the row."""
_AND = re.compile(r"\s(?:and|&)\s(?:the\s)?")
_BEHIND = re.compile(r"[^,;.]{0,120}")
FEWEST, FEWEST_UNNAMED = 2, 3
"""Cells of a row; of one whose things are no names."""
NEARNESS = 0.2
"""What a point of a sentence's score is worth beside one more cell."""
UNREAD = -12.0
"""How far below the best a sentence counts as that was not judged."""
MOST_CELLS = 6
MOST = 4


@dataclass(frozen=True, slots=True)
class _Row:
    """Sentences in a row that give such amounts."""

    sentences: tuple[Sentence, ...]
    cells: float
    """Of the fullest sentence, and half of the others'."""


def asks_by(text: str) -> bool:
    """Whether a question asks for amounts by region, by model or the like.

    Args:
        text: The question.
    """
    return _BY.search(text) is not None


def with_parts(question: Question, best: ReadSentence, read: Sequence[ReadSentence]) -> tuple[ReadSentence, ...]:
    """The sentences of the best one's article that tell the amounts apart, in order; empty where none do.

    Args:
        question: The question, which asks for each.
        best: The sentence that answers best.
        read: The sentences that may answer.
    """
    kind = _kind(question.text)
    scores = {item.sentence.start: item.score for item in read if item.hit.source.path == best.hit.source.path}
    passages = {item.hit.passage.start: item for item in read if item.hit.source.path == best.hit.source.path}
    found: list[tuple[float, tuple[ReadSentence, ...]]] = []
    for item in passages.values():
        for row in _rows(question, kind, item.hit.passage.sentences):
            near = max(scores.get(sentence.start, best.score + UNREAD) for sentence in row.sentences) - best.score
            items = tuple(
                dataclasses.replace(best, hit=item.hit, sentence=sentence, marks=(), pointing=None)
                for sentence in row.sentences
            )
            found.append((min(row.cells, MOST_CELLS) + NEARNESS * near, items))
    return max(found, key=lambda pair: pair[0])[1][:MOST] if found else ()


def _kind(text: str) -> str:
    """What a question tells amounts apart by: ``place``, ``name``, ``body``, or empty for things of any kind."""
    match = _BY.search(text) or _OF_ITS.search(text)
    word = singular(match.group("kind").lower()) if match is not None else singular(asked_plural(text) or "")
    if word in _OF_PLACES:
        return "place"
    return "body" if word in _BODIES else "name" if word in _OF_NAMES else ""


def _rows(question: Question, kind: str, sentences: Sequence[Sentence]) -> list[_Row]:
    """The rows of a passage: runs of sentences with amounts of one dimension, each beside a thing."""
    body = " ".join(sentence.text for sentence in sentences)
    cells = [_cells(question, kind, sentence.text, body) for sentence in sentences]
    rows = []
    for dimension in {each for held in cells for each in held}:
        run: list[int] = []
        for position in range(len(sentences) + 1):
            if position < len(sentences) and dimension in cells[position]:
                run.append(position)
                continue
            counts = [cells[i].count(dimension) for i in run]
            count = sum(counts)
            if count >= (FEWEST if kind else FEWEST_UNNAMED):
                rows.append(_Row(tuple(sentences[i] for i in run), (count + max(counts)) / 2))
            run = []
    return rows


def _cells(question: Question, kind: str, text: str, passage: str) -> list[str]:
    """The dimensions of a sentence's amounts that stand beside a thing of a kind."""
    wanted = [each for each in NUMERIC if each in question.expects]
    amounts = [q for q in quantities_in(text) if q.span and units.dimension(q.unit) not in ("time", "calendar")]
    found, at = [], 0
    for quantity in amounts:
        if quantity.span is None or not any(c.isdigit() for c in quantity.text):
            continue
        lead = text[at : quantity.span.start]
        behind = _BEHIND.match(text, quantity.span.end)
        at = quantity.span.end
        if wanted and not any(fits(quantity, each) for each in wanted):
            continue
        beside = _is_thing(question, kind, lead, passage) or (
            not _OLD.search(lead) and behind is not None and kind and _is_thing(question, kind, behind.group(), passage)
        )
        if beside if kind else not _OLD.search(lead):
            found.append(units.dimension(quantity.unit) or "count")
    return found


def _is_thing(question: Question, kind: str, text: str, passage: str) -> bool:
    """Whether words beside an amount name a thing of a kind, and not whom the question is about."""
    names = [part for name in find_names(text) for part in _AND.split(name) if not _is_ordinary(part, text, passage)]
    names = [name for name in names if not any(mentions(known, name) for known in question.entities)]
    if kind == "place":
        return any(is_place(name) for name in names) or _REGION.search(text) is not None
    return any(kind == "body" or not is_place(name) for name in names)


def _is_ordinary(name: str, text: str, passage: str) -> bool:
    """Whether a word has its capital only because a sentence begins with it."""
    if " " in name or not name.istitle() or not text.lstrip().startswith(name):
        return False
    return re.search(rf"(?<=[\w,;] ){re.escape(name)}\b", passage) is None
