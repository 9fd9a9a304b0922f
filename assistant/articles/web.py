"""Reads a web page: its main text without the page around it, and what its head states.

Headings stand alone between blank lines; paragraphs and list items are one line each;
table cells are parted by " | ".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from assistant.articles.cleaning import drop_controls
from assistant.articles.dates import parse_date
from assistant.articles.decoding import decode
from assistant.articles.drafts import Draft, Reading
from assistant.articles.page_limits import check_page
from assistant.articles.quiet import quiet

if TYPE_CHECKING:
    from trafilatura.settings import Document

ERRORS: tuple[type[Exception], ...] = (
    ValueError,  # bytes that are no text; lxml's complaint about a document
    TypeError,
    AttributeError,
    KeyError,
    IndexError,
    AssertionError,  # lxml and trafilatura on trees that they did not foresee
    RecursionError,
    OverflowError,  # dates out of range
    SyntaxError,  # lxml's ParserError and XMLSyntaxError derive from it
)
"""What the parsers are known to raise for pages that are damaged."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?\s*+([\w.:-]{1,40})", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html\b[^>]{0,1000}?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})?)", re.IGNORECASE)
_HEAD_BYTES = 4_096
# A fixed last day instead of today's: reading must not depend on the clock.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2199-12-31"}


class _Element(Protocol):
    """What is used here of an lxml element."""

    tag: str
    text: str | None

    def __iter__(self) -> Iterator[_Element]: ...
    def iter(self, tag: str) -> Iterator[_Element]: ...
    def iterchildren(self, tag: str) -> Iterator[_Element]: ...
    def itertext(self) -> Iterator[str]: ...
    def getparent(self) -> _Element: ...
    def remove(self, element: _Element) -> None: ...


def read_html(data: bytes) -> Reading:
    """The article of a web page.

    Raises:
        ValueError: The bytes are no text, or the page has no main text or too much of anything.
    """
    declared = _CHARSET.search(data[:_HEAD_BYTES])
    page = drop_controls(decode(data, declared[1].decode("ascii", "ignore") if declared else ""))
    check_page(page)
    with quiet("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
        found = _extracted(page)
    if found is None:
        raise ValueError("holds no main text")
    return Reading((_draft(found, page),))


def _extracted(page: str) -> Document | None:
    """What trafilatura makes of a page; None when it finds no text."""
    from trafilatura import bare_extraction

    for favour in ({}, {"favor_recall": True}):
        found = bare_extraction(
            page, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES), **favour
        )
        if found is not None and found.body is not None and (found.text or "").strip():
            return found
    return None


def _draft(found: Document, page: str) -> Draft:
    language = _LANGUAGE.search(page[: _HEAD_BYTES * 4])
    return Draft(
        text="\n".join(_lines(found.body)),
        title=found.title or "",
        publisher=found.sitename or "",
        author=found.author or "",
        published=parse_date(found.date),
        url=found.url or "",
        language=found.language or (language[1] if language else ""),
        tags=tuple(found.tags or ()),
    )


def _lines(element: _Element) -> Iterator[str]:
    """The lines of the extracted tree (its tags are TEI's: head, p, list, item, table, row, cell)."""
    for child in element:
        match child.tag:
            case "head":
                yield from ("", _words(child), "")
            case "list":
                yield from _items(child)
                yield ""
            case "row":
                yield " | ".join(_words(cell) for cell in child.iter("cell"))
            case "table" | "div" | "body":
                yield from ("", *_lines(child), "")
            case "quote" if any(part.tag in ("p", "head", "list") for part in child):
                yield from _lines(child)
            case "code":
                yield from "".join(child.itertext()).split("\n")
            case _:
                yield from _broken(child)


def _items(element: _Element) -> Iterator[str]:
    """The items of a list, those of lists inside it after the item that holds them."""
    for item in element.iterchildren("item"):
        nested = list(item.iter("list"))
        for inner in nested:
            inner.getparent().remove(inner)
        if words := _words(item):
            yield f"- {words}"
        for inner in nested:
            yield from _items(inner)


def _broken(element: _Element) -> list[str]:
    """The text of a paragraph, a line for each forced break."""
    for forced in element.iter("lb"):
        forced.text = "\n"
    return [" ".join(line.split()) for line in "".join(element.itertext()).split("\n")]


def _words(element: _Element) -> str:
    return " ".join("".join(element.itertext()).split())
