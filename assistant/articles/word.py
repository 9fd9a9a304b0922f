"""Reads a Word file (.docx): paragraphs, headings, lists and tables in their order.

Headings stand alone between blank lines, list items carry "- ", the cells of a table row
are parted by " | ".
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from assistant.articles.drafts import Draft, Reading
from assistant.articles.quiet import quiet

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Row
    from docx.text.paragraph import Paragraph

ERRORS: tuple[type[Exception], ...] = (
    ValueError,
    TypeError,
    AttributeError,
    KeyError,  # a part that the package names and lacks
    IndexError,
    OSError,
    EOFError,
    RecursionError,
    NotImplementedError,  # a compression that zipfile does not know
    RuntimeError,  # an encrypted member
    SyntaxError,  # lxml's XMLSyntaxError derives from it
    zipfile.BadZipFile,
    zlib.error,
)
"""What python-docx, zipfile and lxml raise for damaged files; python-docx's own errors become ValueError."""

_MAX_UNPACKED = 300_000_000
"""Bytes that a file may unpack to; more is taken for an attack."""
_TEMPLATE_DATE = date(2013, 12, 23)
"""The date in the template of python-docx, which says nothing about the article."""


def read_docx(data: bytes) -> Reading:
    """The article of a Word file; title, author and date come from its properties.

    Raises:
        ValueError: The file is no Word document, or unpacks to too much.
    """
    import docx
    from docx.opc.exceptions import OpcError

    with zipfile.ZipFile(BytesIO(data)) as package:
        if sum(member.file_size for member in package.infolist()) > _MAX_UNPACKED:
            raise ValueError(f"unpacks to more than {_MAX_UNPACKED:,} bytes")
    with quiet("docx"):
        try:
            document = docx.Document(BytesIO(data))
            lines = [line for block in document.iter_inner_content() for line in _lines(block)]
            stated = document.core_properties
        except OpcError as error:
            raise ValueError(f"is no Word document: {error}") from error
    by_template = stated.author == "python-docx"
    created = stated.created.date() if stated.created else None
    return Reading(
        (
            Draft(
                text="\n".join(lines),
                title=stated.title or _title(document),
                author="" if by_template else stated.author or "",
                published=None if created == _TEMPLATE_DATE else created,
                language=stated.language or "",
                tags=tuple(tag.strip() for tag in (stated.keywords or "").replace(";", ",").split(",")),
            ),
        )
    )


def _title(document: Document) -> str:
    """The first paragraph in the style Title."""
    return next((p.text for p in document.paragraphs if _style(p) == "title" and p.text.strip()), "")


def _lines(block: Paragraph | Table) -> Iterator[str]:
    """The lines of a paragraph or a table."""
    if hasattr(block, "rows"):
        yield ""
        for row in block.rows:
            yield " | ".join(_cells(row))
        yield ""
        return
    words = "\n".join(" ".join(line.split()) for line in block.text.split("\n"))
    style = _style(block)
    if not words.strip():
        yield ""
    elif style.startswith(("heading", "title", "subtitle")):
        yield from ("", " ".join(words.split()), "")
    elif style.startswith("list"):
        yield f"- {words}"
    else:
        yield words


def _cells(row: _Row) -> list[str]:
    """The texts of a row; a merged cell, which the library repeats, once."""
    texts: list[str] = []
    seen: set[int] = set()
    for cell in row.cells:
        if id(cell._tc) not in seen:
            texts.append(" ".join(cell.text.split()))
        seen.add(id(cell._tc))
    return texts


def _style(paragraph: Paragraph) -> str:
    style = paragraph.style
    return (style.name or "").lower() if style is not None else ""
