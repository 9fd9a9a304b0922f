"""Question files as tables of text, parted by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from assistant.batch import columns
from assistant.batch.records import MAX_LINE, LineProblem, Record
from assistant.batch.tables import Row, records

_DELIMITERS = ",;\t"
_BAD_BYTE = re.compile("[\udc80-\udcff]")
_NAMED = re.compile(r"sep=([,;\t])\r?\n?", re.IGNORECASE)
"""The first line with which a spreadsheet program says what parts the cells."""


def read_csv(data: bytes) -> Iterator[Record | LineProblem]:
    """One question a row under a header row; a cell may go over several lines in double quotes.

    Raises:
        FileRefusedError: The header cannot be used, or the table is too long.
    """
    # A byte that is not UTF-8 becomes a character that no text holds, so that it spoils its own row only.
    text = data.decode("utf-8-sig", "surrogateescape")
    return records(_rows(text), "put a cell that holds the separator into double quotes")


def _rows(text: str) -> Iterator[Row | LineProblem]:
    named = _NAMED.match(text)
    first, delimiter = (1, named[1]) if named else (0, _sniffed(text))
    too_long: list[str] = []
    lines = _bounded(io.StringIO(text[named.end() :] if named else text, newline=""), too_long)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        start = first + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield LineProblem(start, _reason(error))
            continue
        if too_long:
            yield LineProblem(start, too_long.pop())
            continue
        bad = _BAD_BYTE.search("".join(cells))
        if bad is not None:
            yield LineProblem(start, f"not UTF-8 (byte 0x{ord(bad[0]) - 0xDC00:02x}); save the file as UTF-8")
        else:
            yield start, cells


def _bounded(lines: Iterable[str], too_long: list[str]) -> Iterator[str]:
    """The lines of a table, with a blank one for each that no row has; a line of commas would become as many cells."""
    for line in lines:
        if len(line) > MAX_LINE:
            too_long[:] = [f"a line is longer than {MAX_LINE:,} characters"]
            yield "\n"
        else:
            yield line


def _sniffed(text: str) -> str:
    """The separator that makes the most known names of the header; of equals the one that cuts it finest."""
    head = text.lstrip("\r\n")[:10_000]

    def fits(delimiter: str) -> tuple[int, int]:
        try:
            names = next(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), [])
        except csv.Error:
            return (0, 0)
        return (sum(columns.is_known(name.strip()) for name in names), len(names))

    return max(_DELIMITERS, key=fits)


def _reason(error: csv.Error) -> str:
    said = str(error)
    if "unexpected end of data" in said:
        return "a double quote that opens here is never closed"
    if "field limit" in said:
        return f"a cell is longer than {csv.field_size_limit():,} characters"
    if "expected after" in said:
        return 'text follows a closing double quote; write a double quote inside a cell as ""'
    return f"not a row that can be read: {said}"
