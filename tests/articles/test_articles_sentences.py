"""Sentences end where a reader would say so, at exact offsets."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.articles import split_sentences

CASES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))["case"]

PIECES = st.sampled_from(
    [
        "Mr. ",
        "U.S. ",
        "Inc. ",
        "No. 5 ",
        "$1.13bn ",
        "(£600m) ",
        '"Yes." ',
        "...",
        "? ",
        "! ",
        ". ",
        ".",
        "\n",
        "The ",
        "it ",
        " ",
        "“",
        "”",
        "'",
        "- ",
        "• ",
        "1. ",
        "a.m. ",
        "J. K. ",
        "é",
        "。",
        "😀",
        "word",
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_line_is_split_where_its_sentences_end(case: dict[str, list[str]]) -> None:
    found = split_sentences(" ".join(case["sentences"]))
    assert [sentence.text for sentence in found] == case["sentences"]


def test_offsets_count_from_the_start_of_the_text() -> None:
    found = split_sentences("One.  Two.\n\n  Three")
    assert [(s.start, s.end, s.text) for s in found] == [(0, 4, "One."), (6, 10, "Two."), (14, 19, "Three")]


def test_a_bullet_is_left_out_and_a_minus_sign_is_not() -> None:
    found = split_sentences("- Five gigawatts\n• Two\n-5% was the change\n***")
    assert [s.text for s in found] == ["Five gigawatts", "Two", "-5% was the change"]


def test_a_sentence_never_crosses_a_line() -> None:
    assert [s.text for s in split_sentences("The end of\nthe line")] == ["The end of", "the line"]


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_sentences_are_slices_in_order_that_hold_every_letter(text: str) -> None:
    found = split_sentences(text)
    covered: set[int] = set()
    last = 0
    for sentence in found:
        assert sentence.start >= last
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip() != ""
        assert "\n" not in sentence.text
        last = sentence.end
        covered.update(range(sentence.start, sentence.end))
    assert all(index in covered for index, character in enumerate(text) if character.isalnum())


@pytest.mark.parametrize("unit", ['. "', "a. ", "U.S. ", "!?", "Mr. ", "- ", "(((", "...", ".[1]"])
def test_long_lines_take_linear_time(unit: str) -> None:
    start = time.process_time()
    split_sentences(unit * (200_000 // len(unit)))
    assert time.process_time() - start < 5
