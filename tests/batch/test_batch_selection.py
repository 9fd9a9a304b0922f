"""Which questions are asked, and questions through standard input."""

from __future__ import annotations

import io
import sys

import pytest

from assistant.batch import Item
from assistant.batch.selection import Selection
from assistant.batch.standard_input import load_bytes, read_bytes
from assistant.errors import QuestionFileError, UsageError

ITEMS = (
    Item("a-1", 1, ("Who leads Acme?",), kind="lookup"),
    Item("a-2", 2, ("And Globex?", "How much is it?"), kind="followup"),
    Item("b-1", 3, ("What multiple?",), kind="calculation"),
)


@pytest.mark.parametrize(
    ("text", "limit", "ids"),
    [
        ("", None, ["a-1", "a-2", "b-1"]),
        ("", 2, ["a-1", "a-2"]),
        ("A-", None, ["a-1", "a-2"]),
        ("CALC", None, ["b-1"]),
        ("globex", None, ["a-2"]),
        ("much", None, ["a-2"]),
        ("l", 1, ["a-1"]),
    ],
)
def test_a_filter_looks_at_id_kind_and_words_and_a_limit_counts_behind_it(
    text: str, limit: int | None, ids: list[str]
) -> None:
    assert [item.id for item in Selection(text, limit).of(ITEMS)] == ids


def test_a_filter_that_keeps_nothing_is_told() -> None:
    with pytest.raises(UsageError, match="no question has 'zebra' in its id, its kind or its words"):
        Selection("zebra").of(ITEMS)
    assert Selection().of(()) == ()


@pytest.mark.parametrize(
    ("data", "ids", "lines"),
    [
        (b'\xef\xbb\xbf \n{"id": "x", "question": "a?"}\nodd\n', ["x"], [3]),
        (b"# comment\nWho?\n", ["2"], []),
    ],
)
def test_standard_input_is_json_lines_or_text_by_its_first_character(
    data: bytes, ids: list[str], lines: list[int]
) -> None:
    read = load_bytes(data)
    assert [item.id for item in read.items] == ids
    assert [problem.line for problem in read.problems] == lines


@pytest.mark.parametrize(("data", "words"), [(b"", "holds no questions"), ("Who?".encode("utf-16"), "is not UTF-8")])
def test_an_unusable_standard_input_is_called_by_its_name(data: bytes, words: str) -> None:
    with pytest.raises(QuestionFileError, match=f"^standard input {words}"):
        load_bytes(data)


def test_a_closed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(QuestionFileError, match="standard input is closed"):
        read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Who?")))
    assert read_bytes() == b"Who?"
