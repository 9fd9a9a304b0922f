"""The frozen values that everything else passes around.

Offsets are always half-open character ranges into ``Article.text``, so that
``article.text[start:end]`` is the quoted text, byte for byte. A value here knows
nothing about files, models or screens.

Making a frozen class costs half a millisecond, so each module is loaded when one of its names is
first used: a command pays for the values that it passes around, not for all of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.datatypes.answers import (
        Answer,
        AnswerStatus,
        Citation,
        Claim,
        Conflict,
        IndexInfo,
        Part,
        PartKind,
        Reason,
        ReasonCode,
    )
    from assistant.datatypes.articles import Article, Problem, Source
    from assistant.datatypes.calculations import Calculation, CalculationInput, InputKind
    from assistant.datatypes.figures import Figure, FiledFigure, Role, Status
    from assistant.datatypes.hits import Hit, Pointing, Ranks, ReadSentence, SearchFilter, Trace
    from assistant.datatypes.passages import Passage, Sentence, Span
    from assistant.datatypes.periods import MONTHS, Period
    from assistant.datatypes.quantities import Qualifier, Quantity
    from assistant.datatypes.questions import Expects, Intent, Question
    from assistant.datatypes.schema import SCHEMA

_NAMES = {
    "answers": (
        "Answer", "AnswerStatus", "Citation", "Claim", "Conflict", "IndexInfo", "Part", "PartKind", "Reason",
        "ReasonCode",
    ),
    "articles": ("Article", "Problem", "Source"),
    "calculations": ("Calculation", "CalculationInput", "InputKind"),
    "figures": ("Figure", "FiledFigure", "Role", "Status"),
    "hits": ("Hit", "Pointing", "Ranks", "ReadSentence", "SearchFilter", "Trace"),
    "passages": ("Passage", "Sentence", "Span"),
    "periods": ("MONTHS", "Period"),
    "quantities": ("Qualifier", "Quantity"),
    "questions": ("Expects", "Intent", "Question"),
    "schema": ("SCHEMA",),
}  # fmt: skip
_HOMES = {name: module for module, names in _NAMES.items() for name in names}

__all__ = [
    "MONTHS",
    "SCHEMA",
    "Answer",
    "AnswerStatus",
    "Article",
    "Calculation",
    "CalculationInput",
    "Citation",
    "Claim",
    "Conflict",
    "Expects",
    "Figure",
    "FiledFigure",
    "Hit",
    "IndexInfo",
    "InputKind",
    "Intent",
    "Part",
    "PartKind",
    "Passage",
    "Period",
    "Pointing",
    "Problem",
    "Qualifier",
    "Quantity",
    "Question",
    "Ranks",
    "ReadSentence",
    "Reason",
    "ReasonCode",
    "Role",
    "SearchFilter",
    "Sentence",
    "Source",
    "Span",
    "Status",
    "Trace",
]


def __getattr__(name: str) -> Any:
    """Load the module of a name when the name is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
