"""The two figures of one article that a question means."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answering.matching import LEAST, Accepts, Matcher, Slot
from assistant.answering.phrases import Phrase
from assistant.answering.worksheet import Cell, Sheet, single_names
from assistant.datatypes import Question


def two_meant(
    question: Question,
    sheets: Sequence[Sheet],
    first: Accepts,
    second: Accepts,
    fit: Callable[[Cell, Cell], bool] = lambda one, other: True,
    least: float = LEAST,
    *,
    own: bool = False,
) -> tuple[Cell, Cell] | None:
    """Two figures, each of its kind, for which the whole question's words speak most, of the likeliest article.

    Args:
        question: The question.
        sheets: The articles found, the likeliest first.
        first: What speaks for a figure as the one, by its kind.
        second: The same for the other.
        fit: Whether two can belong together.
        least: What each must come to.
        own: Whether neither may be a stranger's.

    Returns:
        None where no article has such, or where one has several that may be meant: another does not decide then.
    """
    names = single_names(question)
    phrase = Phrase.of(question.text, names)
    for sheet in sheets:
        matcher = Matcher(sheet, names)
        found = matcher.pair(Slot(phrase, first), Slot(phrase, second), fit, least, own=own)
        if found is not None or matcher.unsure:
            return found
    return None
