"""Questions that ask for a calculation, given to the recipes that they may be for, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.answering import calculate
from assistant.answering.asked_kind import suits
from assistant.answering.recipe import Recipe
from assistant.answering.worksheet import Ledger
from assistant.datatypes import Answer, AnswerStatus, Expects, Hit, IndexInfo, Quantity, Question, ReadSentence, Trace
from assistant.quantities import dimension
from assistant.reading.reader import Judge, Rarity, Reader

Search = Callable[[str, Judge], tuple[ReadSentence, ...]]
"""Judged sentences for a query that a calculation makes for one of its inputs."""


def _is_expected(asked: Question, value: Quantity) -> bool:
    """Whether a result is of a type that the words of a question expect, where they expect any."""
    if Expects.LIST in asked.expects:
        return False
    kind = dimension(value.unit)
    if kind.startswith("money"):
        return bool(asked.expects & {Expects.MONEY, Expects.ANY})
    if kind == "percent" and asked.expects & {Expects.MONEY, Expects.COUNT}:
        return Expects.PERCENT in asked.expects
    return True


@dataclass(frozen=True, slots=True)
class Desk:
    """What a calculation is made with."""

    reader: Reader
    rarity: Rarity
    find: Search
    whole: Callable[[str, str], tuple[ReadSentence, ...]]
    """Judged sentences of one article, by its path, for a query."""
    text_of: Callable[[str], str]
    """The text of an article by its path."""
    ledger: Ledger
    filed: Ledger
    """All figures of an article, of a known metric or not, by its path."""
    carried: tuple[calculate.Given, ...]
    """Figures of earlier answers."""
    index: IndexInfo

    def first(
        self, recipes: Sequence[Recipe], asked: Question, hits: Sequence[Hit], notes: tuple[str, ...]
    ) -> tuple[Answer | None, bool]:
        """The first calculation that can be made.

        Args:
            recipes: What the question may ask for, the likeliest first.
            asked: The question.
            hits: The passages found for it.
            notes: What was corrected in it.

        Returns:
            It, or why the likeliest cannot be made, None where there is no recipe; and whether it stands: where it
            does not, the question may be looked up first.
        """
        # The trained reader reads where it has figures to choose from, for an input.
        read = self.reader.by_rules(asked, hits, self.rarity)
        trace = Trace(tuple(hits), read[:12], notes)
        declined: list[tuple[Answer, bool]] = []
        # Two recipes may look for the same.
        by_model = cache(lambda query: self.find(query, self.reader.read))
        by_rules = cache(lambda query: self.find(query, self.reader.by_rules))
        whole = cache(lambda path: self.whole(path, asked.text))
        for recipe in recipes:
            finder = calculate.Finder(
                by_model,
                asked,
                recipe.pattern.sub(" ", asked.text),
                self.text_of,
                self.carried,
                self.ledger,
                by_rules,
                whole,
                self.filed,
            )
            answer = calculate.answer(recipe, finder, read, self.index, trace)
            if answer.status is AnswerStatus.ANSWERED and (answer.value is None or suits(asked.text, answer.value)):
                if not recipe.broad or answer.value is None or _is_expected(asked, answer.value):
                    return answer, True
                continue  # a question of fact that a broad recipe fits too
            if answer.status is AnswerStatus.ANSWERED:
                continue  # it is no answer to what is asked
            if not recipe.broad:
                declined.append((answer, not recipe.soft))
        return max(declined, key=lambda pair: pair[1], default=(None, False))  # the first of those that stand
