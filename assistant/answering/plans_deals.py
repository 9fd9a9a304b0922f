"""Plans for shares of a whole, prices paid over profit or sales, and stated exchange rates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.filling import Filled, Input, says, taken
from assistant.answering.matching import Matcher, Slot
from assistant.answering.phrases import Phrase, currency_asked
from assistant.answering.worksheet import Cell, Sheet, single_names
from assistant.datatypes import Quantity, Question, Status
from assistant.figures.firmness import status_of
from assistant.figures.metrics import Match, find_metrics, satisfies
from assistant.figures.names import find_names, mentions
from assistant.quantities import units

_SHARE = re.compile(
    r"\b(?:share|percentage|proportion|fraction|part|per ?cent) of (?P<whole>.{1,200}?)\s"
    r"(?:came from|comes? from|is from|was from|went to|goes to|(?:do|does|did|is|are|was|were|will|would))\s+"
    r"(?P<part>.{1,200}?)"
    r"(?:\s+(?:represent|account for|make up|come to|amount to|contribute|bring in|provide|earn|generate))?\W*$",
    re.IGNORECASE,
)


def share_of(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """A part over its whole, both of one article: "what share of Renault's profit came from Nissan?"."""
    asked = _SHARE.search(question.text)
    if asked is None:
        return None
    metrics = [mention.metric for mention in find_metrics(asked.group("whole"))]
    owners, givers = find_names(asked.group("whole")), find_names(asked.group("part"))
    if not metrics or not givers:
        return None
    for sheet in sheets:
        for whole in sheet.of_metric(metrics, names=owners):
            parts = [cell for cell in sheet.of_metric(metrics, names=givers) if _is_part(cell, whole, givers)]
            if len({cell.quantity.low for cell in parts}) == 1:
                inputs = (taken("part", f"part of {givers[0]}", parts[0]), taken("total", "whole", whole))
                return Filled("share-of-total", inputs)
    return None


def _is_part(cell: Cell, whole: Cell, givers: Sequence[str]) -> bool:
    """Whether a figure is a smaller one of the same unit, in a sentence that names who gives it."""
    part, total = cell.quantity, whole.quantity
    smaller = part.low is not None and total.low is not None and 0 < part.low < total.low
    return smaller and part.unit == total.unit and all(says(name, cell) for name in givers)


_DEAL = re.compile(
    r"\b(?:buy|buys|bought|buying|acquir\w+|take over|taken over|paid|pay|pays|paying|bid|offer\w*|sold|sells?"
    r"|purchas\w+|swoop)\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\b(?:buy|buys|bought|buying|acquire[sd]?|acquiring|purchase[sd]?|purchasing|sold|sells?|bid for|offer for"
    r"|takeover of|acquisition of|purchase of|paid for|paying for|pay for)\b(?P<object>.{0,60})",
    re.IGNORECASE,
)
_PORTION = re.compile(r"\b(?:stakes?|minority|remaining|portion|slice|does not (?:already )?own)\b|%", re.IGNORECASE)
_EARNINGS = ("net-profit", "profit", "ebitda", "operating-profit", "pre-tax-profit")


def deal_multiple(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """A price paid for a company over its profit or its sales; both of one article, and of who is bought."""
    text = question.text.lower()
    sales = bool(re.search(r"\b(?:sales|revenues?|turnover)\b", text))
    if not sales and not re.search(r"\b(?:profits?|earnings|p/e|ebitda)\b", text):
        return None
    asked = ("revenue",) if sales else tuple(m for m in question.metrics if m in _EARNINGS) or ("profit",)
    names = single_names(question)
    if _PORTION.search(question.text):
        return None  # the price of a part is not that of the whole
    for sheet in sheets:
        for price in (cell for cell in sheet.cells if is_deal_price(cell)):
            target = _bought(price, names)
            if not target:
                continue
            figures = [
                cell for cell in sheet.of_metric(asked, names=(target,)) if cell.quantity.unit == price.quantity.unit
            ]
            if figures and figures[0].quantity != price.quantity:
                kind = "revenue" if sales else "earnings"
                calculator = f"{kind}-multiple"
                return Filled(calculator, (taken("valuation", "price", price), taken(kind, kind, figures[0])))
    return None


def is_deal_price(cell: Cell) -> bool:
    """Whether a figure is what is paid in a deal: money behind "for" or "worth" in a sentence of buying."""
    span, text = cell.quantity.span, cell.item.sentence.text
    if span is None or not units.dimension(cell.quantity.unit).startswith("money") or "/" in cell.quantity.unit:
        return False
    lead = text[: span.start]
    near = re.search(
        r"\b(?:for|worth|at|pay|paid|paying|of|costing|an?)\s{0,3}(?:about|around|nearly|some)?\s{0,3}$", lead, re.I
    )
    return bool(_DEAL.search(lead)) and bool(near) and not _PORTION.search(text)


def _bought(price: Cell, names: Sequence[str]) -> str:
    """Which of the question's names a sentence says is bought; the only name where there is one."""
    for match in _OBJECT.finditer(price.item.sentence.text):
        words = match.group("object").split()
        for end in range(1, len(words) + 1):  # the first that is named: "sold its arm Initech to Acme"
            found = next((name for name in names if mentions(name, " ".join(words[:end]))), "")
            if found:
                return found
    return names[0] if len(names) == 1 and says(names[0], price) else ""


