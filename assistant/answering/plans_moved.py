"""Plans on a change that an article reports, which the words of the question describe.

"What was the budget before the increase?", "the change in its share price after the report": the metric may
have no name that is known, but the sentence of the change has the question's words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence, Set

from assistant.answering import evidence
from assistant.answering.called import called, shortened
from assistant.answering.filling import Filled, Input, behind, taken
from assistant.answering.matching import AHEAD, Accepts, Matcher, Slot, beside, is_amount, same
from assistant.answering.phrases import Phrase
from assistant.answering.worksheet import Cell, Moved, Sheet, kind_of, period_kind, single_names
from assistant.datatypes import Expects, Quantity, Question, Role, Span
from assistant.figures.metrics import Match, satisfies
from assistant.figures.movements import moving
from assistant.quantities import units

LEAST = 0.3
"""What the words around a changed figure must come to."""
LEAST_OF_BOTH, LEAST_OF_ONE = 0.15, 0.01
"""The same where a sentence gives both values, and where it is the only one: there is little else to mean."""

Wanted = Callable[[Moved], bool]


def described(question: Question, sheets: Sequence[Sheet], wanted: Wanted, least: float = LEAST) -> Moved | None:
    """The change that a question's words describe; None where none is, or another might be.

    Args:
        question: The question.
        sheets: The articles found, best first.
        wanted: Whether a change can be the one.
        least: What its words must come to.
    """
    for sheet in sheets:
        moves = [
            move for move in sheet.moves if move.movement.new is not None and wanted(move) and _can_be(question, move)
        ]
        stated = [move for move in moves if _is_stated(question, move)]
        if stated:  # "before that 5% rise": only what rose so is meant
            moves, least = stated, 0.0
        best = likeliest(question, sheet, moves, least)
        if best is not None:
            return best
    return None


def _is_stated(question: Question, move: Moved) -> bool:
    """Whether a question itself says by how much something changed."""
    said = {(abs(q.low or 0.0), q.unit) for q in question.quantities}
    sizes = (move.movement.growth, move.movement.difference)
    return any(q is not None and (abs(q.low or 0.0), q.unit) in said for q in sizes)


def likeliest(question: Question, sheet: Sheet, moves: Sequence[Moved], least: float = 0.0) -> Moved | None:
    """The change that a question's words are closest to; None where two of other values are about as close.

    Args:
        question: The question.
        sheet: The article's figures.
        moves: Changes of the article that can be meant, each with a new value.
        least: What the words must come to.
    """
    if len(moves) == 1 and least <= 0:
        return moves[0]
    names = single_names(question)
    matcher, slot = Matcher(sheet, names), Slot(Phrase.of(question.text, names), lambda _: 0.0)
    scored = sorted(((matcher.score(slot, _changed(move)), move) for move in moves), key=lambda pair: -pair[0])
    if not scored or scored[0][0] < least:
        return None
    score, best = scored[0]
    rival = next((other for other, move in scored[1:] if not same(_changed(move), _changed(best))), -math.inf)
    return best if rival <= score - AHEAD else None


def _can_be(question: Question, move: Moved) -> bool:
    """Whether a change is of no other metric than the question's, and of its kind of period."""
    asked = [metric for metric in question.metrics if metric not in ("growth", "price", "valuation")]
    known = not asked or not move.metric or any(satisfies(metric, move.metric) is not Match.NO for metric in asked)
    wanted = period_kind(question.text) or ("year" if question.years else "")
    timely = not wanted or kind_of(_changed(move)) in ("", wanted)
    return known and timely and _is_about(question, move)


def _is_about(question: Question, move: Moved) -> bool:
    """Whether a change can be of something that the question names: by its sentence, or what the article is about."""
    names, item = single_names(question), move.item
    quantity = move.movement.new
    if not names or (quantity is not None and evidence.owned(quantity, item, names)):
        return True
    about = f"{item.hit.source.title}\n{item.hit.passage.heading}"
    return any(called(name, about) or shortened(name, about, item.hit.passage.text) for name in names)


def _changed(move: Moved) -> Cell:
    quantity = move.movement.new
    assert quantity is not None  # looked at before
    return Cell(quantity, move.metric, move.item)


def earlier(question: Question, sheets: Sequence[Sheet], timely: Wanted = lambda _: True) -> Filled | None:
    """What a figure was before the change that an article reports: by its growth, or by what was added.

    Args:
        question: The question.
        sheets: The articles found.
        timely: Whether a change can be the one after the time that the question asks of.
    """
    move = described(
        question,
        sheets,
        lambda moved: (
            moved.movement.old is None
            and (moved.movement.growth is not None or moved.movement.difference is not None)
            and timely(moved)
        ),
    )
    return before(move) if move is not None else None


