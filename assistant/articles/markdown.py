"""Reads Markdown as the text that a reader of the page sees, without its markup.

Headings stand alone between blank lines, paragraphs are one line each, list items keep a
plain "- " or number (so that no list is taken for headings; sentences leave it out), table
cells are parted by " | ". Images, comments and raw HTML tags go; the words inside stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.articles.cleaning import drop_controls
from assistant.articles.decoding import decode
from assistant.articles.drafts import Reading
from assistant.articles.frontmatter import draft_of, split_front_matter
from assistant.articles.limits import require_length

if TYPE_CHECKING:
    from markdown_it.token import Token

ERRORS: tuple[type[Exception], ...] = (ValueError, RecursionError)
"""ValueError: bytes that are no text; RecursionError: markup nested beyond reason."""

_MAX_MARKS = 100_000
"""Each may open or close a link or an emphasis, and the parser keeps them all."""
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_markdown(data: bytes) -> Reading:
    """The article of a Markdown file; its title is the block's, else the first heading's.

    Raises:
        ValueError: The bytes are no text, or too much of it.
    """
    front = split_front_matter(require_length(drop_controls(decode(data))))
    if sum(map(front.body.count, "[*_~")) > _MAX_MARKS:
        raise ValueError(f"holds more than {_MAX_MARKS:,} marks of links and emphasis; split it")
    text, heading = strip_markdown(front.body)
    draft = draft_of(front.fields, text, title=heading)
    return Reading((draft,), (front.note,) if front.note else ())


def strip_markdown(text: str) -> tuple[str, str]:
    """The text without markup, and its first heading ("" when it has none)."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    page = _Page()
    for token in parser.parse(text):
        page.add(token)
    return "\n".join(page.lines), page.heading


@dataclass(slots=True)
class _Page:
    """The lines written so far, and where in the document the next one stands."""

    lines: list[str] = field(default_factory=list)
    heading: str = ""
    numbers: list[int | None] = field(default_factory=list)
    """For each open list, the number of its next item; None for bullets."""
    mark: str = ""
    """The list mark that the next paragraph carries."""
    cells: list[str] | None = None
    """The cells of the open table row."""
    in_heading: bool = False

    def add(self, token: Token) -> None:
        """Takes one token of the document."""
        match token.type:
            case "inline":
                self._text(_plain(token.children or ()))
            case "heading_open":
                self.in_heading = True
                self.lines.append("")
            case "heading_close":
                self.in_heading = False
                self.lines.append("")
            case "paragraph_close" if not token.hidden:
                self.lines.append("")
            case "fence" | "code_block":
                self.lines.extend(["", *token.content.split("\n"), ""])
            case "html_block":
                self.lines.extend(["", *_untagged(token.content).split("\n"), ""])
            case "hr":
                self.lines.append("")
            case _:
                self._structure(token)

    def _structure(self, token: Token) -> None:
        """Lists and tables."""
        match token.type:
            case "bullet_list_open":
                self.numbers.append(None)
            case "ordered_list_open":
                self.numbers.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                self.numbers.pop()
                if not self.numbers:
                    self.lines.append("")
            case "list_item_open":
                number = self.numbers[-1]
                self.mark = "- " if number is None else f"{number}. "
                self.numbers[-1] = None if number is None else number + 1
            case "tr_open":
                self.cells = []
            case "tr_close":
                self.lines.append(" | ".join(self.cells or ()))
                self.cells = None
            case "table_open" | "table_close":
                self.lines.append("")

    def _text(self, text: str) -> None:
        if self.cells is not None:
            self.cells.append(" ".join(text.split()))
            return
        if self.in_heading:
            text = " ".join(text.split())
            self.heading = self.heading or text
        self.lines.extend((self.mark + text).split("\n"))
        self.mark = ""


def _plain(children: Sequence[Token]) -> str:
    """The words of a run of inline markup."""
    pieces: list[str] = []
    for child in children:
        match child.type:
            case "text" | "code_inline" | "text_special":
                pieces.append(child.content)
            case "softbreak":
                pieces.append(" ")
            case "hardbreak":
                pieces.append("\n")
            case "html_inline" if _BREAK.fullmatch(child.content):
                pieces.append("\n")
    return "".join(pieces)


def _untagged(html: str) -> str:
    from html import unescape

    return unescape(_TAG.sub("", _BREAK.sub("\n", _COMMENT.sub("", html))))
