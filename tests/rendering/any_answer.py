"""A strategy that makes any answer that can be written as JSON."""

from __future__ import annotations

from hypothesis import strategies as st

from assistant.datatypes import (
    Answer,
    Calculation,
    CalculationInput,
    Citation,
    Claim,
    Conflict,
    IndexInfo,
    Part,
    Quantity,
    Reason,
    Source,
    Span,
)

_TEXT = st.text(st.characters(codec=None), max_size=8)  # lone surrogates and controls too
_TEXTS = st.lists(_TEXT, max_size=2).map(tuple)
_OFFSET = st.integers(0, 10**6)
_NUMBER = st.integers(1, 99)
_BOUND = st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-9, 9)
_SPAN = st.none() | st.builds(Span, _TEXT, _OFFSET, _OFFSET)
_QUANTITY = st.builds(Quantity, _BOUND, _BOUND, _TEXT, text=_TEXT, span=_SPAN)
_SOURCE = st.builds(Source, _TEXT, _TEXT, _TEXT, _TEXT, st.none() | st.dates(), _TEXT, _TEXT, tags=_TEXTS, note=_TEXT)
_MARKS = st.lists(st.tuples(_OFFSET, _OFFSET), max_size=2).map(tuple)
_CITATION = st.builds(Citation, _NUMBER, _SOURCE, _TEXT, _OFFSET, _OFFSET, _TEXT, _MARKS)
_CITATIONS = st.lists(_CITATION, max_size=2).map(tuple)
_INPUT = st.builds(CalculationInput, _TEXT, _QUANTITY, citation=st.none() | _NUMBER, source=_TEXT)
_INPUTS = st.lists(_INPUT, max_size=2).map(tuple)
_CALCULATION = st.builds(Calculation, _TEXT, _TEXT, _TEXT, _INPUTS, _QUANTITY, _TEXTS)
_CLAIMS = st.lists(st.builds(Claim, _QUANTITY, _NUMBER), max_size=2).map(tuple)
_PART = st.builds(Part, text=_TEXT, citation=st.none() | _NUMBER)

ANSWERS = st.builds(
    Answer,
    question=_TEXT,
    parts=st.lists(_PART, max_size=3).map(tuple),
    index=st.builds(IndexInfo, _TEXT, _TEXT, _TEXT),
    id=_TEXT,
    reason=st.none() | st.builds(Reason, text=_TEXT),
    value=st.none() | _QUANTITY,
    citations=_CITATIONS,
    calculations=st.lists(_CALCULATION, max_size=1).map(tuple),
    conflicts=st.lists(st.builds(Conflict, _TEXT, _TEXT, _TEXT, _CLAIMS, _TEXT), max_size=1).map(tuple),
    nearest=_CITATIONS,
)
"""Without a trace: that is no part of what comes back."""
