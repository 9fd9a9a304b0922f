"""Plans whose amounts the question itself states, each cited where an article gives the very same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.filling import Filled, Input, noun_stems, taken
from assistant.answering.worksheet import Cell, Sheet, single_names
from assistant.datatypes import Quantity, Question
from assistant.quantities import units
from assistant.quantities.nouns import plural
from assistant.quantities.vocabulary import units as known_units
from assistant.reading.stems import stem, stems


def given(name: str, words: str, quantity: Quantity, sheets: Sequence[Sheet]) -> Input:
    """An input that the question states; with its source where an article found gives the same amount.

    Args:
        name: The input's name.
        words: What to call it.
        quantity: What the question states.
        sheets: The articles found.
    """
    for sheet in sheets:
        for cell in sheet.cells:
            if cell.quantity.unit == quantity.unit and _ends(cell.quantity) == _ends(quantity):
                return taken(name, words, cell)
    return Input(name, words, quantity, None)


def _ends(quantity: Quantity) -> tuple[float | None, float | None]:
    low = quantity.low if quantity.low is not None else quantity.high
    high = quantity.high if quantity.high is not None else quantity.low
    return low, high


def _stated(question: Question, *dimensions: str) -> list[Quantity]:
    return [q for q in question.quantities if units.dimension(q.unit).startswith(dimensions)]


def compound_growth(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """The yearly rate between two stated amounts over a stated number of years, or between two years."""
    amounts = [
        q for q in question.quantities if not units.dimension(q.unit).startswith(("calendar", "time", "percent"))
    ]
    spans = [q for q in question.quantities if q.unit == "years"]
    if len(amounts) != 2 or amounts[0].unit != amounts[1].unit:
        return None
    if spans:
        years = spans[0]
    elif len(question.years) == 2:
        apart = float(abs(question.years[1] - question.years[0]))
        first, last = sorted(question.years)
        years = Quantity(apart, apart, "years", text=f"{first} to {last}")
    else:
        return None
    return Filled(
        "cagr",
        (
            given("end", "last value", amounts[1], sheets),
            given("start", "first value", amounts[0], sheets),
            Input("years", "years between", years, None),
        ),
    )


def remainder(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What is left of a whole after a part, both stated."""
    amounts = _stated(question, "money", "count", "power", "energy")
    if len(amounts) != 2 or amounts[0].unit != amounts[1].unit:
        return None
    ordered = sorted(amounts, key=lambda q: -(q.low or q.high or 0.0))
    return Filled(
        "remainder",
        (given("total", "whole", ordered[0], sheets), given("tranche", "part", ordered[1], sheets)),
    )


_FROM_TO = re.compile(r"\bfrom\b", re.IGNORECASE)


