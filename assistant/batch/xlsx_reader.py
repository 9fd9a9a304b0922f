"""Question files as workbooks: the first sheet, its first row that is not blank the header.

A formula is refused, not read: what the workbook keeps of its result may be missing or out of date,
and a question or an expectation that is wrong without notice is worse than a row to be mended.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from assistant.batch.fields import FieldError
from assistant.batch.records import MAX_RECORDS, FileRefusedError, LineProblem, Record
from assistant.batch.tables import Row, records

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MAX_UNPACKED = 64_000_000
"""Bytes of all parts of a workbook together, unpacked."""
_MAX_PARTS = 2_000
_MAX_TAGS = 2_000_000
"""In all parts together: five columns of as many rows as are read."""
_MAX_ROW_TAGS = 10_000
"""In one row, which the library takes apart as a whole before it hands it on."""
_MAX_CELL = 131_072
"""Characters; a spreadsheet program writes a quarter of that."""
_ROW = re.compile(rb"<(?:\w{1,40}:)?row\b")
_MAX_COLUMNS = 200
_MAX_ROW = MAX_RECORDS + 1_000
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_OLD = b"\xd0\xcf\x11\xe0"
_ADVICE = "Save it anew as .xlsx, or as .csv"


def read_xlsx(data: bytes) -> Iterator[Record | LineProblem]:
    """One question a row of the first sheet.

    Raises:
        FileRefusedError: It is no workbook, a damaged or a hostile one, or its header cannot be used.
    """
    _check_package(data)
    # The library warns of parts that it leaves out, such as drop-down lists, and raises anything at all
    # for a damaged file; its iterator reads on demand, so the rows are taken here.
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            rows = list(_rows(data))
    except FileRefusedError:
        raise
    except Exception as error:  # the boundary to a library that documents no errors
        raise FileRefusedError(f"is not a workbook that can be read ({_said(error)})", _ADVICE) from error
    return records(rows, "name its column in the first row")


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0][:200]


def _check_package(data: bytes) -> None:
    """Refuse what is no workbook, and what unpacks to more than it shows."""
    if data.startswith(_OLD):
        raise FileRefusedError("is protected by a password, or is of the old .xls format", _ADVICE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise FileRefusedError(f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB", _ADVICE)
            tags = 0
            for part in parts:
                tags += _check_part(package, part)
                if tags > _MAX_TAGS:
                    raise FileRefusedError(f"holds more than {_MAX_TAGS:,} tags", "Split it into smaller files")
    except FileRefusedError:
        raise
    except Exception as error:  # a damaged archive raises nearly anything: zlib, struct, encryption
        raise FileRefusedError(f"is not a workbook that can be read ({_said(error)})", _ADVICE) from error


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """The number of tags in a part.

    Raises:
        FileRefusedError: It has a document type, which no spreadsheet program writes, and out of whose entities
            anything grows; or a row without end.
    """
    data = package.read(part)
    if any(mark in data for mark in _DOCTYPES):
        raise FileRefusedError(f"holds a document type in {part.filename[:60]}, which is not read", _ADVICE)
    begins = [match.start() for match in _ROW.finditer(data)]
    for begin, end in pairwise([*begins, len(data)]):
        if end - begin > _MAX_ROW_TAGS and data.count(b"<", begin, end) > _MAX_ROW_TAGS:
            raise FileRefusedError(f"holds a row of more than {_MAX_ROW_TAGS:,} tags", _ADVICE)
    return data.count(b"<")


def _rows(data: bytes) -> Iterator[Row | LineProblem]:
    from openpyxl import load_workbook

    book: Workbook = load_workbook(io.BytesIO(data), read_only=True)
    try:
        if not book.worksheets:
            raise FileRefusedError("holds no sheet of cells", _ADVICE)
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()  # what it says of its size may be wrong, and rows would be filled up to it
        for line, cells in enumerate(sheet.iter_rows(), start=1):
            if line > _MAX_ROW:
                raise FileRefusedError(f"has cells below row {_MAX_ROW:,}", "Split it, or delete the rows below")
            if len(cells) > _MAX_COLUMNS:
                raise FileRefusedError(f"has more than {_MAX_COLUMNS} columns", "Delete those that are not needed")
            yield _row(line, cells)
    finally:
        book.close()


def _row(line: int, cells: Sequence[Any]) -> Row | LineProblem:
    try:
        return line, [_text(cell) for cell in cells]
    except FieldError as error:
        return LineProblem(line, str(error))


def _text(cell: Any) -> str:
    """A cell as one would type it into a table of text."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise FieldError(f"cell {cell.coordinate} holds a formula; put its result there as a value")
    if cell.data_type == "e":
        raise FieldError(f"cell {cell.coordinate} holds the error {str(value)[:20]}")
    if isinstance(value, str) and len(value) > _MAX_CELL:
        raise FieldError(f"cell {cell.coordinate} holds more than {_MAX_CELL:,} characters")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(value: float, number_format: str) -> str:
    exact = Decimal(repr(value))
    if number_format.endswith("%"):  # 0.25 that is shown as 25% was meant as 25%
        return f"{_digits(exact * 100)}%"
    return _digits(exact)


def _digits(exact: Decimal) -> str:
    return format(exact.normalize() if exact else Decimal(0), "f")
