"""The bytes of a question file as numbered records, one reader for each file suffix.

A reader knows a format and nothing of questions: it yields, in the file's order, either
the raw fields of a line or the reason why the line cannot be read. A new format is a new
function and one more entry in `READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

from assistant.batch import fields, json_text
from assistant.batch.csv_reader import read_csv
from assistant.batch.fields import FieldError
from assistant.batch.records import MAX_LINE, MAX_RECORDS, FileRefusedError, LineProblem, Record
from assistant.batch.xlsx_reader import read_xlsx
from assistant.batch.yaml_reader import read_yaml

__all__ = ["BINARY", "READERS", "LineProblem", "Reader", "Record", "read_jsonl", "read_txt"]

_BOM = b"\xef\xbb\xbf"

Reader = Callable[[bytes], Iterator[Record | LineProblem]]
"""From a file's bytes to its records and unreadable lines, in order; blank lines are left out.

Raises `FileRefusedError` where the file cannot be read at all.
"""


def read_jsonl(data: bytes) -> Iterator[Record | LineProblem]:
    """One JSON object a line."""
    for line in _lines(data):
        if isinstance(line, LineProblem):
            yield line
            continue
        number, text = line
        try:
            yield Record(number, fields.mapping(json_text.parse(text), "the line"))
        except FieldError as error:
            yield LineProblem(number, str(error))


def read_txt(data: bytes) -> Iterator[Record | LineProblem]:
    """One question a line; a line that starts with ``#`` is a comment."""
    for line in _lines(data):
        if isinstance(line, LineProblem):
            yield line
            continue
        number, text = line
        if not text.startswith("#"):
            yield Record(number, {"question": text})


READERS: Mapping[str, Reader] = {
    ".jsonl": read_jsonl,
    ".txt": read_txt,
    ".csv": read_csv,
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".xlsx": read_xlsx,
}
"""Lower-case suffix to reader."""

BINARY = frozenset({".xlsx"})
"""Those of them that are no text."""


def _lines(data: bytes) -> Iterator[tuple[int, str] | LineProblem]:
    # Only these end a line: str.splitlines would also cut at U+2028, which may stand inside a JSON text.
    unified = data.removeprefix(_BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    count = 0
    for number, raw in enumerate(BytesIO(unified), start=1):  # one by one: there may be millions of short ones
        if not raw.strip():
            continue
        count += 1
        if count > MAX_RECORDS:
            raise FileRefusedError(f"has more than {MAX_RECORDS:,} lines", "Split it into smaller files")
        if len(raw) > MAX_LINE:
            yield LineProblem(number, f"longer than {MAX_LINE:,} bytes")
            continue
        try:
            text = raw.decode("utf-8").strip()
        except UnicodeDecodeError as error:
            wrong = raw[error.start]
            yield LineProblem(number, f"not UTF-8 (byte 0x{wrong:02x}); save the file as UTF-8")
            continue
        if text:
            yield number, text
