"""Figures: quantities in their context."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.datatypes.articles import Source
from assistant.datatypes.passages import Span
from assistant.datatypes.periods import Period
from assistant.datatypes.quantities import Quantity


class Status(StrEnum):
    """How firm a figure is."""

    REPORTED = "reported"
    ESTIMATED = "estimated"
    PROPOSED = "proposed"
    TARGET = "target"
    RUMOURED = "rumoured"


class Role(StrEnum):
    """What a figure is in the change that its sentence reports."""

    VALUE = "value"
    """No change is reported of it."""
    NEW = "new"
    OLD = "old"
    DIFFERENCE = "difference"
    """What was added, or taken away."""
    GROWTH = "growth"
    """The change in per cent."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in its context: whose, of what, when, how firm, and what in a change."""

    quantity: Quantity
    """Its span is where it is written, in the article's text."""
    entity: str
    """Name of whom it is of, in the longest form that its article writes; empty when the article does not say."""
    metric: str
    """Id of what it measures; empty when the sentence names nothing known."""
    period: Period
    status: Status
    role: Role
    sentence: Span
    """The sentence that gives it."""
    part: str = ""
    """The part of the entity that it is of ("film division"); empty for the whole."""


@dataclass(frozen=True, slots=True)
class FiledFigure:
    """A figure as the index keeps it, with where it comes from."""

    figure: Figure
    source: Source
    sentence: str
    """Text of the sentence that gives it."""
