"""Plans for parts and wholes that the words of a question describe: stakes, shares of an amount, numbers of shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from assistant.answering.counted import asked_count, same_as
from assistant.answering.filling import Filled, around, behind, lead, noun_stems, says, taken
from assistant.answering.matching import Accepts, Matcher, Slot, is_amount, is_share
from assistant.answering.pairing import two_meant
from assistant.answering.phrases import Phrase
from assistant.answering.worksheet import Cell, Sheet, single_names
from assistant.datatypes import Question
from assistant.quantities import units
from assistant.reading.stems import stem_set

LEAST = 0.2
"""What a figure must come to whose kind already says much."""

_HELD = re.compile(
    r"\b(?:stakes?|shares?|shareholding|holdings?|holds?|held|owns?|owned|controls?|equity|capital|interest|part|slice)\b"
)
_DEALT = re.compile(r"\b(?:pay|paid|pays|paying|buy|buying|bought|acquir\w+|purchas\w+|sell|selling|sold)\b")
_OF_MARKET = re.compile(r"(?: share)? of [^,.;]{0,40}\b(?:markets?|sales|users|customers|voters?|votes?)\b")
_PRICED = re.compile(
    r"\b(?:for|paid|pays?|paying|price[ds]?|worth|costs?|buy|bought|sell|sold|raise[ds]?|raising|deal|offer\w*|bid)\b"
    r"(?!.{0,40}\b(?:tax(?:es)?|fines?|royalt(?:y|ies)|wages|salar(?:y|ies)|dividends?|interest)\b)"
)
_PAID_IN = re.compile(r"\b(?:stake|minority|sold|sell|bought|buy|paid|for|invest\w*|put(?:ting)? in|contribut\w*)\b")
_VALUED = re.compile(r"\b(?:valu\w+|worth|whole|total|all of|capitali[sz]ation|price tag)\b")
_EACH_SHARE = re.compile(r"\b(?:a share|per[- ]share|each|apiece|a piece|priced at|price of|at)\b")


def _share_held(cell: Cell) -> float | None:
    """What speaks for a figure as a stake in something."""
    if not is_share(cell) or _OF_MARKET.match(behind(cell)):
        return None
    if _HELD.search(around(cell, 30, 40)):
        return 0.4
    return 0.3 if _DEALT.search(around(cell, 30, 0)) and behind(cell).startswith(" of ") else None


def _money(words: re.Pattern[str], bonus: float = 0.3) -> Accepts:
    """What accepts an amount of money, better with some words close by."""

    def accepts(cell: Cell) -> float | None:
        if not units.dimension(cell.quantity.unit).startswith("money") or "/" in cell.quantity.unit:
            return None
        return bonus if words.search(around(cell, 40, 30)) else 0.0

    return accepts


def whole(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What the whole of something is worth at the price of a part: "what is all of it worth at that price?"."""
    stated = [q for q in question.quantities if units.dimension(q.unit).startswith("money")]
    if len(stated) > 1:
        return None
    priced = _money(_PRICED)

    def price(cell: Cell) -> float | None:
        said = priced(cell) if (_price_of_one(cell) or 0.0) < PER_SHARE else None
        return said if said or stated else None  # taxes and fines are paid for no part of anything

    found = _two(question, sheets, price, _share_held, stated[0].low if stated else None)
    if found is None:
        return None
    return Filled(
        "implied-valuation", (taken("stake_price", "price of the part", found[0]), taken("stake", "part", found[1]))
    )


