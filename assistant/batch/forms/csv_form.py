"""The answers of a batch as a table of text, one row a question."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence
from datetime import date

from assistant.batch.forms.rows import ANSWER_COLUMNS, Value, answer_row
from assistant.batch.run import Result
from assistant.rendering.safe import cell, flat


def to_csv(outcomes: Sequence[Result]) -> str:
    """Give answers as comma-separated values under a header row.

    Args:
        outcomes: In the order of the questions.

    Returns:
        A text whose cells no spreadsheet program takes for formulas: numbers stay numbers, and a text
        that would begin one has an apostrophe before it.

    Raises:
        SelfCheckError: A number of an answer is not finite.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(ANSWER_COLUMNS)
    for outcome in outcomes:
        row = answer_row(outcome)
        writer.writerow([_cell(row.get(column)) for column in ANSWER_COLUMNS])
    return out.getvalue()


def _cell(value: Value) -> str | int | float:
    if value is None or isinstance(value, int | float):
        return cell(value)
    if isinstance(value, date):
        return value.isoformat()
    # Stripped first: some programs look for a formula behind leading white space.
    text = flat("; ".join(value) if isinstance(value, tuple) else value).strip()
    # A full-width sign begins a formula too where such signs are typed.
    return f"'{text}" if unicodedata.normalize("NFKC", text[:1]) in ("=", "+", "-", "@") else cell(text)
