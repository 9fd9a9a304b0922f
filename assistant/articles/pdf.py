"""Reads the text of a PDF file, page by page, and joins its lines into paragraphs.

Running heads, running feet and page numbers go; words divided at a line's end are joined.
A file that is locked or holds only pictures of pages is refused with that reason.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections import Counter
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from assistant.articles.cleaning import drop_controls
from assistant.articles.dates import parse_date
from assistant.articles.drafts import Draft, Reading
from assistant.articles.limits import MAX_CHARACTERS
from assistant.articles.pdf_work import PdfWork
from assistant.articles.quiet import quiet
from assistant.articles.unwrapping import unwrap

if TYPE_CHECKING:
    from pypdf import PageObject

ERRORS: tuple[type[Exception], ...] = (
    ValueError,
    TypeError,
    AttributeError,
    KeyError,
    IndexError,
    AssertionError,
    RecursionError,
    OverflowError,
    NotImplementedError,
    ZeroDivisionError,
    MemoryError,  # a length that the file lies about
    EOFError,
    struct.error,
    zlib.error,
)
"""What pypdf raises for damaged files beside its own errors, which are mapped to ValueError."""

_WIDTH = 140
"""Longest line of a page, in characters."""
_LEAST_DRAWING, _MOST_DRAWING = 4_000_000, 60_000_000
"""Bytes of all pages' drawing together, as ``PdfWork`` counts them, in a small file and in the largest."""
_EXPANSION = 10
"""How many times its size a file's drawing unpacks to at most; twice what is usual."""
_MIN_PAGES = 3
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-–—|\s]*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE)


def read_pdf(data: bytes) -> Reading:
    """The article of a PDF file; title, author and date come from its information block.

    Raises:
        ValueError: The file is locked or damaged, has no text, or asks for more work than its size explains.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    with quiet("pypdf"):
        try:
            reader = PdfReader(BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise ValueError("is locked with a password")
            budget = _Budget(len(data))
            pages = [drop_controls(budget.text_of(page)) for page in reader.pages]
            stated = _stated(reader.metadata or {})
        except DependencyError as error:
            raise ValueError("is encrypted in a way that cannot be read here") from error
        except PyPdfError as error:
            raise ValueError(f"is damaged: {error}") from error
    text = unwrap("\n".join(_without_running_lines(pages)), max_width=_WIDTH, typeset=True)
    if not text.strip():
        raise ValueError("holds no text, perhaps only pictures of pages")
    title, author = stated.get("title", ""), stated.get("author", "")
    return Reading((Draft(text=text, title=title, author=author, published=parse_date(stated.get("date"))),))


class _Budget:
    """How much work a file may ask for: its drawing can unpack to anything, and a page stand in it again and again.

    Args:
        size: Of the file, in bytes.
    """

    def __init__(self, size: int) -> None:
        from pypdf.errors import PyPdfError

        self._work = PdfWork((*ERRORS, PyPdfError))
        self._drawing = min(max(size * _EXPANSION, _LEAST_DRAWING), _MOST_DRAWING)
        self._characters = MAX_CHARACTERS
        self._seen: set[int] = set()

    def text_of(self, page: PageObject) -> str:
        """The text of a page.

        Raises:
            ValueError: The page stands in the file twice, or the file's work is used up.
        """
        place = page.indirect_reference
        if place is not None and place.idnum in self._seen:
            raise ValueError("holds a page more than once")
        if place is not None:
            self._seen.add(place.idnum)
        self._drawing -= self._work.of_page(page)
        if self._drawing < 0:
            raise ValueError("holds pages that are more work than a file of its size explains")
        text: str = page.extract_text()
        self._characters -= len(text)
        if self._characters < 0:
            raise ValueError(f"holds more than {MAX_CHARACTERS:,} characters; split it")
        return text


def _stated(block: Mapping[str, object]) -> dict[str, str]:
    """Title, author and date of a file's information block."""
    names = {"title": "/Title", "author": "/Author", "date": "/CreationDate"}
    values = {name: block.get(key) for name, key in names.items()}
    return {name: value.strip() for name, value in values.items() if isinstance(value, str)}


def _without_running_lines(pages: list[str]) -> list[str]:
    """The pages without the lines that stand at the top or foot of most of them."""
    split = [[line for line in page.split("\n") if line.strip()] for page in pages]
    edges = Counter(_pattern(line) for lines in split for line in {*lines[:1], *lines[-1:]})
    running = {line for line, count in edges.items() if len(pages) >= _MIN_PAGES and count * 2 > len(pages)}
    return ["\n".join(_trimmed(page.split("\n"), running)) for page in pages]


def _trimmed(lines: list[str], running: set[str]) -> list[str]:
    filled = [index for index, line in enumerate(lines) if line.strip()]
    drop = {i for i in (*filled[:1], *filled[-1:]) if _pattern(lines[i]) in running or _PAGE_NUMBER.fullmatch(lines[i])}
    return [line for index, line in enumerate(lines) if index not in drop]


def _pattern(line: str) -> str:
    return _DIGITS.sub("#", line.strip())
