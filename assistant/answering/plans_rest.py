"""Plans for what is left of a whole once its parts are taken away: "the council gives £3m, and donors the rest".

The parts are those that the article names beside the rest; the whole is the larger amount that it tells close by.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.filling import Filled, Step, behind, taken
from assistant.answering.matching import VAGUE, Matcher, Slot, beside, is_amount
from assistant.answering.pairing import two_meant
from assistant.answering.phrases import Phrase
from assistant.answering.rates import rates_of
from assistant.answering.worksheet import Cell, Sheet, is_ahead, single_names
from assistant.datatypes import Question
from assistant.quantities import units
from assistant.reading.stems import stem_set

_WORD, _LEFT = r"[\w’'-]{2,30}", r"the (?:rest|balance|remainder)"
_REST = re.compile(
    rf"(?P<before>{_WORD}(?: {_WORD})?) (?:(?:paid|gave|bore|took|met|had|has|holds?|making up|supplied) )?{_LEFT}\b"
    rf"|\b{_LEFT} (?:\w+ ){{0,2}}?(?:from|by|to|for|with|in) (?P<behind>{_WORD}(?: {_WORD}){{0,2}})",
    re.IGNORECASE,
)
"""Whose the rest is: right before the word, or right behind it."""
_EXPECTED = re.compile(
    r"\W{0,2}(?:that |which )?(?:\w+ ){0,2}(?:had|were|was) (?:been )?(?:predict|expect|forecast|guid|look)\w*"
)
_MORE_THAN_REST = re.compile(
    r"\b(?:together|combined|per|each|every|average|not|besides|except|other than|out of|laid off|lost|both)\b", re.I
)
"""What asks for another thing than what is left to somebody."""
MOST_PARTS = 4
REACH = 4
"""Sentences between the parts and the whole."""
LEAST = 0.15
"""What a whole must come to: that it is larger, and close by, says much."""


def the_rest(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What falls to whom an article leaves the rest to."""
    names = single_names(question)
    asked = frozenset(Phrase.of(question.text, names).words)
    if _MORE_THAN_REST.search(question.text):
        return None
    for sheet in sheets:
        for item in dict.fromkeys(cell.item for cell in sheet.cells):
            said = _REST.search(item.sentence.text)
            if said is None:
                continue
            whose = stem_set(said.group("before") or said.group("behind"))
            if not asked & whose - stem_set(item.hit.source.title):  # the article's own subject says nothing
                continue
            parts = _parts(sheet, item.sentence.text, [cell for cell in sheet.cells if cell.item == item])
            whole = _whole(question, sheet, parts) if parts else None
            if whole is not None:
                return _less(whole, parts)
    return None


def _parts(sheet: Sheet, text: str, cells: Sequence[Cell]) -> list[Cell]:
    """The amounts of a sentence that are the other parts, all of one kind."""
    amounts = [cell for cell in cells if is_amount(cell) is not None and not VAGUE.match(cell.quantity.text)]
    amounts = [cell for cell in amounts if (cell.item.sentence.start, cell.quantity.span) not in sheet.olds]
    noun = next((cell.quantity.unit for cell in amounts if cell.quantity.unit), "")
    alike = [cell for cell in amounts if cell.quantity.unit in (noun, "") and not rates_of(cell)]
    counted = units.dimension(noun) == "count"
    kept = alike if counted else [cell for cell in alike if cell.quantity.unit == noun]
    return kept if 1 <= len(kept) <= MOST_PARTS else []


def _whole(question: Question, sheet: Sheet, parts: Sequence[Cell]) -> Cell | None:
    """The amount that the parts and the rest make up: larger than the parts together, and of their kind."""
    names = single_names(question)
    together = sum(cell.quantity.low or 0.0 for cell in parts)
    noun = next((cell.quantity.unit for cell in parts if cell.quantity.unit), "")

    def accepts(cell: Cell) -> float | None:
        own = cell.item.sentence == parts[0].item.sentence and any(cell.quantity == part.quantity for part in parts)
        at = (cell.item.sentence.start, cell.quantity.span)
        told = is_ahead(cell) or _EXPECTED.match(behind(cell))
        if own or cell.quantity.unit != noun or at in sheet.olds or told or rates_of(cell):
            return None
        return 0.2 if (cell.quantity.low or 0.0) > together and beside(cell, parts[0], REACH) else None

    matcher = Matcher(sheet, names)
    scored = matcher.scored(Slot(Phrase.of(question.text, names), accepts))
    values = {(cell.quantity.low, cell.quantity.high) for _, cell in scored}
    if len(values) == 1:
        return scored[0][1]
    best = matcher.best(Slot(Phrase.of(question.text, names), accepts))
    return best if best is not None and scored[0][0] >= LEAST else None


