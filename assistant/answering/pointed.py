"""The two sides of a comparison, each looked for by itself, where the articles found first do not give both.

The question's words describe what is compared; where they do not tell which figure it is, the trained reader points
at it, among figures of the right kind in sentences about the right name. A side that is not sure is missing, never
guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering import comparable, plans, plans_compared
from assistant.answering.alike import alike
from assistant.answering.compared_words import EACH, TIMES, plain
from assistant.answering.filling import Filled
from assistant.answering.owning import comes_first, of_strangers
from assistant.answering.sides import Side, sides_of
from assistant.answering.sides_three import three_of
from assistant.answering.subjects import is_of_part
from assistant.answering.worksheet import Cell, Sheet, cells_of, in_kind, sheets
from assistant.datatypes import Expects, Question, ReadSentence
from assistant.figures.metrics import Match, satisfies
from assistant.figures.names import mentions
from assistant.quantities import units
from assistant.reading.pointing import figure_score

Find = Callable[[str], Sequence[ReadSentence]]
"""Judged sentences for a query."""

SURE = 1.5
"""Logit over "none of these" from which a figure is taken."""
AHEAD = 0.5
"""How far, in logits, it must be ahead of another value."""

_COMPARING = re.compile(
    r"(?:more|less|higher|lower|bigger|smaller|larger|greater|longer|shorter|faster|slower|ahead|gap|difference|whose"
    r"|who|which|what|much|many|far|between|other|than|both)$"
)
"""Words that set two things against each other, and say nothing of either."""


def comparison(question: Question, find: Find) -> Filled | None:
    """The larger figure less the smaller, of two sides, each looked for by itself.

    Args:
        question: A question that sets two things against each other.
        find: Judged sentences for a query.
    """
    return by_words(question, find) or by_reader(plain(question), find)


ARTICLES = 8
"""How many articles are looked at for the two sides."""


def by_words(question: Question, find: Find) -> Filled | None:
    """The comparison of the figures that the question's words describe; each side may stand in an article of its own.

    Args:
        question: The question.
        find: Judged sentences for a query.
    """
    asked = plain(question)
    three, two = three_of(asked), sides_of(asked)
    both = (three[0], three[2]) if three else (two,) if two else ()
    sides = {side: each.about for each in both for side in each.both}
    read = [item for side, about in sides.items() for item in find(f"{side.text} {about}")]
    named = replace(question, entities=tuple(name for side in sides for name in side.names))
    if not both:
        return None
    return plans_compared.compared(question, sheets(named, read, ARTICLES, together=False))


def by_reader(question: Question, find: Find) -> Filled | None:
    """The comparison of the figures that the reader is sure of, of two names.

    Args:
        question: The question.
        find: Judged sentences for a query.
    """
    both = plans.compared(question)
    if len(both) != 2 or three_of(question) or EACH.search(question.text) or TIMES.search(question.text):
        return None
    about = _subject(question, both)
    if not about:
        return None
    first, second = (_pointed_at(question, both[i], both[1 - i], find(f"{both[i]} {about}")) for i in range(2))
    if first is None or second is None or first.quantity.unit != second.quantity.unit:
        return None
    if (
        first.metric
        and second.metric
        and Match.NO
        in (
            satisfies(first.metric, second.metric),
            satisfies(second.metric, first.metric),
        )
    ):
        return None
    sides = [Side(name, (name,), frozenset()) for name in both]
    if not alike(question, (sides[0], first), (sides[1], second)):
        return None
    return plans.difference_of((both[0], first), (both[1], second))


def _subject(question: Question, both: Sequence[str]) -> str:
    """What is compared, in the question's own words: without the names and the words that compare."""
    names = {word.lower() for name in both for word in re.findall(r"\w+", name)}
    bare = (re.sub(r"['’]s?$", "", term) for term in question.terms)
    return " ".join(term for term in bare if term not in names and not _COMPARING.match(term))


def _pointed_at(question: Question, name: str, other: str, read: Sequence[ReadSentence]) -> Cell | None:
    """The figure of a name that the reader is sure of; None where it is not, or wavers between two values."""
    accepts = comparable.wanted(question)
    prefix = "money" if Expects.MONEY in question.expects or plans.EARN.search(question.text) else ""
    scored = sorted(
        (
            (score, -place, cell)
            for place, item in enumerate(read)
            if _is_about(name, other, item) and in_kind(question.text, item.sentence.text)
            for cell in cells_of(item)
            if units.dimension(cell.quantity.unit).startswith(prefix)
            and accepts(cell) is not None
            and not is_of_part(cell, Sheet(question, (item,)))
            and (score := figure_score(item, cell.quantity)) is not None
        ),
        key=lambda found: found[:2],
        reverse=True,
    )
    if not scored or scored[0][0] < SURE:
        return None
    best = scored[0][2]
    if not mentions(name, best.item.sentence.text) and of_strangers(best, Sheet(question, (best.item,))):
        return None
    rival = next((score for score, _, cell in scored if cell.quantity.low != best.quantity.low), None)
    return best if rival is None or scored[0][0] >= rival + AHEAD else None


def _is_about(name: str, other: str, item: ReadSentence) -> bool:
    """Whether a sentence names one of two, or its article does and the sentence does not name the other."""
    text = item.sentence.text
    if mentions(name, text):
        return True
    texts = (item.hit.source.title, item.hit.passage.heading, item.hit.passage.text)
    around = "\n".join(texts)
    return (
        mentions(name, around) and not mentions(other, around) and comes_first(Side(name, (name,), frozenset()), texts)
    )
