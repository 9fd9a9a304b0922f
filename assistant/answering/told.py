"""The figure that an answer of a conversation gave: what "that" and "it" mean in the question after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.calculate import Given
from assistant.answering.evidence import NUMERIC
from assistant.answering.question import parse
from assistant.answering.told_apart import ASKS_BEFORE, is_dated, said_once, told_apart, without_parts
from assistant.answering.worksheet import period_kind
from assistant.datatypes import (
    Answer,
    AnswerStatus,
    Calculation,
    Citation,
    Expects,
    PartKind,
    Quantity,
    Question,
    Role,
)
from assistant.figures.attribution import Attributed, attribute
from assistant.figures.metrics import Match, satisfies
from assistant.figures.movements import Moving, moving, without_asides
from assistant.figures.periods import find_periods, period_of
from assistant.quantities import units
from assistant.quantities.vocabulary import units as known_units
from assistant.reading.stems import stem, stem_set
from assistant.reading.types import fits


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that was quoted, or worked out, in answer to a question."""

    quantity: Quantity
    citation: Citation
    """Where it is quoted; the first input's, where it was worked out."""
    asked: Question
    """The whole question."""
    text: str
    """What was typed."""
    made: tuple[Calculation, ...] = ()
    """How it was worked out, itself last; none for a figure that is quoted."""
    cited: tuple[Citation, ...] = ()
    """What those calculations cite."""
    follows: bool = False
    """Whether its question leaned on the one before."""

    @property
    def role(self) -> Role:
        """What it is in the change that its sentence reports."""
        found = self._moving
        return found.role if found else Role.VALUE

    @property
    def signed(self) -> Quantity:
        """The figure, below zero where its sentence says that something fell by it."""
        found = self._moving
        return found.quantity if found else self.quantity

    @property
    def _moving(self) -> Moving | None:
        span = self.quantity.span
        return movements_of(self.citation).get((span.start, span.end)) if span else None


def movements_of(citation: Citation) -> dict[tuple[int, int], Moving]:
    """The changes that a quote reports: what each figure is in them, by its offsets into the quote."""
    quantities = tuple(found.quantity for found in attribute(citation.quote, ""))
    return {(span.start, span.end): moved for span, moved in moving(citation.quote, quantities).items()}


def told(answer: Answer, text: str, *, ahead: bool = False) -> tuple[Told, ...]:
    """The figures that an answer may mean, of its first quote; one where it is clear, none where none is quoted.

    Args:
        answer: The answer.
        text: What was typed for it.
        ahead: Whether the question leans on one of what is expected, and so asks for it too.
    """
    if answer.status is not AnswerStatus.ANSWERED or answer.calculations or not answer.citations:
        return ()
    asked, first = parse(answer.question), _meant(answer, text)
    meant = replace(asked, text=f"{asked.text} (expected)") if ahead else asked
    chosen = _leading(answer, first) or _value(answer, first)
    value = [q for q in chosen if not (asked.years and _is_forecast(meant.text, first.quote, q))]
    found = value or _fitting(meant, first, text)
    return tuple(Told(_counting(quantity, asked.text, first.quote), first, asked, text) for quantity in found)


_HOW_MANY = re.compile(r"\bhow many (?:(?:new|more|old|extra) )?(?P<noun>[a-z]{3,20})\b", re.IGNORECASE)


def _counting(quantity: Quantity, asked: str, quote: str) -> Quantity:
    """A figure with the noun that it was asked for: "how many cars" gives a bare 250,000 its cars."""
    of_others = quantity.span is not None and quote.startswith(" of ", quantity.span.end)
    said = _HOW_MANY.search(asked) if not quantity.unit and not of_others else None
    noun = said.group("noun").lower() if said else ""
    plain = noun in ("per", "times", "percent", "of") or (noun,) in known_units().words
    return replace(quantity, unit=noun) if noun and not plain else quantity


