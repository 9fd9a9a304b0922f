"""Questions that a calculator answers: recognised, filled from quoted figures, worked out.

An input is taken from the articles only when its metric and its owner are the question's; an
amount that the question states is looked up first, so that it can be cited, and is otherwise
an assumption. A missing input is named, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering import compose, evidence, recipes
from assistant.answering.recipes import Need, Recipe
from assistant.calculators import registry
from assistant.datatypes import (
    Answer,
    AnswerStatus,
    CalculationInput,
    Citation,
    IndexInfo,
    InputKind,
    Part,
    PartKind,
    Qualifier,
    Quantity,
    Question,
    ReadSentence,
    Reason,
    ReasonCode,
    Trace,
)
from assistant.errors import CalculationError
from assistant.figures.attribution import attribute, nearest_metric
from assistant.figures.metrics import Match, find_metrics, satisfies
from assistant.quantities import units


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
    carried: tuple[Given, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A value for an input."""

    quantity: Quantity
    source: ReadSentence | Citation | None
    """None for an assumption."""


def recognise(question: Question) -> Recipe | None:
    """The recipe of a question that asks for a calculation; None for any other question."""
    return next((recipe for recipe in recipes.RECIPES if recipe.pattern.search(question.text)), None)


def answer(recipe: Recipe, finder: Finder, read: Sequence[ReadSentence], index: IndexInfo, trace: Trace) -> Answer:
    """Answer by a calculator, or say which input is missing."""
    question = finder.question
    if not recipe.calculator:
        reason = Reason(ReasonCode.MISSING_INPUT, f"there is no calculator yet for {recipe.name}")
        return compose.abstained(question, reason, read, index, trace)
    filled: dict[str, Found] = {}
    for need in recipe.needs:
        found = _fill(need, finder, read)
        if found is None:
            whose = (
                f" of {' or '.join(f'“{e}”' for e in question.entities)}" if need.owned and question.entities else ""
            )
            reason = Reason(ReasonCode.MISSING_INPUT, f"no article found gives the {need.words}{whose}")
            return compose.abstained(question, reason, read, index, trace)
        filled[need.name] = found
    try:
        return _worked_out(recipe, filled, question, index, trace)
    except CalculationError as error:
        reason = Reason(ReasonCode.MISSING_INPUT, error.message)
        return compose.abstained(question, reason, read, index, trace)


def _fill(need: Need, finder: Finder, read: Sequence[ReadSentence]) -> Found | None:
    question = finder.question
    for name, quantity in question.assumptions:
        if name == need.name:
            return Found(quantity, None)
    stated = _stated(need, question)
    if stated is not None and re.search(r"\bif\b[^?]*" + re.escape(stated.text), question.text):
        return Found(stated, None)
    if stated is None and not (need.owned and question.entities):
        for given in finder.carried:  # "that" is a figure just shown; a name asks for its own figure
            if given.name in ("", need.name) and units.dimension(given.quantity.unit).startswith(need.dimension):
                return Found(given.quantity, given.citation)
    found = _look_up(need, finder, read, stated)
    if found is None and stated is not None:
        return Found(stated, None)
    return found


def _stated(need: Need, question: Question) -> Quantity | None:
    """The amount that the question itself gives for an input: the metric nearest to it decides."""
    metrics = find_metrics(question.text)
    for quantity in question.quantities:
        if quantity.span is None or not units.dimension(quantity.unit).startswith(need.dimension):
            continue
        near = nearest_metric(question.text, metrics, quantity)
        if not need.metric or (near is not None and satisfies(need.metric, near.metric) is Match.EXACT):
            return quantity
    return None


def _look_up(need: Need, finder: Finder, read: Sequence[ReadSentence], stated: Quantity | None) -> Found | None:
    """The figure of the articles for an input: of the right metric and owner, newest first."""
    names = finder.question.entities if need.owned else ()
    if need.owned and not names:
        return None
    found = finder.find(" ".join([*names, need.words]) if need.owned else finder.subject)
    sentences = [*found, *read] if need.owned else [item for item in found if _on_topic(item)]
    candidates = [
        (quantity, item)
        for item in dict.fromkeys(sentences)
        for quantity in _figures(need, item, names)
        if stated is None or _equal(quantity, stated)
    ]
    if not candidates:
        return None
    chosen = _preferred(candidates, newest=need.owned)
    return Found(*chosen)


