"""A multiple that a question is known to ask for, though no form of words says which figures it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from assistant.answering.called import called
from assistant.answering.filling import Filled, says, taken
from assistant.answering.matching import Matcher, Slot
from assistant.answering.narrowing import before
from assistant.answering.phrases import Phrase
from assistant.answering.rates import rates_of
from assistant.answering.worksheet import Cell, Sheet, single_names
from assistant.datatypes import Question

LEAST = 0.45
"""What each figure must come to by the words."""


def _are_of(names: Sequence[str], cell: Cell) -> bool:
    """Whether a figure's sentence, the one before it or the article's title speaks of somebody that is named."""
    around = f"{cell.item.hit.source.title}\n{cell.item.hit.passage.heading}\n{before(cell.item)}"
    return not names or any(says(name, cell) or called(name, around) for name in names)


def multiple(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """A valuation or a price as a multiple of revenue or profit, each by its metric."""
    earnings = re.search(r"\b(?:earnings|profits?|ebitda|p/e)\b", question.text, re.IGNORECASE)
    wanted = "profit" if earnings else "revenue"

    names = single_names(question)
    for sheet in sheets:
        worths = [cell for cell in sheet.of_metric(("valuation",), names=names) if not rates_of(cell)]
        bases = [cell for cell in sheet.of_metric((wanted,), names=names) if not rates_of(cell)]
        matcher, phrase = Matcher(sheet, names), Phrase.of(question.text, names)
        found = matcher.pair(
            Slot(phrase, partial(_among, worths)),
            Slot(phrase, partial(_among, bases)),
            lambda a, b: a.quantity.unit == b.quantity.unit and _are_of(names, a) and _are_of(names, b),
            LEAST,
        )
        if matcher.unsure:
            return None
        if found is not None:
            kind = "earnings" if earnings else "revenue"
            return Filled(f"{kind}-multiple", (taken("valuation", "valuation", found[0]), taken(kind, kind, found[1])))
    return None


def _among(cells: Sequence[Cell], cell: Cell) -> float | None:
    return 0.3 if cell in cells else None
