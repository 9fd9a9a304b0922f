"""Outcomes of a batch made by hand, and a strategy that makes any."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from assistant.batch import Expectation, Failure, Item, LineProblem, Result
from assistant.batch.forms import About
from assistant.datatypes import (
    Answer,
    AnswerStatus,
    IndexInfo,
    Part,
    PartKind,
    Quantity,
    Reason,
    ReasonCode,
    SearchFilter,
    Source,
)
from tests.rendering import samples
from tests.sessions.support import ANSWERS, TEXT

ABOUT = About("mill.jsonl", samples.INDEX, (LineProblem(7, "not JSON: Expecting value at column 1"),))
EXPECT = Expectation()
FAILURES = (Failure("value", "20 x", "22.5 to 30 x"), Failure("cites", "sales.md", "news/round.md, news/sales.txt"))


def answered() -> Result:
    """A fact that is as expected."""
    return Result(Item("who", 1, ("Who leads the mill?",), EXPECT, kind="lookup"), named(samples.fact(), "who"), (), 1)


def failed() -> Result:
    """A calculation that is not, asked as the second turn and under conditions."""
    item = Item(
        "multiple",
        2,
        ("Tell me of the mill.", "What multiple is it valued at?"),
        EXPECT,
        "checked by hand",
        "calculation",
        SearchFilter(date(2026, 6, 1), (), ("news/*",)),
        (("revenue", Quantity(3e7, 3e7, "USD", text="$30m")),),
    )
    return Result(item, named(samples.calculation(), "multiple"), FAILURES, 2)


def declined() -> Result:
    """A refusal of which nothing was expected."""
    return Result(Item("dairy", 3, (samples.refusal().question,)), named(samples.refusal(), "dairy"), (), 3)


def broken() -> Result:
    """A question that ended in error."""
    why = "the question is too long. Ask a shorter one"
    answer = Answer(
        "Why?",
        AnswerStatus.ERROR,
        (Part(PartKind.ECHO, why),),
        samples.INDEX,
        id="4",
        reason=Reason(ReasonCode.ERROR, why),
    )
    return Result(Item("4", 4, ("Why?",), kind="lookup"), answer, (), 0)


def all_kinds() -> list[Result]:
    """One of each."""
    return [answered(), failed(), declined(), broken()]


def named(answer: Answer, id: str) -> Answer:
    """An answer with the id that a run gives it."""
    return replace(answer, id=id)


def attacked(text: str) -> Result:
    """An outcome with a text in every place where one can be."""
    answer = samples.hostile()
    source = Source(text, text, publisher=text, url=f"javascript:{text}")
    citation = replace(answer.citations[0], source=source, quote=text, context=f"{text} on", marks=((1, 9),))
    card = answer.calculations[0]
    amount = replace(card.result, text=text, unit=text)
    inputs = (replace(card.inputs[0], name=text, quantity=amount, source=text),)
    calculation = replace(card, calculator=text, formula=text, substituted=text, inputs=inputs, notes=(text,))
    answer = replace(
        answer,
        id=text,
        question=text,
        parts=tuple(Part(kind, text, 1) for kind in PartKind),
        reason=Reason(ReasonCode.ERROR, f"!{text}"),
        value=amount,
        citations=(citation,),
        nearest=(citation,),
        calculations=(replace(calculation, result=amount),),
        conflicts=(replace(answer.conflicts[0], entity=text, metric=text, period=text, kind=text),),
        index=IndexInfo(text, text, text),
    )
    where = SearchFilter(None, (text,), (text,))
    item = Item(text, 1, (text, f"{text}?"), EXPECT, text, text, where, (("revenue", amount),))
    return Result(item, answer, (Failure(text, text, text),), 0)


def about(text: str) -> About:
    """What a hostile batch is of."""
    return About(text, IndexInfo(text, text, text), (LineProblem(1, text),))


_ITEMS = st.builds(
    Item,
    id=TEXT,
    turns=st.lists(TEXT, min_size=1, max_size=2).map(tuple),
    expect=st.sampled_from([None, EXPECT]),
    note=TEXT,
    kind=TEXT,
    where=st.none(),
    assumptions=st.just(()),
)
_FAILURES = st.lists(st.builds(Failure, expectation=TEXT, expected=TEXT, found=TEXT), max_size=1).map(tuple)
OUTCOMES = st.builds(Result, item=_ITEMS, answer=ANSWERS, failures=_FAILURES, seconds=st.just(0.0))
