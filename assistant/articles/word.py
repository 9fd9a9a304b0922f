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
from itertools import islice
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
_MAX_TAGS = 1_000_000
"""In all parts together: the tree of a part takes far more room than its text."""
_MAX_PARAGRAPHS = 50_000
_MAX_COLUMNS = 200
"""Of a table; Word makes 63 at most, but a cell may say that it spans any number."""
_MAX_STYLES = 1_000
"""That paragraphs name; the library looks each up through all that there are."""
_PIECE = 1 << 20
_TEMPLATE_DATE = date(2013, 12, 23)
"""The date in the template of python-docx, which says nothing about the article."""


def read_docx(data: bytes) -> Reading:
    """The article of a Word file; title, author and date come from its properties.

    Raises:
        ValueError: The file is no Word document, or holds too much.
    """
    import docx
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError
    from docx.oxml.exceptions import XmlchemyError

    with zipfile.ZipFile(BytesIO(data)) as package:
        _check_package(package)
    with quiet("docx"):
        try:
            document = docx.Document(BytesIO(data))
            _check_document(document)
            styles = _Styles()
            lines = [line for block in document.iter_inner_content() for line in _lines(block, styles)]
            stated = document.core_properties
        except (OpcError, PythonDocxError, XmlchemyError) as error:
            raise ValueError(f"is no Word document: {error}") from error
    by_template = stated.author == "python-docx"
    created = stated.created.date() if stated.created else None
    return Reading(
        (
            Draft(
                text="\n".join(lines),
                title=stated.title or _title(document, styles),
                author="" if by_template else stated.author or "",
                published=None if created == _TEMPLATE_DATE else created,
                language=stated.language or "",
                tags=tuple(tag.strip() for tag in (stated.keywords or "").replace(";", ",").split(",")),
            ),
        )
    )


def _check_package(package: zipfile.ZipFile) -> None:
    """Refuse what unpacks to more than a document holds; where a stated size is a lie, reading ends at it."""
    if sum(member.file_size for member in package.infolist()) > _MAX_UNPACKED:
        raise ValueError(f"unpacks to more than {_MAX_UNPACKED:,} bytes")
    tags = 0
    for member in package.infolist():
        if not member.filename.lower().endswith((".xml", ".rels")):
            continue
        with package.open(member) as part:
            while piece := part.read(_PIECE):
                tags += piece.count(b"<")
                if tags > _MAX_TAGS:
                    raise ValueError(f"unpacks to more than {_MAX_TAGS:,} tags; split it")


def _check_document(document: Document) -> None:
    from docx.oxml.ns import qn

    paragraphs = document.element.body.iter(qn("w:p"))
    if next(islice(paragraphs, _MAX_PARAGRAPHS, None), None) is not None:
        raise ValueError(f"holds more than {_MAX_PARAGRAPHS:,} paragraphs; split it")


def _title(document: Document, styles: _Styles) -> str:
    """The first paragraph in the style Title."""
    return next((p.text for p in document.paragraphs if styles.of(p) == "title" and p.text.strip()), "")


def _lines(block: Paragraph | Table, styles: _Styles) -> Iterator[str]:
    """The lines of a paragraph or a table."""
    if hasattr(block, "rows"):
        yield ""
        for row in block.rows:
            yield " | ".join(_cells(row))
        yield ""
        return
    words = "\n".join(" ".join(line.split()) for line in block.text.split("\n"))
    style = styles.of(block)
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
    if sum(cell.grid_span for cell in row._tr.tc_lst) > _MAX_COLUMNS:
        raise ValueError(f"holds a table with more than {_MAX_COLUMNS:,} columns")
    texts: list[str] = []
    seen: set[int] = set()
    for cell in row.cells:
        if id(cell._tc) not in seen:
            texts.append(" ".join(cell.text.split()))
        seen.add(id(cell._tc))
    return texts


class _Styles:
    """The names of the styles of one document; the library looks each up anew, through all styles."""

    def __init__(self) -> None:
        self._names: dict[str | None, str] = {}

    def of(self, paragraph: Paragraph) -> str:
        """The name of a paragraph's style in small letters."""
        key = paragraph._p.style
        if key not in self._names:
            if len(self._names) >= _MAX_STYLES:
                raise ValueError(f"holds more than {_MAX_STYLES:,} styles of paragraphs")
            style = paragraph.style
            self._names[key] = (style.name or "").lower() if style is not None else ""
        return self._names[key]
