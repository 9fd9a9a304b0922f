"""Every way to spoil an answer's JSON at one place."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_GONE = object()
_OTHERS: tuple[Any, ...] = (None, "x", -1, 1.5, True, [], {}, ["x"], {"x": 1}, _GONE)


@dataclass(frozen=True, slots=True)
class Fault:
    """One place of an answer's JSON, spoilt."""

    at: str
    """Such as ``citations[0].start``."""
    written: Any
    """The whole object."""


def faults(written: Any) -> Iterator[Fault]:
    """Put something else, or nothing, in each place; what fits there all the same comes too."""
    for path in _places(written):
        for other in _OTHERS:
            whole = copy.deepcopy(written)
            holder = whole
            for step in path[:-1]:
                holder = holder[step]
            if other is not _GONE:
                holder[path[-1]] = copy.deepcopy(other)
            elif isinstance(holder, dict):
                del holder[path[-1]]
            yield Fault(_told(path), whole)


def _places(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, value in inside:
        yield (*path, step)
        yield from _places(value, (*path, step))


def _told(path: tuple[str | int, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")
