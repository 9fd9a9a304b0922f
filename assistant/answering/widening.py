"""What a calculation's plans look at: the articles found already, then more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.answering.recipe import Recipe
from assistant.answering.worksheet import Ledger, Sheet, sheets, single_names
from assistant.datatypes import Question, ReadSentence

ENTIRE = 2
"""Articles that are read as a whole for a recipe which takes no less."""


class Finder(Protocol):
    """What figures may be taken from; as ``calculate.Finder``."""

    @property
    def subject(self) -> str:
        """The question without the words that ask for the calculation."""

    @property
    def ledger(self) -> Ledger:
        """The figures of an article of a known metric, by its path."""

    @property
    def filed(self) -> Ledger:
        """All figures of an article, by its path."""

    @property
    def find_by_rules(self) -> Callable[[str], tuple[ReadSentence, ...]]:
        """Sentences for a query, judged by the rules."""

    @property
    def whole(self) -> Callable[[str], tuple[ReadSentence, ...]]:
        """Judged sentences of a whole article, by its path."""


def _entire(question: Question, finder: Finder, read: Sequence[ReadSentence]) -> tuple[Sheet, ...]:
    """The likeliest articles that name whom the question names, each as a whole."""
    found = sheets(question, read, ENTIRE) or sheets(question, read, ENTIRE, together=False)
    paths = [sheet.items[0].hit.source.path for sheet in found]
    return tuple(Sheet(question, finder.whole(path), finder.filed(path)) for path in paths)


def sheets_for(
    recipe: Recipe, question: Question, finder: Finder, read: Sequence[ReadSentence]
) -> Iterator[tuple[Sheet, ...]]:
    """Sheets for a recipe's plans: of the articles found already, then of what is looked for besides.

    A search costs more than all the reckoning, so none is made for what is at hand.
    """
    from assistant.answering import plans

    if recipe.entire:
        yield _entire(question, finder, read)
        return
    names, both = single_names(question), plans.compared(question)
    at_hand = sheets(question, read, recipe.articles, ledger=finder.ledger)
    yield at_hand
    if recipe.search:
        more = finder.find_by_rules(f"{' '.join(names) or finder.subject} {recipe.search}")
        at_hand = sheets(question, [*read, *more], recipe.articles, ledger=finder.ledger)
        yield at_hand
    if recipe.whole:  # what belongs together may stand far apart in an article
        first = at_hand[0].items if at_hand else read  # names may stand in what has not been found
        paths = [item.hit.source.path for item in first[:1]]
        rest = [item for path in paths for item in finder.whole(path)]
        yield sheets(question, [*read, *rest], recipe.articles, ledger=finder.ledger)
    if len(both) == 2 and (recipe.pointed or recipe.apart):  # each is looked for by itself as well
        about = " ".join([*(metric.replace("-", " ") for metric in question.metrics), *map(str, question.years)])
        apart = [item for name in both for item in finder.find_by_rules(f"{name} {about}")]
        either = replace(question, entities=both)
        yield at_hand + sheets(either, [*read, *apart], most=6, together=False, ledger=finder.ledger)
