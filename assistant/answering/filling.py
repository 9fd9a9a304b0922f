"""What a plan fills a calculator with, and how it looks at a figure in its sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.worksheet import Cell, Sheet
from assistant.datatypes import Quantity, Question, ReadSentence
from assistant.figures.names import mentions
from assistant.quantities import units
from assistant.reading.stems import stems


@dataclass(frozen=True, slots=True)
class Input:
    """An input, filled."""

    name: str
    words: str
    """What to call it."""
    quantity: Quantity
    item: ReadSentence | None
    """The sentence that gives it; None for what the question states."""


@dataclass(frozen=True, slots=True)
class Step:
    """A calculator that goes on with what the one before it gave."""

    calculator: str
    takes: str
    """Its name for the input that the result before is."""
    inputs: tuple[Input, ...] = ()
    """Its other inputs."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A calculator with all that it needs."""

    calculator: str
    inputs: tuple[Input, ...]
    winner: str = ""
    """In a comparison, the name from the question whose figure is larger."""
    then: tuple[Step, ...] = ()
    """What is reckoned further with the result."""


Plan = Callable[[Question, Sequence[Sheet]], Filled | None]


def closest(firsts: Sequence[Cell], seconds: Sequence[Cell]) -> tuple[Cell, Cell] | None:
    """Two figures of one currency: out of one sentence when there are such, else the best of each."""
    pairs = [(a, b) for a in firsts for b in seconds if a.quantity.unit == b.quantity.unit and a.quantity != b.quantity]
    together = [pair for pair in pairs if pair[0].item.sentence == pair[1].item.sentence]
    return next(iter(together or pairs), None)


def about_words(question: Question, item: ReadSentence) -> bool:
    """Whether a sentence has at least half of the question's words, where no metric says what it is about."""
    signals = dict(item.signals)
    return bool(question.metrics) or signals.get("own_words", 1.0) + signals.get("near_words", 0.0) >= 0.5


def around(cell: Cell, before: int, behind: int) -> str:
    """The text around a figure in its sentence, in small letters.

    Args:
        cell: The figure.
        before: How many characters before it.
        behind: How many behind it.
    """
    span, text = cell.quantity.span, cell.item.sentence.text
    return text[max(span.start - before, 0) : span.end + behind].lower() if span else ""


def behind(cell: Cell) -> str:
    """The text behind a figure in its sentence."""
    span = cell.quantity.span
    return cell.item.sentence.text[span.end :] if span else ""


def lead(cell: Cell) -> str:
    """The text before a figure in its sentence."""
    span = cell.quantity.span
    return cell.item.sentence.text[: span.start] if span else ""


def noun_stems(cell: Cell) -> frozenset[str]:
    """Stems of the noun of a count: its unit, or the words right behind it."""
    if units.dimension(cell.quantity.unit).startswith(("money", "percent")):
        return frozenset()
    near = re.match(r"[^,.;]{0,40}", behind(cell))
    return frozenset(stems(f"{cell.quantity.unit} {' '.join((near.group() if near else '').split()[:4])}"))


def says(name: str, cell: Cell) -> bool:
    """Whether a figure's sentence names somebody, if only by the last word of the name."""
    text, last = cell.item.sentence.text, name.rsplit(maxsplit=1)[-1]
    return mentions(name, text) or (len(last) > 3 and re.search(rf"\b{re.escape(last)}\b", text) is not None)


def taken(name: str, words: str, cell: Cell) -> Input:
    """An input that an article gives."""
    return Input(name, words, cell.quantity, cell.item)
