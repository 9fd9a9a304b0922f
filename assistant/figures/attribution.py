"""Of what a figure is: the metric nearest to each quantity of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.datatypes import Quantity
from assistant.figures.metrics import MetricMention, find_metrics
from assistant.quantities import extract


@dataclass(frozen=True, slots=True)
class Attributed:
    """A quantity with the metric that it goes with."""

    quantity: Quantity
    metric: str
    """Id of the nearest metric; empty when neither the sentence nor the one before names one."""


def attribute(sentence: str, before: str) -> tuple[Attributed, ...]:
    """The quantities of a sentence, each with its metric.

    Args:
        sentence: The sentence; spans of the quantities are offsets into it.
        before: The sentence before it, which may name the metric ("… its revenue. Estimates put it
            at $30 billion"); empty for the first.
    """
    mentions = find_metrics(sentence)
    inherited = [mention.metric for mention in find_metrics(before)]
    found = []
    for quantity in extract(sentence):
        nearest = nearest_metric(mentions, quantity)
        metric = nearest.metric if nearest else (inherited[-1] if inherited else "")
        found.append(Attributed(quantity, metric))
    return tuple(found)


def nearest_metric(mentions: tuple[MetricMention, ...], quantity: Quantity) -> MetricMention | None:
    """The metric nearest to a quantity of the same text; None when the text names none."""
    if quantity.span is None:
        return None
    start, end = quantity.span.start, quantity.span.end
    return min(mentions, key=lambda m: max(m.start - end, start - m.end, 0), default=None)
