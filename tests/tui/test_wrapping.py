"""Lines of a text: they fit, they lose nothing but the spaces at which they break."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from assistant.rendering import visible
from assistant.tui.wrapping import line_at, wrap_lines

_TEXTS = st.text(st.sampled_from("ab $3é漢字\n\t\u202e\x1b\u0301—"), max_size=200)


def test_a_paragraph_breaks_at_its_spaces() -> None:
    text = "the mill sold 3 boats\n\nand rested"
    assert [text[a:b] for a, b in wrap_lines(text, 9)] == ["the mill", "sold 3", "boats", "", "and", "rested"]


def test_a_long_word_is_cut() -> None:
    assert wrap_lines("abcdefgh ij", 3) == [(0, 3), (3, 6), (6, 8), (9, 11)]


def test_wide_letters_count_twice() -> None:
    assert wrap_lines("漢字漢字", 4) == [(0, 2), (2, 4)]


def test_an_empty_text_has_one_empty_line() -> None:
    assert wrap_lines("", 10) == [(0, 0)]


@given(_TEXTS, st.integers(8, 40))
def test_lines_fit_and_lose_only_the_spaces_at_which_they_break(text: str, width: int) -> None:
    lines = wrap_lines(text, width)
    at = 0
    for start, end in lines:
        assert text[at:start] in ("", " ", "\n")
        assert start <= end
        assert cell_len(visible(text[start:end], newlines=False)) <= width
        at = end
    assert at == len(text)


@given(_TEXTS.filter(bool), st.integers(8, 40), st.data())
def test_the_line_of_an_offset_holds_it(text: str, width: int, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))
    lines = wrap_lines(text, width)
    number = line_at(lines, offset)
    start, end = lines[number]
    following = lines[number + 1][0] if number + 1 < len(lines) else len(text) + 1
    assert start <= offset < max(following, end + 1)
