"""No regular expression of the package takes more than linear time, on strings that are made from the expression."""

from __future__ import annotations

import re

import pytest

from tests.fuzz.pattern_list import Written, all_patterns
from tests.fuzz.pumping import pumps, slow_string

BOUNDED = {
    "assistant.training.sources (Copy|Trans|Paraphrase)\\(\\s*([",
}
"""Of these the time grows with the square of the text, which is a developer's own data."""
_FASTEST = 30
"""Patterns at a time: a test that fails names few."""


def groups() -> list[list[Written]]:
    found = [written for written in all_patterns() if written.where not in BOUNDED]
    return [found[i : i + _FASTEST] for i in range(0, len(found), _FASTEST)]


def test_the_patterns_are_found() -> None:
    found = {written.where for written in all_patterns()}
    assert len(found) > 200
    assert "assistant.quantities.tokens._PATTERN" in found
    assert "assistant.articles.cleaning._SPACES" in found


@pytest.mark.slow
@pytest.mark.parametrize("group", groups(), ids=lambda group: group[0].where)
def test_no_pattern_is_slower_than_linear(group: list[Written]) -> None:
    slow = {written.where: slow_string(written.pattern, written.methods) for written in group}
    assert {where: said for where, said in slow.items() if said} == {}


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"\s+$", "search"),
        (r"(?:a+)+b", "search"),
        (r"\w+\d+x", "fullmatch"),
        (r"from\b[^,]*$", "search"),
        (r"\W*(?:and)?\W*x", "match"),
        (r"<[^>]*>", "sub"),
    ],
)
def test_a_slow_pattern_is_noticed(pattern: str, method: str) -> None:
    assert slow_string(re.compile(pattern), [method])


@pytest.mark.parametrize(
    ("pattern", "method"),
    [(r"\s+", "sub"), (r"\s+x", "match"), (r"(?<!\s)\s++$", "search"), (r"\bfrom\b", "search"), (r"a{1,8}b", "search")],
)
def test_a_quick_pattern_is_not(pattern: str, method: str) -> None:
    assert slow_string(re.compile(pattern), [method]) == ""


def test_strings_are_made_of_what_is_repeated() -> None:
    made = {pump(10) for pump in pumps(re.compile(r"ab[xy]*c"))}
    assert {"ab" + "x" * 10 + "\0", "x" * 10 + "a!", "abx" * 3 + ","} <= made
