"""Plans for what things are worth: stakes, valuations, commitments, amounts by the piece and over a year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.filling import (
    Filled,
    Input,
    about_words,
    around,
    behind,
    closest,
    lead,
    noun_stems,
    says,
    taken,
)
from assistant.answering.worksheet import Cell, Sheet, single_names
from assistant.datatypes import MONTHS, Qualifier, Question
from assistant.figures.names import mentions
from assistant.quantities import units
from assistant.reading.stems import stem, stems

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
                    (taken("stake_price", words[0], chosen[0]), taken("stake", words[1], stake)),
                )
    return None


def _is_stake(cell: Cell) -> bool:
    return bool(re.search(r"\b(?:stake|share|shares|shareholding|holding|of)\b", around(cell, 24, 24)))


def _is_price(cell: Cell) -> bool:
    return bool(
        re.search(
            r"\b(?:for|paid|pay|paying|price|worth|cost|costs|offer\w*)\b[^,;]{0,24}$",
            around(cell, 44, 0)[: -len(cell.quantity.text) or None],
        )
    )


def _speaks_of_shares(cell: Cell) -> bool:
    return bool(re.search(r"\b(?:shares?|stake|holding)\b", cell.item.sentence.text, re.IGNORECASE))


_WHOLE = re.compile(r"\b(?:as a whole|the whole|all of)\b", re.IGNORECASE)


def stake_value(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What a stake is worth at the valuation that the question states."""
    stated = next((q for q in question.quantities if units.dimension(q.unit).startswith("money")), None)
    if stated is None or _WHOLE.search(question.text):
        return None
    stakes = [
        cell
        for sheet in sheets
        for cell in sheet.cells
        if cell.quantity.unit == "%" and _is_stake(cell) and _owned_by_first(question, cell)
    ]
    if len({(cell.quantity.low, cell.quantity.high) for cell in stakes}) != 1:
        return None  # none, or several between which nothing decides
    return Filled("stake-value", (Input("valuation", "valuation", stated, None), taken("stake", "stake", stakes[0])))


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
        counts = [cell for cell in sheet.cells if wanted in noun_stems(cell)]
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
                    "per-unit", (taken("amount", "amount", chosen[0]), taken("units", f"number of {words}s", count))
                )
    return None


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
        (taken("new_valuation", words[0], _bounded(new)), taken("previous_valuation", words[1], old[0])),
    )


_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)}|(?:19|20)\d\d)\b")


def _is_former(cell: Cell, when: str) -> bool:
    near = around(cell, 40, 60)
    return when.lower() in near if when else bool(re.search(r"\b(?:previous|last|earlier|from)\b", near))


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
    second = [cell for cell in _valuations(question, sheets, names[1]) if says(names[1], cell)]
    if re.search(r"\b(?:new|proposed|planned|discussed|latest)\b", question.text, re.IGNORECASE):
        first = tuple(cell for cell in first if _is_new(cell))
    first = tuple(cell for cell in first if _named(cell) not in {_named(other) for other in second})
    if not _one_value(first) or not _one_value(second) or first[0].quantity.unit != second[0].quantity.unit:
        return None
    words = [f"valuation of {name}" for name in names]
    return Filled("premium", (taken("value", words[0], _bounded(first)), taken("other", words[1], second[0])))


def tranche(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """The part of a commitment that is paid first, over the whole."""
    for sheet in sheets:
        money = [cell for cell in sheet.cells if units.dimension(cell.quantity.unit).startswith("money")]
        firsts = [cell for cell in money if re.search(r"\b(?:up ?front|immediately|at once)\b", around(cell, 12, 40))]
        totals = [
            cell
            for cell in money
            if cell not in firsts and re.search(r"\b(?:commit\w*|up to|total|in all)\b", around(cell, 60, 30))
        ]
        pair = closest(firsts, totals)
        if pair is not None:
            words = ("part that is paid first", "whole commitment")
            return Filled("tranche-share", (taken("tranche", words[0], pair[0]), taken("total", words[1], pair[1])))
    return None


_EVERY = re.compile(
    r"\b(?:a|an|per|each|every)\s+(?P<unit>day|week|month|quarter)\b|\b(?P<ly>daily|weekly|monthly|quarterly)\b"
)


_LY = {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter"}


OF_CHANGE = re.compile(
    r"\b(?:increase|rise|hike|cut|reduction|difference|extra|saving|change)s?\b(?! in\b)", re.IGNORECASE
)
"""What asks for a change of an amount and not for the amount."""


def annualise(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """A year's amount, from one that an article gives by the day, week, month or quarter."""
    wanted = {part for term in question.terms for part in stems(term)}
    if OF_CHANGE.search(question.text):
        return None  # what is asked for is by how much it comes to more
    for sheet in sheets:
        for cell in sheet.cells:
            every = _EVERY.search(around(cell, 10, 40))
            money = units.dimension(cell.quantity.unit).startswith("money")
            if every is None or not (money or noun_stems(cell) & wanted):
                continue
            if not question.entities and not about_words(question, cell.item):
                continue
            unit = every.group("unit") or _LY[every.group("ly")]
            return Filled(f"from-{unit}", (taken("amount", f"amount a {unit}", cell),))
    return None


def shares_cost(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What a number of shares costs at the price of one, both of one sentence."""
    for sheet in sheets:
        for count in sheet.cells:
            if "share" not in noun_stems(count):
                continue
            prices = [
                cell
                for cell in sheet.cells
                if cell.item.sentence == count.item.sentence
                and units.dimension(cell.quantity.unit).startswith("money")
                and re.search(r"\b(?:at|for)\s*$", lead(cell))
                and re.search(r"\b(?:apiece|each|a share|per share|a piece)\b|^\W*\(", behind(cell)[:50])
            ]
            if len(prices) == 1:
                inputs = (taken("shares", "number of shares", count), taken("price", "price of one", prices[0]))
                return Filled("shares-cost", inputs)
    return None
