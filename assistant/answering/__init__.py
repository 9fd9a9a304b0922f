"""Questions to answers: one core that every front end asks."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.answering.assistant import Assistant
    from assistant.answering.conversation import Conversation

__all__ = ["Assistant", "Conversation"]

_HOMES = {"Assistant": "assistant", "Conversation": "conversation"}


def __getattr__(name: str) -> Any:
    """Load the core when it is first used: the settings need less of this package."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
