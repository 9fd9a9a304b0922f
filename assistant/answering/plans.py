"""How a calculation's inputs are found together: in one article, of one owner, one period, one movement.

A plan looks at the sheets of the articles found, best first, and returns a calculator with its inputs
filled, or None when the articles do not give them. It never guesses: an input that is not there is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering import evidence
from assistant.answering.worksheet import Cell, Moved, Sheet, in_kind, single_names
from assistant.datatypes import Qualifier, Quantity, Question, ReadSentence
from assistant.figures.metrics import Match, satisfies
from assistant.quantities import units
from assistant.reading.names import mentions
from assistant.reading.stems import stem, stems


@dataclass(frozen=True, slots=True)
class Input:
    """An input, filled."""

    name: str
    words: str
    """What to call it."""
    quantity: Quantity
    item: ReadSentence | None
    """The sentence that gives it; None for what the question states."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A calculator with all that it needs."""

    calculator: str
    inputs: tuple[Input, ...]
    winner: str = ""
    """In a comparison, the name from the question whose figure is larger."""


Plan = Callable[[Question, Sequence[Sheet]], Filled | None]

_PROFITS = ("net-profit", "pre-tax-profit", "operating-profit", "gross-profit", "ebitda")


def margin(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """Profit over revenue, of one article; the kind of profit that the question names."""
    asked = _profit_asked(question)
    for sheet in sheets:
        owners = question.entities
        profits = sheet.of_metric((asked,), names=owners)
        revenues = sheet.of_metric(("revenue",), names=owners)
        pair = _closest(profits, revenues)
        if pair is not None:
            words = asked.replace("-", " ")
            return Filled("margin", (_input("profit", words, pair[0]), _input("revenue", "revenue", pair[1])))
    return None


def _profit_asked(question: Question) -> str:
    text = question.text.lower().replace("pretax", "pre-tax")
    for metric in _PROFITS:
        if metric.removesuffix("-profit").replace("-", "[- ]") and re.search(
            rf"\b{metric.removesuffix('-profit').replace('-', '[- ]')}\b", text
        ):
            return metric
    return "profit"


def _closest(firsts: Sequence[Cell], seconds: Sequence[Cell]) -> tuple[Cell, Cell] | None:
    """Two figures of one currency: out of one sentence when there are such, else the best of each."""
    pairs = [(a, b) for a in firsts for b in seconds if a.quantity.unit == b.quantity.unit and a.quantity != b.quantity]
    together = [pair for pair in pairs if pair[0].item.sentence == pair[1].item.sentence]
    return next(iter(together or pairs), None)


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
    if move.movement.old_is_loss:
        inputs = (("profit", move.movement.new), ("loss", move.movement.old))
        return Filled("swing", tuple(Input(name, name, quantity, move.item) for name, quantity in inputs))
    if re.search(
        r"\b(?:cut|reduce|bring|brought|lower|fall|fell|drop|decline|decrease|lose|lost)", question.text, re.I
    ):
        inputs = (("first", move.movement.old), ("second", move.movement.new))
        words = ("old value", "new value")
        return Filled(
            "difference",
            tuple(Input(name, word, quantity, move.item) for (name, quantity), word in zip(inputs, words, strict=True)),
        )
    return _of_move("change", move)


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
    after = replace(question, years=(question.years[0] + 1,))
    for sheet in sheets:
        for move in sheet.moves[:6]:
            new, text = move.movement.new, move.item.sentence.text
            if new is None or move.movement.old is not None or not _of_asked_metric(question, move):
                continue
            current = timely(after, move.item) and not timely(question, move.item)
            named = _has_year(text, after.years[0]) or _names_before(text, question.years[0])
            if (current or named) and _owned(question, new, move.item) and _about_words(question, move.item):
                return _before(move)
    return None


def _before(move: Moved) -> Filled | None:
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


def _has_year(text: str, year: int) -> bool:
    return bool(re.search(rf"\b{year}\b", text))


def _names_before(text: str, year: int) -> bool:
    """Whether a sentence names the year before as what it compares with: "up nearly $3bn from 2003"."""
    return bool(re.search(rf"\b(?:from|on|than|compared with|over)\s+(?:its\s+)?{year}\b", text))


def _about_words(question: Question, item: ReadSentence) -> bool:
    signals = dict(item.signals)
    return bool(question.metrics) or signals.get("own_words", 1.0) + signals.get("near_words", 0.0) >= 0.5


_PART = re.compile(r"\b(?:stake|slice|whole|100 ?%|shareholding|minority)|\b(?:share|part) of\b", re.IGNORECASE)


def implied_value(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What the whole is worth, when a share of it costs a price."""
    if not _PART.search(question.text):
        return None
    for sheet in sheets:
        stakes = [cell for cell in sheet.cells if cell.quantity.unit == "%" and _is_stake(cell)]
        for stake in stakes:
            prices = [
                cell
                for cell in sheet.cells
                if units.dimension(cell.quantity.unit).startswith("money") and "/" not in cell.quantity.unit
            ]
            together = [price for price in prices if price.item.sentence == stake.item.sentence and _is_price(price)]
            chosen = together or [price for price in prices if _is_price(price) and _speaks_of_shares(price)]
            if chosen:
                words = ("price of the stake", "stake")
                return Filled(
                    "implied-valuation",
                    (_input("stake_price", words[0], chosen[0]), _input("stake", words[1], stake)),
                )
    return None


def _around(cell: Cell, before: int, behind: int) -> str:
    span, text = cell.quantity.span, cell.item.sentence.text
    return text[max(span.start - before, 0) : span.end + behind].lower() if span else ""


def _is_stake(cell: Cell) -> bool:
    return bool(re.search(r"\b(?:stake|share|shares|shareholding|holding|of)\b", _around(cell, 24, 24)))


def _is_price(cell: Cell) -> bool:
    return bool(
        re.search(
            r"\b(?:for|paid|pay|paying|price|worth|cost|costs|offer\w*)\b[^,;]{0,24}$",
            _around(cell, 44, 0)[: -len(cell.quantity.text) or None],
        )
    )


def _speaks_of_shares(cell: Cell) -> bool:
    return bool(re.search(r"\b(?:shares?|stake|holding)\b", cell.item.sentence.text, re.IGNORECASE))


def stake_value(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What a stake is worth at the valuation that the question states."""
    stated = next((q for q in question.quantities if units.dimension(q.unit).startswith("money")), None)
    if stated is None:
        return None
    stakes = [
        cell
        for sheet in sheets
        for cell in sheet.cells
        if cell.quantity.unit == "%" and _is_stake(cell) and _owned_by_first(question, cell)
    ]
    if len({(cell.quantity.low, cell.quantity.high) for cell in stakes}) != 1:
        return None  # none, or several between which nothing decides
    return Filled("stake-value", (Input("valuation", "valuation", stated, None), _input("stake", "stake", stakes[0])))


def _owned_by_first(question: Question, cell: Cell) -> bool:
    return not question.entities or any(mentions(name, cell.item.sentence.text) for name in question.entities[:1])


_UNIT_ASKED = re.compile(r"\b(?:per|each|an?|every)\s+(?P<noun>[a-z]+)(?:\s+cut)?\b(?:,? in \w+)?\W*$", re.IGNORECASE)
_PERIODS = frozenset({"year", "month", "week", "day", "quarter", "hour"})


def per_unit(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """An amount over the number of things that the question says it is per."""
    noun = _UNIT_ASKED.search(question.text)
    if noun is None or noun.group("noun").lower() in _PERIODS:
        return None
    wanted = stem(noun.group("noun"))
    for sheet in sheets:
        counts = [cell for cell in sheet.cells if wanted in _noun_stems(cell)]
        amounts = [
            cell
            for cell in sheet.cells
            if units.dimension(cell.quantity.unit).startswith("money") and "/" not in cell.quantity.unit
        ]
        named = [cell for cell in amounts if cell.metric and cell.metric in question.metrics]
        for count in counts:
            near = [cell for cell in amounts if cell.item.sentence == count.item.sentence]
            chosen = named or near
            if chosen:
                words = noun.group("noun").lower()
                return Filled(
                    "per-unit", (_input("amount", "amount", chosen[0]), _input("units", f"number of {words}s", count))
                )
    return None


def _noun_stems(cell: Cell) -> frozenset[str]:
    """Stems of the noun of a count: its unit, or the words right behind it."""
    if units.dimension(cell.quantity.unit).startswith(("money", "percent")):
        return frozenset()
    behind = re.match(r"[^,.;]{0,40}", _behind(cell))
    return frozenset(stems(f"{cell.quantity.unit} {' '.join((behind.group() if behind else '').split()[:4])}"))


def _behind(cell: Cell) -> str:
    span = cell.quantity.span
    return cell.item.sentence.text[span.end :] if span else ""


def comparison(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """The larger figure less the smaller, of two names and one metric."""
    both = compared(question)
    if len(both) != 2:
        return None
    found = [_figure_of(question, both[i], both[1 - i], sheets) for i in range(2)]
    first, second = found
    if first is None or second is None or first.quantity.unit != second.quantity.unit:
        return None
    if Match.NO in (satisfies(first.metric, second.metric), satisfies(second.metric, first.metric)):
        return None  # a pre-tax profit is not set against a net one
    low, high = first.quantity.low, second.quantity.low
    if low is None or high is None or (first.quantity.span == second.quantity.span and first.item == second.item):
        return None
    larger, smaller = (first, second) if low >= high else (second, first)
    names = both if low >= high else both[::-1]
    inputs = (_input("first", f"figure of {names[0]}", larger), _input("second", f"figure of {names[1]}", smaller))
    return Filled("difference", inputs, winner=names[0])


_EARN = re.compile(r"\bearn|\bma(?:de|ke) more\b", re.IGNORECASE)


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
    if _EARN.search(question.text) and not any(satisfies("profit", metric) is Match.EXACT for metric in metrics):
        metrics = ["profit"]
    if not metrics:
        return None
    cells = [cell for sheet in sheets for cell in sheet.of_metric(metrics, names=(name,))]

    def likely(cell: Cell) -> tuple[bool, bool, bool, int]:
        says = _says(name, cell)
        return says or not _says(other, cell), says, _of_year(question, cell), -cells.index(cell)

    return max(cells, key=likely, default=None)


def _says(name: str, cell: Cell) -> bool:
    text, last = cell.item.sentence.text, name.rsplit(maxsplit=1)[-1]
    return mentions(name, text) or (len(last) > 3 and re.search(rf"\b{re.escape(last)}\b", text) is not None)


def _of_year(question: Question, cell: Cell) -> bool:
    text = cell.item.sentence.text
    return any(_has_year(text, year) for year in question.years) or bool(
        re.search(r"\b(?:annual|full[- ]year)\b", text)
    )


def ratio(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """How many times one name's figure another's is; the order is that of the question."""
    pair = comparison(question, sheets)
    if pair is None:
        return None
    return Filled("ratio", (replace(pair.inputs[0], name="value"), replace(pair.inputs[1], name="other")))


def _valuations(question: Question, sheets: Sequence[Sheet], name: str) -> tuple[Cell, ...]:
    own = [cell for sheet in sheets for cell in sheet.of_metric(("valuation",), names=(name,))]
    # One that the question states is the one it means, with the bound that an article puts on it.
    stated = {q.low if q.low is not None else q.high for q in question.quantities}
    return tuple(sorted(own, key=lambda cell: _named(cell) not in stated))


def _named(cell: Cell) -> float | None:
    return cell.quantity.low if cell.quantity.low is not None else cell.quantity.high


def step_up(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """The new valuation over the one of a month or year that the question names."""
    names = single_names(question)
    when = _MONTH.search(question.text)
    if len(names) != 1 or (when is None and not re.search(r"\b(?:last|previous|earlier|old)\b", question.text, re.I)):
        return None
    cells = _valuations(question, sheets, names[0])
    old = [cell for cell in cells if _is_former(cell, when.group() if when else "")]
    new = [cell for cell in cells if _is_new(cell) and cell not in old]
    if not _one_value(old) or not _one_value(new) or old[0].quantity.unit != new[0].quantity.unit:
        return None
    words = ("new valuation", "previous valuation")
    return Filled(
        "step-up",
        (_input("new_valuation", words[0], _bounded(new)), _input("previous_valuation", words[1], old[0])),
    )


_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:19|20)\d\d)\b"
)


def _is_former(cell: Cell, when: str) -> bool:
    around = _around(cell, 40, 60)
    return when.lower() in around if when else bool(re.search(r"\b(?:previous|last|earlier|from)\b", around))


def _is_new(cell: Cell) -> bool:
    text = cell.item.sentence.text
    return bool(re.search(r"\b(?:new|talks?|discuss\w*|consider\w*|offers?|proposed|round|exceed\w*)\b", text, re.I))


def _one_value(cells: Sequence[Cell]) -> bool:
    return len({_named(cell) for cell in cells}) == 1


def _bounded(cells: Sequence[Cell]) -> Cell:
    """Of figures of one value, one with a bound when there is one: it claims less."""
    return next((cell for cell in cells if cell.quantity.qualifier in _BOUNDS), cells[0])


_BOUNDS = (Qualifier.AT_LEAST, Qualifier.AT_MOST)


def premium(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """How far the valuation of the first name is above that of the second."""
    names = single_names(question)
    if len(names) != 2:
        return None
    first = _valuations(question, sheets, names[0])
    second = [cell for cell in _valuations(question, sheets, names[1]) if _says(names[1], cell)]
    if re.search(r"\bnew\b", question.text, re.IGNORECASE):
        first = tuple(cell for cell in first if _is_new(cell))
    first = tuple(cell for cell in first if _named(cell) not in {_named(other) for other in second})
    if not _one_value(first) or not _one_value(second) or first[0].quantity.unit != second[0].quantity.unit:
        return None
    words = [f"valuation of {name}" for name in names]
    return Filled("premium", (_input("value", words[0], _bounded(first)), _input("other", words[1], second[0])))


def tranche(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """The part of a commitment that is paid first, over the whole."""
    for sheet in sheets:
        money = [cell for cell in sheet.cells if units.dimension(cell.quantity.unit).startswith("money")]
        firsts = [cell for cell in money if re.search(r"\b(?:up ?front|immediately|at once)\b", _around(cell, 12, 40))]
        totals = [
            cell
            for cell in money
            if cell not in firsts and re.search(r"\b(?:commit\w*|up to|total|in all)\b", _around(cell, 60, 30))
        ]
        pair = _closest(firsts, totals)
        if pair is not None:
            words = ("part that is paid first", "whole commitment")
            return Filled("tranche-share", (_input("tranche", words[0], pair[0]), _input("total", words[1], pair[1])))
    return None


def _input(name: str, words: str, cell: Cell) -> Input:
    return Input(name, words, cell.quantity, cell.item)
