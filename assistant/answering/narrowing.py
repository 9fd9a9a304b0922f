"""What checks of evidence share: how far one may narrow the sentences before it has removed the answer itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.datatypes import Expects, Question, ReadSentence
from assistant.reading.types import fits, quantities_in

NUMERIC = frozenset({Expects.MONEY, Expects.PERCENT, Expects.COUNT})
FALL = 3.0
"""How far below the best sentence the best one of the right name and period may score."""
FALL_FAR = 8.0
"""The same of what is counted or priced, whose words the best sentence often has and the answer has not."""

Article = Callable[[ReadSentence], str]
"""The whole text of the article that a sentence is of."""


def fell(kept: Sequence[ReadSentence], of: Sequence[ReadSentence], by: float = FALL) -> bool:
    """Whether what a check left is so much worse that the check has removed the answer itself.

    The rules alone decide: whether a question is declined is not the trained reader's to say.

    Args:
        kept: What the check left.
        of: What it was given.
        by: How much worse, in the rules' score, is too much.
    """
    return not kept or max(item.by_rules for item in kept) < max(item.by_rules for item in of) - by


def within(kept: Sequence[ReadSentence], of: Sequence[ReadSentence]) -> Sequence[ReadSentence]:
    """What a check left, unless that is nothing near to the best: then what it was given.

    Args:
        kept: What the check left.
        of: What it was given.
    """
    return of if fell(kept, of, FALL_FAR) else kept


def gives(amounts: frozenset[Expects], item: ReadSentence) -> bool:
    """Whether a sentence holds an amount of one of these kinds.

    Args:
        amounts: The kinds.
        item: The sentence.
    """
    return any(fits(q, kind) for q in quantities_in(item.sentence.text) for kind in amounts)


def gives_new(question: Question, item: ReadSentence) -> bool:
    """Whether a sentence holds an amount of a kind that is asked for, other than those that the question states.

    Who asks for the price behind "above fifty dollars" is not told it by "above $50".

    Args:
        question: The question.
        item: The sentence.
    """
    said = {(q.unit, edge) for q in question.quantities for edge in (q.low, q.high) if edge is not None}
    return any(
        any(fits(q, kind) for kind in question.expects & NUMERIC)
        and not {(q.unit.partition("/")[0], edge) for edge in (q.low, q.high) if edge is not None} <= said
        for q in quantities_in(item.sentence.text)
    )


def before(item: ReadSentence) -> str:
    """The sentence before one, in its passage; empty for the first.

    Args:
        item: The sentence.
    """
    sentences = item.hit.passage.sentences
    position = sentences.index(item.sentence)
    return sentences[position - 1].text if position else ""
