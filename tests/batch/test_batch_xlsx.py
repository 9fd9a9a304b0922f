"""Question files as workbooks."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assistant.batch import Expectation, LineProblem, ValueExpectation, load, xlsx_reader
from assistant.batch.records import FileRefusedError
from assistant.batch.xlsx_reader import read_xlsx
from assistant.datatypes import AnswerStatus, SearchFilter
from assistant.errors import QuestionFileError

Write = Callable[..., Path]


def workbook(*rows: Sequence[Any], change: Callable[[Any], object] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    book.create_sheet("Other").append(["question", "not asked"])
    if change is not None:
        change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            content = source.read(part)
            target.writestr(part, change(content) if part == name else content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
ROWS = (("id", "question", "note"), ("a", "What?", "n"))


def test_numbers_dates_and_truths_come_as_cells(write: Write) -> None:
    header = (
        "id", "question", "as_of", "kind", "assume.units", "assume.growth",
        "expect.value.low", "expect.value.high", "expect.value.rel_tol", "expect.inside",
    )  # fmt: skip
    rows = (
        header,
        (7, "How much?", datetime.combine(date(2005, 2, 28), time()), 2024, 3000, 0.25, 22.5, 9e11, 0.05, True),
        (7.5, "And?", "2005-03-01", None, None, None, 1, "open", None, None),
    )

    def shown(sheet: Any) -> None:
        sheet["F2"].number_format = "0.0%"

    first, second = load(write(workbook(*rows, change=shown), "q.xlsx")).items
    assert (first.id, first.line, first.question, first.kind) == ("7", 2, "How much?", "2024")
    assert first.where == SearchFilter(date(2005, 2, 28))
    assert [(name, quantity.low, quantity.unit) for name, quantity in first.assumptions] == [
        ("units", 3000, ""),
        ("growth", 25, "%"),
    ]
    assert first.expect == Expectation(value=ValueExpectation(22.5, 9e11, "", 0.05, inside=True))
    assert (second.id, second.as_of) == ("7.5", date(2005, 3, 1))
    assert second.expect == Expectation(value=ValueExpectation(1, None))


def test_only_the_first_sheet_is_read_with_its_row_numbers(write: Write) -> None:
    read = load(write(workbook((), ("question",), ("a\nb",), (), ("=c",), change=text_at("A5")), "Q.XLSX"))
    assert [(item.line, item.id, item.question) for item in read.items] == [(3, "3", "a\nb"), (5, "5", "=c")]


def text_at(place: str) -> Callable[[Any], object]:
    def change(sheet: Any) -> None:
        sheet[place].data_type = "s"

    return change


def test_turns_and_lists_in_cells(write: Write) -> None:
    rows = (
        ("turns", "expect.contains", "expect.status", "sources"),
        ("One?\nTwo?", '[["a", "b"]]', None, "news/*\nThe Ledger"),
        ("Three?", None, "abstained", None),
    )
    first, second = load(write(workbook(*rows), "q.xlsx")).items
    assert first.turns == ("One?", "Two?")
    assert first.expect == Expectation(contains=(("a", "b"),))
    assert first.where == SearchFilter(None, ("The Ledger",), ("news/*",))
    assert second.expect == Expectation(AnswerStatus.ABSTAINED)


def test_a_formula_is_refused_with_its_cell_and_the_rest_is_asked(write: Write) -> None:
    rows = (("question", "note"), ("a", "n"), ('=CONCAT("b", "c")', "n"), ("d", "=1+1"), ("e", "#N/A"), ("f", "n"))
    read = load(write(workbook(*rows), "q.xlsx"))
    assert [item.question for item in read.items] == ["a", "f"]
    assert read.problems == (
        LineProblem(3, "cell A3 holds a formula; put its result there as a value"),
        LineProblem(4, "cell B4 holds a formula; put its result there as a value"),
        LineProblem(5, "cell B5 holds the error #N/A"),
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("a", "a", None, "x"), "cell 4 ('x') stands under no column name; name its column"),
        (("a", "b", None), "id 'a' is already taken by line 2"),
        (("c", None, None), "has no question"),
        (("c", "d", "much"), "expect.value.low: must be a number"),
    ],
)
def test_bad_rows(write: Write, row: Sequence[Any], reason: str) -> None:
    read = load(write(workbook(("id", "question", "expect.value.low"), ("a", "b"), row), "q.xlsx"))
    problems = [problem.reason for problem in read.problems]
    assert [problem.line for problem in read.problems] == [3]
    assert reason in problems[0]


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (("qestion",), "line 1: unknown column 'qestion' in the header; did you mean 'question'?"),
        (("question", "question"), "column 'question' is there twice"),
        (("=A2",), "line 1: cell A1 holds a formula"),
        ((5, "question"), "unknown column '5'"),
    ],
)
def test_bad_headers(write: Write, header: Sequence[Any], reason: str) -> None:
    with pytest.raises(QuestionFileError) as caught:
        load(write(workbook(header, ("a", "b")), "q.xlsx"))
    assert reason in str(caught.value)
    assert "q.xlsx" in str(caught.value)


@pytest.mark.parametrize("rows", [(), (("question",),), (("question", "note"), (None, " "))])
def test_a_sheet_without_questions_is_refused(write: Write, rows: Sequence[Sequence[Any]]) -> None:
    with pytest.raises(QuestionFileError, match="holds no questions"):
        load(write(workbook(*rows), "q.xlsx"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is not a workbook that can be read"),
        (b"question\na\n", "is not a workbook that can be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is protected by a password, or is of the old .xls format"),
        (workbook(*ROWS)[:-200], "is not a workbook that can be read"),
        (changed(workbook(*ROWS), SHEET, lambda part: part[: len(part) // 2]), "is not a workbook that can be read"),
        (changed(workbook(*ROWS), "xl/workbook.xml", lambda _: b"<a/>"), "q.xlsx"),
    ],
    ids=["empty", "text", "protected", "cut", "half a sheet", "no sheets"],
)
def test_what_is_no_workbook_is_refused(write: Write, data: bytes, reason: str) -> None:
    with pytest.raises(QuestionFileError) as caught:
        load(write(data, "q.xlsx"))
    assert reason in str(caught.value)
    assert "Save it anew as .xlsx, or as .csv" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le"])
def test_a_document_type_is_refused(code: str) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]><worksheet>&c;</worksheet>'
    data = changed(workbook(*ROWS), SHEET, lambda _: (" " * 3_001 + bomb).encode(code))
    with pytest.raises(FileRefusedError, match=r"holds a document type in xl/worksheets/sheet1\.xml"):
        read_xlsx(data)


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_reader, "MAX_UNPACKED", 1_000_000)
    data = changed(workbook(*ROWS), SHEET, lambda part: part + b" " * 1_000_000)
    assert len(data) < 100_000
    with pytest.raises(FileRefusedError, match="unpacks to more than 1 MB"):
        read_xlsx(data)


def test_what_a_sheet_says_of_its_size_is_not_believed() -> None:
    def huge(part: bytes) -> bytes:
        return part.replace(b'ref="A1:C2"', b'ref="A1:XFD1048576"')

    plain = workbook(*ROWS)
    lying = changed(plain, SHEET, huge)
    assert b"XFD1048576" in zipfile.ZipFile(io.BytesIO(lying)).read(SHEET)
    assert list(read_xlsx(lying)) == list(read_xlsx(plain))


@pytest.mark.parametrize(
    ("place", "reason"), [("A200000", "has cells below row 101,000"), ("XFD2", "has more than 200 columns")]
)
def test_cells_far_away_are_refused(place: str, reason: str) -> None:
    def far(sheet: Any) -> None:
        sheet[place] = "x"

    with pytest.raises(FileRefusedError, match=reason):
        read_xlsx(workbook(*ROWS, change=far))


def test_what_the_library_warns_of_stays_quiet() -> None:
    def with_list(part: bytes) -> bytes:
        known = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"></ext></extLst></worksheet>'
        return part.replace(b"</worksheet>", known)

    data = changed(workbook(*ROWS), SHEET, with_list)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(list(read_xlsx(data))) == 1
