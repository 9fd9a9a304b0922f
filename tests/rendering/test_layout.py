"""Lines fit their width, lose no word, and never cut a path."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.rendering.layout import cells, wrap


def test_words_are_wrapped_with_prefixes() -> None:
    assert wrap("one two three four", 12, first="- ", rest="  ") == ["- one two", "  three four"]


def test_a_long_word_stands_whole() -> None:
    assert wrap("see a/very/long/path.md now", 8) == ["see", "a/very/long/path.md", "now"]


def test_wide_characters_count_two_and_may_part() -> None:
    assert cells("漢字") == 4
    assert cells("e\u0301") == 1
    assert wrap("漢字漢字", 5) == ["漢字", "漢字"]


def test_empty_text_is_one_line() -> None:
    assert wrap("", 10, first="x ") == ["x"]


@given(st.text(alphabet="ab 漢é-", max_size=60), st.integers(min_value=4, max_value=20))
def test_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cells(line) <= width or " " not in line for line in lines)
