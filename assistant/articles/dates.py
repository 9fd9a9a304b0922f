"""Reads the day an article was published, and never guesses one.

Understood: ISO dates and times, "14 March 2026", "March 14, 2026", 2026/03/14, 20260314,
the dates of mail headers and of PDF files. A day and month that could be swapped
(03/04/2026), a month without a day and an impossible day give None.
"""

from __future__ import annotations

import re
from datetime import date, datetime

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_YEAR_FIRST = re.compile(r"(?:D:)?(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|(\d\d)(\d\d))")
_DAY_FIRST = re.compile(r"(?:[A-Za-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? (\d{4})\b")
_MONTH_FIRST = re.compile(r"(?:[A-Za-z]{3,9},? )?([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_IN_NAME = re.compile(r"(?<!\d)((?:1[5-9]|20|21)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")
_IN_FOLDERS = re.compile(r"(?:^|/)((?:1[5-9]|20|21)\d\d)/(\d{1,2})/(\d{1,2})/")


def parse_date(value: object) -> date | None:
    """The day that a metadata field names; None when it names none.

    Args:
        value: Text, a date or a time; a time keeps the day as written, whatever its zone.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | str):
        return _written(" ".join(str(value)[:100].split()))
    return None


def date_in_path(path: str) -> date | None:
    """The day in a dated file name (2026-03-14-x.txt, 20260314_x.md) or folder (2026/03/14/x.txt).

    Args:
        path: Relative to the corpus, with ``/``. The file's own name comes before its folders.
    """
    folders, _, name = path.rpartition("/")
    for part in (name, *reversed(folders.split("/"))):
        for match in _IN_NAME.finditer(part):
            if found := _day(match[1], match[3], match[4]):
                return found
    if folder := _IN_FOLDERS.search(path):
        return _day(folder[1], folder[2], folder[3])
    return None


def _written(text: str) -> date | None:
    """The day that a text begins with."""
    if found := _YEAR_FIRST.match(text):
        year, *rest = found.groups()
        month, day = (part for part in rest if part is not None)
        return _day(year, month, day)
    if found := _DAY_FIRST.match(text):
        return _day(found[3], _month(found[2]), found[1])
    if found := _MONTH_FIRST.match(text):
        return _day(found[3], _month(found[1]), found[2])
    if found := _SLASHED.match(text):
        return _unambiguous(int(found[1]), int(found[2]), int(found[3]))
    return None


def _month(name: str) -> int:
    """The number of an English month, short or whole; 0 for any other word."""
    lower = "sep" if name.lower() == "sept" else name.lower()
    return next((i for i, month in enumerate(_MONTHS, start=1) if lower in (month, month[:3])), 0)


def _unambiguous(first: int, second: int, year: int) -> date | None:
    if first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
