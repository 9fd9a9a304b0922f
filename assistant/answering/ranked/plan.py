"""The plan that takes the likeliest reckoning of an article's figures, where it is clearly ahead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answering.asked_kind import asks_of_before
from assistant.answering.filling import Filled, Input, Step, says
from assistant.answering.operations import LOOK_UP
from assistant.answering.ranked.figures import COUNT, Figure, Look
from assistant.answering.ranked.ranking import Ranked, Reckoning, likely_of, shipped
from assistant.answering.rates import PERIODS
from assistant.answering.worksheet import Sheet
from assistant.datatypes import Quantity, Question
from assistant.reading.stems import stem, stems

SURE, SURER = 0.6, 0.85
"""How likely a result must be; and where articles may well state what is asked for, or a recipe found no figures."""
LIKELY = 0.1
"""How likely a question must ask for what its form reckons."""
HARDLY_STATED, STATED = 0.15, 0.6
"""How likely at most a question asks for what articles state, for the one and for the other."""
ARTICLES = 2
"""Articles that are looked at."""

_OFTEN = {"day": "daily", "week": "weekly", "month": "monthly", "year": "yearly"}
_ROLES = {
    "share": ("share-of-total", ("part", "part"), ("total", "whole")),
    "margin": ("margin", ("profit", "profit"), ("revenue", "revenue")),
    "ratio": ("ratio", ("value", "one amount"), ("other", "other amount")),
    "revenue-multiple": ("revenue-multiple", ("valuation", "valuation"), ("revenue", "revenue")),
    "earnings-multiple": ("earnings-multiple", ("valuation", "valuation"), ("earnings", "earnings")),
    "change": ("percent-change", ("new", "new value"), ("old", "old value")),
    "change-abs": ("change", ("new", "new value"), ("old", "old value")),
    "difference": ("difference", ("first", "larger amount"), ("second", "smaller amount")),
    "sum": ("sum", ("first", "first amount"), ("second", "second amount")),
    "before-growth": ("previous-value", ("new", "new value"), ("growth", "growth")),
    "after-growth": ("next-value", ("current", "present value"), ("growth", "growth")),
    "before-move": ("previous-value-by-change", ("new", "new value"), ("change", "change")),
    "each": ("per-unit", ("amount", "amount"), ("units", "number")),
    "portion": ("portion", ("total", "whole"), ("share", "share")),
    "stake-value": ("stake-value", ("valuation", "worth of the whole"), ("stake", "stake")),
    "whole": ("whole-from-part", ("part", "part"), ("share", "share")),
    "shares-cost": ("shares-cost", ("shares", "number of shares"), ("price", "price of one")),
    "for-many": ("for-many", ("number", "number"), ("each", "amount for one")),
    "number": ("shares-for-amount", ("amount", "amount"), ("price", "price of one")),
    **{f"over-{unit}s": (f"over-{unit}s", ("time", "time"), (often, f"amount a {unit}"))
       for unit, often in _OFTEN.items()},
    **{f"lasting-{unit}s": (f"lasting-{unit}s", ("stock", "stock"), (often, f"amount a {unit}"))
       for unit, often in _OFTEN.items() if unit != "week"},
}  # fmt: skip
"""The calculator of a reckoning; its names for the first and the second figure, and what to call them."""
_WHICH = re.compile(r"\b(?:which|who|whose)\b|\b(?:does|is|do|are|has|have) \S+ or \S+", re.IGNORECASE)
"""Asks for a name, beside the amount."""
_PLAIN = ("ratio", "difference", "sum", "share-of-total", "per-unit")
"""Calculators whose inputs may be of anything."""
_PROFITS = ("profit", "ebitda", "earnings")


def reckoned(
    chances: Mapping[str, float], question: Question, sheets: Sequence[Sheet], *, known: bool = False
) -> Filled | None:
    """The likeliest reckoning of the articles' figures; None where none is clearly meant.

    Args:
        chances: What the question is likely to ask for, as the model of operations has it.
        question: The question.
        sheets: The articles found, each as a whole, the likeliest first.
        known: Whether a recipe that knows the question's words has declined it.
    """
    stated = chances.get(LOOK_UP, 0.0)
    if stated > STATED:
        return None
    least = SURE if stated <= HARDLY_STATED and not known else SURER
    best: tuple[Ranked, Look] | None = None
    for rank, sheet in enumerate(sheets[:ARTICLES]):
        if not sheet.items:
            continue
        look = Look(question, sheet, rank)
        found = shipped().best(look, chances)
        if found is not None and (best is None or found.chance > best[0].chance):
            best = found, look
    if best is None or best[0].chance < least or likely_of(best[0].reckoning.form, chances) < LIKELY:
        return None
    reckoning = best[0].reckoning
    if reckoning.form.name in ("before-growth", "before-move") and not asks_of_before(question.text):
        return None  # what is "before tax" is of no earlier time
    if reckoning.form.name == "each" and _is_told_for_one(reckoning.second, best[1]):
        return None
    return filled(reckoning, best[1], chances)


def _is_told_for_one(number: Figure, look: Look) -> bool:
    """Whether an article gives an amount for one of what a figure counts itself."""
    nouns = set(stems(number.quantity.unit))
    rates = (rate for figure in look.figures() for rate in figure.rates)
    return any(not rate.of_time and stem(rate.per) in nouns for rate in rates if rate.per)


def filled(reckoning: Reckoning, look: Look, chances: Mapping[str, float]) -> Filled | None:
    """A reckoning as a calculator with its inputs; None where who is ahead cannot be told, though it is asked.

    Args:
        reckoning: The reckoning.
        look: The question's look at its article.
        chances: What the question is likely to ask for.
    """
    form, first, second = reckoning.form, reckoning.first, reckoning.second
    if form.period:
        period = form.name.partition("-")[2]
        by = form.name.startswith("by-")
        calculator = f"per-{period}" if by else f"from-{period}"
        return Filled(calculator, (_input("annual" if by else "amount", "amount", first),))
    winner = ""
    if form.name == "difference" and _WHICH.search(look.question.text):
        winner = _winner(look, first, second)
        if not winner:
            return None
    if form.name == "rest-of-share":
        whole = _input("total", "whole", first)
        rest = Step("difference", "second", (_input("first", "whole", first),))
        return Filled("portion", (whole, _input("share", "share", second)), then=(rest,))
    kind = _kind(reckoning, look, chances)
    if kind is None:
        return None
    calculator, one, other = _ROLES[kind]
    if kind == "change-abs" and _is_old(first, look):
        first, second = second, first
    if first.parts or second.parts:
        joined, plain, role = (first, second, one[0]) if first.parts else (second, first, other[0])
        named = other if first.parts else one
        inputs = tuple(_input(name, words, part) for name, words, part in zip(
            ("first", "second"), ("first amount", "second amount"), joined.parts, strict=True))  # fmt: skip
        return Filled("sum", inputs, then=(Step(calculator, role, (_input(*named, plain),)),))
    own = [_called(figure) for figure in (first, second)]
    if all(own) and own[0] != own[1] and calculator in _PLAIN:  # what they are says more than what they are for
        one, other = (one[0], own[0]), (other[0], own[1])
    return Filled(calculator, (_input(*one, first), _input(*other, second)), winner)


def _called(figure: Figure) -> str:
    """What to call a figure by what it is of; empty where that is not known."""
    if figure.cell is None:
        return ""
    if figure.cell.metric:
        return figure.cell.metric.replace("-", " ")
    unit = figure.quantity.unit
    return f"number of {unit}" if figure.kind == COUNT and unit else ""


def _winner(look: Look, first: Figure, second: Figure) -> str:
    """The one of the question's names that the larger figure is of; empty where that is not told."""
    owned = look.owned_by(first) - look.owned_by(second)
    if owned:
        return min(owned)
    one, other = (
        {name for name in look.names if figure.cell is not None and says(name, figure.cell)}
        for figure in (first, second)
    )
    if one - other or not other - one:
        return min(one - other, default="")
    left = set(look.names) - other
    return min(left) if len(left) == 1 and len(look.names) == 2 else ""


