"""Inputs that the trained reader points at, where the rules find none.

Each input asks a question of its own, and only figures of the right kind, in sentences about the
right name, compete for it. An input that the reader is not sure of is missing, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answering import plans
from assistant.answering.filling import Filled
from assistant.answering.worksheet import Cell, cells_of, in_kind
from assistant.datatypes import Expects, Question, ReadSentence
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
    """The larger figure less the smaller, of two names, each asked for by itself.

    Args:
        question: A question that sets two names against each other.
        find: Judged sentences for a query.
    """
    both = plans.compared(question)
    if len(both) != 2:
        return None
    about = _subject(question, both)
    if not about:
        return None
    first, second = (_pointed_at(question, both[i], both[1 - i], find(f"{both[i]} {about}")) for i in range(2))
    if first is None or second is None or first.quantity.unit != second.quantity.unit:
        return None
    if first.item.sentence == second.item.sentence and first.quantity.span == second.quantity.span:
        return None
    return plans.difference_of((both[0], first), (both[1], second))


def _subject(question: Question, both: Sequence[str]) -> str:
    """What is compared, in the question's own words: without the names and the words that compare."""
    names = {word.lower() for name in both for word in re.findall(r"\w+", name)}
    bare = (re.sub(r"['’]s?$", "", term) for term in question.terms)
    return " ".join(term for term in bare if term not in names and not _COMPARING.match(term))


def _pointed_at(question: Question, name: str, other: str, read: Sequence[ReadSentence]) -> Cell | None:
    """The figure of a name that the reader is sure of; None where it is not, or wavers between two values."""
    prefix = "money" if Expects.MONEY in question.expects or plans.EARN.search(question.text) else ""
    scored = sorted(
        (
            (score, -place, cell)
            for place, item in enumerate(read)
            if _is_about(name, other, item) and in_kind(question.text, item.sentence.text)
            for cell in cells_of(item)
            if units.dimension(cell.quantity.unit).startswith(prefix)
            and (score := figure_score(item, cell.quantity)) is not None
        ),
        key=lambda found: found[:2],
        reverse=True,
    )
    if not scored or scored[0][0] < SURE:
        return None
    best = scored[0][2]
    rival = next((score for score, _, cell in scored if cell.quantity.low != best.quantity.low), None)
    return best if rival is None or scored[0][0] >= rival + AHEAD else None


def _is_about(name: str, other: str, item: ReadSentence) -> bool:
    """Whether a sentence names one of two, or its article does and the sentence does not name the other."""
    text = item.sentence.text
    if mentions(name, text):
        return True
    around = f"{item.hit.source.title}\n{item.hit.passage.heading}\n{item.hit.passage.text}"
    return mentions(name, around) and not mentions(other, around)
