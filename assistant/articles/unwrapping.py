"""Joins lines that were cut at a fixed width back into paragraphs.

Old newswires, e-mails and PDF pages break each line at a width; a sentence must not end
there. Text is taken as cut when nearly all its lines are short and most line ends lie
where the next word would not have fitted or in mid-sentence. A blank line, an
indented line, a list item and a short line that ends a sentence end a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_MIN_WIDTH = 40
_ITEM = re.compile(r"\s*(?:[-*•·▪◦‣–—] |\(?\d{1,3}[.)] |\(?[a-z][.)] )")
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’)\]]*$")
_HYPHENATED = re.compile(r"(?<![^\W\d_])[^\W\d_]++-[^\W\d_]++")


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the joints between lines are judged by."""

    width: int
    indent: int
    """Of the lines that stand farthest to the left."""
    indented: bool
    """Whether indentation marks paragraphs, so that every other line goes on."""
    hyphens: frozenset[str] | None
    """Compounds that the text writes with a hyphen; None where a hyphen at a line's end is one."""


def unwrap(text: str, *, max_width: int = 110, typeset: bool = False) -> str:
    """The text with its paragraphs on one line each; text that is not cut comes back as it is.

    Args:
        text: Without control characters; indentation still in place.
        max_width: Longest line, in characters, of a text that counts as cut.
        typeset: Words may be divided at line ends (a PDF page): "invest-" + "ment" are joined,
            "run-" + "rate" keep the hyphen where the text has that word in mid-line too.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    lengths = [len(line.strip()) for line in lines if line.strip()]
    if not lengths or sum(length > max_width for length in lengths) * 50 > len(lengths):
        return text
    width = max((length for length in lengths if length <= max_width), default=0)
    hyphens = frozenset(found.lower() for found in _HYPHENATED.findall(text)) if typeset else None
    indent = min(_indent(line) for line in lines if line.strip())
    pairs = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip()]
    joints = [(a, b) for a, b in pairs if not _breaks(a, b, indent)]
    shape = _Shape(width, indent, len(joints) < len(pairs), hyphens)
    cut = sum(_is_cut(a, b, shape) for a, b in joints)
    if width < _MIN_WIDTH or not joints or cut * 2 < len(joints):
        return text
    return "\n".join(_paragraphs(lines, shape))


def _paragraphs(lines: list[str], shape: _Shape) -> list[str]:
    done: list[str] = []
    pieces: list[str] = []
    last = ""
    for line in lines:
        if pieces and (not line.strip() or _breaks(last, line, shape.indent) or not _is_cut(last, line, shape)):
            done.append("".join(pieces))
            pieces = []
        if not line.strip():
            done.append("")
        elif pieces:
            _join(pieces, line.strip(), shape)
        else:
            pieces = [line.strip()]
        last = line
    return [*done, "".join(pieces)] if pieces else done


def _join(pieces: list[str], line: str, shape: _Shape) -> None:
    """Adds a line to a paragraph; only its last piece is looked at, so that this stays linear."""
    last = pieces[-1]
    divided = len(last) > 1 and last[-1] == "-" and last[-2].isalpha() and line[0].islower()
    if not divided:
        pieces.append(" " + line)
    elif shape.hyphens is None or f"{_tail(last)}{_head(line)}".lower() in shape.hyphens:
        pieces.append(line)
    else:
        pieces[-1] = last[:-1]
        pieces.append(line)


def _tail(line: str) -> str:
    return line.rpartition(" ")[2]


def _head(line: str) -> str:
    found = re.match(r"[^\W\d_]+", line)
    return found[0] if found else ""


def _breaks(line: str, following: str, indent: int) -> bool:
    """Whether the layout itself starts a paragraph: by an indented line or a list item."""
    indented = _indent(following) >= max(indent + 2, _indent(line))
    return indented or _ITEM.match(following) is not None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_cut(line: str, following: str, shape: _Shape) -> bool:
    """Whether a line end lies inside a paragraph."""
    text, rest = line.strip(), following.strip()
    if rest[0].islower() or text[-1] in ",;-":
        return True
    full = len(text) + 1 + len(rest.partition(" ")[0]) > shape.width
    if _ENDS_SENTENCE.search(text):
        return full
    return full or shape.indented or len(text) >= 0.7 * shape.width
