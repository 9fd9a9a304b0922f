"""What a web page may be made of, so that the extraction of its text ends.

The parser and the extraction take more than linear time on tables in tables, on a tag with very many
attributes, and on an element with very many children; each is counted first, which is cheap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

_TABLE = re.compile(r"<(/?)table\b", re.IGNORECASE)
_TAG_BEGINS = re.compile(r"<[A-Za-z]")
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_MAX_DEPTH = 50
"""Tables within tables."""
_LONG_TAG = 10_000
"""Characters without an end of a tag from which its attributes are counted."""
_MAX_ATTRIBUTES = 1_000
_MAX_ELEMENTS = 60_000
_MAX_BLOCKS = 12_000
_BLOCKS = frozenset({"p", "div", "li", "dd", "dt", "td", "th", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"})
"""Paragraphs and what is like them, which the extraction compares with one another where it is in doubt."""
_MAX_CHILDREN = 5_000
"""Of one element."""


def check_page(page: str) -> None:
    """Refuse a page that no reader could get through.

    Raises:
        ValueError: It is nested, or holds more, than pages for people do.
    """
    steps = (-1 if match[1] else 1 for match in _TABLE.finditer(page))
    if max(accumulate(steps, initial=0)) > _MAX_DEPTH:
        raise ValueError("holds tables nested beyond reason")
    if any(attributes > _MAX_ATTRIBUTES for attributes in _long_tags(page)):
        raise ValueError(f"holds a tag with more than {_MAX_ATTRIBUTES:,} attributes")
    _check_tree(page)


def _long_tags(page: str) -> Iterator[int]:
    """How many attributes each long tag has, by the words outside quotation marks."""
    for piece in page.split(">"):
        if len(piece) > _LONG_TAG and (begin := _TAG_BEGINS.search(piece)):
            yield len(_QUOTED.sub("", piece[begin.start() :]).split())


def _check_tree(page: str) -> None:
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    # The words may be missing here, whatever the page says of its encoding: only elements are counted.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    data = page.encode("utf-8", "replace")
    try:
        tree = document_fromstring(data, parser=parser, ensure_head_body=False)
    except ParserError:  # no element at all
        return
    blocks = 0
    for count, element in enumerate(tree.iter(), 1):
        blocks += element.tag in _BLOCKS
        if len(element) > _MAX_CHILDREN:
            raise ValueError(f"holds an element with more than {_MAX_CHILDREN:,} others in it; split the page")
        if count > _MAX_ELEMENTS:
            raise ValueError(f"holds more than {_MAX_ELEMENTS:,} elements; split the page")
        if blocks > _MAX_BLOCKS:
            raise ValueError(f"holds more than {_MAX_BLOCKS:,} paragraphs; split the page")