def _meant(answer: Answer, text: str) -> Citation:
    """The quote that an answer's figure is of: the first, or the first that has the words of "and cat owners?".

    Of several quotes with no number that leads, that which has more of the question's words than the first.
    """
    match = _AND_OTHER.match(text)
    own = stem_set(match.group("name")) if match else frozenset()
    having = [cited for cited in answer.citations if own <= stem_set(cited.quote)] if own else []
    if having or answer.value is not None:
        return (having or list(answer.citations))[0]
    question = parse(answer.question)
    own = stem_set(" ".join(question.terms)) - stem_set(" ".join([*question.entities, *map(str, question.years)]))
    # max keeps the first of those that have as many
    return max(answer.citations, key=lambda cited: len(own & stem_set(cited.quote)))


def worked_out(answer: Answer, text: str) -> Told | None:
    """The figure that an answer worked out; None where it did not, or of nothing that is quoted.

    Args:
        answer: The answer.
        text: What was typed for it.
    """
    made = answer.calculations
    if answer.status is not AnswerStatus.ANSWERED or not made or not answer.citations:
        return None
    return Told(made[-1].result, answer.citations[0], parse(answer.question), text, made, answer.citations)


def _value(answer: Answer, citation: Citation) -> list[Quantity]:
    """The main number of an answer, where its quote gives it just once."""
    value = answer.value
    if value is None:
        return []
    found = [f.quantity for f in attribute(citation.quote, "")]
    same = [q for q in found if (q.low, q.high, q.unit) == (value.low, value.high, value.unit)]
    return same if len(same) == 1 else []


def _leading(answer: Answer, citation: Citation) -> list[Quantity]:
    """The figure that an answer leads with, before it quotes the sentence."""
    leads = next((part.text for part in answer.parts if part.kind is PartKind.QUOTE), citation.quote)
    if leads == citation.quote or len(citation.marks) != 1:
        return []
    start, end = (place - citation.start for place in citation.marks[0])
    found = (f.quantity for f in attribute(citation.quote, ""))
    return [q for q in found if q.span and start <= q.span.start and q.span.end <= end][:1]


def _is_of(asked: Sequence[str], found: str) -> bool:
    return not asked or not found or any(satisfies(metric, found) is not Match.NO for metric in asked)


_AND_OTHER = re.compile(
    r"^\W*(?:and|what about|how about) (?!in\b|for\b|by\b|how\b|what\b|when\b|who\b)(?:the )?"
    r"(?P<name>[a-z-]{1,20}(?: [a-z-]{1,20}){0,5})\W*$",
    re.IGNORECASE,
)


def _fitting(asked: Question, citation: Citation, text: str) -> list[Quantity]:
    """The figures of a quote that can be what was asked for: by type, metric, year and part in a change."""
    quote, found = citation.quote, attribute(citation.quote, "")
    kinds = asked.expects & NUMERIC
    nouns = {stem(word) for term in asked.terms for word in re.findall(r"[a-z]+", term)} - _OF_TIME
    counted = [
        f.quantity.span
        for f in found
        if units.dimension(f.quantity.unit) == "count" and nouns & {stem(word) for word in f.quantity.unit.split()}
    ]
    if not kinds:
        of_money = any(units.dimension(f.quantity.unit).startswith("money") for f in found)
        kinds = frozenset({Expects.COUNT if counted or not of_money else Expects.MONEY})
    outside = {q.span for q in without_asides(quote, tuple(item.quantity for item in found))}
    metrics = [metric for metric in asked.metrics if metric not in ("growth", "margin")]
    if not metrics and re.search(r"\blos(?:e|t|es|ing)\b", asked.text, re.IGNORECASE) and Expects.MONEY in kinds:
        metrics = ["loss"]
    able = [
        item.quantity
        for item in found
        if item.quantity.span in outside
        and any(fits(item.quantity, kind) for kind in kinds)
        and not (asked.years and _is_forecast(asked.text, quote, item.quantity))
        and not _is_compared_with(asked.text, quote, item.quantity)
        and _is_of(metrics, "" if _is_share_of_other(item, metrics, quote) else metric_of(item, quote))
    ]
    if Expects.COUNT in kinds and counted:
        named = [q for q in able if q.span in counted or not q.unit]
        able = named if any(q.span in counted for q in named) else able
    if _AND_OTHER.match(text) and len(able) > 1 and len(other := told_apart(nouns, quote, able)) == 1:
        return other  # "and the old one?" is of the figure that "the old one" stands by
    chosen = _in_part(asked, citation, able)
    chosen = said_once(asked.text, quote, chosen) if len(chosen) > 1 else chosen
    if len(chosen) < 2:
        return chosen
    typed = nouns & {stem(word) for word in re.findall(r"[a-z]+", text.lower())}
    # What a follow-up takes over from the questions before says less than its own words do.
    names = [name for name in asked.entities if name in text]
    first = told_apart(typed, quote, chosen, names) if typed and typed != nouns else chosen
    first = first if len(first) == 1 else told_apart(nouns, quote, chosen, asked.entities)
    return first if len(first) == 1 else without_parts(quote, first)


