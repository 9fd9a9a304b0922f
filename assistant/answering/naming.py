"""What the words right before a figure, or a name, say of it: "revenue of $8m", "lost $9m", "with Corvane"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.called import is_place
from assistant.answering.worksheet import Cell
from assistant.figures.metrics import Match, find_metrics, satisfies

REACH = 60
"""Characters before a figure that are looked at."""

_LOST = re.compile(r"\b(?:lost|losing|loss(?:es)? of)\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
_OF = re.compile(
    r"\W*(?:of|was|were|is|at|to|in at|reached|totalled|came to|came in at|stood at|rose to|fell to|grew to)\W+"
    r"(?:(?:about|some|nearly|only|just)\W+)?$"
)
_PARTNER = re.compile(
    r"\b(?:with|by|from|to|for|against|in|on|via|than|and|near|outside|per)\s(?:(?:the|its|their|an?)\s)?"
    r"(?:[a-z][\w’'-]*\s)?$"
)
"""What stands before the name of somebody with whom something is done, and who does not do it."""


def is_beside(text: str, start: int, end: int) -> bool:
    """Whether a name in a sentence is not that of who does something, but of a partner, or of where one is from.

    Args:
        text: The sentence.
        start: Where the name begins.
        end: Where it ends.
    """
    return _PARTNER.search(text, 0, start) is not None or _is_origin(text[start:end])


def _is_origin(name: str) -> bool:
    """Whether a word with a capital only says where somebody is from: "German-Spanish", "Perth-based"."""
    parts = name.split("-")
    return len(parts) > 1 and all(is_place(part) or part.islower() for part in parts[1:])


def told_right_before(cell: Cell, metrics: Sequence[str]) -> float:
    """What speaks for a figure that stands right behind the name of its metric: "revenue of $8m".

    Args:
        cell: The figure.
        metrics: The metrics that are asked for.
    """
    lead = cell.item.sentence.text[: cell.quantity.span.start] if cell.quantity.span else ""
    if _LOST.search(lead):
        return 0.0 if any("loss" in metric for metric in metrics) else -RIGHT_BEFORE
    mentions_ = find_metrics(lead[-REACH:].lower())
    if not mentions_ or not any(satisfies(metric, mentions_[-1].metric) is Match.EXACT for metric in metrics):
        return 0.0
    return RIGHT_BEFORE if _OF.fullmatch(lead[-REACH:], mentions_[-1].end) else 0.0


RIGHT_BEFORE = 0.15
"""What a figure gains whose metric is named right before it."""
