"""The answers of a batch as a workbook: a summary, the answers, their citations and their calculations."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.batch.forms.counts import HEADINGS, count
from assistant.batch.forms.rows import (
    ANSWER_COLUMNS,
    CALCULATION_COLUMNS,
    CITATION_COLUMNS,
    Value,
    answer_row,
    calculation_rows,
    citation_rows,
)
from assistant.batch.forms.types import About
from assistant.batch.forms.workbook import Sheet, packed
from assistant.batch.run import Result

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_WIDTHS: Mapping[str, int] = {
    "answer": 60, "article": 34, "calculator": 22, "citations": 34, "failures": 50, "first quote": 50,
    "formula": 34, "question": 48, "quote": 70, "reason": 40, "result": 24, "source": 34, "substituted": 40,
    "url": 40, "value": 26,
}  # fmt: skip
_NARROW = 13
_HTTP = re.compile(r"https?://[^\s<>\"'\\`{}|^]{1,2000}", re.IGNORECASE)
_MAX_LINKS = 60_000
"""A spreadsheet program refuses a sheet with more links than 65,530."""


def to_workbook(outcomes: Sequence[Result], about: About) -> bytes:
    """Give answers as a workbook of the Office Open XML form.

    Args:
        outcomes: In the order of the questions.
        about: What they are of.

    Returns:
        The file's bytes, the same for the same input. Text is stored as text throughout, so that nothing
        in it is a formula; a text longer than a cell can hold is cut and says so.

    Raises:
        SelfCheckError: A number of an answer is not finite.
    """
    from openpyxl import Workbook

    book = Workbook()
    for sheet in list(book):
        book.remove(sheet)
    _summary(book, outcomes, about)
    _answers(book, outcomes)
    _citations(book, outcomes)
    calculations = _sheet(book, "Calculations", CALCULATION_COLUMNS)
    for outcome in outcomes:
        for row in calculation_rows(outcome):
            calculations.add([row.get(column) for column in CALCULATION_COLUMNS])
    calculations.finish()
    return packed(book)


def _sheet(book: Workbook, title: str, columns: Sequence[str]) -> Sheet:
    sheet = Sheet(book, title)
    sheet.head(columns, [_WIDTHS.get(column, _NARROW) for column in columns])
    return sheet


def _summary(book: Workbook, outcomes: Sequence[Result], about: About) -> None:
    kinds, overall = count(outcomes)
    sheet = Sheet(book, "Summary")
    sheet.widths([24, *[_NARROW] * (len(HEADINGS) - 1)])
    sheet.add([about.title or "Questions and answers"], bold=True)
    sheet.add([])
    sheet.add(HEADINGS, bold=True)
    for each in kinds:
        sheet.add([each.kind, *each.numbers])
    sheet.add([overall.kind, *overall.numbers], bold=True)
    sheet.add([])
    index = about.index
    for name, value in (
        ("index generation", index.generation),
        ("corpus digest", index.corpus_digest),
        ("model", index.model),
    ):
        sheet.add([name, value], wrapped=False)
    for problem in about.problems:
        sheet.add([f"line {problem.line} not asked", problem.reason], wrapped=False)


def _answers(book: Workbook, outcomes: Sequence[Result]) -> None:
    sheet = _sheet(book, "Answers", ANSWER_COLUMNS)
    column = ANSWER_COLUMNS.index("citations")
    first = 2  # row of the answer's first citation in the sheet of citations
    for outcome in outcomes:
        row = answer_row(outcome)
        number = sheet.add([row.get(name) for name in ANSWER_COLUMNS])
        if outcome.answer.citations and sheet.links < _MAX_LINKS:
            sheet.link_inside(number, column, f"Citations!A{first}")
        first += len(outcome.answer.citations)
    sheet.finish()


def _citations(book: Workbook, outcomes: Sequence[Result]) -> None:
    sheet = _sheet(book, "Citations", CITATION_COLUMNS)
    column = CITATION_COLUMNS.index("url")
    for outcome in outcomes:
        for row in citation_rows(outcome):
            number = sheet.add([row.get(name) for name in CITATION_COLUMNS])
            url = _address(row["url"])
            if url and sheet.links < _MAX_LINKS:
                sheet.link_outside(number, column, url)
    sheet.finish()


def _address(url: Value) -> str:
    """A web address that may be a link; empty where it is anything but plain ``http`` or ``https``."""
    return url if isinstance(url, str) and url.isprintable() and _HTTP.fullmatch(url) else ""
