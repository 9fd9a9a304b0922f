"""How a calculation's inputs are found together: in one article, of one owner, one period, one movement.

A plan looks at the sheets of the articles found, best first, and returns a calculator with its inputs
filled, or None when the articles do not give them. It never guesses: an input that is not there is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering import evidence
from assistant.answering.filling import Filled, Input, about_words, closest, says, taken
from assistant.answering.naming import told_right_before
from assistant.answering.plans_moved import before, likeliest, of_values
from assistant.answering.worksheet import Cell, Moved, Sheet, in_kind, kind_of, period_kind, single_names
from assistant.datatypes import MONTHS, Quantity, Question, ReadSentence
from assistant.figures.metrics import Match, satisfies
from assistant.figures.names import mentions

_PROFITS = ("net-profit", "pre-tax-profit", "operating-profit", "gross-profit", "ebitda")


def margin(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """Profit over revenue, of one article; the kind of profit that the question names."""
    asked = _profit_asked(question)
    if len(compared(question)) == 2 and _EITHER.search(question.text):
        return None  # the margin of one of two is no answer
    for sheet in sheets:
        owners = question.entities
        profits = sheet.of_metric((asked,), names=owners)
        revenues = sheet.of_metric(("revenue",), names=owners)
        likely = sorted(revenues, key=lambda cell: not told_right_before(cell, ("revenue",)))
        pair = closest(profits, [cell for cell in likely if _is_revenue(cell, profits)])
        if pair is not None:
            words = asked.replace("-", " ")
            return Filled("margin", (taken("profit", words, pair[0]), taken("revenue", "revenue", pair[1])))
    return None


def _is_revenue(cell: Cell, profits: Sequence[Cell]) -> bool:
    """Whether an amount can be the revenue beside some profit: no price of one, and no thousandth of the profit."""
    least = min((abs(profit.quantity.low or profit.quantity.high or 0.0) for profit in profits), default=0.0)
    return (cell.quantity.low or cell.quantity.high or 0.0) > least / MOST_LOSS


MOST_LOSS = 100
"""How many times its revenue a company may lose."""


def _profit_asked(question: Question) -> str:
    """The kind of profit that a margin is asked of, also where its noun is "margin": "the net margin"."""
    text = question.text.lower().replace("pretax", "pre-tax").replace("pre tax", "pre-tax")
    kinds = (metric for metric in _PROFITS if re.search(rf"\b{metric.removesuffix('-profit')}\b", text))
    return next(kinds, "profit")


def percent_change(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """The new value over the old one, of one sentence."""
    move = _movement(question, sheets)
    return _of_move("percent-change", move)


def growth_multiple(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """How many times the old value the new one is, of one sentence."""
    return _of_move("growth-multiple", _movement(question, sheets))


def change(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """The new value less the old one, or the other way round where a fall is asked for."""
    if len(compared(question)) > 1:
        return None  # one name set against another is no change of either
    move = _movement(question, sheets)
    if move is None or move.movement.new is None or move.movement.old is None:
        return None
    return of_values(question, move, move.movement.new, move.movement.old)


def growth_or_change(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What the question's words ask of a change: how much, how many times, or by what share."""
    text = question.text.lower()
    if re.search(r"\b(?:multiple|factor|how many times)\b", text):
        return growth_multiple(question, sheets)
    if re.search(r"\bswing\b|\bby how (?:much|many)\b", text) and not re.search(r"%|per ?cent", text):
        return change(question, sheets)
    return percent_change(question, sheets)