def _kind(reckoning: Reckoning, look: Look, chances: Mapping[str, float]) -> str | None:
    """Which calculator does a form, by what its figures are."""
    form, first, second = reckoning.form, reckoning.first, reckoning.second
    metric, other = (figure.cell.metric if figure.cell else "" for figure in (first, second))
    if form.name == "times":
        return _times(first, second)
    if form.name == "lasting":
        pace = next((rate.per for rate in second.rates if rate.per in ("day", "month", "year")), "")
        return f"lasting-{pace or 'year'}s"
    earned, valued = other.endswith(_PROFITS), metric.endswith(("valuation", "market-value"))
    moved = _is_old(first, look) or _is_old(second, look)
    profit = metric.endswith(_PROFITS) and other == "revenue"
    others = {  # the calculator that says more of what is reckoned, and whether it fits
        "share": ("margin", profit and chances.get("margin", 0.0) > chances.get("share", 0.0)),
        "ratio": ("earnings-multiple" if earned else "revenue-multiple", valued and (earned or other == "revenue")),
        "difference": ("change-abs", moved and chances.get("change_abs", 0.0) > chances.get("difference", 0.0)),
        "portion": ("stake-value", valued),
    }
    better, fits = others.get(form.name, ("", False))
    return better if fits else form.name


def _times(number: Figure, each: Figure) -> str | None:
    if number.kind == "time":
        unit = number.quantity.unit.removesuffix("s")
        return f"over-{unit}s" if unit in PERIODS and f"over-{unit}s" in _ROLES else None
    shares = number.quantity.unit.endswith("shares")
    return "shares-cost" if shares else "for-many"


def _is_old(figure: Figure, look: Look) -> bool:
    cell = figure.cell
    return cell is not None and (cell.item.sentence.start, cell.quantity.span) in look.sheet.olds


def _input(name: str, words: str, figure: Figure) -> Input:
    item = figure.cell.item if figure.cell else None
    signed = name in ("growth", "change") and figure.sign < 0
    return Input(name, words, _below_zero(figure.quantity) if signed else figure.quantity, item)


def _below_zero(quantity: Quantity) -> Quantity:
    low, high = quantity.low, quantity.high
    if (low if low is not None else high or 0.0) < 0:
        return quantity
    return replace(quantity, low=None if high is None else -high, high=None if low is None else -low)
