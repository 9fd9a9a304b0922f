"""Which of the judged sentences may answer, and why none may.

The checks here are what stands between a reader's score and a claim: the right name, the
right metric, the right period, the right type. A sentence that fails one may be shown as the
nearest thing found, never as the answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering import counted, scope
from assistant.answering.called import called
from assistant.answering.doers import is_done_by_another, is_held_by_another
from assistant.answering.measured import (
    asked_part,
    gives_metric,
    is_of_part,
    is_raised,
    names_amount,
    not_spoken_of,
    strict_metrics,
    told_metrics,
)
from assistant.answering.narrowing import FALL, FALL_FAR, NUMERIC, before, fell, gives, gives_new, within
from assistant.answering.outlook import asks_ahead, asks_result, is_only_ahead, says_ahead
from assistant.answering.outright import pointed_at
from assistant.answering.owners import (
    about,
    is_aside_from,
    is_far_from_its_name,
    is_of_another_model,
    of_most_names,
    owned,
    owned_by,
)
from assistant.answering.particular import of_all, of_its_name
from assistant.answering.payers import (
    DEAL,
    DEAL_ASKED,
    SOLD,
    SOLD_ASKED,
    SUPPLY,
    asks_for_amount,
    can_be_payment,
    partner_of,
    payer,
)
from assistant.answering.persons import asked_office, can_be_company, says_a_name, says_who
from assistant.answering.timely import asks_whole_year, in_period, of_the_part, of_the_years
from assistant.answering.withheld import withheld
from assistant.datatypes import Expects, Question, ReadSentence, Reason, ReasonCode
from assistant.figures.firmness import is_supposed
from assistant.figures.periods import find_periods, years_in

__all__ = ["NUMERIC", "Verdict", "in_period", "judge", "owned"]

_NAMED = frozenset({Expects.PERSON, Expects.ORGANISATION})
_AMOUNTS = frozenset({Expects.MONEY, Expects.PERCENT})
"""Types of answer that are told by their units: a sentence without such an amount cannot be the answer."""

_LABEL = re.compile(
    r"(?:published|updated|posted|date|author|by|source|section|tags?)\s?:\s?[^.!?]{0,60}$", re.IGNORECASE
)
"""A line about an article that says nothing of what it tells."""

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
    read = [item for item in read if not _LABEL.match(item.sentence.text)]
    if not read:
        return _declined(ReasonCode.NO_EVIDENCE, "no article comes near the question")
    known: dict[str, str] = {}

    def article(item: ReadSentence) -> str:
        path = item.hit.source.path
        if path not in known:
            known[path] = text_of(path)
        return known[path]

    named: Sequence[ReadSentence] = [
        item
        for item in read
        if about(question, item, article)
        and not is_far_from_its_name(question, item, article)
        and not is_aside_from(question, item, article)
    ]
    if question.entities and fell(named, read):
        return _declined(ReasonCode.WRONG_ENTITY, f"the closest passages are not about {_listed(question.entities)}")
    named = of_most_names(question, named, article)
    timely = of_the_years(question, named, article)
    # Who asks for a whole year has the words of its quarters too, which score as high as the year's own.
    by = FALL_FAR if asks_whole_year(question) else FALL
    if question.years and fell(timely, named, by):
        asked = _listed([str(year) for year in question.years if str(year) in question.text])
        return _declined(ReasonCode.WRONG_PERIOD, f"no figure found is of {asked}")
    in_part = of_the_part(question, timely, article)
    if in_part is None:
        return _declined(ReasonCode.WRONG_PERIOD, "no figure found is of that part of the year")
    return _of_the_kind(question, in_part)


def _of_the_kind(question: Question, read: Sequence[ReadSentence]) -> Verdict:
    """Only sentences that hold what is asked for: a number of it, a payment, a figure of a metric, a person."""
    judged = read
    for check in (
        _done_by,
        _paid,
        _measured,
        _counted,
        _dated,
        _placed,
        _priced,
        _as_expected,
        _with_metric,
        _with_amount,
        _with_partner,
        _with_deal,
        _with_names,
        _with_person,
    ):
        left = check(question, read)
        if isinstance(left, Reason):
            return Verdict((), left)
        read = left
    if withheld(question, [*read, *judged]) is not None:
        return _declined(ReasonCode.NO_EVIDENCE, "the articles found say that it is not told")
    return Verdict(tuple(of_all(question, of_its_name(question, read))))


def _done_by(question: Question, read: Sequence[ReadSentence]) -> Narrowed:
    """Only sentences that do not tell what a question asks of somebody of another."""
    if not question.expects & NUMERIC:
        return read
    left = [item for item in read if not (is_done_by_another(question, item) or is_held_by_another(question, item))]
    left = [item for item in left if not is_of_another_model(question, item)]
    if len(left) < len(read) and fell(left, read):
        return Reason(
            ReasonCode.WRONG_ENTITY, f"the articles found tell that only of others than {_listed(question.entities)}"
        )
    return left


def _measured(question: Question, read: Sequence[ReadSentence]) -> Narrowed:
    """Only sentences that give an amount in a unit that a question asks for, or that its substance is told in."""
    measure, of = counted.asked_measure(question.text), counted.asked_substance(question.text)
    dimensions = counted.dimensions_asked(question.text) if question.expects == {Expects.COUNT} else None
    if not question.expects & NUMERIC or not (measure or dimensions):
        return read
    if measure:
        told = [item for item in read if counted.says_how_much(measure, item.sentence.text, of, before(item))]
    else:
        told = [item for item in read if counted.is_in(dimensions or frozenset(), item.sentence.text)]
    if not told:
        return Reason(ReasonCode.NO_EVIDENCE, "no article found gives an amount in such a unit")
    return told if question.expects == {Expects.COUNT} else read


def _counted(question: Question, read: Sequence[ReadSentence]) -> Narrowed:
    """Only sentences that count what is asked for, where nothing but a number is."""
    if not question.expects & NUMERIC:
        return read
    asked = counted.asked_count(question.text)
    if not asked.noun or Expects.COUNT not in question.expects:
        return read
    read = of_all(question, read)
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


def _placed(question: Question, read: Sequence[ReadSentence]) -> Narrowed:
    """Only sentences that name a place, where a question asks for nothing but that and one near the best does."""
    if question.expects != {Expects.PLACE}:
        return read
    return within([item for item in read if item.marks], read)


def _priced(question: Question, read: Sequence[ReadSentence]) -> Narrowed:
    """Only sentences that give the price of one, where a question asks for that."""
    thing = scope.asked_per(question.text)
    if not thing or not question.expects <= NUMERIC | {Expects.ANY}:
        return read
    priced = [item for item in read if scope.says_per(thing, item.sentence.text)]
    if fell(priced, read, FALL_FAR):
        return _outright(question, read, f"no article found gives an amount per {thing}")
    return priced


def _outright(question: Question, read: Sequence[ReadSentence], why: str) -> Narrowed:
    """The sentence that the whole question points at, whatever its form; else the reason to decline."""
    meant = pointed_at(question, read)
    return Reason(ReasonCode.NO_EVIDENCE, why) if meant is None else [meant]


def _paid(question: Question, read: Sequence[ReadSentence]) -> Narrowed:
    """Only sentences that can tell of the payment that a question asks about."""
    paying = payer(question)
    if not paying or not asks_for_amount(question):
        return read
    none = Reason(ReasonCode.NO_EVIDENCE, f"no article found gives an amount that “{paying}” paid or promised")
    if not any(all(called(name, _titled(item)) for name in question.entities) for item in read):
        return none  # what no sentence brings together did not pass between them
    paid = [item for item in read if can_be_payment(question, paying, item.sentence.text)]
    paid = [item for item in paid if _near_both(question, item, read)]
    giving = [item for item in paid if gives(question.expects & NUMERIC or frozenset({Expects.MONEY}), item)]
    if not fell(giving, paid, FALL_FAR):
        return paid
    return none


def _titled(item: ReadSentence) -> str:
    return f"{item.hit.source.title}\n{item.sentence.text}"


def _near_both(question: Question, item: ReadSentence, read: Sequence[ReadSentence]) -> bool:
    """Whether a sentence names one of those whom a question about a payment names, or its article all of them."""
    if any(called(name, item.sentence.text) for name in question.entities):
        return True
    path = item.hit.source.path
    passages = {
        f"{other.hit.source.title}\n{other.hit.passage.text}" for other in read if other.hit.source.path == path
    }
    return all(any(called(name, text) for text in passages) for name in question.entities)


def _as_expected(question: Question, read: Sequence[ReadSentence]) -> Narrowed:
    """Only sentences of what is expected where a question asks for that, and of what came where it asks for that."""
    if question.expects - NUMERIC - {Expects.ANY}:
        return read
    if asks_ahead(question):
        amounts = question.expects & NUMERIC or NUMERIC
        return within([item for item in read if says_ahead(item.sentence.text) and gives(amounts, item)], read)
    if not asks_result(question) or not strict_metrics(question):
        return read
    come = [item for item in read if not is_only_ahead(item.sentence.text)]
    giving = [item for item in come if gives(question.expects, item)]
    of_year = [item for item in giving if set(years_in(item.sentence.text)) & set(question.years)]
    expected = [item for item in read if item not in come and set(years_in(item.sentence.text)) & set(question.years)]
    if len(come) < len(read) and (fell(giving, read, FALL_FAR) or (expected and not of_year)):
        return Reason(ReasonCode.WRONG_PERIOD, "the articles found give only what is expected")
    return come


def _with_metric(question: Question, read: Sequence[ReadSentence]) -> Narrowed:
    """Only sentences that give a figure of the metric, of the right name, where the metric is a strict one."""
    metrics = strict_metrics(question)
    if not metrics:
        return read
    kept = [item for item in read if gives_metric(question, item, metrics)]
    part = asked_part(question)
    if part and kept:
        kept = [item for item in kept if is_of_part(part, item)]
        if not kept:
            return Reason(
                ReasonCode.NO_EVIDENCE, f"no article found gives a figure for the {part} part of the business"
            )
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
    with_amount = [item for item in read if gives(question.expects, item) and not is_raised(question, item)]
    with_amount = list(within([item for item in with_amount if gives_new(question, item)], with_amount))
    with_amount = list(within([item for item in with_amount if names_amount(question, item)], with_amount))
    if SOLD_ASKED.search(question.text):
        with_amount = list(within([item for item in with_amount if SOLD.search(item.sentence.text)], with_amount))
    if question.expects <= _AMOUNTS and not with_amount:
        whose = f" for {_listed(question.entities)}" if question.entities else ""
        return Reason(ReasonCode.NO_EVIDENCE, f"no article found gives such an amount{whose}")
    silent = "" if strict_metrics(question) else not_spoken_of(question, read)
    if silent:
        return _outright(question, read, f"no article found speaks of the {silent}")
    told = told_metrics(question)
    of_it = [item for item in with_amount if gives_metric(question, item, told)] if told else with_amount
    return within(of_it, within(with_amount, read))


def _with_partner(question: Question, read: Sequence[ReadSentence]) -> Narrowed:
    """Only sentences that name the one from whom or to whom the amount goes, where one near the best does."""
    partner = partner_of(question)
    if not partner or question.expects != {Expects.MONEY}:
        return read
    kept = [item for item in read if called(partner, item.sentence.text) and gives(question.expects, item)]
    return read if fell(kept, read) else kept


def _with_deal(question: Question, read: Sequence[ReadSentence]) -> Narrowed:
    """Only sentences of passages that speak of a purchase, where a question asks about one."""
    if strict_metrics(question) or not DEAL_ASKED.search(question.text):
        return read
    kept = [item for item in read if DEAL.search(item.hit.passage.text) or SUPPLY.search(item.hit.passage.text)]
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
    company = office is None and can_be_company(question)
    kept = [
        item for item in read if says_who(question, item.sentence.text) or (company and says_a_name(question, item))
    ]
    return kept or Reason(ReasonCode.NO_EVIDENCE, "no article found says who")


def _declined(code: ReasonCode, text: str) -> Verdict:
    return Verdict((), Reason(code, text))


def _listed(names: Sequence[str]) -> str:
    return " or ".join(f"“{name}”" for name in names)
