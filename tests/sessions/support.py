"""Exchanges for tests, and a strategy that makes any."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from assistant.datatypes import (
    Answer,
    Calculation,
    CalculationInput,
    Citation,
    Claim,
    Conflict,
    Figure,
    FiledFigure,
    Part,
    Period,
    Quantity,
    Role,
    Source,
    Span,
    Status,
    Trace,
)
from assistant.sessions.types import Exchange
from tests.rendering import samples

NOON = datetime(2026, 5, 1, 12, 0, 30, 250000, tzinfo=UTC)


def exchange(answer: Answer, minutes: int = 0, question: str = "") -> Exchange:
    """A question asked so many minutes past noon."""
    return Exchange(question or answer.question, NOON + timedelta(minutes=minutes), answer, (figure(),))


def failed(question: str, error: str) -> Exchange:
    return Exchange(question, NOON, error=error)


def figure() -> FiledFigure:
    quantity = Quantity(9e8, None, "USD", text="exceeding $900 million", span=Span("news/round.md", 18, 40))
    sentence = Span("news/round.md", 3, 40)
    period = Period(12, 2026, 12, "2026")
    return FiledFigure(
        Figure(quantity, "Mill", "valuation", period, Status.PROPOSED, Role.NEW, sentence), samples.ROUND, "It is."
    )


def kept(one: Exchange) -> Exchange:
    """An exchange as it comes back: without the trace, which is compared here too."""
    return one if one.answer is None else replace(one, answer=replace(one.answer, trace=Trace()))


TEXT = st.text(st.characters(codec=None), max_size=20)  # lone surrogates and controls too
_NUMBER = st.none() | st.floats(allow_nan=False, allow_infinity=False)
_QUANTITY = st.builds(Quantity, low=_NUMBER, high=_NUMBER, unit=TEXT, text=TEXT)
_SOURCE = st.builds(Source, path=TEXT, title=TEXT, note=TEXT)
_CITATION = st.builds(Citation, source=_SOURCE, quote=TEXT, context=TEXT)
_CITATIONS = st.lists(_CITATION, max_size=2).map(tuple)
_INPUTS = st.lists(st.builds(CalculationInput, name=TEXT, quantity=_QUANTITY, source=TEXT), max_size=2).map(tuple)
_CALCULATION = st.builds(Calculation, calculator=TEXT, formula=TEXT, substituted=TEXT, inputs=_INPUTS, result=_QUANTITY)
_CLAIMS = st.lists(st.builds(Claim, value=_QUANTITY), max_size=2).map(tuple)
ANSWERS = st.builds(
    Answer,
    question=TEXT,
    parts=st.lists(st.builds(Part, text=TEXT), max_size=3).map(tuple),
    value=st.none() | _QUANTITY,
    citations=_CITATIONS,
    calculations=st.lists(_CALCULATION, max_size=1).map(tuple),
    conflicts=st.lists(st.builds(Conflict, entity=TEXT, claims=_CLAIMS), max_size=1).map(tuple),
    nearest=_CITATIONS,
    trace=st.just(Trace()),
)
_YEAR, _MONTH = st.none() | st.integers(1900, 2100), st.none() | st.integers(1, 12)
_PERIOD = st.builds(Period, months=st.integers(0, 12), year=_YEAR, month=_MONTH, text=TEXT)
_FIGURE = st.builds(Figure, quantity=_QUANTITY, entity=TEXT, metric=TEXT, period=_PERIOD)
_FILED = st.builds(FiledFigure, figure=_FIGURE, source=_SOURCE, sentence=TEXT)
EXCHANGES = st.builds(
    Exchange,
    question=TEXT,
    asked=st.datetimes(timezones=st.just(UTC)),
    answer=st.none() | ANSWERS,
    figures=st.lists(_FILED, max_size=1).map(tuple),
    error=TEXT,
)
