"""Every place of an answer that is shown, and ways to make it untrue."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from typing import Any

from assistant.datatypes import Answer, Part, PartKind, ReasonCode

Place = tuple[str | int, ...]
"""Field names and positions, from the answer inwards."""

_NOT_SHOWN = {"trace", "span", "id", "index", "language", "tags", "note"}
_NOT_TRACED = {"question", "entity", "metric", "period", "marks"}
"""What was asked, labels of our own for a disagreement, and which words of a true quote stand out."""


def places(value: Any, at: Place = ()) -> Iterator[Place]:
    """Every leaf of an answer that is shown and must be traced."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name in _NOT_SHOWN | _NOT_TRACED or (isinstance(value, Part) and field.name == "kind"):
                continue
            yield from places(getattr(value, field.name), (*at, field.name))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from places(item, (*at, number))
    elif value is not None and not isinstance(value, ReasonCode) and not (at[-1] == "kind" and at[-3] == "conflicts"):
        yield at


def leaf(value: Any, place: Place) -> Any:
    """What stands at a place."""
    for step in place:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def changed(value: Any, place: Place, new: Any) -> Any:
    """The same value with something else at a place."""
    if not place:
        return new
    step, *rest = place
    if isinstance(step, int):
        return (*value[:step], changed(value[step], tuple(rest), new), *value[step + 1 :])
    return dataclasses.replace(value, **{step: changed(getattr(value, step), tuple(rest), new)})


def untrue(answer: Answer, place: Place, turn: int) -> Any:
    """Something else than what stands at a place; which one, and where in a text, the turn says."""
    now = leaf(answer, place)
    if isinstance(now, Enum):
        others = [member for member in type(now) if member is not now]
        return others[turn % len(others)]
    if isinstance(now, str):
        return _other_text(now, turn, prose=_is_prose(answer, place))
    if isinstance(now, date):
        return now + timedelta(days=1 + turn % 400)
    if isinstance(now, float):
        return (now + 1, now * 10, -now - 1, None, now / 2 + 0.25)[turn % 5]
    assert isinstance(now, int)
    return now + (1, -1, 7, 1000, -now - 1)[turn % 5]


def _is_prose(answer: Answer, place: Place) -> bool:
    part = leaf(answer, place[:2]) if place[0] == "parts" else None
    return isinstance(part, Part) and part.kind is PartKind.PROSE


def _other_text(text: str, turn: int, *, prose: bool) -> str:
    """A text with a digit or a letter changed; prose, which no source has, gets a digit instead."""
    spots = [place for place, char in enumerate(text) if char.isalnum()]
    if prose or not spots:
        at = turn % (len(text) + 1)
        return f"{text[:at]}{turn % 10}{text[at:]}"
    digits = [place for place in spots if text[place].isdigit()]
    at = (digits or spots)[turn % len(digits or spots)]
    new = str((int(text[at]) + 1 + turn % 9) % 10) if text[at].isdecimal() else ("q" if text[at] != "q" else "x")
    return text[:at] + new + text[at + 1 :]
