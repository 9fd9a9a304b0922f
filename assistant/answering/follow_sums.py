"""Questions that reckon with the figures just given: "what's the percentage change?", "so what is that per year?".

The figures are those that the last answers gave, each with its quote. Which of two is the newer, the whole or the
change is told by the years and the words of the questions that they answered; where that is open, nothing is reckoned.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering import compose, follow_plans, follow_shares, follow_worth
from assistant.answering.follow_beside import signed_as
from assistant.answering.follow_kinds import asked_for, is_sum
from assistant.answering.follow_workings import Made, Sum, worked_out
from assistant.answering.question import parse
from assistant.answering.told import Told
from assistant.answering.workings import Found
from assistant.answering.worksheet import period_kind
from assistant.datatypes import (
    Answer,
    AnswerStatus,
    Citation,
    IndexInfo,
    Part,
    PartKind,
    Quantity,
    Reason,
    ReasonCode,
    Span,
    Trace,
)
from assistant.errors import CalculationError
from assistant.quantities import units
from assistant.reading.types import quantities_in


def reckoned(text: str, whole: str, turns: Sequence[Sequence[Told]], index: IndexInfo) -> Answer | None:
    """The answer to a question that reckons with the figures just given; None where it does not, or cannot.

    Args:
        text: The question as typed.
        whole: The same with whom it is about.
        turns: The figures that each of the last answers may mean, oldest first.
        index: Which index they come from.
    """
    plan = asked_for(text)
    about = " ".join(f"{turn[-1].asked.text} {turn[-1].text}" for turn in turns[-2:])
    try:
        made = plan(text, turns) if plan is not None and turns and is_sum(text, about) else None
    except CalculationError:
        return None
    return run(made, whole, index) if made is not None else None


def run(made: Sum, whole: str, index: IndexInfo) -> Answer | None:
    """The answer that a calculator gives; None where it cannot take its inputs.

    Args:
        made: The calculator and its inputs.
        whole: The question.
        index: Which index the inputs come from.
    """
    try:
        return worked_out(made, parse(_with_nouns(whole, made)), index)
    except CalculationError:
        return None


def _with_nouns(whole: str, made: Sum) -> str:
    """A question with the nouns of counts that it reckons with, where their quotes leave these out: "cars"."""
    found = [item for _, _, item in made.pieces if isinstance(item, Found) and isinstance(item.source, Citation)]
    bare = [
        item.quantity.unit
        for item in found
        if isinstance(item.source, Citation)
        and item.quantity.unit.lower() not in whole.lower()
        and units.dimension(item.quantity.unit) == "count"
        and not _written_unit(item.quantity, item.source)
    ]
    made_of = [item.quantity.unit for _, _, item in made.pieces if isinstance(item, Made)]
    bare += [unit for unit in made_of if units.dimension(unit) == "count" and unit.lower() not in whole.lower()]
    return f"{whole} ({' '.join(dict.fromkeys(bare))})" if bare else whole


_OPENING = re.compile(
    r"^\W*(?:what|how (?:much|many|large|big|high))\b(?:['’]s)? ?(?:(?:is|was|are|were) )?", re.IGNORECASE
)
_DOES = re.compile(r"\b(?:did|does|do|will|would) ", re.IGNORECASE)


_PARTS = ("quarter", "half", "year")


def share_of_year(text: str, before: str, last: str) -> str:
    """The whole question for the share that a part of the year has in all of it; empty where none is asked for.

    The figures that answered may be open where the two questions are not: which is the part, their periods say.

    Args:
        text: The follow-up: "so what share of the year's profit came in that quarter?".
        before: The last whole question but one.
        last: The last one.
    """
    kinds = [period_kind(question) for question in (before, last)]
    if asked_for(text) is not follow_shares.share or kinds[0] == kinds[1] or not all(kinds):
        return ""
    first, second = (_DOES.sub("", _OPENING.sub("", question)).strip(" ?.") for question in (before, last))
    part, whole = (first, second) if _PARTS.index(kinds[0]) < _PARTS.index(kinds[1]) else (second, first)
    return f"{part} as a share of {whole}?"


def is_new(text: str) -> bool:
    """Whether the result of what a question asks for is what "that" means next, and not the figures that it is of.

    After "what is that a week?" the same figure may be asked for by the month; a difference is not reckoned on.

    Args:
        text: The question as typed.
    """
    return asked_for(text) in (None, follow_worth.whole_of_stake, follow_plans.portion, follow_plans.doubled)


NOT_GIVEN = "the last answers do not give the figures that this is to be worked out of"


def declined(whole: str, index: IndexInfo, why: str = NOT_GIVEN) -> Answer:
    """The answer to a question that reckons with figures that were not given.

    Args:
        whole: The question.
        index: Which index was asked.
        why: What is missing.
    """
    reason = Reason(ReasonCode.MISSING_INPUT, why)
    return compose.abstained(parse(whole), reason, (), index, Trace())


def _written_unit(quantity: Quantity, citation: Citation) -> str:
    """The noun that a quote gives a count; none where it leaves it to the figure before."""
    return next((q.unit for q in quantities_in(citation.quote) if q.span == quantity.span), "")


def _in_article(quantity: Quantity, citation: Citation) -> Span | None:
    """Where a figure of a quote stands in its article."""
    span = quantity.span
    return Span(citation.source.path, citation.start + span.start, citation.start + span.end) if span else None


def quoted(whole: str, quantity: Quantity, citation: Citation, index: IndexInfo) -> Answer:
    """The answer that leads with another figure of a quote that was shown before.

    Args:
        whole: The question.
        quantity: The figure, its span counted from the quote's start.
        citation: The quote.
        index: Which index it is from.
    """
    if quantity.unit.lower() not in whole.lower() and units.dimension(quantity.unit) == "count":
        quantity = replace(quantity, unit=_written_unit(quantity, citation))
    sign, (start, end) = signed_as(citation.quote, quantity)
    mark = (citation.start + start, citation.start + end)
    answer = led(whole, citation, mark, index)
    opposite = {"loss": "profit", "profit": "loss"}.get(sign, "")
    # A loss is no amount of profit, whatever the question calls it: the quote says which it is.
    value = None if opposite and opposite in whole.lower() else replace(quantity, span=_in_article(quantity, citation))
    return replace(answer, value=value)


def led(whole: str, citation: Citation, mark: tuple[int, int], index: IndexInfo) -> Answer:
    """The answer that leads with some words of a quote that was shown before.

    Args:
        whole: The question.
        citation: The quote.
        mark: Where the words stand in the article.
        index: Which index it is from.
    """
    cited = replace(citation, n=1, marks=(mark,))
    words = [
        Part(PartKind.PROSE, "“"),
        Part(PartKind.QUOTE, citation.quote[mark[0] - citation.start : mark[1] - citation.start], 1),
        Part(PartKind.PROSE, "”"),
        Part(PartKind.MARKER, " [1]", 1),
        Part(PartKind.PROSE, "\n"),
    ]
    parts = (*words, *compose.quote_parts(cited))
    return Answer(whole, AnswerStatus.ANSWERED, parts, index, citations=(cited,))
