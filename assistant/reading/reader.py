"""The place of a reader: what it is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from assistant.datatypes import Hit, Question, ReadSentence

Rarity = Callable[[str], float]
"""Stem -> how rare it is in the articles (inverse document frequency, natural logarithm)."""


class Reader(Protocol):
    """Judges the sentences of the passages found."""

    def read(self, question: Question, hits: Sequence[Hit], rarity: Rarity) -> tuple[ReadSentence, ...]:
        """Score every sentence of the passages, best first.

        Args:
            question: The question, understood.
            hits: Passages in order of rank.
            rarity: How rare a stem is in the articles.
        """
