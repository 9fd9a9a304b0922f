"""Answers as tables: of text, and as a workbook that is read back."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.batch.forms import Form, form_of, render
from assistant.batch.forms.rows import ANSWER_COLUMNS, CALCULATION_COLUMNS, CITATION_COLUMNS
from assistant.batch.forms.workbook import MAX_UNITS, fitted
from assistant.datatypes import Citation, Part, PartKind, Quantity
from assistant.errors import SelfCheckError
from assistant.rendering import to_json
from tests.batch import outcomes
from tests.rendering import samples

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1",
    "＝1+1",
    "＠a",
    '=HYPERLINK("http://evil.example")',
    "=cmd|' /C calc'!A0",
]
GOLDEN = Path(__file__).parent / "golden"


def table(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode(), newline="")))


def book(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def rows(sheet: Any) -> list[dict[str, Any]]:
    names, *found = sheet.iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in found]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.jsonl", "jsonl"),
        ("a.CSV", "csv"),
        ("a.md", "md"),
        ("a.markdown", "md"),
        ("a.xlsx", "xlsx"),
        ("a.html", "html"),
        ("a.b.htm", "html"),
        ("a.txt", None),
        ("csv", None),
    ],
)
def test_a_name_asks_for_a_form(name: str, form: str | None) -> None:
    assert form_of(Path(name)) == form


@pytest.mark.parametrize("form", get_args(Form))
def test_the_same_answers_give_the_same_bytes_whenever_and_however_long_they_took(form: Form) -> None:
    once = render(form, outcomes.all_kinds(), outcomes.ABOUT)
    slower = [replace(outcome, seconds=outcome.seconds + 9) for outcome in outcomes.all_kinds()]
    assert render(form, slower, outcomes.ABOUT) == once


def test_the_bytes_do_not_depend_on_the_process() -> None:
    script = (
        "import hashlib\nfrom typing import get_args\nfrom assistant.batch.forms import Form, render\n"
        "from tests.batch import outcomes\n"
        "for form in get_args(Form):\n"
        "    print(hashlib.sha256(render(form, outcomes.all_kinds(), outcomes.ABOUT)).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[2],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PATH": ""},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(told) == 1


def test_json_lines_are_those_of_the_contract() -> None:
    lines = render("jsonl", outcomes.all_kinds(), outcomes.ABOUT).decode().split("\n")
    assert lines == [*(to_json(outcome.answer) for outcome in outcomes.all_kinds()), ""]


def test_the_table_as_it_is_kept() -> None:
    assert render("csv", outcomes.all_kinds(), outcomes.ABOUT) == (GOLDEN / "answers.csv").read_bytes()


def test_a_row_for_each_question() -> None:
    who, multiple, dairy, broken = table(render("csv", outcomes.all_kinds(), outcomes.ABOUT))
    assert tuple(who) == ANSWER_COLUMNS
    assert (who["id"], who["status"], who["passed"], who["low"]) == ("who", "answered", "yes", "")
    assert who["citations"] == "news/round.md:100-154"
    assert who["first quote"] == "Ada Brook has led the mill since 2019, the board said."
    assert (multiple["low"], multiple["high"], multiple["unit"], multiple["qualifier"]) == (
        "22.5",
        "30",
        "x",
        "at least",
    )
    assert (multiple["calculator"], multiple["formula"]) == ("revenue-multiple", "multiple = valuation / revenue")
    assert multiple["passed"] == "no"
    assert multiple["failures"] == (
        "value: expected 20 x | found 22.5 to 30 x; cites: expected sales.md | found news/round.md, news/sales.txt"
    )
    assert dairy["reason"] == "wrong_entity: The articles give no revenue for the dairy."
    assert (dairy["passed"], dairy["citations"]) == ("", "")
    assert (broken["status"], broken["reason"].partition(":")[0]) == ("error", "error")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_the_table_is_a_formula(text: str) -> None:
    (row,) = table(render("csv", [outcomes.attacked(text)], outcomes.about(text)))
    for column, cell in row.items():
        assert cell == cell.strip(), column
        assert not cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")), column
    assert row["kind"].startswith("'")


def test_a_negative_number_stays_a_number() -> None:
    loss = Quantity(-5.5, -5.5, "%", text="-5.5%")
    outcome = replace(outcomes.answered(), answer=replace(samples.fact(), value=loss))
    (row,) = table(render("csv", [outcome], outcomes.ABOUT))
    assert (row["low"], row["high"], row["value"]) == ("-5.5", "-5.5", "'-5.5%")
    (sheet_row,) = rows(book(render("xlsx", [outcome], outcomes.ABOUT))["Answers"])
    assert (sheet_row["low"], sheet_row["value"]) == (-5.5, "-5.5%")


@settings(max_examples=30, deadline=None)
@given(st.lists(outcomes.OUTCOMES, max_size=2))
def test_any_outcome_is_one_row_of_the_table(made: list[Any]) -> None:
    found = table(render("csv", made, outcomes.ABOUT))
    assert len(found) == len(made)
    assert all(None not in row and None not in row.values() for row in found)


@settings(max_examples=30, deadline=None)
@given(st.lists(outcomes.OUTCOMES, max_size=2))
def test_any_outcome_is_one_row_of_the_workbook_without_a_formula(made: list[Any]) -> None:
    read = book(render("xlsx", made, outcomes.ABOUT))
    assert read["Answers"].max_row == 1 + len(made)
    for sheet in read:
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n", "d"}


def test_the_sheets_of_the_workbook() -> None:
    read = book(render("xlsx", outcomes.all_kinds(), outcomes.ABOUT))
    assert read.sheetnames == ["Summary", "Answers", "Citations", "Calculations"]
    for name, columns, last in (
        ("Answers", ANSWER_COLUMNS, "Q5"),
        ("Citations", CITATION_COLUMNS, "H4"),
        ("Calculations", CALCULATION_COLUMNS, "O3"),
    ):
        sheet = read[name]
        assert tuple(cell.value for cell in sheet[1]) == columns
        assert all(cell.font.bold for cell in sheet[1])
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:{last}"
        assert all(10 <= sheet.column_dimensions[cell.column_letter].width <= 80 for cell in sheet[1])
    assert read["Answers"]["E2"].alignment.wrap_text is True


def test_the_summary() -> None:
    sheet = book(render("xlsx", outcomes.all_kinds(), outcomes.ABOUT))["Summary"]
    found = [[value for value in row if value is not None] for row in sheet.iter_rows(values_only=True)]
    assert found == [
        ["mill.jsonl"],
        [],
        ["kind", "asked", "answered", "abstained", "error", "passed", "failed"],
        ["lookup", 2, 1, 0, 1, 1, 0],
        ["calculation", 1, 1, 0, 0, 0, 1],
        ["(no kind)", 1, 0, 1, 0, 0, 0],
        ["all", 4, 2, 1, 1, 1, 1],
        [],
        ["index generation", "0001"],
        ["corpus digest", "c0ffee"],
        ["model", "all-MiniLM-L6-v2"],
        ["line 7 not asked", "not JSON: Expecting value at column 1"],
    ]


def test_the_rows_of_the_workbook() -> None:
    read = book(render("xlsx", outcomes.all_kinds(), outcomes.ABOUT))
    who, multiple, _, _ = rows(read["Answers"])
    assert who["citations"] == "news/round.md:100-154"
    assert (multiple["low"], multiple["high"], multiple["passed"]) == (22.5, 30, "no")
    assert multiple["citations"] == "news/round.md:3-40\nnews/sales.txt:0-50"
    cited = rows(read["Citations"])
    assert [(row["id"], row["n"]) for row in cited] == [("who", 1), ("multiple", 1), ("multiple", 2)]
    assert cited[0]["published"].date() == samples.ROUND.published
    assert (cited[2]["published"], cited[2]["url"], cited[2]["start"], cited[2]["end"]) == (None, None, 0, 50)
    valuation, revenue = rows(read["Calculations"])
    assert (valuation["input"], valuation["low"], valuation["high"], valuation["kind"]) == (
        "valuation",
        900_000_000,
        None,
        "quoted",
    )
    assert (revenue["citation"], revenue["result"]) == (2, "at least 22.5x to 30x")


def test_answers_lead_to_their_citations_and_citations_to_the_web() -> None:
    read = book(render("xlsx", outcomes.all_kinds(), outcomes.ABOUT))
    column = ANSWER_COLUMNS.index("citations") + 1
    links = [read["Answers"].cell(row, column).hyperlink for row in (2, 3, 4, 5)]
    assert [link.location if link else None for link in links] == ["Citations!A2", "Citations!A3", None, None]
    assert [read["Citations"][f"A{row}"].value for row in (2, 3)] == ["who", "multiple"]
    column = CITATION_COLUMNS.index("url") + 1
    links = [read["Citations"].cell(row, column).hyperlink for row in (2, 3, 4)]
    assert [link.target if link else None for link in links] == [samples.ROUND.url, samples.ROUND.url, None]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "\\\\evil\\share",
        "ftp://a.example",
        "//a.example",
        "https://a.example/\u202eb",
        'https://a.example/"b',
        "https://a.example/ b",
        "https://a.example/" + "b" * 3000,
        "#Summary!A1",
    ],
)
def test_only_plain_web_addresses_are_links(url: str) -> None:
    cited = replace(samples.fact().citations[0], source=replace(samples.ROUND, url=url))
    outcome = replace(outcomes.answered(), answer=replace(samples.fact(), citations=(cited,)))
    data = render("xlsx", [outcome], outcomes.ABOUT)
    sheet = book(data)["Citations"]
    assert sheet["F2"].hyperlink is None
    assert sheet["F2"].value
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not [name for name in package.namelist() if "sheet3.xml.rels" in name]


@pytest.mark.parametrize(
    "text", [*FORMULAS, "#N/A", "TRUE", "1e5", "2026-01-01", samples.HOSTILE, "a\x00\x07\ud800\uffff"]
)
def test_no_text_of_the_workbook_is_anything_but_text(text: str) -> None:
    data = render("xlsx", [outcomes.attacked(text)], outcomes.about(text))
    read = book(data)
    numbers = {"low", "high", "n", "start", "end", "citation"}
    for name in ("Answers", "Citations", "Calculations"):
        names, row = read[name].iter_rows()
        for head, cell in zip(names, row, strict=True):
            if cell.value is not None:
                assert cell.data_type == ("n" if head.value in numbers else "s"), head.value
                assert cell.quotePrefix is (str(cell.value)[0] in "=+-@"), head.value
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.namelist():
            assert b"<f>" not in package.read(part)
            assert b"<f " not in package.read(part)
    assert read["Answers"]["B2"].value == fitted(text)


@pytest.mark.parametrize("char", ["x", "😀", "\x01", "\u202e"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(char: str) -> None:
    text = char * 40_000
    shown = fitted(text)
    assert len(shown.encode("utf-16-le")) // 2 <= MAX_UNITS
    assert shown.endswith(" … (cut: a cell holds no more)")
    outcome = outcomes.answered()
    answer = replace(outcome.answer, parts=(Part(PartKind.ECHO, text),))
    data = render("xlsx", [replace(outcome, answer=answer)], outcomes.ABOUT)
    assert book(data)["Answers"]["E2"].value == shown
    assert len(render("csv", [replace(outcome, answer=answer)], outcomes.ABOUT).decode()) > len(text)


def test_a_text_that_just_fits_is_whole() -> None:
    assert fitted("x" * MAX_UNITS) == "x" * MAX_UNITS


def test_codes_of_characters_in_a_text_stay_what_they_are() -> None:
    assert fitted("_x003D_1 _x00g0_ \uffff") == "_x005F_x003D_1 _x00g0_ <U+FFFF>"


def test_the_workbook_holds_no_time_and_nothing_of_the_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(render("xlsx", outcomes.all_kinds(), outcomes.ABOUT))) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {part.create_system for part in package.infolist()} == {0}
        core = package.read("docProps/core.xml").decode()
    assert core.count("2000-01-01T00:00:00Z") == 2


def test_a_calculation_without_inputs_is_a_row() -> None:
    calculation = replace(samples.calculation().calculations[0], inputs=())
    outcome = replace(outcomes.answered(), answer=replace(samples.calculation(), calculations=(calculation,)))
    (row,) = rows(book(render("xlsx", [outcome], outcomes.ABOUT))["Calculations"])
    assert (row["calculator"], row["input"], row["result"]) == ("revenue-multiple", None, "at least 22.5x to 30x")


@pytest.mark.parametrize("form", get_args(Form))
def test_no_answers_at_all_make_a_document_too(form: Form) -> None:
    data = render(form, [], outcomes.ABOUT)
    assert bool(data) is (form != "jsonl")


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx"])
def test_a_number_that_is_not_finite_is_a_bug_that_is_told(form: Form) -> None:
    outcome = replace(outcomes.answered(), answer=replace(samples.fact(), value=Quantity(float("inf"), None, "x")))
    with pytest.raises(SelfCheckError, match="not finite"):
        render(form, [outcome], outcomes.ABOUT)


def test_many_citations_lead_to_the_right_rows() -> None:
    def cited(count: int) -> tuple[Citation, ...]:
        return tuple(replace(samples.fact().citations[0], n=n) for n in range(1, count + 1))

    made = [
        replace(outcomes.answered(), answer=replace(samples.fact(), citations=cited(count))) for count in (3, 0, 2, 1)
    ]
    read = book(render("xlsx", made, outcomes.ABOUT))
    column = ANSWER_COLUMNS.index("citations") + 1
    links = [read["Answers"].cell(row, column).hyperlink for row in (2, 3, 4, 5)]
    assert [link.location if link else None for link in links] == ["Citations!A2", None, "Citations!A5", "Citations!A7"]
    assert [read["Citations"][f"B{row}"].value for row in (2, 5, 7)] == [1, 1, 1]
