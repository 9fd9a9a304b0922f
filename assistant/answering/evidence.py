"""Which of the judged sentences may answer, and why none may.

The checks here are what stands between a reader's score and a claim: the right name, the
right metric, the right period, the right type. A sentence that fails one may be shown as the
nearest thing found, never as the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering import counted, scope
from assistant.answering.measured import gives_metric, not_spoken_of, strict_metrics, told_metrics
from assistant.answering.narrowing import FALL_FAR, NUMERIC, before, fell, gives, within
from assistant.answering.owners import about, of_most_names, owned, owned_by
from assistant.answering.payers import DEAL, DEAL_ASKED, asks_for_amount, can_be_payment, payer
from assistant.answering.persons import asked_office, says_a_name, says_who
from assistant.answering.timely import in_period, of_the_part, of_the_years
from assistant.datatypes import Expects, Question, ReadSentence, Reason, ReasonCode
from assistant.figures.firmness import is_supposed
from assistant.figures.periods import find_periods

__all__ = ["NUMERIC", "Verdict", "in_period", "judge", "owned"]

_NAMED = frozenset({Expects.PERSON, Expects.ORGANISATION})
_AMOUNTS = frozenset({Expects.MONEY, Expects.PERCENT})
"""Types of answer that are told by their units: a sentence without such an amount cannot be the answer."""

Narrowed = Sequence[ReadSentence] | Reason
"""The sentences that pass a check, or why the question is declined."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The sentences that may answer, or the reason why none may."""

    sentences: tuple[ReadSentence, ...]
    reason: Reason | None = None


def judge(
    question: Question, read: Sequence[ReadSentence], unknown: Sequence[str], text_of: Callable[[str], str]
) -> Verdict:
    """Choose the sentences that may answer.

    Args:
        question: The question, understood.
        read: Sentences judged by a reader, best first.
        unknown: Names of the question that no article mentions.
        text_of: The text of an article by its path.
    """
    if unknown:
        return _declined(ReasonCode.WRONG_ENTITY, f"no article mentions {_listed(unknown)}")
    if not read:
        return _declined(ReasonCode.NO_EVIDENCE, "no article comes near the question")
    known: dict[str, str] = {}

    def article(item: ReadSentence) -> str:
        path = item.hit.source.path
        if path not in known:
            known[path] = text_of(path)
        return known[path]

    named: Sequence[ReadSentence] = [item for item in read if about(question, item, article)]
    if question.entities and fell(named, read):
        return _declined(ReasonCode.WRONG_ENTITY, f"the closest passages are not about {_listed(question.entities)}")
    named = of_most_names(question, named, article)
    timely = of_the_years(question, named, article)
    if question.years and fell(timely, named):
        asked = _listed([str(year) for year in question.years])
        return _declined(ReasonCode.WRONG_PERIOD, f"no figure found is of {asked}")
    in_part = of_the_part(question, timely, article)
    if in_part is None:
        return _declined(ReasonCode.WRONG_PERIOD, "no figure found is of that part of the year")
    return _of_the_kind(question, in_part)


def _of_the_kind(question: Question, read: Sequence[ReadSentence]) -> Verdict:
    """Only sentences that hold what is asked for: a number of it, a payment, a figure of a metric, a person."""
    for check in (_counted, _dated, _priced, _paid, _with_metric, _with_amount, _with_deal, _with_names, _with_person):
        left = check(question, read)
        if isinstance(left, Reason):
            return Verdict((), left)
        read = left
    return Verdict(tuple(read))


def _counted(question: Question, read: Sequence[ReadSentence]) -> Narrowed:
    """Only sentences that count what is asked for, where nothing but a number is."""
    if not question.expects & NUMERIC:
        return read
    asked, measure = counted.asked_count(question.text), counted.asked_measure(question.text)
    if measure and not any(counted.says_how_much(measure, item.sentence.text) for item in read):
        return Reason(ReasonCode.NO_EVIDENCE, "no article found gives an amount in such a unit")
    if not asked.noun or Expects.COUNT not in question.expects:
        return read
    counts = counted.best_counts(question, asked, read)
    if fell(counts, read, FALL_FAR):
        return Reason(ReasonCode.NO_EVIDENCE, f"no article found says how many {asked.noun}")
    return counts if question.expects == {Expects.COUNT} else read


def _dated(question: Question, read: Sequence[ReadSentence]) -> Narrowed:
    """Only sentences that name a time, where a question asks for nothing but that."""
    if question.expects != {Expects.TIME}:
        return read
    dated = [item for item in read if item.marks]
    return Reason(ReasonCode.NO_EVIDENCE, "no article found says when") if fell(dated, read, FALL_FAR) else dated


