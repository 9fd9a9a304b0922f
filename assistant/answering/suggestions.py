"""Questions that a corpus can answer, made from its own ledger.

A figure whose owner, metric and status are known is turned round into the question that it answers. Each
question is asked before it is offered, so nothing is suggested that would be declined.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.assistant import Assistant
from assistant.answering.wording import change_question, fact_question, margin_question, multiple_question
from assistant.datatypes import Answer, AnswerStatus, FiledFigure, InputKind, Role, Status
from assistant.figures.metrics import metric
from assistant.figures.names import find_names, mentions
from assistant.quantities import dimension
from assistant.retrieval.ledger import Wanted

TRIES = 12
"""Questions that are asked at the most."""
_CALCULATIONS = 4
"""Of these, questions for a calculation."""
_PROFITS = frozenset({"profit", "net-profit", "pre-tax-profit", "operating-profit"})
_LONGEST_NAME = 40
_DOUBTS = 1
"""A figure about whose owner there are more is left alone."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A question, and what its answer must show."""

    question: str
    entity: str
    metric: str
    figures: tuple[FiledFigure, ...]
    """The figures that it was made from; a quoted answer must be one of them."""
    calculator: str = ""
    """The calculation that must answer it; empty for a quote."""


def suggestions(assistant: Assistant, limit: int = 3, may_go_on: Callable[[], bool] = lambda: True) -> tuple[str, ...]:
    """Questions that an assistant's articles answer.

    Args:
        assistant: Is asked each of them, a dozen at most.
        limit: How many to give.
        may_go_on: Asked before each question; once it says no, what has been found is given.

    Returns:
        Questions about different names and metrics, of the newest articles first; the last one asks for a
        calculation where there is one. Fewer, or none, where the articles hold few figures; the same ones for
        the same index.
    """
    filed = assistant.figures(Wanted(known_metric=True))
    figures = _well_attributed(filed)
    asker = _Asker(assistant, may_go_on)
    worked = list(_chosen(_calculations(figures), asker, min(limit - 1, 1), _CALCULATIONS))
    facts = list(_chosen(_facts(figures), asker, limit - len(worked), TRIES, worked))
    return tuple(candidate.question for candidate in (*facts, *worked))


class _Asker:
    """Asks candidates until there have been enough."""

    def __init__(self, assistant: Assistant, may_go_on: Callable[[], bool]) -> None:
        self._assistant = assistant
        self.may_go_on = may_go_on
        self.asked = 0

    def answers(self, candidate: _Candidate) -> bool:
        """Whether a candidate's question gets the answer that it was made from."""
        self.asked += 1
        answer = self._assistant.ask(candidate.question)
        if answer.status is not AnswerStatus.ANSWERED:
            return False
        if candidate.calculator:
            return _is_calculation(answer, candidate)
        return any(_cites(answer, filed) for filed in candidate.figures)


def _is_calculation(answer: Answer, candidate: _Candidate) -> bool:
    names = [calculation.calculator for calculation in answer.calculations]
    inputs = [item for calculation in answer.calculations for item in calculation.inputs]
    return candidate.calculator in names and all(item.kind is not InputKind.ASSUMED for item in inputs)


def _cites(answer: Answer, filed: FiledFigure) -> bool:
    """Whether an answer is a quote of a figure's sentence, and of no other number before it."""
    sentence, quantity = filed.figure.sentence, filed.figure.quantity
    cited = any(
        citation.source.path == sentence.article and citation.start <= sentence.start < citation.end
        for citation in answer.citations
    )
    value = answer.value
    same = value is None or (value.low, value.high, value.unit) == (quantity.low, quantity.high, quantity.unit)
    return cited and same and not answer.calculations and quantity.text in answer.citations[0].quote


def _chosen(
    candidates: Sequence[_Candidate], asker: _Asker, limit: int, tries: int, before: Sequence[_Candidate] = ()
) -> Iterator[_Candidate]:
    """Candidates that are answered, each time of the names and metrics that were had, and asked for, least."""
    had = Counter(part for candidate in before for part in (candidate.entity, candidate.metric))
    asked = Counter[str]()
    waiting = list(candidates)
    found = 0
    while waiting and found < limit and asker.asked < tries and asker.may_go_on():
        best = min(waiting, key=lambda one: [seen[one.entity] + seen[one.metric] for seen in (had, asked)])
        waiting = [one for one in waiting if (one.entity, one.metric) != (best.entity, best.metric)]
        asked.update((best.entity, best.metric))
        if asker.answers(best):
            found += 1
            had.update((best.entity, best.metric))
            yield best