def earlier_by_growth(question: Question, sheets: Sequence[Sheet], timely: Callable[[Cell], bool]) -> Filled | None:
    """The same where one sentence gives the figure, and one beside it by how much it grew.

    Args:
        question: The question.
        sheets: The articles found.
        timely: Whether a figure can be the one after the time that the question asks of.
    """
    phrase = Phrase.of(question.text, single_names(question))
    for sheet in sheets[:1]:
        growths = _growths(sheet)
        moved = {(move.item.sentence.start, move.movement.new.span) for move in sheet.moves if move.movement.new}

        def figure(cell: Cell, moved: Set[_At] = moved) -> float | None:
            return is_amount(cell) if _at(cell) not in moved and timely(cell) else None

        def growth(cell: Cell, growths: Mapping[_At, Quantity] = growths) -> float | None:
            return 0.1 if _at(cell) in growths else None

        found = Matcher(sheet, phrase.names).pair(Slot(phrase, figure), Slot(phrase, growth), beside)
        if found is not None:
            rate = Input("growth", "growth", growths[_at(found[1])], found[1].item)
            return Filled("previous-value", (taken("new", "later value", found[0]), rate))
    return None


_MORE_THAN = re.compile(r"\W{0,2}(?:more|higher|larger|bigger|better|above|up) (?:than|on|over|from)\b", re.IGNORECASE)
_PREMIUM = re.compile(r"\W{0,2}premium (?:to|over|on|above)\b", re.IGNORECASE)


