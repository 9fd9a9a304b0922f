"""What a pattern that reaches to the end of its clause would find, found without trying from each word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.expecting import _BESIDE_MONEY
from assistant.articles.headings import _CLOSED_STATEMENT, _ENDS_LIKE_TEXT
from assistant.figures.attribution import _AT_ONCE
from assistant.figures.cast import _stands_in
from assistant.figures.clauses import last_clause
from assistant.figures.movements import _APPOSED, _DOWN, _HEDGE, _UP
from assistant.figures.periods import _AT_ONCE as _PERIOD_AT_ONCE
from assistant.quantities.extract import _LISTED

_MOVE = rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b"
_PIECES = (
    " ", "  ", ",", ";", "-", "- ", "?", ".", "!", "…", '"', ")", "(", "from", "than", "loss", "deficit", "before",
    "to", "$5", "£", "7", "and", "or", "in", "the", "at the end of", "which was", "an", "a", "rose", "down", "by",
    "about", "word", "Acme", "_", "é", "\n", "of", "on", "over", "\u00a0",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("text", "clause"), [("", ""), ("a", "a"), ("a, b", " b"), ("a; b, c", " c"), ("a, b;", ""), ("a,b;c", "c")]
)
def test_the_last_clause(text: str, clause: str) -> None:
    assert last_clause(text) == clause


@given(TEXTS)
def test_a_word_in_the_last_clause_is_one_behind_which_no_comma_stands(text: str) -> None:
    slow = re.search(r"\b(?:from|than|loss|deficit)\b[^,;]*\Z", text)
    assert bool(re.search(r"\b(?:from|than|loss|deficit)\b", last_clause(text))) == bool(slow)


@given(TEXTS)
def test_the_quick_patterns_match_what_the_slow_ones_did(text: str) -> None:
    for quick, slow, method in (
        (_ENDS_LIKE_TEXT, r"[.!…:;,。！：；，]+[\"'”’)\]]*$|, \w{1,2}$", "search"),
        (_CLOSED_STATEMENT, r"[.…:;,。：；，]+[\"'”’)\]]*$", "search"),
        (_BESIDE_MONEY, r"\b(?:before|after|from|to|than|instead of)\b[^?]*[$£€¥]\d", "search"),
        (_LISTED, r"-?,?\s*(?:and|or|,)?\s*", "fullmatch"),
        (_APPOSED, rf"(?i:\W*(?:which\s+was\s+)?(?:an?\s+)?(?:{_MOVE}{_HEDGE})?\W*)", "fullmatch"),
        (_AT_ONCE, _SLOW_AT_ONCE, "fullmatch"),
        (_PERIOD_AT_ONCE, _SLOW_PERIOD_AT_ONCE, "fullmatch"),
    ):
        assert bool(getattr(quick, method)(text)) == bool(getattr(re.compile(slow), method)(text)), quick.pattern


_SLOW_AT_ONCE = r"[\s-]*(?:(?:in|of)\s+)?(?:(?!(?:on|from|at|for|with|and|while|but|as|whereas|after)\b)[\w-]+\s+){0,2}"
_SLOW_PERIOD_AT_ONCE = (
    r"(?i:\s*(?:\([^)]*\)\s*)?(?:(?!on\b|than\b|from\b|against\b)[\w-]+\s+)?"
    r"(?:in|for|during|over|at the end of|by)?\s*(?:the\s+)?)"
)


@given(st.lists(st.sampled_from(["acme", "ac", "é", "_", " ", "-", "1", "acmeacme"]), max_size=8).map("".join))
def test_a_name_stands_whole_in_a_title(title: str) -> None:
    for name in ("Acme", "ac", "É", "acme-1"):
        slow = re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", title)
        assert _stands_in(name, title) == bool(slow)
