"""Whether two sides' figures count or measure one kind of thing, from their nouns, their metrics and the question's."""

from __future__ import annotations

import re

from assistant.answering.phrases import classes
from assistant.answering.pieces import piece_of
from assistant.answering.sides import Side, is_of
from assistant.answering.worksheet import Cell, single_names
from assistant.datatypes import Question
from assistant.figures.metrics import Match, find_metrics, metric, satisfies
from assistant.quantities import units
from assistant.reading.stems import stem, stem_set

_COUNTED = re.compile(
    r"\b(?:how many(?: more| fewer)?|more|fewer|(?:most|fewest)(?= [a-z]{2,20}s\b| people\b| staff\b)) "
    r"(?!(?:more|fewer|times|percentage|points|than|in|for|and|or|from|on|at|of|to"
    r"|did|does|do|is|was|were|are|has|have|had|will|would|it|they)\b)(?P<noun>[a-z]{3,})",
    re.IGNORECASE,
)
_JOB = stem("job")
_EMPLOYS = re.compile(r"\b(?:employ(?:s|ed|ing)?|headcount|workforce|payroll)\b", re.IGNORECASE)
_PEOPLE = frozenset(map(stem, ("people", "employees", "staff", "workers", "persons", "jobs")))
_GO = re.compile(
    r"\b(?:be|are|were|being|been) (?:cut|lost|axed|shed|eliminated)\b|\bjob (?:cuts|losses)\b", re.IGNORECASE
)
"""What says of jobs that they go."""
_LOST = re.compile(r"\b(?:lost|loses|lose|a loss of) (?:about |around |nearly |almost |some |over )?$", re.IGNORECASE)


def is_lost(cell: Cell) -> bool:
    """Whether a figure is what somebody lost, by the verb right before it.

    Args:
        cell: The figure.
    """
    return bool(_LOST.search(cell.item.sentence.text, 0, cell.quantity.span.start if cell.quantity.span else 0))


def metric_of(cell: Cell) -> str:
    """What a figure measures; empty where its unit is none of that: no euros are a headcount.

    Args:
        cell: The figure.
    """
    unit = cell.quantity.unit
    if _noun(cell) == _JOB and _GO.search(cell.item.sentence.text):
        return "job-cuts"
    if _noun(cell) in _PEOPLE and _EMPLOYS.search(cell.item.sentence.text[slice(*piece_of(cell))]):
        return "headcount"
    if is_lost(cell):
        return "loss"
    known = metric(cell.metric) if cell.metric else None
    if known is not None and known.dimension == "money" and not unit:
        return ""
    if known is not None and known.dimension and unit and known.dimension in ("money", "count", "percent"):
        kind = units.dimension(unit).split(":")[0]
        return cell.metric if kind == known.dimension or (known.dimension == "count" and kind != "money") else ""
    return cell.metric


def alike(question: Question, one: tuple[Side, Cell], other: tuple[Side, Cell]) -> bool:
    """Whether two sides' figures are different ones, of one kind of thing.

    Args:
        question: The question.
        one: A side and its figure.
        other: The other side and its own.
    """
    first, second = one[1].quantity, other[1].quantity
    if one[1].item.sentence == other[1].item.sentence and first.span == second.span:
        return False
    if all(units.dimension(q.unit) == "count" for q in (first, second)):
        if _is_people_of(*one) or _is_people_of(*other):
            return False  # Norwegians less Danes are neither, and a quoted count keeps its noun
        counted = _COUNTED.search(_without_names(question))
        things = [_noun(one[1]), _noun(other[1]), stem(counted.group("noun").lower()) if counted else ""]
        told = _is_told_by(one[1], other[1]) and _is_told_by(other[1], one[1])
        told = told and all(_is_of_noun(cell, things[2], question) for _, cell in (one, other))
        return told and all(_same_thing(a, b) for a in things for b in things)
    return first.unit == second.unit and _of_one_metric(one, other)


def things_asked(question: Question) -> str:
    """What a question asks the number of, as it writes it in the plural: "who sold more cars"; empty for none.

    Args:
        question: The question.
    """
    counted = _COUNTED.search(_without_names(question))
    noun = counted.group("noun").lower() if counted else ""
    return noun if noun.endswith("s") and not find_metrics(noun) else ""


def _is_told_by(cell: Cell, other: Cell) -> bool:
    """Whether a bare number counts what another one does: in its sentence, by its metric, or by the noun beside it."""
    noun = _noun(other)
    if cell.quantity.unit or not noun or cell.item.sentence == other.item.sentence:
        return True
    own, theirs = metric_of(cell), metric_of(other)
    return bool(own and own == theirs) or noun in stem_set(cell.item.sentence.text)


def _is_of_noun(cell: Cell, noun: str, question: Question) -> bool:
    """Whether a bare number can count what a question asks the number of."""
    if cell.quantity.unit or not noun or metric_of(cell) in question.metrics:
        return True
    return any(_same_thing(noun, word) for word in stem_set(cell.item.sentence.text))


def _without_names(question: Question) -> str:
    """A question without its names: in "more Acme customers" customers are counted."""
    text = question.text
    for name in sorted(single_names(question), key=len, reverse=True):
        text = text.replace(f"{name} ", "")
    return text


def _is_people_of(side: Side, cell: Cell) -> bool:
    """Whether a figure counts the people of a side: a million Norwegians, of Norway."""
    unit = cell.quantity.unit
    people = unit.lower().removesuffix("s")
    return bool(unit) and any(
        is_of(name, unit.title()) or people.startswith(name.split()[-1].lower()) for name in side.names
    )


def _noun(cell: Cell) -> str:
    """The stem of what a figure counts; empty where it does not say."""
    return stem(cell.quantity.unit.split()[-1].lower()) if cell.quantity.unit else ""


def _same_thing(one: str, other: str) -> bool:
    if not one or not other or one == other:
        return True
    return _JOB not in (one, other) and bool(classes(one) & classes(other))


def _of_one_metric(one: tuple[Side, Cell], other: tuple[Side, Cell]) -> bool:
    """Whether the metrics of two figures agree; a word of a side's own name ("the investment bank") gives it none."""
    first, second = (_metric(side, cell) for side, cell in (one, other))
    if not first or not second:
        return True
    return Match.NO not in (satisfies(first, second), satisfies(second, first))


def _metric(side: Side, cell: Cell) -> str:
    named = {mention.metric for mention in find_metrics(side.text.lower())}
    own = metric_of(cell)
    return "" if own in named else own