def between(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """The change between two stated amounts, as the question wants it: "from $380 billion to $900 billion"."""
    amounts = [q for q in question.quantities if not units.dimension(q.unit).startswith(("calendar", "time"))]
    if len(amounts) != 2 or units.dimension(amounts[0].unit) != units.dimension(amounts[1].unit):
        return None
    text = question.text.lower()
    old, new = amounts if _FROM_TO.search(text) else amounts[::-1]
    if re.search(r"\b(?:multiple|factor|how many times|step-?up)\b", text):
        calculator = "growth-multiple"
    elif re.search(r"%|\bper ?cent|\bpercentage|\bproportion\b", text) and new.unit != "%":
        calculator = "percent-change"
    else:
        larger, smaller = sorted(amounts, key=lambda q: -(q.low or q.high or 0.0))
        names = (("first", "larger amount", larger), ("second", "smaller amount", smaller))
        return Filled("difference", tuple(given(name, words, q, sheets) for name, words, q in names))
    return Filled(calculator, (given("new", "new value", new, sheets), given("old", "old value", old, sheets)))


def part_of_whole(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """One stated amount as a share of another: "what is $40 billion as a percentage of $900 billion?"."""
    amounts = question.quantities
    if len(amounts) != 2 or units.dimension(amounts[0].unit) != units.dimension(amounts[1].unit):
        return None
    return Filled(
        "share-of-total", (given("part", "part", amounts[0], sheets), given("total", "whole", amounts[1], sheets))
    )


def against_stated(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """A stated amount and a name's figure of the same metric, the larger less the smaller."""
    names, amounts = single_names(question), _stated(question, "money")
    metrics = [metric for metric in question.metrics if metric != "growth"]
    if len(names) != 1 or len(amounts) != 1 or not metrics:
        return None
    cells = [cell for sheet in sheets for cell in sheet.of_metric(metrics, names=names)]
    others = [
        cell for cell in cells if cell.quantity.unit == amounts[0].unit and _ends(cell.quantity) != _ends(amounts[0])
    ]
    if len({_ends(cell.quantity) for cell in others}) != 1:
        return None
    stated = given("first", "amount stated", amounts[0], sheets)
    found = taken("second", f"figure of {names[0]}", others[0])
    larger, smaller = (stated, found) if _size(stated) >= _size(found) else (found, stated)
    return Filled("difference", (replace(larger, name="first"), replace(smaller, name="second")))


def _size(item: Input) -> float:
    low, _ = _ends(item.quantity)
    return low or 0.0


_EACH = re.compile(r"\bper (?P<noun>[a-z]+)\b", re.IGNORECASE)


def for_each(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """A metric of the question's name over a count, stated or of the same article: revenue per employee."""
    asked = _EACH.search(question.text)
    names = single_names(question)
    if asked is None or not names:
        return None
    noun = stem(asked.group("noun").lower())
    counted = {noun} | ({"peopl", "staff"} if noun in ("employe", "head", "worker", "person") else set())
    metrics = [metric for metric in question.metrics if metric not in ("headcount", "customers", "earnings-per-share")]
    stated = [q for q in question.quantities if _counts(q, counted)]
    for sheet in sheets:
        for amount in sheet.of_metric(metrics, names=names):
            units_input = _heads(stated, sheet, counted, asked.group("noun").lower(), amount)
            if units_input is not None:
                return Filled("per-unit", (taken("amount", metrics[0].replace("-", " "), amount), units_input))
    return None


def _heads(stated: Sequence[Quantity], sheet: Sheet, counted: set[str], noun: str, amount: Cell) -> Input | None:
    """The count that an amount is divided by: stated, else the only one of the article."""
    words = f"number of {plural(noun)}"
    if stated:
        return Input("units", words, stated[0], None)
    found = [cell for cell in sheet.cells if noun_stems(cell) & counted and cell.quantity != amount.quantity]
    return taken("units", words, found[0]) if len({cell.quantity.low for cell in found}) == 1 else None


def _counts(quantity: Quantity, counted: set[str]) -> bool:
    return units.dimension(quantity.unit) == "count" and bool(counted & set(stems(quantity.unit)))


def sum_or_average(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """The sum or the average of two stated amounts."""
    amounts = question.quantities
    if len(amounts) != 2 or units.dimension(amounts[0].unit) != units.dimension(amounts[1].unit):
        return None
    calculator = "average" if re.search(r"\b(?:average|mean)\b", question.text, re.IGNORECASE) else "sum"
    return Filled(
        calculator, (given("first", "first", amounts[0], sheets), given("second", "second", amounts[1], sheets))
    )


_TARGET = re.compile(r"\b(?:in|to|into) (?P<unit>[a-z ]{1,40}?)\W{0,5}$", re.IGNORECASE)


def in_other_unit(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """A stated amount in another unit of its kind."""
    target = _TARGET.search(question.text)
    if target is None or len(question.quantities) != 1:
        return None
    surface = known_units().words.get(tuple(target.group("unit").lower().split()))
    quantity = question.quantities[0]
    if (
        surface is None
        or surface.unit.dimension != units.dimension(quantity.unit)
        or surface.unit.name == quantity.unit
    ):
        return None
    if surface.unit.dimension.startswith("money:"):
        return None
    one = Quantity(1.0, 1.0, surface.unit.name, text=f"1 {surface.unit.name}")
    return Filled(
        "convert-unit", (Input("quantity", "quantity", replace(quantity), None), Input("unit", "unit", one, None))
    )
