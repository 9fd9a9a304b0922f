"""Nothing that steers a terminal survives; everything else does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.rendering import flat, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, with é, 漢字 and £5", "plain, with é, 漢字 and £5"),
        ("\x1b[31mred", "␛[31mred"),
        ("bell\x07 null\x00 delete\x7f", "bell␇ null␀ delete␡"),
        ("\x9b2J", "<U+009B>2J"),
        ("a\u202eb\u2066c\u2069", "a<U+202E>b<U+2066>c<U+2069>"),
        ("\u200e\u200f\u200b\ufeff", "<U+200E><U+200F><U+200B><U+FEFF>"),
        ("tab\there", "tab here"),
        ("one\r\ntwo\nthree\rfour", "one\ntwo\nthree␍four"),
        ("para\u2029graph", "para<U+2029>graph"),
        ("lone \ud800", "lone <U+D800>"),
        ("tag \U000e0041", "tag <U+E0041>"),
        ("hard\u00a0space", "hard\u00a0space"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_newlines_can_be_shown_too() -> None:
    assert visible("a\nb\r\n", newlines=False) == "a␊b␍␊"


def test_flat_puts_all_on_one_line_and_keeps_the_edges() -> None:
    assert flat(" a\r\n\n b\u202e\t") == " a b<U+202E> "


@given(st.text(alphabet=st.characters(codec=None)))
def test_no_steering_character_is_left(text: str) -> None:
    left = {unicodedata.category(char) for char in visible(text).replace("\n", "")}
    assert not left & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text(alphabet=st.characters(blacklist_categories=("Cc", "Cf", "Cs", "Zl", "Zp"))))
def test_what_can_be_seen_is_untouched(text: str) -> None:
    assert visible(text) == text