def at_stated_rate(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """An amount in another currency, at the rate of an amount that an article gives in both.

    The amount is the one that the question states, or the one that its words describe.
    """
    wanted = currency_asked(question.text)
    amounts = [q for q in question.quantities if units.dimension(q.unit).startswith("money") and q.unit != wanted]
    if not wanted or len({q.unit for q in amounts}) > 1:
        return None
    for sheet in sheets:
        pairs = [pair for pair in sheet.same_amounts if pair[1].quantity.unit == wanted]
        given = {(source.quantity.low, source.quantity.unit) for source, _ in pairs}
        # Of two stated amounts the one that the article gives in both currencies is where the rate is from.
        stated = [q for q in amounts if (q.low, q.unit) not in given] if len(amounts) > 1 else amounts
        if len(stated) > 1:
            return None
        amount = _quoted(stated[0], sheet) if stated else _described(question, sheet, pairs)
        if amount is None:
            continue
        rates = [
            p for p in pairs if p[0].quantity.unit == amount.quantity.unit and p[0].quantity.low != amount.quantity.low
        ]
        named = [p for p in rates if any((q.low, q.unit) == (p[0].quantity.low, p[0].quantity.unit) for q in amounts)]
        if rates:
            source, target = named[0] if named else _asked_about(question, rates)
            rate = (
                taken("rate_from", "amount in one currency", source),
                taken("rate_to", "the same in the other", target),
            )
            return Filled("convert-at-rate", (amount, *rate))
    return None


def _quoted(amount: Quantity, sheet: Sheet) -> Input:
    """An amount that the question states, quoted where the article gives it."""
    quoted = next((cell for cell in sheet.cells if _equal(cell, amount.low, amount.unit)), None)
    return taken("amount", "amount", quoted) if quoted else Input("amount", "amount", amount, None)


_CONVERTS = re.compile(r"\b(?:exchange )?rate\b|\bconver\w+\b|\btranslat\w+\b", re.IGNORECASE)


def _described(question: Question, sheet: Sheet, pairs: Sequence[tuple[Cell, Cell]]) -> Input | None:
    """The amount that a question's words describe, in a currency in which the article gives some other in both."""
    known = {source.quantity.unit for source, _ in pairs}
    both = {source.quantity.span for source, _ in pairs}
    names = single_names(question)

    wanted = {target.quantity.unit for _, target in pairs}
    converts = _CONVERTS.search(question.text) is not None

    def accepts(cell: Cell) -> float | None:
        unit = cell.quantity.unit
        if unit in wanted:  # what an article gives in the currency itself is looked up, unless a rate is asked for
            return None if converts else 0.0
        return 0.0 if unit in known and cell.quantity.span not in both else None

    slot = Slot(Phrase.of(question.text, names), accepts)
    matcher = Matcher(sheet, names)
    scored = matcher.scored(slot) if converts else []
    alone = len({(cell.quantity.low, cell.quantity.unit) for _, cell in scored}) == 1
    best = scored[0][1] if alone else matcher.best(slot)
    if best is not None and names and not converts and sheet.owner(best) and not sheet.owners(best, names):
        return None  # a rival's
    # What an article gives in the currency itself is looked up.
    return taken("amount", "amount", best) if best is not None and best.quantity.unit not in wanted else None


def _asked_about(question: Question, rates: Sequence[tuple[Cell, Cell]]) -> tuple[Cell, Cell]:
    """Of several stated rates, the one of the metric that the rate is asked of, else of any metric, else the first."""
    said = _RATE_OF.search(question.text)
    first = [mention.metric for mention in find_metrics(said.group("what"))] if said else []
    for metrics in (first, list(question.metrics)):
        named = [p for p in rates if p[0].metric and any(satisfies(m, p[0].metric) is not Match.NO for m in metrics)]
        if named:  # a figure that is reported rather than forecast
            return min(named, key=lambda pair: _status(pair[0]) is not Status.REPORTED)
    return rates[0]


_RATE_OF = re.compile(r"\brate (?:given |stated |implied |used )?(?:for|by|of|from|in) (?P<what>[^,?]*)", re.IGNORECASE)


def _status(cell: Cell) -> Status:
    """How firm a figure is in its sentence."""
    span = cell.quantity.span
    return status_of(cell.item.sentence.text, span.start, span.end) if span else Status.REPORTED


def _equal(cell: Cell, value: float | None, unit: str) -> bool:
    return cell.quantity.unit == unit and cell.quantity.low == value and cell.quantity.high == value


def split_names(question: Question) -> Question:
    """A question whose long joined name ("Albania-Macedonia-Bulgaria") stands for each of its parts."""
    parts: list[str] = []
    for name in question.entities:
        pieces = re.split(r"[-–/]", name)
        parts += pieces if len(pieces) > 2 and all(len(piece) > 3 for piece in pieces) else [name]
    return replace(question, entities=tuple(parts))
