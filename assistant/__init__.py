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
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.answering import Assistant, Conversation
    from assistant.datatypes import Answer
    from assistant.errors import AssistantError

__version__ = "0.1.0"
__all__ = ["Answer", "Assistant", "AssistantError", "Conversation", "__version__"]

_HOMES = {
    "Answer": "assistant.datatypes",
    "Assistant": "assistant.answering",
    "AssistantError": "assistant.errors",
    "Conversation": "assistant.answering",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
