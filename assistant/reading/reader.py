"""The place of a reader: what it is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from assistant.datatypes import Hit, Question, ReadSentence

Rarity = Callable[[str], float]
"""Stem -> how rare it is in the articles (inverse document frequency, natural logarithm)."""


Judge = Callable[[Question, Sequence[Hit], Rarity], tuple[ReadSentence, ...]]
"""Scores the sentences of passages, best first."""


class Reader(Protocol):
    """Judges the sentences of the passages found."""

    def read(self, question: Question, hits: Sequence[Hit], rarity: Rarity) -> tuple[ReadSentence, ...]:
        """Score every sentence of the passages, best first.

        Args:
            question: The question, understood.
            hits: Passages in order of rank.
            rarity: How rare a stem is in the articles.
        """

    def by_rules(self, question: Question, hits: Sequence[Hit], rarity: Rarity) -> tuple[ReadSentence, ...]:
        """The same by the rules alone, for what a trained model has no part in: it costs far less.

        Args:
            question: The question, understood.
            hits: Passages in order of rank.
            rarity: How rare a stem is in the articles.
        """


def in_rules_order(read: Sequence[ReadSentence]) -> tuple[ReadSentence, ...]:
    """Sentences as the rules rank them, for a calculation.

    What it needs often answers nothing by itself; the trained reader takes part figure by figure.
    """
    return tuple(sorted(read, key=lambda item: -item.by_rules))
