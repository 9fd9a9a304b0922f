"""Sheets of cells that are what they seem, packed so that the same sheets give the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from assistant.batch.forms.rows import Value
from assistant.rendering.safe import visible

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MAX_UNITS = 32_767
"""Units of UTF-16 that a cell holds."""
_CUT = " … (cut: a cell holds no more)"
_NO_XML = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Begins what the file format would read as the code of a character."""
_BEGINS_FORMULA = ("=", "+", "-", "@")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - the format's own times have no zone
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


class Sheet:
    """A sheet that is filled from the top.

    Args:
        book: What it becomes the last sheet of.
        title: Its name.
    """

    def __init__(self, book: Workbook, title: str) -> None:
        from openpyxl.styles import Alignment, Font

        self._sheet: Any = book.create_sheet(title)
        self._wrap = Alignment(wrap_text=True, vertical="top")
        self._plain = Alignment(vertical="top")
        self._bold = Font(bold=True)
        self._link = Font(color="0563C1", underline="single")
        self._columns = 0
        self._rows = 0
        self.links = 0
        """How many cells lead somewhere."""

    def widths(self, widths: Sequence[float]) -> None:
        """Set the widths of the first columns, in characters."""
        from openpyxl.utils import get_column_letter

        for number, width in enumerate(widths, 1):
            self._sheet.column_dimensions[get_column_letter(number)].width = width

    def head(self, names: Sequence[str], widths: Sequence[float]) -> None:
        """Write the header row, which stays in sight."""
        self.widths(widths)
        self.add(names, bold=True)
        self._columns = len(names)
        self._sheet.freeze_panes = "A2"

    def finish(self) -> None:
        """Put a filter over the rows that are there."""
        from openpyxl.utils import get_column_letter

        self._sheet.auto_filter.ref = f"A1:{get_column_letter(self._columns)}{self._rows}"

    def add(self, values: Sequence[Value], *, bold: bool = False, wrapped: bool = True) -> int:
        """Write a row; returns its number, from 1."""
        self._rows += 1
        for position, value in enumerate(values, 1):
            if value is None or value in ("", (), ("",)):
                continue
            cell = self._sheet.cell(row=self._rows, column=position)
            _fill(cell, value)
            cell.alignment = self._wrap if wrapped else self._plain
            if bold:
                cell.font = self._bold
        return self._rows

    def link_inside(self, row: int, column: int, place: str) -> None:
        """Have a cell lead to a place such as ``Citations!A2``; ``column`` counts from 0."""
        from openpyxl.worksheet.hyperlink import Hyperlink

        self._lead(row, column, Hyperlink(ref="", location=place))

    def link_outside(self, row: int, column: int, url: str) -> None:
        """Have a cell lead to a web address; ``column`` counts from 0."""
        from openpyxl.worksheet.hyperlink import Hyperlink

        self._lead(row, column, Hyperlink(ref="", target=url))

    def _lead(self, row: int, column: int, link: Any) -> None:
        cell = self._sheet.cell(row=row, column=column + 1)
        cell.hyperlink = link
        cell.font = self._link
        self.links += 1


def _fill(cell: Any, value: Value) -> None:
    if isinstance(value, int | float):
        cell.value = value
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
    elif value is not None:
        text = fitted("\n".join(value) if isinstance(value, tuple) else value)
        cell.value = text
        cell.data_type = "s"  # whatever it looks like: the library would take "=…" for a formula, "#N/A" for an error
        cell.quotePrefix = text.startswith(_BEGINS_FORMULA)  # and it stays text when a person edits the cell


def fitted(text: str) -> str:
    """A text as a cell can hold it.

    Args:
        text: Any text.

    Returns:
        Its visible form, line breaks kept, cut where it is too long.
    """
    shown = _NO_XML.sub(lambda match: f"<U+{ord(match[0]):04X}>", visible(text[: MAX_UNITS + 1]))
    shown = _ESCAPE.sub("_x005F_", shown)
    if _units(shown) <= MAX_UNITS:
        return shown
    kept = shown.encode("utf-16-le")[: 2 * (MAX_UNITS - len(_CUT))]
    return kept.decode("utf-16-le", "ignore") + _CUT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def packed(book: Workbook) -> bytes:
    """A workbook as a file that holds no time and nothing of the machine."""
    book.properties.creator = ""
    book.properties.created = book.properties.modified = _CREATED
    written = io.BytesIO()
    book.save(written)
    out = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _TIMES.sub(rb"\g<1>2000-01-01T00:00:00Z\3", data)
            target.writestr(part, data)
    return out.getvalue()
