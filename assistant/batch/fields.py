"""Typed fields out of a record that a person wrote, or a reason that the person understands.

Each function takes one value as it came from a question file and returns it as the type
wanted, or raises `FieldError` with a reason that names the field.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Collection, Mapping
from datetime import date

_COMPARED = 60
"""Characters of an unknown key that are looked at for a likeness: a cell's whole text may stand in its place."""
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class FieldError(ValueError):
    """A field of a question that cannot be used. Stays inside this package: it becomes a `LineProblem`."""


def mapping(value: object, name: str) -> Mapping[str, object]:
    """A JSON object.

    Raises:
        FieldError: It is something else.
    """
    if not isinstance(value, dict):
        raise FieldError(f"{name} must be an object in braces, not {_kind(value)}")
    return value


def known_keys(given: Mapping[str, object], known: Collection[str], where: str, noun: str = "key") -> None:
    """Check that every key is one that is known, else offer the nearest.

    Args:
        given: What is checked.
        known: All keys that there are.
        where: What it is a part of.
        noun: What to call a key.

    Raises:
        FieldError: A key is unknown.
    """
    for key in given:
        if key in known:
            continue
        near = difflib.get_close_matches(key[:_COMPARED].casefold(), known, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(known)}"
        raise FieldError(f"unknown {noun} '{key[:40]}' in {where}; {hint}")


def text(value: object, name: str) -> str:
    """A text; None, an absent field, is empty.

    Raises:
        FieldError: It is something else.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise FieldError(f"{name} must be a text in quotes, not {_kind(value)}")
    return value


def full_text(value: object, name: str) -> str:
    """A text that holds more than white space.

    Raises:
        FieldError: It is something else, or blank.
    """
    found = text(value, name)
    if not found.strip():
        raise FieldError(f"{name} is empty")
    return found


def texts(value: object, name: str) -> tuple[str, ...]:
    """A list of texts, none of them blank; None is an empty list.

    Raises:
        FieldError: It is something else.
    """
    return tuple(full_text(element, f"an element of {name}") for element in elements(value, name))


def elements(value: object, name: str) -> list[object]:
    """A list; None is an empty one.

    Raises:
        FieldError: It is something else.
    """
    if value is None:
        return []
    if not isinstance(value, list):
        raise FieldError(f"{name} must be a list in brackets, not {_kind(value)}")
    return value


def number(value: object, name: str) -> float | None:
    """A finite number; None stays None.

    Raises:
        FieldError: It is something else.
    """
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FieldError(f"{name} must be a number, not {_kind(value)}")
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise FieldError(f"{name} must be a finite number")
    return found


def flag(value: object, name: str) -> bool:
    """True or false; None is false.

    Raises:
        FieldError: It is something else.
    """
    if value is None:
        return False
    if not isinstance(value, bool):
        raise FieldError(f"{name} must be true or false, not {_kind(value)}")
    return value


def day(value: object, name: str) -> date | None:
    """A day written YYYY-MM-DD; None stays None.

    Raises:
        FieldError: It is something else, or no such day.
    """
    if value is None:
        return None
    written = full_text(value, name)
    try:
        if not _ISO_DAY.fullmatch(written):
            raise ValueError
        return date.fromisoformat(written)
    except ValueError:
        raise FieldError(f"{name} must be a day such as 2025-03-31, not '{written[:40]}'") from None


def _kind(value: object) -> str:
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a text",
        list: "a list",
        dict: "an object",
    }
    return "null" if value is None else names.get(type(value), type(value).__name__)