def _well_attributed(filed: Sequence[FiledFigure]) -> list[FiledFigure]:
    """Reported figures of a whole entity, of the metric's own dimension; the newest of the surest first."""
    often = Counter(item.figure.entity for item in filed)
    doubts = {item: _doubts(item, often[item.figure.entity]) for item in filed if _is_sound(item)}
    kept = [item for item, doubt in doubts.items() if doubt <= _DOUBTS]
    return sorted(kept, key=lambda item: (doubts[item], -_day(item), item.source.path, _place(item)))


def _is_sound(filed: FiledFigure) -> bool:
    figure = filed.figure
    known = metric(figure.metric)
    if known is None or figure.part or figure.status is not Status.REPORTED:
        return False
    if figure.role not in (Role.VALUE, Role.NEW, Role.OLD) or not 0 < len(figure.entity) <= _LONGEST_NAME:
        return False
    return dimension(figure.quantity.unit).startswith(known.dimension)


def _doubts(filed: FiledFigure, often: int) -> int:
    """How unsure it is that a figure is of its entity, from 0 to 3.

    It is sure where the sentence begins with the name ("the maker of Claude" is not Claude), the article is about
    it by its title, and the ledger has more of it than one figure.
    """
    entity, sentence = filed.figure.entity, filed.sentence
    span = filed.figure.quantity.span
    lead = sentence[: span.start - filed.figure.sentence.start] if span else ""
    first = next(iter(find_names(lead)), "")
    leads = bool(first) and mentions(entity, first) and not lead.partition(first)[0].endswith(" of ")
    return (not leads) + (not mentions(entity, filed.source.title)) + (often < 2)


def _day(filed: FiledFigure) -> int:
    return filed.source.published.toordinal() if filed.source.published else 0


def _place(filed: FiledFigure) -> int:
    span = filed.figure.quantity.span
    return span.start if span else 0


def _facts(figures: Sequence[FiledFigure]) -> list[_Candidate]:
    """A question for each thing that one can be worded for; those of a known period first where periods matter."""
    groups: dict[str, list[FiledFigure]] = {}
    for filed in figures:
        question = fact_question(filed.figure)
        if question and filed.figure.role is not Role.OLD:
            groups.setdefault(question, []).append(filed)
    found = [
        _Candidate(question, group[0].figure.entity, group[0].figure.metric, tuple(group))
        for question, group in groups.items()
    ]
    return sorted(found, key=lambda candidate: _is_open(candidate.figures[0]))


def _is_open(filed: FiledFigure) -> bool:
    """Whether a figure is of a period that its article leaves open."""
    known = metric(filed.figure.metric)
    return known is not None and not known.level and filed.figure.period.year is None


def _calculations(figures: Sequence[FiledFigure]) -> list[_Candidate]:
    """Questions for a multiple of revenue, a change and a margin."""
    return [*_pairs(figures, _multiple), *_pairs(figures, _change), *_pairs(figures, _margin)]


_Pair = Callable[[FiledFigure, FiledFigure], _Candidate | None]


def _pairs(figures: Sequence[FiledFigure], of: _Pair) -> Iterator[_Candidate]:
    """What can be asked of two figures of one entity, once for each entity."""
    by_entity: dict[str, list[FiledFigure]] = {}
    for filed in figures:
        by_entity.setdefault(filed.figure.entity, []).append(filed)
    for group in by_entity.values():
        made = (
            of(one, other) for one in group for other in group if one.figure.quantity.unit == other.figure.quantity.unit
        )
        first = next((candidate for candidate in made if candidate is not None), None)
        if first is not None:
            yield first


def _multiple(one: FiledFigure, other: FiledFigure) -> _Candidate | None:
    if (one.figure.metric, other.figure.metric) != ("valuation", "revenue") or Role.OLD in _roles(one, other):
        return None
    return _Candidate(multiple_question(one.figure), one.figure.entity, "multiple", (one, other), "revenue-multiple")


def _change(one: FiledFigure, other: FiledFigure) -> _Candidate | None:
    """A new value and the old one in one sentence: by how many per cent it rose or fell."""
    new, old = one.figure, other.figure
    if new.sentence != old.sentence or new.metric != old.metric or _roles(one, other) != (Role.NEW, Role.OLD):
        return None
    question = change_question(new, old)
    named = f"change in {new.metric}"
    return _Candidate(question, new.entity, named, (one, other), "percent-change") if question else None


def _margin(one: FiledFigure, other: FiledFigure) -> _Candidate | None:
    """Profit and revenue of one period in one article."""
    profit, revenue = one.figure, other.figure
    if profit.metric not in _PROFITS or revenue.metric != "revenue" or Role.OLD in _roles(one, other):
        return None
    if profit.period.label != revenue.period.label or one.source != other.source:
        return None
    return _Candidate(margin_question(profit), profit.entity, "margin", (one, other), "margin")


def _roles(one: FiledFigure, other: FiledFigure) -> tuple[Role, Role]:
    return one.figure.role, other.figure.role
