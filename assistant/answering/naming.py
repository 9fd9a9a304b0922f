"""What the words right before a figure say that it is: "revenue of $8m", "lost $9m"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.worksheet import Cell
from assistant.figures.metrics import Match, find_metrics, satisfies

REACH = 60
"""Characters before a figure that are looked at."""

_LOST = re.compile(r"\b(?:lost|losing|loss(?:es)? of)\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
_OF = re.compile(
    r"\W*(?:of|was|were|is|at|to|in at|reached|totalled|came to|came in at|stood at|rose to|fell to|grew to)\W+"
    r"(?:(?:about|some|nearly|only|just)\W+)?$"
)


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