def _preferred(candidates: list[tuple[Quantity, ReadSentence]], *, newest: bool) -> tuple[Quantity, ReadSentence]:
    """The candidate to use: of the newest article, then the best read.

    Where articles give the same figure with and without a bound, the bounded one: it claims less.
    """
    first = candidates[0]
    if newest:
        days = [item.hit.source.published for _, item in candidates if item.hit.source.published]
        first = next((pair for pair in candidates if pair[1].hit.source.published == max(days, default=None)), first)
    bounds = (Qualifier.AT_LEAST, Qualifier.AT_MOST)
    bounded = [pair for pair in candidates if _equal(pair[0], first[0]) and pair[0].qualifier in bounds]
    return bounded[0] if bounded and first[0].qualifier not in bounds else first


def _figures(need: Need, item: ReadSentence, names: tuple[str, ...]) -> list[Quantity]:
    """The quantities of a sentence that can be this input."""
    sentences = item.hit.passage.sentences
    position = sentences.index(item.sentence)
    before = sentences[position - 1].text if position else ""
    return [
        found.quantity
        for found in attribute(item.sentence.text, before)
        if units.dimension(found.quantity.unit).startswith(need.dimension)
        and (not need.metric or satisfies(need.metric, found.metric) is Match.EXACT)
        and (not names or evidence.owned(found.quantity, item, names))
    ]


def _on_topic(item: ReadSentence) -> bool:
    signals = dict(item.signals)
    return signals.get("own_words", 1.0) + signals.get("near_words", 0.0) >= 0.34


def _equal(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities name the same figures, whatever their hedges."""
    if one.unit != other.unit:
        return False
    ends = ({q.low if q.low is not None else q.high, q.high if q.high is not None else q.low} for q in (one, other))
    first, second = ends
    return first == second


def _worked_out(recipe: Recipe, filled: dict[str, Found], question: Question, index: IndexInfo, trace: Trace) -> Answer:
    citations: list[Citation] = []
    inputs = []
    for need in recipe.needs:
        found = filled[need.name]
        number = _cite(found.source, citations)
        kind = InputKind.QUOTED if number else InputKind.ASSUMED
        source = "" if number else "stated in the question"
        inputs.append(CalculationInput(need.name, found.quantity, kind, number, source))
    calculation = registry.get(recipe.calculator).run(tuple(inputs))
    parts = [Part(PartKind.NUMBER, calculation.result.text)]
    for position, item in enumerate(inputs):
        lead = f": {recipe.sentence} " if position == 0 else " and "
        parts += [Part(PartKind.PROSE, f"{lead}{recipe.needs[position].words} "), *_input_parts(item)]
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        parts=(*parts, Part(PartKind.PROSE, ".")),
        index=index,
        value=calculation.result,
        citations=tuple(citations),
        calculations=(calculation,),
        trace=trace,
    )


def _input_parts(item: CalculationInput) -> list[Part]:
    if item.citation is None:
        return [Part(PartKind.NUMBER, item.quantity.text), Part(PartKind.PROSE, " (assumed)")]
    return [
        Part(PartKind.PROSE, "“"),
        Part(PartKind.QUOTE, item.quantity.text, item.citation),
        Part(PartKind.PROSE, "”"),
        Part(PartKind.MARKER, f" [{item.citation}]", item.citation),
    ]


def _cite(source: ReadSentence | Citation | None, citations: list[Citation]) -> int | None:
    """The number of a source's citation, added when it is new."""
    if source is None:
        return None
    if isinstance(source, ReadSentence):
        source = compose.cite(source, 0)
    for citation in citations:
        if (citation.source, citation.start, citation.end) == (source.source, source.start, source.end):
            return citation.n
    number = len(citations) + 1
    citations.append(
        Citation(number, source.source, source.quote, source.start, source.end, source.context, source.marks)
    )
    return number