def margin_in_words(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """A margin that is asked for without the word: "what share of its revenues did it turn into profit?"."""
    metrics = set(question.metrics)
    if "revenue" not in metrics or not any(satisfies("profit", metric) is Match.EXACT for metric in metrics):
        return None
    if re.search(r"\bmultiple|\btimes\b", question.text, re.IGNORECASE):
        return None
    return margin(question, sheets)


def _of_move(calculator: str, move: Moved | None) -> Filled | None:
    if move is None or move.movement.new is None or move.movement.old is None:
        return None
    return Filled(
        calculator,
        (
            Input("new", "new value", move.movement.new, move.item),
            Input("old", "old value", move.movement.old, move.item),
        ),
    )


def _movement(question: Question, sheets: Sequence[Sheet]) -> Moved | None:
    """The change that the question is about: of its metric, its owner and its kind of period."""
    for sheet in sheets:
        fitting = [
            move
            for move in sheet.moves
            if move.movement.new is not None
            and move.movement.old is not None
            and _of_asked_metric(question, move)
            and in_kind(question.text, move.item.sentence.text)
            and _owned(question, move.movement.new, move.item)
        ]
        if fitting:
            return fitting[0]
    return None


def _of_asked_metric(question: Question, move: Moved) -> bool:
    metrics = [metric for metric in question.metrics if metric not in ("growth", "margin")]
    if not metrics:
        return True
    return any(satisfies(metric, move.metric) is not Match.NO for metric in metrics)


def _owned(question: Question, quantity: Quantity, item: ReadSentence) -> bool:
    """Whether a figure can be of something that the question names."""
    names = single_names(question)
    if not names or evidence.owned(quantity, item, names):
        return True
    # Two names together ("trade between India and Pakistan") own what an article about both says.
    return len(names) > 1 and all(mentions(name, f"{item.hit.source.title}\n{item.hit.passage.text}") for name in names)


def previous(
    question: Question, sheets: Sequence[Sheet], timely: Callable[[Question, ReadSentence], bool]
) -> Filled | None:
    """The value of the year before, from this year's value and its growth.

    Args:
        question: A question for a figure of one year.
        sheets: The articles found.
        timely: Whether a sentence can be of the question's years.
    """
    if len(question.years) != 1:
        return None
    after = year_after(question)

    def fits(move: Moved) -> bool:
        new, text = move.movement.new, move.item.sentence.text
        if new is None or move.movement.old is not None or not _of_asked_metric(question, move):
            return False
        if kind_of(Cell(new, move.metric, move.item)) not in ("", period_kind(question.text) or "year"):
            return False  # a quarter's figure leads to no year's
        current = timely(after, move.item) and not timely(question, move.item)
        named = _has_year(text, after.years[0]) or _names_before(text, question.years[0])
        return (current or named) and _owned(question, new, move.item) and about_words(question, move.item)

    for sheet in sheets:
        fitting = [move for move in sheet.moves[:6] if fits(move)]
        if fitting:  # of several, the one that the question's words are closest to; a metric tells only sentences apart
            alike = [move for move in fitting if not question.metrics or move.item == fitting[0].item]
            move = likeliest(year_after(question), sheet, alike)
            return before(move) if move is not None else None
    return None


def year_after(question: Question) -> Question:
    """The question as it would be asked of the year after: that is the one whose figure is looked for."""
    year = question.years[0]
    return replace(question, text=question.text.replace(str(year), str(year + 1)), years=(year + 1,))


def _has_year(text: str, year: int) -> bool:
    return bool(re.search(rf"\b{year}\b", text))


def _names_before(text: str, year: int) -> bool:
    """Whether a sentence names the year before as what it compares with: "up nearly $3bn from 2003"."""
    return bool(re.search(rf"\b(?:from|on|than|compared with|over)\s+(?:its\s+)?{year}\b", text))


def _both_figures(question: Question, sheets: Sequence[Sheet]) -> tuple[tuple[str, Cell], tuple[str, Cell]] | None:
    """The figures of two names that a question sets against each other, in its order; None without both."""
    both = compared(question)
    if len(both) != 2:
        return None
    first, second = (_figure_of(question, both[i], both[1 - i], sheets) for i in range(2))
    if first is None or second is None or first.quantity.unit != second.quantity.unit:
        return None
    if Match.NO in (satisfies(first.metric, second.metric), satisfies(second.metric, first.metric)):
        return None  # a pre-tax profit is not set against a net one
    if first.quantity.span == second.quantity.span and first.item == second.item:
        return None
    return (both[0], first), (both[1], second)


def difference_of(first: tuple[str, Cell], second: tuple[str, Cell]) -> Filled | None:
    """The larger of two names' figures less the smaller; None where one is open below."""
    low, high = first[1].quantity.low, second[1].quantity.low
    if low is None or high is None:
        return None
    larger, smaller = (first, second) if low >= high else (second, first)
    inputs = (
        taken("first", f"figure of {larger[0]}", larger[1]),
        taken("second", f"figure of {smaller[0]}", smaller[1]),
    )
    return Filled("difference", inputs, winner=larger[0])


EARN = re.compile(r"\bearn|\bma(?:de|ke) more\b", re.IGNORECASE)


_IN_PERCENT = re.compile(r"%|\bper ?cent|\bpercentage|\bgrowth\b|\bfaster\b", re.IGNORECASE)


_EITHER = re.compile(r"\b(?:or|vs\.?|versus)\b", re.IGNORECASE)


def _either(name: str) -> str:
    """A pattern for a name on one side of "or"."""
    word = re.escape(name)
    return rf"{word}(?:['’]s?)?,? (?:or|vs\.?|versus) |\b(?:or|vs\.?|versus) {word}"


def compared(question: Question) -> tuple[str, ...]:
    """The two names that a question sets against each other; fewer when it does not."""
    names = single_names(question)
    if len(names) <= 2 and not _EITHER.search(question.text):
        return names
    beside = [name for name in names if re.search(_either(name), question.text)]
    return tuple(beside)


def _figure_of(question: Question, name: str, other: str, sheets: Sequence[Sheet]) -> Cell | None:
    """The figure of one of two names: out of a sentence that names it rather than the other, of the right year."""
    metrics = [metric for metric in question.metrics if metric not in ("growth", "margin")]
    if EARN.search(question.text) and not any(satisfies("profit", metric) is Match.EXACT for metric in metrics):
        metrics = ["profit"]
    if not metrics:
        return None
    dimension = "percent" if "growth" in question.metrics and _IN_PERCENT.search(question.text) else "money"
    cells = [cell for sheet in sheets for cell in sheet.of_metric(metrics, dimension, names=(name,))]

    month = re.search(rf"{re.escape(name)}(?:['’]s?)?\s+(?P<month>{'|'.join(MONTHS)})\b", question.text)

    if month is not None:  # "Anthropic's February valuation" is no other month's
        cells = [cell for cell in cells if month.group("month") in cell.item.sentence.text]

    def likely(cell: Cell) -> tuple[bool, bool, bool, int]:
        named = says(name, cell)
        return named or not says(other, cell), named, _of_year(question, cell), -cells.index(cell)

    return max(cells, key=likely, default=None)


def _of_year(question: Question, cell: Cell) -> bool:
    text = cell.item.sentence.text
    return any(_has_year(text, year) for year in question.years) or bool(
        re.search(r"\b(?:annual|full[- ]year)\b", text)
    )


_TIMES_OF = re.compile(r"\bhow many times (?!(?:bigger|larger|higher|greater|more|as|the size)\b)", re.IGNORECASE)
"""What puts the second name on top: "how many times Ford's profit was GM's?"."""


def ratio(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """How many times one name's figure another's is, in the order of the question's words."""
    if not re.search(r"\btimes\b|\bmultiple\b|\bratio\b", question.text, re.IGNORECASE):
        return None
    found = _both_figures(question, sheets)
    if found is None:
        return None
    top, bottom = found[::-1] if _TIMES_OF.search(question.text) else found
    inputs = (
        taken("value", f"figure of {top[0]}", top[1]),
        taken("other", f"figure of {bottom[0]}", bottom[1]),
    )
    return Filled("ratio", inputs)