def _less(whole: Cell, parts: Sequence[Cell]) -> Filled:
    """The whole, less each of the parts."""
    first, *others = parts
    steps = tuple(Step("difference", "first", (taken("second", "part", part),)) for part in others)
    return Filled("difference", (taken("first", "whole", whole), taken("second", "part", first)), then=steps)


_RAISED = re.compile(r"\b(?:rais\w+|invest\w+|inject\w+|new money|round of|funding)\b", re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:including the (?:new )?(?:money|investment|funds)|post-?money|after the (?:round|investment))\b", re.I
)


def pre_money(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What a company is worth before the money of a round: the valuation with it, less what is raised."""

    def valuation(cell: Cell) -> float | None:
        worth = cell.metric.endswith("valuation") and is_amount(cell) is not None
        return 0.3 + 0.3 * bool(_AFTER.search(cell.item.sentence.text)) if worth else None

    def raised(cell: Cell) -> float | None:
        money = units.dimension(cell.quantity.unit).startswith("money") and "/" not in cell.quantity.unit
        return 0.3 if money and not cell.metric.endswith("valuation") and _is_raised(cell) else None

    found = two_meant(
        question,
        sheets,
        valuation,
        raised,
        lambda a, b: a.quantity.unit == b.quantity.unit and beside(a, b, 2),
        LEAST,
        own=True,
    )
    if found is None:
        return None
    return Filled("pre-money", (taken("post_money", "valuation", found[0]), taken("raised", "amount raised", found[1])))


def _is_raised(cell: Cell) -> bool:
    span, text = cell.quantity.span, cell.item.sentence.text
    return span is not None and _RAISED.search(text[max(span.start - 50, 0) : span.start]) is not None


def capacity_factor(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What share of a plant's capacity its energy of a year is, where no article says it."""
    if not _FACTOR_ASKED.search(question.text):
        return None  # a share of a country's energy is another one
    names = single_names(question)
    phrase = Phrase.of(question.text, names)
    for sheet in sheets:
        if any(cell.quantity.unit == "%" and _FACTOR.search(cell.item.sentence.text) for cell in sheet.cells):
            return None
        matcher = Matcher(sheet, names)
        found = matcher.pair(
            Slot(phrase, _made),
            Slot(phrase, lambda cell: 0.3 if units.dimension(cell.quantity.unit) == "power" else None),
            beside,
            LEAST,
        )
        if found is not None:
            return Filled(
                "capacity-factor", (taken("energy", "energy of a year", found[0]), taken("power", "capacity", found[1]))
            )
        if matcher.unsure:
            return None
    return None


_FACTOR_ASKED = re.compile(
    r"\b(?:capacity|load) factor\b|\butili[sz]\w+|\b(?:of|to|at|than) (?:its|their|the|full|rated|installed|nameplate)"
    r" (?:\w+ )?(?:capacity|output|power)\b|\bflat out\b|\bfull (?:capacity|power|tilt)\b|\bhow hard\b|\bnameplate\b",
    re.IGNORECASE,
)


def _made(cell: Cell) -> float | None:
    """What speaks for a figure as the energy that a plant gives, and not what a home, or one of anything, uses."""
    return 0.3 if units.dimension(cell.quantity.unit) == "energy" and not _is_of_one(cell) else None


def _is_of_one(cell: Cell) -> bool:
    return any(not rate.of_time for rate in rates_of(cell))


_FACTOR = re.compile(
    r"\b(?:capacity|load) factor\b|\bper cent of (?:its|their) capacity\b|% of (?:its|their) capacity\b", re.I
)
