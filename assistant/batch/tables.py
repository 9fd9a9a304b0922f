"""Rows of cells under a header as records: what a text table and a workbook have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.batch import columns
from assistant.batch.fields import FieldError
from assistant.batch.records import MAX_RECORDS, FileRefusedError, LineProblem, Record

Row = tuple[int, list[str]]
"""Where a row starts in the file, from 1, and its cells."""


def records(rows: Iterable[Row | LineProblem], extra: str) -> Iterator[Record | LineProblem]:
    """Read the rows of a table; the first that is not blank is the header.

    Args:
        rows: In the file's order.
        extra: What to do about a row with more cells than the header has.

    Yields:
        One record a row, or why there is none; blank rows are left out.

    Raises:
        FileRefusedError: The header cannot be used, or the table is too long.
    """
    header: list[str] = []
    count = 0
    for row in rows:
        if isinstance(row, LineProblem):
            if not header:
                raise FileRefusedError(f"has no header that can be read: line {row.line}: {row.reason}", _ADVICE)
            count = _counted(count)
            yield row
            continue
        line, cells = row[0], [cell.strip() for cell in row[1]]
        if not any(cells):
            continue
        if not header:
            header = _header(line, cells)
            continue
        count = _counted(count)
        yield _record(line, cells, header, extra)


def _counted(before: int) -> int:
    if before >= MAX_RECORDS:
        raise FileRefusedError(f"has more than {MAX_RECORDS:,} rows", "Split it into smaller files")
    return before + 1


_ADVICE = "Name the columns in the first row, such as: id, question, expect.contains"


def _header(line: int, cells: list[str]) -> list[str]:
    try:
        columns.check_header(cells)
    except FieldError as error:
        raise FileRefusedError(f"cannot be read: line {line}: {error}", _ADVICE) from None
    return cells


def _record(line: int, cells: list[str], header: list[str], extra: str) -> Record | LineProblem:
    for position, cell in enumerate(cells):
        if cell and (position >= len(header) or not header[position]):
            reason = f"cell {position + 1} ('{cell[:40]}') stands under no column name"
            return LineProblem(line, f"{reason}; {extra}")
    filled = {name: cell for name, cell in zip(header, cells, strict=False) if cell}
    try:
        return Record(line, columns.record_fields(filled))
    except FieldError as error:
        return LineProblem(line, str(error))