def _priced(question: Question, read: Sequence[ReadSentence]) -> Narrowed:
    """Only sentences that give the price of one, where a question asks for that."""
    thing = scope.asked_per(question.text)
    if not thing or not question.expects <= NUMERIC | {Expects.ANY}:
        return read
    priced = [item for item in read if scope.says_per(thing, item.sentence.text)]
    if fell(priced, read, FALL_FAR):
        return Reason(ReasonCode.NO_EVIDENCE, f"no article found gives an amount per {thing}")
    return priced


def _paid(question: Question, read: Sequence[ReadSentence]) -> Narrowed:
    """Only sentences that can tell of the payment that a question asks about."""
    paying = payer(question)
    if not paying or not asks_for_amount(question):
        return read
    paid = [item for item in read if can_be_payment(question, paying, item.sentence.text)]
    if any(gives(question.expects & NUMERIC or frozenset({Expects.MONEY}), item) for item in paid):
        return paid
    return Reason(ReasonCode.NO_EVIDENCE, f"no article found gives an amount that “{paying}” paid or promised")


def _with_metric(question: Question, read: Sequence[ReadSentence]) -> Narrowed:
    """Only sentences that give a figure of the metric, of the right name, where the metric is a strict one."""
    metrics = strict_metrics(question)
    if not metrics:
        return read
    kept = [item for item in read if gives_metric(question, item, metrics)]
    theirs = [item for item in kept if owned_by(question, item)]
    if theirs:
        if not is_supposed(question.text) and not find_periods(question.text):  # reported before what would be
            theirs.sort(key=lambda item: item.sentence.text.startswith("If "))
        return theirs
    names = " ".join(metric.replace("-", " ") for metric in metrics)
    whose = f" of {_listed(question.entities)}" if question.entities else ""
    code = ReasonCode.WRONG_ENTITY if kept and question.entities else ReasonCode.NO_EVIDENCE
    return Reason(code, f"no article found gives a figure for the {names}{whose}")


def _with_amount(question: Question, read: Sequence[ReadSentence]) -> Narrowed:
    """Only sentences with an amount of the kind asked for, where nothing else answers."""
    if not question.expects <= NUMERIC:
        return read
    with_amount = [item for item in read if gives(question.expects, item)]
    if question.expects <= _AMOUNTS and not with_amount:
        whose = f" for {_listed(question.entities)}" if question.entities else ""
        return Reason(ReasonCode.NO_EVIDENCE, f"no article found gives such an amount{whose}")
    silent = "" if strict_metrics(question) else not_spoken_of(question, read)
    if silent:
        return Reason(ReasonCode.NO_EVIDENCE, f"no article found speaks of the {silent}")
    told = told_metrics(question)
    of_it = [item for item in with_amount if gives_metric(question, item, told)] if told else with_amount
    return within(of_it, within(with_amount, read))


def _with_deal(question: Question, read: Sequence[ReadSentence]) -> Narrowed:
    """Only sentences of passages that speak of a purchase, where a question asks about one."""
    if strict_metrics(question) or not DEAL_ASKED.search(question.text):
        return read
    kept = [item for item in read if DEAL.search(item.hit.passage.text)]
    return kept or Reason(ReasonCode.NO_EVIDENCE, "no article found speaks of such a purchase")


def _with_names(question: Question, read: Sequence[ReadSentence]) -> Narrowed:
    """Only sentences that name somebody new, and give the amount, where a question asks for both, or for a company."""
    if (
        not question.expects & _NAMED
        or not question.expects <= _NAMED | NUMERIC
        or question.expects == {Expects.PERSON}
    ):
        return read
    amounts = question.expects & NUMERIC
    named = [item for item in read if says_a_name(question, item)] or read
    return within([item for item in named if not amounts or gives(amounts, item)], named)


def _with_person(question: Question, read: Sequence[ReadSentence]) -> Narrowed:
    """Only sentences that can say who, where a question asks for nothing but that."""
    if question.expects != {Expects.PERSON}:
        return read
    office = asked_office(question)
    if office is not None:
        read = [item for item in read if office.search(item.sentence.text) or office.search(before(item))]
    kept = [item for item in read if says_who(question, item.sentence.text)]
    return kept or Reason(ReasonCode.NO_EVIDENCE, "no article found says who")


def _declined(code: ReasonCode, text: str) -> Verdict:
    return Verdict((), Reason(code, text))


def _listed(names: Sequence[str]) -> str:
    return " or ".join(f"“{name}”" for name in names)
