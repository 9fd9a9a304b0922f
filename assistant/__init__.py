"""A terminal assistant that answers from your own articles, and only from them.

A person drops articles into a folder and asks questions. Every answer is correct by
construction:

1. Words that come from an article are quoted spans with the article, its date and exact
   character offsets.
2. A number is shown only as quoted, derived (a calculator's result with its inputs), a
   published constant, or an assumption of the user's.
3. What the articles do not say is not said: the assistant abstains and names the reason.
4. The same question on the same index gives the same bytes.

The way of the data: files -> articles -> passages and sentences -> vectors and word index
(``index/``); question -> hits -> judged sentences, figures -> answer -> text, JSON,
Markdown or the chat. One core, ``Assistant.ask``, serves every front end.

``from assistant import Assistant`` loads the core on first use; importing this package
loads nothing else.

Examples:
    >>> from assistant import Assistant, to_dict
    >>> with Assistant.open() as assistant:
    ...     answer = assistant.ask("What was OpenAI last valued at?")
    >>> to_dict(answer)["status"]
    'answered'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.answering import Assistant, Conversation
    from assistant.datatypes import Answer, Calculation, Citation, Figure, Quantity, SearchFilter
    from assistant.errors import (
        AnswerDataError,
        AssistantError,
        CalculationError,
        CorpusError,
        IndexFolderError,
        ModelError,
        QuantityError,
        QuestionError,
        SettingsError,
        StoreError,
        UsageError,
    )
    from assistant.rendering import from_dict, to_dict

__version__ = "0.1.0"

_NAMES = {
    "answering": ("Assistant", "Conversation"),
    "datatypes": ("Answer", "Calculation", "Citation", "Figure", "Quantity", "SearchFilter"),
    "errors": (
        "AnswerDataError", "AssistantError", "CalculationError", "CorpusError", "IndexFolderError", "ModelError",
        "QuantityError", "QuestionError", "SettingsError", "StoreError", "UsageError",
    ),
    "rendering": ("from_dict", "to_dict"),
}  # fmt: skip
_HOMES = {name: module for module, names in _NAMES.items() for name in names}

__all__ = [
    "Answer",
    "AnswerDataError",
    "Assistant",
    "AssistantError",
    "Calculation",
    "CalculationError",
    "Citation",
    "Conversation",
    "CorpusError",
    "Figure",
    "IndexFolderError",
    "ModelError",
    "Quantity",
    "QuantityError",
    "QuestionError",
    "SearchFilter",
    "SettingsError",
    "StoreError",
    "UsageError",
    "__version__",
    "from_dict",
    "to_dict",
]


def __getattr__(name: str) -> Any:
    """Load the module of a name when the name is first used."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return sorted({*globals(), *__all__})
