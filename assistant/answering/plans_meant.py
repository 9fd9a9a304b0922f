"""Plans for a reckoning that a question is known to ask for, though no form of words says which figures it is of.

The two figures are those that the whole question describes best together: of one article, close to each other, of the
kinds that the reckoning needs. Where others would do about as well, none are taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from assistant.answering.called import called
from assistant.answering.filling import Filled, says, taken
from assistant.answering.matching import VAGUE, Accepts, Matcher, Slot, beside, is_amount, is_share
from assistant.answering.narrowing import before
from assistant.answering.phrases import Phrase
from assistant.answering.plans_described import in_one_unit
from assistant.answering.plans_moved import described
from assistant.answering.plans_parts import is_growth
from assistant.answering.rates import rates_of
from assistant.answering.worksheet import Cell, Moved, Sheet, single_names, size
from assistant.datatypes import Question

LEAST = 0.45
"""What each figure must come to by the words."""
REACH = 2
"""Sentences between two figures."""
MOST_TIMES = 1_000
"""How many times the smaller the larger of two amounts of one kind may be."""

Fit = Callable[[Cell, Cell], bool]


def _amount(cell: Cell) -> float | None:
    return None if rates_of(cell) or VAGUE.match(cell.quantity.text) else is_amount(cell)


def _two(
    question: Question, sheets: Sequence[Sheet], first: Accepts, second: Accepts, fit: Fit, least: float = LEAST
) -> tuple[Sheet, Cell, Cell] | None:
    """The two figures that the question describes best together, of the likeliest article that has such."""
    names = single_names(question)
    phrase = Phrase.of(question.text, names)
    for sheet in sheets:
        matcher = Matcher(sheet, names)

        def fits(one: Cell, other: Cell, matcher: Matcher = matcher) -> bool:
            strange = matcher.is_foreign(one) or matcher.is_foreign(other)
            owned = _are_of(names, one) or _are_of(names, other)
            return not strange and owned and beside(one, other, REACH) and fit(one, other)

        found = matcher.pair(Slot(phrase, first), Slot(phrase, second), fits, least)
        if matcher.unsure:
            return None
        if found is not None:
            return sheet, *found
    return None


def _are_of(names: Sequence[str], cell: Cell) -> bool:
    """Whether a figure's sentence, the one before it or the article's title speaks of somebody that is named."""
    around = f"{cell.item.hit.source.title}\n{cell.item.hit.passage.heading}\n{before(cell.item)}"
    return not names or any(says(name, cell) or called(name, around) for name in names)


def _of_one_kind(sheets: Sequence[Sheet], more: Cell, less: Cell) -> bool:
    """Whether two figures are of one kind, the first the larger, and neither what the other was before."""
    sheet = next((sheet for sheet in sheets if more.item in sheet.items), None)
    alike = in_one_unit(sheet, more, less) if sheet is not None else None
    if alike is None or sheet is None:
        return False
    one, other = (size(cell) for cell in alike)
    old = any((cell.item.sentence.start, cell.quantity.span) in sheet.olds for cell in (more, less))
    return other < one < other * MOST_TIMES and not old


def _pair(question: Question, sheets: Sequence[Sheet]) -> tuple[Cell, Cell] | None:
    """The larger and the smaller of two amounts of one kind, in one unit."""
    found = _two(question, sheets, _amount, _amount, lambda a, b: _of_one_kind(sheets, a, b))
    return in_one_unit(*found) if found is not None else None


def share(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """The smaller of two amounts as a share of the larger."""
    found = _pair(question, sheets)
    if found is None or _stated(question, sheets):
        return None
    return Filled("share-of-total", (taken("part", "part", found[1]), taken("total", "whole", found[0])))


def _stated(question: Question, sheets: Sequence[Sheet]) -> bool:
    """Whether an article gives a share in the question's words itself."""
    names = single_names(question)
    slot = Slot(Phrase.of(question.text, names), lambda cell: 0.0 if is_share(cell) and not is_growth(cell) else None)
    scored = Matcher(sheets[0], names).scored(slot) if sheets else []
    return bool(scored) and scored[0][0] >= LEAST


def ratio(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """How many times the smaller of two amounts the larger is."""
    found = _pair(question, sheets)
    if found is None:
        return None
    return Filled("ratio", (taken("value", "larger amount", found[0]), taken("other", "smaller amount", found[1])))


def difference(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """How far the larger of two amounts is above the smaller."""
    found = _pair(question, sheets)
    if found is None:
        return None
    words = (taken("first", "larger amount", found[0]), taken("second", "smaller amount", found[1]))
    return Filled("difference", words)


def together(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """Two amounts of one kind together."""
    found = _pair(question, sheets)
    if found is None:
        return None
    return Filled("sum", (taken("first", "first amount", found[0]), taken("second", "second amount", found[1])))


def rest(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What a whole leaves after a part."""
    found = _pair(question, sheets)
    if found is None:
        return None
    return Filled("difference", (taken("first", "whole", found[0]), taken("second", "part", found[1])))


def _both_values(move: Moved) -> bool:
    return move.movement.old is not None and move.movement.new is not None


def change_in_percent(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """How many per cent the value that the question describes changed by, of those that a sentence gives both of."""
    return _changed("percent-change", question, sheets)


def change_of_amount(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """By how much the value that the question describes changed, of those that a sentence gives both of."""
    return _changed("change", question, sheets)


def _changed(calculator: str, question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    move = described(question, sheets, _both_values, LEAST)
    if move is None or move.movement.new is None or move.movement.old is None:
        return None
    new, old = (Cell(quantity, move.metric, move.item) for quantity in (move.movement.new, move.movement.old))
    if calculator == "percent-change" and new.quantity.unit == "%":
        return None
    return Filled(calculator, (taken("new", "new value", new), taken("old", "old value", old)))


def portion(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What a share of a whole comes to, the two told close by each other."""

    def whole(cell: Cell) -> float | None:
        return _amount(cell) if size(cell) > 1 else None

    def part(cell: Cell) -> float | None:
        return 0.1 if is_share(cell) and not is_growth(cell) else None

    found = _two(question, sheets, whole, part, lambda a, b: True)
    if found is None:
        return None
    return Filled("portion", (taken("total", "whole", found[1]), taken("share", "share", found[2])))


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
