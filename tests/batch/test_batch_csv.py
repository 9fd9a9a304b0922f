"""Question files as tables of text."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.batch import Expectation, LineProblem, ValueExpectation, load
from assistant.batch.csv_reader import read_csv
from assistant.batch.records import MAX_RECORDS, Record
from assistant.datatypes import AnswerStatus, SearchFilter
from assistant.errors import QuestionFileError

Write = Callable[..., Path]


def table(*rows: Sequence[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def test_every_column_arrives(write: Write) -> None:
    columns = {
        "id": "q",
        "turns": "What was it?\n\n And then? ",
        "kind": "lookup",
        "note": "n",
        "as_of": "2005-02-28",
        "sources": "Harbour Post\nnews/*",
        "assume.revenue": "$45bn",
        "expect.status": "answered",
        "expect.contains": '["a", ["b", "c"]]',
        "expect.not_contains": "d, e\nf",
        "expect.value.low": "22.5",
        "expect.value.high": "open",
        "expect.value.unit": "x",
        "expect.value.rel_tol": "5%",
        "expect.inside": "TRUE",
        "expect.cites": "x/1.txt",
        "expect.cites_any": "2.txt\n3.txt",
        "expect.quote": "said so",
    }
    (item,) = load(write(table(list(columns), list(columns.values())), "q.csv")).items
    assert (item.id, item.line, item.turns, item.kind, item.note) == (
        "q",
        2,
        ("What was it?", "And then?"),
        "lookup",
        "n",
    )
    assert item.where == SearchFilter(date(2005, 2, 28), ("Harbour Post",), ("news/*",))
    ((name, quantity),) = item.assumptions
    assert (name, quantity.low, quantity.high, quantity.unit) == ("revenue", 45e9, 45e9, "USD")
    assert item.expect == Expectation(
        contains=(("a",), ("b", "c")),
        not_contains=("d, e", "f"),
        value=ValueExpectation(22.5, None, "x", 5.0, inside=True),
        cites=("x/1.txt",),
        cites_any=("2.txt", "3.txt"),
        quote="said so",
    )


def test_objects_in_cells(write: Write) -> None:
    rows = (
        ("question", "expect", "assume", "sources"),
        ("a", '{"status": "abstained"}', '{"revenue": "$1bn"}', '{"publishers": ["A/B"], "paths": ["c"]}'),
    )
    (item,) = load(write(table(*rows), "q.csv")).items
    assert item.expect == Expectation(AnswerStatus.ABSTAINED)
    assert [name for name, _ in item.assumptions] == ["revenue"]
    assert item.where == SearchFilter(None, ("A/B",), ("c",))


def test_an_empty_cell_is_an_absent_field(write: Write) -> None:
    rows = (("id", "question", "expect.status", "as_of"), ("", "a", "", " "), ("", "", "", ""), ("b", "b", "abstained"))
    first, second = load(write(table(*rows), "q.csv")).items
    assert (first.id, first.expect, first.where, first.assumptions) == ("2", None, None, ())
    assert (second.id, second.line, second.expect) == ("b", 4, Expectation(AnswerStatus.ABSTAINED))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_any_separator_line_end_and_byte_order_mark(write: Write, delimiter: str, newline: str, bom: bytes) -> None:
    rows = (("id", "question", "note"), ("ü", "one, two; three\tfour", "n"))
    text = table(*rows, delimiter=delimiter).replace("\r\n", newline)
    (item,) = load(write(bom + text.encode(), "q.csv")).items
    assert (item.id, item.question, item.note, item.line) == ("ü", "one, two; three\tfour", "n", 2)


def test_a_header_of_one_column_holds_a_separator_of_no_use(write: Write) -> None:
    (item,) = load(write('question\n"a, b"\n', "q.csv")).items
    assert item.question == "a, b"


def test_a_line_that_names_the_separator_is_obeyed_and_counted(write: Write) -> None:
    (item,) = load(write("sep=;\r\nquestion;note\r\na,b;n\r\n", "q.csv")).items
    assert (item.question, item.note, item.line) == ("a,b", "n", 3)


def test_lines_are_those_where_a_row_starts(write: Write) -> None:
    text = 'question,note\n"a\nb\nc",1\n\nd,2\ne,3,4\n'
    read = load(write(text, "q.csv"))
    assert [(item.line, item.question) for item in read.items] == [(2, "a\nb\nc"), (6, "d")]
    (problem,) = read.problems
    assert problem.line == 7
    assert problem.reason.startswith("cell 3 ('4') stands under no column name; put a cell that holds the separator")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('"b" c,', "text follows a closing double quote"),
        pytest.param("x" * 200_000 + ",", "a cell is longer than 131,072 characters", id="long"),
        ('b,"[1"', "turns: not JSON"),
        ('"b","[""c""]"', "both 'question' and 'turns'"),
        (",", ""),
        (',"[]"', "turns is an empty list"),
        ("b,,2005-13-01", "as_of must be a day such as 2025-03-31"),
        ("b,,,much", "expect.value.low: must be a number such as 22.5 or 9e11, or 'open', not 'much'"),
        ('b,,,"1,000"', "expect.value.low: must be a number"),
        ("b,,,9e9999", "expect.value.low: must be a number"),
        ("b,,,5", "value needs both low and high"),
        ("b,,,,perhaps", "expect.inside: must be true or false, not 'perhaps'"),
        ("b,,,,true", "inside needs a value beside it"),
        ("b,,,,,maybe", "status must be 'answered' or 'abstained', not 'maybe'"),
        ("b,,,,,,plenty", "assume.revenue: 'plenty' is not a quantity"),
        ("b,,,,,,,[5]", "an element of sources must be a text"),
        ("b,,,,,,,{}", "sources names neither a publisher nor a path"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_asked(write: Write, row: str, reason: str) -> None:
    header = "question,turns,as_of,expect.value.low,expect.inside,expect.status,assume.revenue,sources"
    read = load(write(f"{header}\nbefore\n{row}\nafter\n", "q.csv"))
    assert [(item.line, item.question) for item in read.items] == [(2, "before"), (4, "after")]
    if not reason:  # a blank row
        assert read.problems == ()
        return
    (problem,) = read.problems
    assert problem.line == 3
    assert reason in problem.reason


def test_a_quote_that_is_never_closed_is_told_where_it_opens(write: Write) -> None:
    read = load(write('question\na\n"b\nc\nd\n', "q.csv"))
    assert [item.question for item in read.items] == ["a"]
    assert read.problems == (LineProblem(3, "a double quote that opens here is never closed"),)


def test_a_row_that_is_not_utf8_is_a_problem_of_its_own(write: Write) -> None:
    read = load(write(b"question\ncaf\xc3\xa9\ncaf\xe9\n", "q.csv"))
    assert [item.question for item in read.items] == ["café"]
    assert read.problems == (LineProblem(3, "not UTF-8 (byte 0xe9); save the file as UTF-8"),)


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("qestion,note", "line 1: unknown column 'qestion' in the header; did you mean 'question'?"),
        ("question,expect.contain", "did you mean 'expect.contains'?"),
        ("question,assume.", "unknown column 'assume.'"),
        ("question,zzz", "known: id, question, turns,"),
        ("question,note,note", "column 'note' is there twice"),
        ("question,expect,expect.status", "columns 'expect' and 'expect.status' say the same"),
        ("question,expect.value.low,expect.value", "columns 'expect.value' and 'expect.value.low' say the same"),
        ("question,assume,assume.revenue", "columns 'assume' and 'assume.revenue' say the same"),
        ("question,sources.paths,sources", "columns 'sources' and 'sources.paths' say the same"),
        ("id,note", "no column 'question' or 'turns'"),
        ('"question', "line 1: a double quote that opens here is never closed"),
        ("What is it?", "unknown column 'What is it?'"),
    ],
)
def test_a_header_that_cannot_be_used_refuses_the_file(write: Write, header: str, reason: str) -> None:
    with pytest.raises(QuestionFileError) as caught:
        load(write(f"{header}\na,b\n", "q.csv"))
    assert "q.csv" in str(caught.value)
    assert reason in str(caught.value)
    assert "Name the columns in the first row" in str(caught.value)


def test_an_unknown_input_offers_the_nearest(write: Write) -> None:
    read = load(write("question,assume.revnue\na,$5bn\nb,\n", "q.csv"))
    assert [item.question for item in read.items] == ["b"]
    (problem,) = read.problems
    assert problem.reason == "unknown input 'revnue' in assume; did you mean 'revenue'?"


def test_ids_that_are_taken(write: Write) -> None:
    read = load(write("id,question\na,1\na,2\n", "q.csv"))
    assert read.problems == (LineProblem(3, "id 'a' is already taken by line 2"),)


def test_cells_under_no_name_are_refused_unless_blank(write: Write) -> None:
    read = load(write("question,,note\na, ,n\nb,x,n\n", "q.csv"))
    assert [item.question for item in read.items] == ["a"]
    assert read.problems[0].reason.startswith("cell 2 ('x') stands under no column name")


@pytest.mark.parametrize("text", ["", "\n\n", "question\n", "question,note\n,\n"])
def test_a_table_without_questions_is_refused(write: Write, text: str) -> None:
    with pytest.raises(QuestionFileError, match="holds no questions"):
        load(write(text, "q.csv"))


def test_a_table_that_is_too_long_is_refused(write: Write) -> None:
    path = write("question\n" + "a\n" * (MAX_RECORDS + 1), "q.csv")
    with pytest.raises(QuestionFileError, match=r"q\.csv has more than 100,000 rows\. Split it"):
        load(path)


_CELL = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(lambda text: text == text.strip())


@given(st.lists(_CELL, min_size=1, max_size=4), st.sampled_from(",;\t"))
def test_any_text_comes_back_as_it_was_written(questions: list[str], delimiter: str) -> None:
    rows = [("question", "note"), *((text, "n") for text in questions if text)]
    read = list(read_csv(table(*rows, delimiter=delimiter).encode()))
    assert all(isinstance(record, Record) for record in read)
    assert [record.fields["question"] for record in read if isinstance(record, Record)] == questions


@given(st.binary(max_size=200))
def test_any_bytes_become_records_or_reasons(data: bytes) -> None:
    for record in read_csv(b"question,turns,expect.value\n" + data):
        assert record.line >= 2
        if isinstance(record, LineProblem):
            assert record.reason
