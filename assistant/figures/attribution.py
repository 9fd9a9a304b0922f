"""Of what a figure is: the metric nearest to each quantity of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.datatypes import Quantity
from assistant.figures.metrics import MetricMention, find_metrics, when_metrics_change
from assistant.figures.metrics import metric as metric_by_id
from assistant.quantities import extract, units

_AT_ONCE = re.compile(
    r"[\s-]{0,20}(?:(?:in|of)\s+)?(?:(?!(?:on|from|at|for|with|and|while|but|as|whereas|after)\b)[\w-]+\s+){0,2}"
)
"""What may stand between a figure and a metric that follows it."""

_FAR = 80
"""Characters by which any other metric behind a figure counts as farther away."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """A quantity with the metric that it goes with."""

    quantity: Quantity
    metric: str
    """Id of the nearest metric; empty when neither the sentence nor the one before names one."""
    at: tuple[int, int] | None = None
    """Where the sentence names the metric; None when the one before does, or none."""


@lru_cache(maxsize=4096)  # one question meets a sentence several times: in a search, a check and a sheet
def attribute(sentence: str, before: str) -> tuple[Attributed, ...]:
    """The quantities of a sentence, each with its metric.

    Args:
        sentence: The sentence; spans of the quantities are offsets into it.
        before: The sentence before it, which may name the metric ("… its revenue. Estimates put it
            at $30 billion"); empty for the first.
    """
    quantities = extract(sentence)
    if not quantities:
        return ()
    mentions = find_metrics(sentence)
    inherited = [mention.metric for mention in find_metrics(before)]
    found = []
    for quantity in quantities:
        nearest = nearest_metric(sentence, _able(mentions, quantity, sentence), quantity)
        metric = nearest.metric if nearest else (inherited[-1] if inherited else "")
        found.append(Attributed(quantity, metric, (nearest.start, nearest.end) if nearest else None))
    return tuple(found)


when_metrics_change(attribute.cache_clear)

_RISE = "growth"
"""The metric that "sales growth of 5%" names beside its own: what grew says more."""
_SAME_CLAUSE = 45
"""Characters within which what grew stands beside "growth" or "rise"."""


def _able(mentions: tuple[MetricMention, ...], quantity: Quantity, sentence: str) -> tuple[MetricMention, ...]:
    """The mentions that can be a quantity's: money is no growth, and a growth is of what grew."""
    if quantity.unit == "%":
        risen = [m for m in mentions if m.metric == _RISE]
        others = [m for m in mentions if m.metric != _RISE]
        if not others:
            return mentions
        near = [m for m in others if any(_gap(m, rise) <= _SAME_CLAUSE for rise in risen)]
        return tuple(others) if near or not risen else mentions
    if not units.dimension(quantity.unit).startswith("money"):
        return mentions
    able = tuple(m for m in mentions if (known := metric_by_id(m.metric)) is None or known.dimension != "percent")
    return able or mentions


def _gap(one: MetricMention, other: MetricMention) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def nearest_metric(text: str, mentions: tuple[MetricMention, ...], quantity: Quantity) -> MetricMention | None:
    """The metric of a quantity: the nearest before it, unless one follows at once.

    "Profit rose to $3 million on sales of …" is profit; "a $380 billion valuation" and "$4 billion in
    sales" are what follows.

    Args:
        text: The text.
        mentions: The metrics that it names.
        quantity: One of its quantities.

    Returns:
        The metric's mention; None when the text names no metric.
    """
    if quantity.span is None:
        return None
    start, end = quantity.span.start, quantity.span.end

    def distance(mention: MetricMention) -> int:
        if mention.start < end:
            return max(start - mention.end, 0)
        between = text[end : mention.start]
        return len(between) if _AT_ONCE.fullmatch(between) else len(between) + _FAR

    return min(mentions, key=distance, default=None)
