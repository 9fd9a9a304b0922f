"""Questions that a calculator answers: recognised, filled from quoted figures, worked out.

An input is taken from the articles only when its metric and its owner are the question's; an
amount that the question states is looked up first, so that it can be cited, and is otherwise
an assumption. A missing input is named, never guessed.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering import compose, evidence, recipes, recipes_compared, widening
from assistant.answering.ends import end_asked
from assistant.answering.filling import Filled, Input
from assistant.answering.leftover import equal, passed_over, unused
from assistant.answering.looking_up import look_up
from assistant.answering.phrases import currency_asked
from assistant.answering.recipe import Need, Recipe
from assistant.answering.timely import looks_back, month_left_out
from assistant.answering.workings import Found, Next, worked_out
from assistant.answering.worksheet import Cell, Ledger, Sheet, period_kind, sheets, single_names
from assistant.datatypes import (
    Answer,
    Citation,
    IndexInfo,
    Quantity,
    Question,
    ReadSentence,
    Reason,
    ReasonCode,
    Trace,
)
from assistant.errors import CalculationError
from assistant.figures.attribution import nearest_metric
from assistant.figures.metrics import Match, find_metrics, satisfies
from assistant.quantities import units
from assistant.reading.types import fits


@dataclass(frozen=True, slots=True)
class Given:
    """A figure of an earlier answer, and where it was quoted."""

    quantity: Quantity
    citation: Citation | None
    name: str
    """The input that it was, when it was one."""


@dataclass(frozen=True, slots=True)
class Finder:
    """What inputs may be taken from."""

    find: Callable[[str], tuple[ReadSentence, ...]]
    question: Question
    subject: str
    """The question without the words that ask for the calculation: what the figure is of."""
    text_of: Callable[[str], str]
    """The text of an article by its path."""
    carried: tuple[Given, ...] = ()
    ledger: Ledger = lambda _: ()
    find_by_rules: Callable[[str], tuple[ReadSentence, ...]] = lambda _: ()
    """As ``find``, by the rules alone: for plans, which take figures as the ledger files them."""
    whole: Callable[[str], tuple[ReadSentence, ...]] = lambda _: ()
    """Judged sentences of a whole article, by its path."""
    filed: Ledger = lambda _: ()
    """All figures of an article, of a known metric or not, by its path."""


def recognised(question: Question) -> tuple[Recipe, ...]:
    """The recipes of a question that asks for a calculation, the likeliest first; none for any other question."""
    found = tuple(
        recipe
        for recipe in recipes.RECIPES
        if recipe.pattern.search(question.text)
        and (recipe.about is None or recipe.about.search(question.text))
        and not (recipe.soft and _ASKS_TWICE.search(question.text))
    )
    return recipes_compared.only_comparing(found, question)


_ASKS_TWICE = re.compile(
    r",? and (?:at|for|on|in|to|from)? ?(?:what|how (?:much|many)|when|where|who)\b", re.IGNORECASE
)
"""What asks for two things: no one calculation answers both."""


def answer(recipe: Recipe, finder: Finder, read: Sequence[ReadSentence], index: IndexInfo, trace: Trace) -> Answer:
    """Answer by a calculator, or say which input is missing."""
    question = finder.question
    if recipe.plans:
        return _planned(recipe, finder, read, index, trace)
    if not recipe.calculator:
        reason = Reason(ReasonCode.MISSING_INPUT, f"there is no calculator yet for {recipe.name}")
        return compose.abstained(question, reason, read, index, trace)
    filled: dict[str, Found] = {}
    for need in recipe.needs:
        found = _fill(need, finder, read, _Stating(recipe, tuple(given.quantity for given in filled.values())))
        if found is None and need.optional:
            continue
        if found is None:
            whose = (
                f" of {' or '.join(f'“{e}”' for e in question.entities)}" if need.owned and question.entities else ""
            )
            reason = Reason(ReasonCode.MISSING_INPUT, f"no article found gives the {need.words}{whose}")
            return compose.abstained(question, reason, read, index, trace)
        filled[need.name] = found
    of_power = any(need.dimension in ("power", "energy") for need in recipe.needs)
    misfit = _misfit(recipe, question, list(filled.values()), counts=of_power)
    if misfit is not None:
        return compose.abstained(question, misfit, read, index, trace)
    try:
        return _worked_out(recipe, filled, question, index, trace)
    except CalculationError as error:
        reason = Reason(ReasonCode.MISSING_INPUT, error.message)
        return compose.abstained(question, reason, read, index, trace)


def _misfit(recipe: Recipe, question: Question, inputs: Sequence[Found], *, counts: bool = False) -> Reason | None:
    """What of the question inputs leave out: an amount that it gives, or the month that it names; None for nothing."""
    left = unused(question, [found.quantity for found in inputs], counts=counts)
    if left:
        return passed_over(recipe, left[0])
    month = month_left_out(question.text, [found.source for found in inputs if isinstance(found.source, ReadSentence)])
    return Reason(ReasonCode.WRONG_PERIOD, f"no figure found is of {month}") if month else None


def _planned(recipe: Recipe, finder: Finder, read: Sequence[ReadSentence], index: IndexInfo, trace: Trace) -> Answer:
    """Answer with the first plan whose inputs the articles give."""
    from assistant.answering import plans_deals, pointed  # a question of fact needs none of them

    question = plans_deals.split_names(finder.question)
    filled = None
    seen: list[tuple[Sheet, ...]] = []
    for together in widening.sheets_for(recipe, question, finder, read):
        seen.append(together)
        filled = next((found for plan in recipe.plans if (found := plan(question, together)) is not None), None)
        if filled is not None:
            break
    if filled is None:
        filled = year_before(question, read, finder.text_of, described=False)
    if filled is None:
        loose = (plan(question, together) for together in seen for plan in recipe.loose)
        filled = next((found for found in loose if found is not None), None)
    if filled is None and recipe.pointed:
        filled = pointed.comparison(question, finder.find)
    if filled is None:
        reason = Reason(ReasonCode.MISSING_INPUT, f"no article found gives all that {recipe.name} needs")
        return compose.abstained(question, reason, read, index, trace)
    every = [*filled.inputs, *(item for step in filled.then for item in step.inputs)]
    misfit = _misfit(recipe, question, [_supposed(item, question) for item in every])
    if misfit is not None:
        return compose.abstained(question, misfit, read, index, trace)
    return from_filled(filled, question, read, index, trace)


def year_before(
    question: Question, read: Sequence[ReadSentence], text_of: Callable[[str], str], *, described: bool = True
) -> Filled | None:
    """The inputs for a figure that the articles give only for the year after, with its growth.

    Args:
        question: The question.
        read: Judged sentences, best first.
        text_of: The text of an article by its path.
        described: Whether a figure without a known metric may be known by the question's words.

    Returns:
        None unless a figure of one year is asked for that can be worked out so.
    """
    if len(question.years) != 1 or not question.expects & evidence.NUMERIC or "margin" in question.metrics:
        return None
    found = sheets(question, read)

    def timely(asked: Question, item: ReadSentence) -> bool:
        return evidence.in_period(asked, item, text_of(item.hit.source.path))

    from assistant.answering import plans, plans_moved

    after = plans.year_after(question)
    if any(_is_of_year(question, cell) for sheet in found[:1] for cell in sheet.cells):
        return None  # an article gives the figure of that very year
    known = plans.previous(question, found, timely)
    if known is not None or not described or period_kind(question.text) in ("quarter", "half"):
        return known
    year = question.years[0]

    def later(item: ReadSentence) -> bool:
        source = item.hit.source
        return timely(after, item) and looks_back(year, text_of(source.path), source.published)

    return plans_moved.earlier(
        after, found, lambda move: later(move.item) and _of_no_year(year, move.item)
    ) or plans_moved.earlier_by_growth(after, found, lambda cell: later(cell.item) and not timely(question, cell.item))


_YEAR_FIRST = re.compile(r"(?:\bin|\bfor|\bduring)\s+(?P<year>(?:19|20)\d\d)\b[^.;]{0,60}$")


def _is_of_year(question: Question, cell: Cell) -> bool:
    """Whether a sentence says right before or behind a figure that it is of the year that is asked for."""
    year, text, span = question.years[0], cell.item.sentence.text, cell.quantity.span
    if span is None or not any(fits(cell.quantity, kind) for kind in question.expects & evidence.NUMERIC):
        return False
    asked = [metric for metric in question.metrics if metric != "growth"]
    if asked and not any(satisfies(metric, cell.metric) is not Match.NO for metric in asked):
        return False
    first = _YEAR_FIRST.search(text[: span.start])
    said = re.match(rf"\W*(?:\([^)]*\)\s)?(?:in|for) {year}\b", text[span.end :])
    return bool(said or (first and first.group("year") == str(year))) and evidence.owned(
        cell.quantity, cell.item, single_names(question)
    )


def _of_no_year(year: int, item: ReadSentence) -> bool:
    """Whether a sentence does not name a year as that of its own figures."""
    return not re.search(rf"\b(?:in|for|of|during) {year}\b", item.sentence.text)


def from_filled(
    filled: Filled, question: Question, read: Sequence[ReadSentence], index: IndexInfo, trace: Trace
) -> Answer:
    """The answer that a calculator gives, each input cited; declined when it cannot be worked out."""
    inputs = _as_found(filled.inputs, question)
    then = [Next(step.calculator, step.takes, _as_found(step.inputs, question)) for step in filled.then]
    try:
        answer = worked_out(filled.calculator, inputs, question, index, trace, filled.winner, then=then)
        end = end_asked(question.text, filled.calculator, filled.inputs, answer.value) if answer.value else ""
        if not end or then:
            return answer
        return worked_out(end, inputs, question, index, trace, filled.winner, (filled.calculator,))
    except CalculationError as error:
        reason = Reason(ReasonCode.MISSING_INPUT, error.message)
        return compose.abstained(question, reason, read, index, trace)


def _as_found(inputs: Sequence[Input], question: Question) -> list[tuple[str, str, Found]]:
    return [(item.name, item.words, _supposed(item, question)) for item in inputs]


_IF = re.compile(r"\bif\b(?P<what>[^,?]*)", re.IGNORECASE)
_HOW_MANY = re.compile(
    r"\b(?:how many|number of) (?:[a-z-]+ ){0,2}?"
    r"(?P<noun>people|men|women|(?!does\b|was\b|has\b|is\b|its\b|this\b)[a-z]+s)\b",
    re.IGNORECASE,
)


def _supposed(item: Input, question: Question) -> Found:
    """An input as the question has it: what it supposes ("if revenue were $200bn") wins over what is quoted."""
    for name, quantity in question.assumptions:
        if name == item.name:
            return Found(quantity, None)
    for clause in _IF.finditer(question.text):
        if not re.search(
            rf"\b(?:{re.escape(item.name)}|{re.escape(item.words)})\b", clause.group("what"), re.IGNORECASE
        ):
            continue
        inside = [q for q in question.quantities if q.span and clause.start() <= q.span.start < clause.end()]
        fitting = [q for q in inside if units.dimension(q.unit) == units.dimension(item.quantity.unit)]
        if fitting:
            return Found(fitting[-1], None)
    noun = _HOW_MANY.search(question.text)
    counts = not item.quantity.unit and (item.quantity.low or 1.0) >= 1.0  # a half counts nothing
    if (
        counts and noun is not None and not _is_currency(noun.group("noun"))
    ):  # "sales jumped to 449,603": of what, the question says
        return Found(dataclasses.replace(item.quantity, unit=noun.group("noun").lower()), item.item)
    return Found(item.quantity, item.item)


def _is_currency(noun: str) -> bool:
    """Whether a noun is money: "how many euros" counts nothing of what an article counts."""
    return bool(currency_asked(f"in {noun}"))


@dataclass(frozen=True, slots=True)
class _Stating:
    """What decides which stated amount is which input."""

    recipe: Recipe
    used: tuple[Quantity, ...]
    """Amounts that are other inputs already."""


def _fill(need: Need, finder: Finder, read: Sequence[ReadSentence], stating: _Stating) -> Found | None:
    question = finder.question
    for name, quantity in question.assumptions:
        if name == need.name:
            return Found(quantity, None)
    stated = _stated(need, question, stating)
    only_stated = need.stated or need.optional or (stated is not None and bool(need.cue))
    supposed = stated is not None and re.search(r"\bif\b[^?]*" + re.escape(stated.text), question.text)
    if only_stated or supposed:
        return Found(stated, None) if stated is not None else None
    if stated is None and not (need.owned and question.entities):
        for given in finder.carried:  # "that" is a figure just shown; a name asks for its own figure
            if given.name in ("", need.name) and need.takes(given.quantity.unit):
                return Found(given.quantity, given.citation)
    found = look_up(need, finder, read, stated)
    if found is None and stated is not None:
        return Found(stated, None)
    return found


def _stated(need: Need, question: Question, stating: _Stating) -> Quantity | None:
    """The amount that the question itself gives for an input and not for another: the metric nearest to it decides.

    The words that ask for the calculation say nothing of its inputs: in "what revenue multiple would $1 trillion
    imply" the amount is no revenue. An amount beside which no metric is left is the first input's.
    """
    text = _without_asking(stating.recipe, question)
    metrics = find_metrics(text)
    first = next((other for other in stating.recipe.needs if other.dimension == need.dimension), need)
    for quantity in question.quantities:
        if (
            quantity.span is None
            or not need.takes(quantity.unit)
            or any(equal(quantity, used) for used in stating.used)
        ):
            continue
        if need.cue:
            if _beside(need.cue, question, quantity):
                return quantity
            continue
        near = nearest_metric(text, metrics, quantity)
        if near is None and need == first:
            return quantity
        if not need.metric or (near is not None and satisfies(need.metric, near.metric) is Match.EXACT):
            return quantity
    return None


def _without_asking(recipe: Recipe, question: Question) -> str:
    """A question with blanks for the words that ask for the calculation, where these hold no amount."""
    spans = [q.span for q in question.quantities if q.span]

    def blank(match: re.Match[str]) -> str:
        held = any(match.start() <= span.start < match.end() for span in spans)
        return match.group() if held else " " * len(match.group())

    return recipe.pattern.sub(blank, question.text)


_CUE_REACH = 30
"""Characters between a stated amount and the words that say what it is."""


def _beside(cue: str, question: Question, quantity: Quantity) -> bool:
    """Whether a stated amount is the one that some words are nearest to."""
    span = quantity.span
    places = [match.span() for match in re.finditer(cue, question.text, re.IGNORECASE)]
    if span is None or not places:
        return False

    def gap(other: Quantity) -> int:
        at = other.span
        return min((max(a - at.end, at.start - b, 0) for a, b in places), default=0) if at else 0

    alike = [q for q in question.quantities if q.span and units.dimension(q.unit) == units.dimension(quantity.unit)]
    return gap(quantity) <= _CUE_REACH and gap(quantity) == min(map(gap, alike))


def _worked_out(recipe: Recipe, filled: dict[str, Found], question: Question, index: IndexInfo, trace: Trace) -> Answer:
    inputs = [(need.name, need.words, filled[need.name]) for need in recipe.needs if need.name in filled]
    return worked_out(recipe.calculator, inputs, question, index, trace, first=recipe.first)