def earlier_in_sentence(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What a figure was before a growth that its sentence speaks of: "$9 a month after a 40% cut", "a 30% premium to".

    Args:
        question: The question.
        sheets: The articles found.
    """
    names = single_names(question)
    phrase = Phrase.of(question.text, names)
    priced = Expects.MONEY in question.expects or _PRICED.search(question.text) is not None
    for sheet in sheets:
        growths = _growths_beside(sheet)
        moved = {(move.item.sentence.start, move.movement.new.span) for move in sheet.moves if move.movement.new}

        def figure(cell: Cell, moved: Set[_At] = moved) -> float | None:
            dimension = units.dimension(cell.quantity.unit)
            amount = not dimension.startswith(("percent", "time", "calendar", "ratio"))
            amount = dimension.startswith("money") if priced else amount
            return 0.1 if amount and _at(cell) not in moved else None

        def growth(cell: Cell, growths: Mapping[_At, Quantity] = growths) -> float | None:
            return 0.1 if _at(cell) in growths else None

        matcher = Matcher(sheet, names)
        found = matcher.pair(
            Slot(phrase, figure), Slot(phrase, growth), lambda a, b: a.item.sentence == b.item.sentence, LEAST_OF_BOTH
        )
        if found is not None:
            rate = Input("growth", "growth", growths[_at(found[1])], found[1].item)
            return Filled("previous-value", (taken("new", "later value", found[0]), rate))
        if matcher.unsure:
            return None
    return None


_PRICED = re.compile(
    r"\b(?:charg\w+|cost\w*|pric\w+|pa(?:y|id|ying)|trad(?:e|ed|ing)|sold|worth|fetch\w*)\b", re.IGNORECASE
)
"""What is asked of an amount of money."""


def _growths_beside(sheet: Sheet) -> dict[_At, Quantity]:
    """Rates of growth that are of no figure in particular, and premiums, signed, by where they stand."""
    grown = {(move.item.sentence.start, move.movement.growth.span) for move in sheet.moves if move.movement.growth}
    found: dict[_At, Quantity] = {}
    for item in dict.fromkeys(cell.item for cell in sheet.cells):
        cells = [cell for cell in sheet.cells if cell.item == item and cell.quantity.unit == "%"]
        said = moving(item.sentence.text, tuple(cell.quantity for cell in sheet.cells if cell.item == item))
        for cell in cells:
            change = said.get(cell.quantity.span) if cell.quantity.span else None
            if _at(cell) in grown:
                continue
            if _PREMIUM.match(behind(cell)) or _MORE_THAN.match(behind(cell)):
                found[_at(cell)] = cell.quantity
            elif change is not None and change.role is Role.GROWTH:
                found[_at(cell)] = change.quantity
    return found


_At = tuple[int, Span | None]


def _at(cell: Cell) -> _At:
    return cell.item.sentence.start, cell.quantity.span


def _growths(sheet: Sheet) -> dict[_At, Quantity]:
    """Rates of growth in sentences that give no amount, signed, by where they stand."""
    found: dict[_At, Quantity] = {}
    for item in dict.fromkeys(cell.item for cell in sheet.cells):
        cells = [cell for cell in sheet.cells if cell.item == item]
        if any(is_amount(cell) is not None for cell in cells):
            continue  # it is the growth of that amount
        for span, change in moving(item.sentence.text, tuple(cell.quantity for cell in cells)).items():
            if change.role is Role.GROWTH and change.quantity.unit == "%":
                found[item.sentence.start, span] = change.quantity
    return found


def before(move: Moved) -> Filled | None:
    """The calculation of what a figure was before a change; None where the change has no size."""
    new, growth, difference = move.movement.new, move.movement.growth, move.movement.difference
    if new is None:
        return None
    if growth is not None:
        inputs = (Input("new", "later value", new, move.item), Input("growth", "growth", growth, move.item))
        return Filled("previous-value", inputs)
    if difference is None:
        return None
    return Filled(
        "previous-value-by-change",
        (Input("new", "later value", new, move.item), Input("change", "change", difference, move.item)),
    )


_FALL = re.compile(
    r"\b(?:cut|reduce|bring|brought|lower|fall|fell|drop|decline|decrease|lose|lost|deteriorat\w+|worsen\w*)\b", re.I
)


def changed(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """The change between the two values that an article gives, as the question wants it."""
    both = [move for sheet in sheets[:1] for move in sheet.moves if move.movement.new and move.movement.old]
    least = LEAST_OF_ONE if len(both) == 1 else LEAST_OF_BOTH
    move = described(question, sheets, lambda moved: moved.movement.old is not None, least)
    if move is None:
        return None
    new, old = move.movement.new, move.movement.old
    if new is None or old is None:
        return None
    return of_values(question, move, new, old)


_RESULT = re.compile(
    r"\b(?P<loss>loss(?:es)?|deficits?)\b|\b(?:profits?|surplus(?:es)?|earnings|income)\b", re.IGNORECASE
)


def _is_loss(move: Moved, quantity: Quantity) -> bool:
    """Whether a value is a loss: by the nearest word for a result in its sentence."""
    span = quantity.span
    if span is None:
        return False
    said = list(_RESULT.finditer(move.item.sentence.text))
    nearest = min(said, key=lambda match: max(match.start() - span.end, span.start - match.end()), default=None)
    return nearest is not None and nearest.group("loss") is not None


def of_values(question: Question, move: Moved, new: Quantity, old: Quantity) -> Filled:
    """The calculator for a change that the question's words ask for."""
    text = question.text.lower()
    both = (Input("new", "new value", new, move.item), Input("old", "old value", old, move.item))
    losses = [move.movement.old_is_loss or _is_loss(move, old), _is_loss(move, new)]
    if any(losses) and not all(losses):
        profit, loss = (new, old) if losses[0] else (old, new)
        return Filled("swing", (Input("profit", "profit", profit, move.item), Input("loss", "loss", loss, move.item)))
    if re.search(r"\b(?:multiple|factor|how many times)\b", text):
        return Filled("growth-multiple", both)
    if re.search(r"%|\bper ?cent|\bpercentage\b|\bproportion\b|\bgrowth\b|\bhow fast\b", text) and new.unit != "%":
        return Filled("percent-change", both)
    if _FALL.search(text):
        return Filled(
            "difference", (Input("first", "old value", old, move.item), Input("second", "new value", new, move.item))
        )
    return Filled("change", both)


def at_pace(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """A year's amount at the pace of the quarter or half-year that the question names."""
    kind = period_kind(question.text)
    names, metrics = single_names(question), [metric for metric in question.metrics if metric != "growth"]
    if kind not in ("quarter", "half") or not metrics:
        return None
    for sheet in sheets:
        cells = [cell for cell in sheet.of_metric(metrics, names=names) if kind_of(cell) == kind]
        if len({cell.quantity.low for cell in cells}) > 1:
            slot = Slot(Phrase.of(question.text, names), _among(cells))
            best = Matcher(sheet, names).best(slot)
            cells = [best] if best is not None else []
        if cells:
            words = "half-year" if kind == "half" else kind
            return Filled(f"from-{kind}", (taken("amount", f"amount of the {words}", cells[0]),))
    return None


def _among(cells: Sequence[Cell]) -> Accepts:
    return lambda cell: 0.0 if cell in cells else None
