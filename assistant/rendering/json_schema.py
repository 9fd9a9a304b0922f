"""The JSON Schema of an answer, made of the shape that answers are read by."""

from __future__ import annotations

import sys
from typing import Any

import msgspec

from assistant.datatypes import SCHEMA
from assistant.rendering import json_shape as shape

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LIMITS = (-sys.float_info.max, sys.float_info.max)


def answer_schema() -> dict[str, object]:
    """Give the JSON Schema (2020-12) of an answer.

    Returns:
        The schema. It allows keys that it does not name: to add them is free.
    """
    made = msgspec.json.schema(shape.Answer)
    return {
        "$schema": DIALECT,
        "title": f"An answer of assistant, schema {SCHEMA}",
        **{key: _without_limits(value) for key, value in made.items()},
    }


def _without_limits(node: Any) -> Any:
    """A schema without the limits that only say "finite", which every number of JSON is."""
    if isinstance(node, dict):
        return {key: _without_limits(value) for key, value in node.items() if value not in _LIMITS}
    return [_without_limits(item) for item in node] if isinstance(node, list) else node
