"""Answers as text, JSON and Markdown: nothing is worked out here, only shown."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.rendering.json_form import to_dict, to_json
    from assistant.rendering.json_reading import from_dict
    from assistant.rendering.markdown import to_markdown
    from assistant.rendering.plain import to_text
    from assistant.rendering.safe import flat, visible

__all__ = ["flat", "from_dict", "to_dict", "to_json", "to_markdown", "to_text", "visible"]

_HOMES = {
    "flat": "safe",
    "visible": "safe",
    "from_dict": "json_reading",
    "to_dict": "json_form",
    "to_json": "json_form",
    "to_markdown": "markdown",
    "to_text": "plain",
}


def __getattr__(name: str) -> Any:
    """Load a form when it is first used: the chat's first paint needs none of them."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
