"""Reads files that hold many articles, one a line (.jsonl) or one a row (.csv).

Fields: id, title, published, publisher, url, text; also author, language, tags. A line
that cannot be used is named with its number and its reason; the others are still read.
What goes beyond the limits (``limits``) is left out, with a line that says from where on.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO

from assistant.articles.cleaning import clean_line, drop_controls
from assistant.articles.decoding import decode
from assistant.articles.drafts import Draft, Reading
from assistant.articles.frontmatter import as_text, draft_of
from assistant.articles.limits import MAX_NOTES, MAX_ROWS, too_long
from assistant.articles.unwrapping import unwrap

ERRORS: tuple[type[Exception], ...] = (ValueError, csv.Error)
"""ValueError: bytes that are no text, no usable header; csv.Error: rows that cannot be parted."""

_MAX_FIELD = 20_000_000
"""Characters of a CSV field; the library's own limit is less than a long article."""

Row = tuple[int, dict[str, object] | str]
"""A line number and either its fields or the reason why it has none."""


def read_jsonl(data: bytes) -> Reading:
    """The articles of a file with a JSON object on each line.

    Raises:
        ValueError: The bytes are no text.
    """
    return _collected(_json_rows(_without_nulls(decode(data))))


def read_csv(data: bytes) -> Reading:
    """The articles of a table with a header row; commas, semicolons or tabs part the fields.

    Raises:
        ValueError: The bytes are no text, or the header has no column ``text``.
        csv.Error: The file cannot be parted into rows.
    """
    limit = csv.field_size_limit(_MAX_FIELD)
    try:
        return _collected(_csv_rows(_without_nulls(decode(data))))
    finally:
        csv.field_size_limit(limit)


def _without_nulls(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").removeprefix("\ufeff")


def _collected(rows: Iterator[Row]) -> Reading:
    drafts: list[Draft] = []
    notes: list[str] = []
    lines_by_id: dict[str, int] = {}
    more = 0
    for count, (number, row) in enumerate(rows):
        if count == MAX_ROWS:
            notes.append(f"line {number}: from here on it is not read, as it has more than {MAX_ROWS:,} rows; split it")
            break
        found = row if isinstance(row, str) else _draft(number, row)
        if isinstance(found, Draft) and (first := lines_by_id.get(found.fragment)):
            found = f"the id {found.fragment!r} is that of line {first} already"
        if isinstance(found, str) and len(notes) >= MAX_NOTES:
            more += 1
        elif isinstance(found, str):
            notes.append(f"line {number}: {found}")
        else:
            lines_by_id[found.fragment] = number
            drafts.append(found)
    if more:
        notes.append(f"{more:,} more lines cannot be used")
    return Reading(tuple(drafts), tuple(notes))


def _draft(number: int, fields: dict[str, object]) -> Draft | str:
    """The article of a row, or the reason why it has none."""
    text = fields.get("text")
    if not isinstance(text, str):
        return "has no text" if text is None else "its text is not a string"
    if not text.strip():
        return "has no text"
    if reason := too_long(text):
        return reason
    fragment = clean_line(as_text(fields.get("id")))[:200] or str(number)
    return replace(draft_of(fields, unwrap(drop_controls(text))), fragment=fragment)


def _json_rows(text: str) -> Iterator[Row]:
    # Not splitlines: JSON strings may hold U+2028 and its like. One by one: there may be millions of short ones.
    for number, line in enumerate(StringIO(text, newline="\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            yield number, f"is not JSON: {error.msg} at column {error.colno}"
        except RecursionError:
            yield number, "is JSON nested too deeply"
        except ValueError as error:  # a number with thousands of digits
            yield number, f"is not usable JSON: {error}"
        else:
            fields = {str(key).lower(): item for key, item in value.items()} if isinstance(value, dict) else None
            yield number, "is not a JSON object" if fields is None else fields


def _csv_rows(text: str) -> Iterator[Row]:
    header_line = text.lstrip("\n").partition("\n")[0]
    delimiter = max(",;\t", key=header_line.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] = []
    while True:
        number = reader.line_num + 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, f"cannot be parted into fields: {error}"
            continue
        if not any(value.strip() for value in values):
            continue
        if not header:
            header = _header(values)
        elif len(values) > len(header):
            yield number, f"has {len(values)} fields where the header has {len(header)}"
        else:
            yield number, dict(zip(header, values, strict=False))


def _header(values: list[str]) -> list[str]:
    header = [value.strip().lower() for value in values]
    if "text" not in header:
        raise ValueError("its first line is no header with a column named text")
    return header
