"""Whether a sentence is about whom a question names, and whether its figures can be theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.called import called, is_place, is_subject, shortened
from assistant.answering.narrowing import NUMERIC, Article, within
from assistant.answering.payers import payer
from assistant.datatypes import Expects, Quantity, Question, ReadSentence
from assistant.figures.names import find_names
from assistant.figures.ownership import Place, belongs
from assistant.reading.types import fits, quantities_in


def about(question: Question, item: ReadSentence, article: Article) -> bool:
    """Whether a sentence's passage, its title or its whole article is about something that the question names.

    Of several names, whoever pays must be there: what Google invests in a firm is not what Microsoft did.

    Args:
        question: The question.
        item: The sentence.
        article: The text of a sentence's article.
    """
    if not question.entities:
        return True
    text = f"{item.hit.source.title}\n{item.hit.passage.heading}\n{item.hit.passage.text}"
    paying = payer(question)
    if paying and not called(paying, text):
        return False
    return any(called(name, text) for name in question.entities) or any(
        is_subject(name, article(item)) or shortened(name, text, article(item)) for name in question.entities
    )


def of_most_names(question: Question, named: Sequence[ReadSentence], article: Article) -> Sequence[ReadSentence]:
    """Only sentences of the articles that hold the most of a question's names; all where it sets names side by side.

    Args:
        question: The question.
        named: Sentences about one of the names at least.
        article: The text of a sentence's article.
    """
    names = question.entities
    beside = (re.search(rf"{re.escape(name)}(?:['’]s)?,?\s+(?:and|or|vs|versus)\b", question.text) for name in names)
    if len(names) < 2 or any(beside):
        return named
    held: dict[str, int] = {}
    for item in named:
        path = item.hit.source.path
        if path not in held:
            held[path] = sum(called(name, f"{item.hit.source.title}\n{article(item)}") for name in names)
    most = max(held.values(), default=0)
    return within([item for item in named if held[item.hit.source.path] == most], named)


def owned_by(question: Question, item: ReadSentence) -> bool:
    """Whether a figure of the expected type in a sentence can be somebody's that the question names.

    Args:
        question: The question.
        item: The sentence.
    """
    if not question.entities or _is_of_the_country(question, item):
        return True
    wanted = question.expects & NUMERIC or {Expects.MONEY}
    return any(
        owned(quantity, item, question.entities)
        for quantity in quantities_in(item.sentence.text)
        if any(fits(quantity, kind) for kind in wanted)
    )


def _is_of_the_country(question: Question, item: ReadSentence) -> bool:
    """Whether a question names only countries, and a sentence of an article about them names nobody else.

    "The tourism industry is booming" in an article about Turkey is Turkey's.
    """
    if not all(is_place(name) for name in question.entities):
        return False
    around = f"{item.hit.source.title}\n{item.hit.passage.text}"
    others = (name for name in find_names(item.sentence.text) if not item.sentence.text.startswith(name))
    return any(called(name, around) for name in question.entities) and not any(others)


def owned(quantity: Quantity, item: ReadSentence, names: Sequence[str]) -> bool:
    """Whether a quantity of a sentence can belong to one of these names.

    Args:
        quantity: The quantity, its span counted from the sentence's start.
        item: The sentence.
        names: The names.
    """
    if quantity.span is None:
        return False
    passage = item.hit.passage
    place = Place(
        item.sentence.text,
        quantity.span.start,
        quantity.span.end,
        passage.text[: item.sentence.start - passage.start],
        f"{item.hit.source.title}\n{passage.heading}",
    )
    return any(belongs(place, name) for name in names)
