"""Question files that ask for far more time or memory than they are worth are refused in one line."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from assistant.batch.questions import load
from assistant.batch.records import MAX_LINE, MAX_RECORDS
from assistant.errors import QuestionFileError
from tests.batch.test_batch_xlsx import workbook
from tests.fuzz.bombs import laughs, replaced, sheet_with

_BOOK = workbook(["question"], ["Who?"])
_HANG = 20.0
"""Seconds of processor time; none takes two, and an unbounded one takes minutes."""
_INLINE = b"<row><c t='inlineStr'><is><t>%b</t></is></c></row>"


_BOMBS: list[tuple[str, bytes, str]] = [
    ("a.txt", b"a\n" * 2_000_000, "has more than 100,000 lines"),
    ("a.jsonl", b"{}\n" * 2_000_000, "has more than 100,000 lines"),
    ("a.csv", b"question\n" + b'"a"b\n' * 200_000, "has more than 100,000 rows"),
    ("a.csv", b"question," + b"," * 20_000_000, "a line is longer than 1,000,000 characters"),
    ("a.yaml", b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "line 2: an alias (*a) is not read"),
    ("a.yaml", b"- " + b"[" * 1_000_000, "nesting depth"),
    ("a.yaml", b"- " * 1_000_000, "nested too deeply"),
    ("a.yaml", b"- " + b"? " * 1_000_000, "nested too deeply"),
    ("a.yaml", b"- a\n" * 1_900_000, "holds more than 1,000,000 values"),
    ("a.yaml", b"- {" + b"a: b, " * 900_000 + b"}", "holds more than 1,000,000 values"),
    ("a.xlsx", replaced(_BOOK, "sheet1.xml", b"<row/>" * 11_000_000), "unpacks to more than 64 MB"),
    ("a.xlsx", sheet_with(_BOOK, b"<row/>" * 3_000_000), "holds more than 2,000,000 tags"),
    (
        "a.xlsx",
        sheet_with(_BOOK, b"<row>" + b"<c/>" * 3_000_000 + b"</row>"),
        "holds a row of more than 10,000 tags",
    ),
    ("a.xlsx", sheet_with(_BOOK, b"<row>" * 3_000_000), "holds more than 2,000,000 tags"),
    ("a.xlsx", sheet_with(_BOOK, _INLINE % (b"a " * 5_000_000)), "cell A1 holds more than 131,072 characters"),
    ("a.xlsx", replaced(_BOOK, "styles.xml", laughs() + b"<styleSheet>&a11;</styleSheet>"), "holds a document type"),
]


@pytest.mark.parametrize(("name", "data", "reason"), _BOMBS, ids=[reason for _, _, reason in _BOMBS])
def test_a_bomb_is_refused(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    begin = time.process_time()
    with pytest.raises(QuestionFileError) as refused:
        load(path)
    assert time.process_time() - begin < _HANG
    path.unlink()
    assert reason in str(refused.value)
    assert str(path) in str(refused.value)
    assert len(str(refused.value)) < 700


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_a_line_of_fifty_megabytes_spoils_no_other(tmp_path: Path, name: str) -> None:
    before, behind = {".jsonl": (b'{"question": "', b'"}'), ".csv": (b'"', b'"')}.get(name[1:], (b"", b""))
    head = b"question\n" if name == "a.csv" else b""
    path = tmp_path / name
    path.write_bytes(head + before + b"word " * 10_000_000 + behind + b"\n" + before + b"Who?" + behind + b"\n")
    found = load(path)
    path.unlink()
    assert [item.question for item in found.items] == ["Who?"]
    (problem,) = found.problems
    assert problem.line == 1 + (name == "a.csv")
    assert "longer than 1,000,000" in problem.reason


def test_as_many_lines_as_are_read_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\n".join(b"Who %d?" % i for i in range(MAX_RECORDS)) + b"\n\n\n")
    assert len(load(path).items) == MAX_RECORDS
    path.write_bytes(b"a" * (MAX_LINE - 1) + b"\n")
    assert len(load(path).items) == 1


def test_an_unknown_key_is_told_in_short_and_without_what_steers_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"\\u001b[31mquestion' + "x" * 500_000 + '": 1}\n', encoding="utf-8")
    (problem,) = load(path).problems
    assert problem.reason.isprintable()
    assert len(problem.reason) < 200


def test_a_header_that_cannot_be_shown_is_told_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("\x1b]8;;http://x\x07\u202e,question\n".encode())
    with pytest.raises(QuestionFileError) as refused:
        load(path)
    assert str(refused.value).replace(str(path), "").isprintable()
