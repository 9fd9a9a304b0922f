"""Answers as text, JSON and Markdown: nothing is worked out here, only shown."""

from assistant.rendering.json_form import to_dict, to_json
from assistant.rendering.markdown import to_markdown
from assistant.rendering.plain import to_text
from assistant.rendering.safe import flat, visible

__all__ = ["flat", "to_dict", "to_json", "to_markdown", "to_text", "visible"]
