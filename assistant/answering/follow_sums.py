"""Questions that reckon with the figures just given: "what's the percentage change?", "so what is that per year?".

The figures are those that the last answers gave, each with its quote. Which of two is the newer, the whole or the
change is told by the years and the words of the questions that they answered; where that is open, nothing is reckoned.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering import compose, follow_plans
from assistant.answering.follow_plans import Plan
from assistant.answering.phrases import classes
from assistant.answering.question import parse
from assistant.answering.told import Told, signed_as
from assistant.answering.workings import worked_out
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
from assistant.figures.names import find_names
from assistant.quantities import units
from assistant.quantities.vocabulary import units as known_units
from assistant.reading.stems import stem, stem_set
from assistant.reading.types import quantities_in
from assistant.retrieval.words import STOP_WORDS

_LONGEST = 16
"""How many words a question can have that leaves its figures out."""


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
    made = plan(text, turns) if plan is not None and turns and is_sum(text, about) else None
    if made is None:
        return None
    calculator, parts = made
    try:
        return worked_out(calculator, parts, parse(whole), index, Trace())
    except CalculationError:
        return None


_FRAME = stem_set(
    "percentage percent cent per change rise fall increase drop growth decline decrease difference share proportion"
    " fraction part multiple times ratio gap total together combined sum average year quarter half month week day whole"
    " come comes came before previously originally earlier left remain remains swing turnaround terms rate fast figure"
    " figures amount number first second latter former big bigger larger higher lower smaller more less fewer much many"
    " each every grow grew work works out mean what how"
)
"""Words that ask for a sum, or for a part of a year, and name nothing."""


def is_sum(text: str, about: str) -> bool:
    """Whether a question asks only to reckon with what was just given: "what share of the market is that?" may not.

    Args:
        text: The question as typed.
        about: What was asked before it.
    """
    asked = stem_set(about)
    alike = {kind for word in asked for kind in classes(word)}
    own = [word for word in re.findall(r"[a-z]{3,}", text.lower()) if word not in STOP_WORDS]
    return asked_for(text) is not None and all(
        stem(word) in _FRAME | asked or classes(stem(word)) & alike or (word,) in known_units().words for word in own
    )


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
    if asked_for(text) is not follow_plans.share or kinds[0] == kinds[1] or not all(kinds):
        return ""
    first, second = (_DOES.sub("", _OPENING.sub("", question)).strip(" ?.") for question in (before, last))
    part, whole = (first, second) if _PARTS.index(kinds[0]) < _PARTS.index(kinds[1]) else (second, first)
    return f"{part} as a share of {whole}?"


def declined(whole: str, index: IndexInfo) -> Answer:
    """The answer to a question that reckons with figures that were not given."""
    reason = Reason(
        ReasonCode.MISSING_INPUT, "the last answers do not give the figures that this is to be worked out of"
    )
    return compose.abstained(parse(whole), reason, (), index, Trace())


def quoted(whole: str, quantity: Quantity, citation: Citation, index: IndexInfo) -> Answer:
    """The answer that leads with another figure of a quote that was shown before.

    Args:
        whole: The question.
        quantity: The figure, its span counted from the quote's start.
        citation: The quote.
        index: Which index it is from.
    """
    sign, (start, end) = signed_as(citation.quote, quantity)
    mark = (citation.start + start, citation.start + end)
    cited = replace(citation, n=1, marks=(mark,))
    words = [
        Part(PartKind.PROSE, "“"),
        Part(PartKind.QUOTE, citation.quote[start:end], 1),
        Part(PartKind.PROSE, "”"),
        Part(PartKind.MARKER, " [1]", 1),
        Part(PartKind.PROSE, "\n"),
    ]
    opposite = {"loss": "profit", "profit": "loss"}.get(sign, "")
    # A loss is no amount of profit, whatever the question calls it: the quote says which it is.
    value = (
        None if opposite and opposite in whole.lower() else replace(quantity, span=Span(citation.source.path, *mark))
    )
    parts = (*words, *compose.quote_parts(cited))
    return Answer(whole, AnswerStatus.ANSWERED, parts, index, value=value, citations=(cited,))


def asked_for(text: str) -> Plan | None:
    """How a question reckons with figures that it does not give itself; None where it does not."""
    if find_names(re.sub(r"^\W*\w+", "", text)) or len(text.split()) > _LONGEST:
        return None
    stated = [q for q in quantities_in(text) if units.dimension(q.unit) not in ("time", "calendar")]
    if stated:
        return None
    return next((plan for pattern, plan in _KINDS if pattern.search(text)), None)


_KINDS: tuple[tuple[re.Pattern[str], Plan], ...] = (
    (
        re.compile(
            r"\b(?:percentage|per ?cent|%)[- ](?:change|rise|fall|increase|drop|growth|decline|decrease|difference)\b"
            r"|\bby what (?:percentage|per ?cent)\b|\b(?:change|rise|fall|increase|drop|growth|decline|difference) in"
            r" (?:percentage|per ?cent)\b|\bin (?:percentage|per ?cent) terms\b|\brate of growth\b"
            r"|\bhow fast (?:did|has)\b|\b(?:rise|fall|increase|drop|growth|change|decline) is that\b.*(?:per ?cent|%)",
            re.IGNORECASE,
        ),
        follow_plans.changed("percent-change"),
    ),
    (
        re.compile(
            r"\b(?:what|which) (?:share|percentage|proportion|fraction|part|per ?cent|percent)\b"
            r"|\bas a (?:share|percentage|proportion|fraction) of\b",
            re.IGNORECASE,
        ),
        follow_plans.share,
    ),
    (
        re.compile(
            r"\bhow many times\b|\bwhat multiple\b|\bas a multiple\b|\bwhat(?:['’]s| is| was) the ratio\b",
            re.IGNORECASE,
        ),
        follow_plans.by_size("ratio", ("value", "other"), ("larger figure", "smaller figure")),
    ),
    (
        re.compile(
            r"\bby how (?:much|many) did\b|\bhow much did (?:it|that|they) (?:change|rise|fall|grow|drop)\b", re.I
        ),
        follow_plans.changed("change"),
    ),
    (
        re.compile(
            r"\bwhat(?:['’]s| is| was)? the (?:difference|gap)\b"
            r"|\bhow (?:much|many) (?:more|less|fewer|higher|lower|bigger|smaller)\b"
            r"|\bby how (?:much|many)\b|\bhow far apart\b",
            re.IGNORECASE,
        ),
        follow_plans.by_size("difference", ("first", "second"), ("larger figure", "smaller figure")),
    ),
    (
        re.compile(r"\b(?:in total|altogether|together|combined|the (?:sum|total))\b", re.IGNORECASE),
        follow_plans.together("sum"),
    ),
    (re.compile(r"\bon average\b|\bthe average\b", re.IGNORECASE), follow_plans.together("average")),
    (
        re.compile(
            r"\b(?:is|was|are|be|would be) (?:left|left over|still to come|outstanding)\b|\bremains\b", re.IGNORECASE
        ),
        follow_plans.by_size("remainder", ("total", "tranche"), ("whole", "part")),
    ),
    (re.compile(r"\bswing\b|\bturn-?around\b", re.IGNORECASE), follow_plans.swing),
    (
        re.compile(r"\b(?:is|does|would) (?:that|it|this)\b.*\b(?:per|an?|each|every) (?:year|month|week|day)\b", re.I),
        follow_plans.per_time,
    ),
    (
        re.compile(r"\b(?:is|does|would) (?:that|it|this)\b.*\b(?:per|for each|for every) (?!cent\b)[a-z]", re.I),
        follow_plans.per_each,
    ),
    (
        re.compile(
            r"\b(?:was|were) (?:it|that|this|they) (?:before|previously|originally|earlier)\b"
            r"|^\W*(?:and |so )?before(?: that)?\W*$",
            re.I,
        ),
        follow_plans.before,
    ),
)
"""What a question's words ask for; a question that gives its own figures or names is none of these."""