def _is_share_of_other(item: Attributed, asked: Sequence[str], quote: str) -> bool:
    """Whether a stake is asked for and a percentage is a share "of" something, whatever metric stands near it."""
    span = item.quantity.span
    if item.quantity.unit != "%" or span is None or "stake" not in asked:
        return False
    return item.metric not in ("growth", "margin") and quote.startswith(" of ", span.end)


_OF_TIME = stem_set("day days week weeks month months quarter quarters year years last next later earlier")
_IN_CASH = re.compile(r"[^,.;]{0,30}\bin cash\b", re.IGNORECASE)


_LOST = re.compile(
    r"\b(?:lost|loses?|losing|loss of|losses of)(?: (?:about|nearly|almost|some|around|over|just))? $", re.I
)


def metric_of(item: Attributed, quote: str) -> str:
    """The metric of a figure, with what stands right beside it: "lost $9m", "$36 a share in cash".

    Args:
        item: The figure; none is its metric where its quote only says how it is paid.
        quote: Its quote.
    """
    span = item.quantity.span
    if span is None:
        return item.metric
    if _LOST.search(quote[: span.start]) and units.dimension(item.quantity.unit).startswith("money"):
        return "loss"
    return "" if item.metric == "cash" and _IN_CASH.match(quote, span.end) else item.metric


_AHEAD = re.compile(r"\b(?:will|expect\w*|forecast\w*|predict\w*|hopes?|plans?|target\w*)\b", re.IGNORECASE)


_ASKS_AHEAD = re.compile(
    r"(?:['’]ll\b|\b(?:think\w*|reckon\w*|going to|foresee\w*|sees?|aim\w*|intend\w*|promis\w*|due to|next year)\b)",
    re.IGNORECASE,
)


def _is_forecast(asked: str, quote: str, quantity: Quantity) -> bool:
    """Whether a figure is only expected, and the question asks for no such figure."""
    lead = quote[: quantity.span.start] if quantity.span else ""
    return bool(_AHEAD.search(lead)) and not _AHEAD.search(asked) and not _ASKS_AHEAD.search(asked)


_FORESEEN = re.compile(
    r"[^,.;:()\d]{0,40}\b(?:(?:that|which|what) [a-z ]{0,30}|by (?:analysts|economists) )"
    r"(?:expected|forecast|predicted|foreseen|foresaw|planned|hoped|targeted|projected|estimated)\b",
    re.IGNORECASE,
)
"""Makes a figure one to compare with: "and with the 46m that analysts had predicted"."""
PREVIOUS = re.compile(
    r"\b(?:a year (?:earlier|ago|before)|the (?:previous|prior) year|the year before)\b", re.IGNORECASE
)
"""Says that a figure is of the year before."""
_ASKS_FORESEEN = re.compile(r"\b(?:analysts?|economists?|foreseen?|project\w*|estimate\w*)\b", re.IGNORECASE)
REACH = 60
"""Characters behind a figure within which "the following year" is said of it."""