def part(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What a part is worth, from its share and the worth of the whole: "what is the family's part worth?"."""
    found = _two(question, sheets, _money(_VALUED, 0.5), _share_held)
    if found is None or not _VALUED.search(around(found[0], 60, 30)):
        return None
    return Filled("stake-value", (taken("valuation", "worth of the whole", found[0]), taken("stake", "part", found[1])))


def bought(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What share a price buys at a valuation: "what percentage did it get, judging by the price?"."""
    names = single_names(question)
    if any(_share_held(cell) and len(names) > 1 and all(says(name, cell) for name in names) for cell in _all(sheets)):
        return None  # an article says itself what share it is
    price = _money(
        re.compile(r"\b(?:stake|minority|sold|sell|bought|buy|paid|for|invest\w*|put(?:ting)? in|contribut\w*)\b"), 0.3
    )

    def valuation(cell: Cell) -> float | None:
        return 0.6 if cell.metric.endswith(("valuation", "market-value")) and price(cell) is not None else None

    found = _two(question, sheets, price, valuation)
    if found is None or (found[0].quantity.low or 0.0) >= (found[1].quantity.low or 0.0):
        return None
    return Filled(
        "share-of-total", (taken("part", "price of the part", found[0]), taken("total", "valuation", found[1]))
    )


def _all(sheets: Sequence[Sheet]) -> list[Cell]:
    return [cell for sheet in sheets for cell in sheet.cells]


def number_of_shares(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """How many shares an amount comes to at the price of one, where no article counts them."""
    for sheet in sheets[:1]:
        if any(cell.quantity.unit.endswith("shares") for cell in sheet.cells):
            return None
    found = _two(question, sheets, _total, _price_of_one)
    if found is None:
        return None
    return Filled("shares-for-amount", (taken("amount", "amount", found[0]), taken("price", "price of one", found[1])))


def proceeds(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What a number of shares brings in or costs at the price of one."""

    def counted(cell: Cell) -> float | None:
        return 0.5 if cell.quantity.unit.endswith("shares") and (cell.quantity.low or 0) > 1_000 else None

    found = _two(question, sheets, counted, _price_of_one)
    if found is None:
        return None
    return Filled(
        "shares-cost", (taken("shares", "number of shares", found[0]), taken("price", "price of one", found[1]))
    )


_SO_FAR = re.compile(
    r"\b(?:so far|up ?front|immediately|initial\w*|first|already|drawn|taken|received|paid|spent|at closing|on signing"
    r"|to date|used|invested)\b"
)
_TO_DATE = re.compile(r"\b(?:so far|already|to date)\b")
"""What makes a part all that there has been, and not only the first."""
_REMAINS_BEFORE = re.compile(
    r"\b(?:remaining|balance of|undrawn|outstanding|unspent|left with|rest of)\W{1,3}(?:\w+ ){0,2}$"
)
_REMAINS_BEHIND = re.compile(
    r"\W{0,2}(?:is |are |was |of it )?(?:remain\w*|left|outstanding|undrawn|unspent|still to|yet to)\b"
)


def _is_rest(cell: Cell) -> bool:
    """Whether an article says that an amount is what is left."""
    return bool(_REMAINS_BEFORE.search(lead(cell)) or _REMAINS_BEHIND.match(behind(cell)))


def remaining(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What is left of an amount after the part that has been paid, drawn or spent."""
    if any(_is_money(cell) and _is_rest(cell) for sheet in sheets[:1] for cell in sheet.cells):
        return None  # an article says itself what is left
    to_date = any(
        _is_money(cell) and _TO_DATE.search(around(cell, 40, 30)) for sheet in sheets[:1] for cell in sheet.cells
    )
    whole_of, so_far = _money(re.compile(r"\b(?:up to|total|of|in all)\b"), 0.1), _money(_SO_FAR, 0.5)

    def part_of(cell: Cell) -> float | None:
        if to_date and not _TO_DATE.search(around(cell, 40, 30)):
            return None  # the first part is not all that there has been
        return so_far(cell) or None

    found = _two(question, sheets, whole_of, part_of, fit=_is_less)
    if found is None:
        return None
    return Filled("remainder", (taken("total", "whole", found[0]), taken("tranche", "part so far", found[1])))


def _is_less(whole_: Cell, part_: Cell) -> bool:
    most, least = whole_.quantity.low or whole_.quantity.high or 0.0, part_.quantity.low or 0.0
    return whole_.quantity.unit == part_.quantity.unit and least < most


def portion(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """How many a share of a whole is: "how many of its workers are affected, by the share that is?"."""
    nouns = frozenset(stem for cell_word in question.terms for stem in Phrase.of(cell_word, ()).words)

    def counted(cell: Cell) -> float | None:
        dimension = units.dimension(cell.quantity.unit)
        if dimension != "count" or is_share(cell) or (cell.quantity.low or 0.0) < 100:
            return None
        return 0.3 if nouns & noun_stems(cell) or cell.metric in question.metrics else 0.1

    found = _two(question, sheets, counted, lambda cell: 0.1 if is_share(cell) and not is_growth(cell) else None)
    if found is None:
        return None
    return Filled("portion", (taken("total", "whole", found[0]), taken("share", "share", found[1])))


_SHARE_OF = re.compile(r"\s(?:of|in)\s(?:(?:the|its|their|his|her|all|a total of|some|about|nearly|more than)\s){0,2}")


def portion_told(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """How many a share is that an article gives of a number right behind it: "one in 13 of the 48 million cards".

    Only where the question speaks of what the share is about, and not merely of the whole.
    """
    asked = asked_count(question.text)
    if not asked.noun:
        return None
    names = single_names(question)
    phrase = Phrase.of(question.text, names)
    own = {word for name in names for word in Phrase.of(name, ()).words} | same_as(asked.noun)
    about = [word for word in phrase.words if word not in own and word not in _HAVING]

    def fit(whole_: Cell, share: Cell) -> bool:
        one, other = share.quantity.span, whole_.quantity.span
        if whole_.item.sentence != share.item.sentence or one is None or other is None or other.start < one.end:
            return False
        text = share.item.sentence.text
        told = stem_set(f"{text[: one.start]} {text[other.end :]}")
        return bool(_SHARE_OF.fullmatch(text, one.end, other.start)) and any(word in told for word in about)

    def counted(cell: Cell) -> float | None:
        many = units.dimension(cell.quantity.unit) == "count" and (cell.quantity.low or 0.0) >= FEWEST
        return 0.4 if many and same_as(asked.noun) & noun_stems(cell) else None

    for sheet in sheets[:1]:
        matcher = Matcher(sheet, names)
        found = matcher.pair(
            Slot(phrase, counted), Slot(phrase, lambda cell: 0.3 if is_share(cell) else None), fit, LEAST
        )
        if found is not None:
            return Filled("portion", (taken("total", "whole", found[0]), taken("share", "share", found[1])))
    return None


FEWEST = 20
"""What a whole counts at least."""
_HAVING = frozenset({"emploi", "employ", "have", "own", "run", "oper", "total", "work"})
"""Stems of what is said of a whole as well as of a part."""


def is_growth(cell: Cell) -> bool:
    """Whether a percentage is by how much something changed, from the words around it."""
    return bool(re.search(r"\b(?:up|down|rose|fell|grew|growth|rise|increase|higher|lower|by)\b", around(cell, 20, 16)))


def _is_money(cell: Cell) -> bool:
    return units.dimension(cell.quantity.unit).startswith("money")


def _total(cell: Cell) -> float | None:
    """What speaks for an amount as that of a whole issue or bid."""
    if not _is_money(cell) or "/" in cell.quantity.unit or (cell.quantity.low or 0.0) < 100_000:
        return None
    return 0.3 if _PRICED.search(around(cell, 40, 30)) else 0.0


PER_SHARE = 0.4
"""What speaks for a price beside which the share that it is of is named."""


def _price_of_one(cell: Cell) -> float | None:
    """What speaks for an amount as the price of one share."""
    if not _is_money(cell) or (cell.quantity.low or 0.0) > 10_000:
        return None
    near = around(cell, 16, 18)
    if not cell.quantity.unit.endswith("/share") and not _EACH_SHARE.search(near):
        return None
    return PER_SHARE if re.search(r"\b(?:each|apiece|a piece|priced at|offer price|issue price)\b|share", near) else 0.1


def _two(
    question: Question,
    sheets: Sequence[Sheet],
    first: Accepts,
    second: Accepts,
    stated: float | None = None,
    fit: Callable[[Cell, Cell], bool] = lambda one, other: True,
) -> tuple[Cell, Cell] | None:
    """Two figures of one article that the question's words speak for; the first of a value that it states, if any."""

    def of_value(cell: Cell) -> float | None:
        return first(cell) if stated is None or stated in (cell.quantity.low, cell.quantity.high) else None

    return two_meant(question, sheets, of_value, second, fit, LEAST)


_IS_SHARE = re.compile(
    r"\W{0,3}(?:\([^)]*\)\s?)?(?:[^.;%]{0,50}[,–-]\s)?"
    r"(?:or|equal to|equivalent to|representing|about|some|nearly|around|which is|\s)*\W{0,2}",
    re.IGNORECASE,
)
"""What may stand between a part and the share that it is: "12,000 jobs - one fifth of", "10,000 vehicles, or 1.2%"."""
_OF_WHOLE = re.compile(r"\s(?:of|in)\s(?:its|the|all|their|his|her|total|our|[A-Z])|\W*$|\W{1,2}(?:in|to|for)\b")


def whole_of_part(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """What a whole is, where an article gives a part and what share of the whole that is.

    The part must be the amount that the question's words mean: where they mean another, that is quoted instead.
    """
    names = single_names(question)
    slot = Slot(Phrase.of(question.text, names), is_amount)
    for sheet in sheets:
        meant = Matcher(sheet, names).best(slot)
        found = next((pair for pair in _parts_with_shares(sheet) if pair[0] is meant), None)
        if found is not None:
            return Filled(
                "whole-from-part", (taken("part", "part", found[0]), taken("share", "share of the whole", found[1]))
            )
    return None


def _parts_with_shares(sheet: Sheet) -> list[tuple[Cell, Cell]]:
    """Amounts with the share behind them that they are of a whole."""
    found = []
    timeless = [
        cell for cell in sheet.cells if not units.dimension(cell.quantity.unit).startswith(("time", "calendar"))
    ]
    for part_, share in pairwise(timeless):
        one, other = part_.quantity.span, share.quantity.span
        if part_.item.sentence != share.item.sentence or one is None or other is None or other.start < one.end:
            continue
        text = part_.item.sentence.text
        between = _IS_SHARE.fullmatch(text, one.end, other.start) and _OF_WHOLE.match(text, other.end)
        if is_amount(part_) is not None and is_share(share) and between:
            found.append((part_, share))
    return found
