"""A question, understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.datatypes.quantities import Quantity


class Intent(StrEnum):
    """What kind of answer a question asks for."""

    FACT = "fact"
    CALCULATION = "calculation"
    OPINION = "opinion"
    """Advice or a forecast: declined."""


class Expects(StrEnum):
    """The type of thing that answers a question."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    TIME = "time"
    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    REASON = "reason"
    LIST = "list"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood. Built by the question parser; nothing else guesses at its text."""

    text: str
    """As asked, made safe to show."""
    intent: Intent
    expects: frozenset[Expects]
    terms: tuple[str, ...]
    """Content words in order, lower case, unstemmed."""
    entities: tuple[str, ...]
    """Names in the question, as written."""
    metrics: tuple[str, ...] = ()
    """Ids of the metrics it asks about (see ``figures/metrics.toml``)."""
    years: tuple[int, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    """Figures named in the question; these count as assumed."""
    assumptions: tuple[tuple[str, Quantity], ...] = ()
    """Inputs that the user has set by name."""