def _is_compared_with(asked: str, quote: str, quantity: Quantity) -> bool:
    """Whether a figure is only that of the year before, or one that was foreseen, and the question wants neither."""
    behind = quote[quantity.span.end :][:REACH] if quantity.span else ""
    if PREVIOUS.match(behind.lstrip(" ,(")) and not ASKS_BEFORE.search(asked):
        return True
    return bool(_FORESEEN.match(behind)) and not (_AHEAD.search(asked) or _ASKS_FORESEEN.search(asked))


def is_ahead(item: Told) -> bool:
    """Whether the quote of a figure says of it that it is only expected."""
    return _is_forecast("", item.citation.quote, item.quantity)


_MONTHS = {"quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class _Held:
    """A figure of a quote, with when it is of and what it is in a change."""

    quantity: Quantity
    role: Role
    year: int | None
    months: int


def _held(quote: str, able: Sequence[Quantity], moved: dict[tuple[int, int], Moving]) -> list[_Held]:
    periods, found = find_periods(quote), []
    for quantity in able:
        span = quantity.span
        assert span is not None  # it was read in the quote
        time = period_of(quote, span.start, span.end, periods)
        moving_as = moved.get((span.start, span.end))
        found.append(_Held(quantity, moving_as.role if moving_as else Role.VALUE, time.year, time.months))
    said = {item.year: item for item in found if item.role is Role.OLD and _has_year_behind(quote, item)}
    # In "fell to $2m from $3m in 2003" the year is that of the older value alone.
    return [replace(item, year=None) if item.role is Role.NEW and item.year in said else item for item in found]


def _has_year_behind(quote: str, item: _Held) -> bool:
    span = item.quantity.span
    return bool(span and item.year and re.match(rf"(?: \([^()]*\))? (?:in|for) {item.year}\b", quote[span.end :]))


def _in_part(asked: Question, citation: Citation, able: Sequence[Quantity]) -> list[Quantity]:
    """Those of a year that is asked for, where any is; what was added where that is asked for, and else what is not."""
    dated = [q for q in able if len(asked.years) == 1 and is_dated(asked, citation.quote, q)]
    if len(dated) == 1:
        return dated
    kind = _MONTHS.get(period_kind(asked.text), 0)
    held = _held(citation.quote, able, movements_of(citation))
    held = [item for item in held if not kind or item.months in (0, kind)]
    if asked.years:
        held = [item for item in held if item.year in asked.years] or [item for item in held if item.year is None]
    changes = [item.quantity for item in held if item.role in (Role.DIFFERENCE, Role.GROWTH)]
    if OF_CHANGE.search(asked.text) and changes:
        return changes
    values = [item for item in held if item.role is not Role.DIFFERENCE]
    if not values and all(units.dimension(q.unit) == "count" for q in changes):
        return changes  # "it will create 300 jobs" gives how many
    newer = [item.quantity for item in values if item.role is not Role.OLD]
    return newer or ([item.quantity for item in values] if asked.years else [])


OF_CHANGE = re.compile(
    r"\b(?:rise|rose|increase\w*|growth|grow|grew|jump|climb\w*|cut|fall|fell|drop\w*|declin\w*|decrease\w*|reduc\w*)\b",
    re.I,
)
"""Words of a question that ask for what was added or taken away."""


def carry(answer: Answer) -> tuple[Given, ...]:
    """The figures of an answer that a later "that" can mean, with where they are quoted; the one that answered first.

    Args:
        answer: The answer.
    """
    quoted = {citation.n: citation for citation in answer.citations}
    if answer.calculations:
        inputs = answer.calculations[-1].inputs
        return tuple(Given(item.quantity, quoted.get(item.citation or 0), item.name) for item in inputs)
    given = [
        Given(found.quantity, citation, "") for citation in answer.citations for found in attribute(citation.quote, "")
    ]
    meant = [item.quantity.span for item in told(answer, "")]
    chosen = [item for item in given if item.citation == answer.citations[0] and item.quantity.span in meant[:1]]
    return tuple(dict.fromkeys([*chosen, *given]))
