"""Reads the block of fields that may open a Markdown or plain-text file.

The block is YAML between two lines of ``---``. It is parsed safely and only single
values and lists of them are taken. A block that is not valid YAML (a colon in a title is
enough) is read line by line instead, and the problem is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from assistant.articles.dates import parse_date
from assistant.articles.drafts import Draft

_MAX_BLOCK = 50_000
"""Characters; a longer block is text, not fields."""
_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "site", "sitename"),
    "author": ("author", "authors", "byline"),
    "published": ("published", "date", "published_at", "publication_date"),
    "url": ("url", "link", "permalink"),
    "language": ("language", "lang"),
    "tags": ("tags", "keywords", "categories"),
    "note": ("about", "note"),
}
"""The field of an article and the names that a file may give it, in order of rank."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields of a file, the rest of its text, and what was wrong with the block."""

    fields: Mapping[str, object]
    body: str
    note: str = ""


def split_front_matter(text: str) -> FrontMatter:
    """Takes the block of fields off a text; a text without one comes back whole."""
    stripped = text.lstrip("\n")
    first, _, rest = stripped.partition("\n")
    if first.rstrip() != "---":
        return FrontMatter({}, text)
    lines = rest[:_MAX_BLOCK].split("\n")
    end = next((i for i, line in enumerate(lines) if line.rstrip() in ("---", "...")), None)
    if end is None or (end == len(lines) - 1 and len(rest) > _MAX_BLOCK):
        return FrontMatter({}, text)
    block = "\n".join(lines[:end])
    body = rest[len(block) + (1 if end else 0) + len(lines[end]) :].lstrip("\n")
    return _parsed(block, body, whole=text)


def draft_of(fields: Mapping[str, object], text: str, **instead: str) -> Draft:
    """A draft with the fields that a file states.

    Args:
        fields: As parsed; names in lower case, unknown ones are passed over.
        text: The body.
        instead: Fields of ``Draft`` that hold where ``fields`` has none.
    """
    found = {
        key: next((fields[name] for name in names if fields.get(name) not in (None, "")), None)
        for key, names in _NAMES.items()
    }
    return Draft(
        text=text,
        title=as_text(found["title"]) or instead.get("title", ""),
        publisher=as_text(found["publisher"]) or instead.get("publisher", ""),
        author=as_text(found["author"]) or instead.get("author", ""),
        published=parse_date(found["published"]) or parse_date(instead.get("published")),
        url=as_text(found["url"]) or instead.get("url", ""),
        language=as_text(found["language"]) or instead.get("language", ""),
        tags=as_list(found["tags"]),
        note=as_text(found["note"]),
        fragment=instead.get("fragment", ""),
    )


def as_text(value: object) -> str:
    """A single value as text; a list of them joined by commas; empty for anything else."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float | date | datetime):
        return str(value)
    if isinstance(value, list):
        return ", ".join(filter(None, (as_text(item) for item in value if not isinstance(item, list))))
    return ""


def as_list(value: object) -> tuple[str, ...]:
    """A list of single values, or text with commas or semicolons, as a tuple."""
    if isinstance(value, str):
        value = value.replace(";", ",").split(",")
    if not isinstance(value, list):
        return (text,) if (text := as_text(value)) else ()
    return tuple(filter(None, (as_text(item) for item in value if not isinstance(item, list))))


def _parsed(block: str, body: str, *, whole: str) -> FrontMatter:
    import yaml

    try:
        fields = yaml.safe_load(block)
    # ValueError: an impossible date; the others: keys that cannot be keys, deep nesting.
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark else ""
        reason = getattr(error, "problem", None) or str(error).partition("\n")[0] or type(error).__name__
        fields = _line_by_line(block)
        return FrontMatter(fields, body, f"its front matter is not valid YAML{where}: {reason}")
    if fields is None:
        return FrontMatter({}, body)
    if not isinstance(fields, dict):  # a rule above a first paragraph, not a block of fields
        return FrontMatter({}, whole)
    return FrontMatter({str(key).strip().lower(): value for key, value in fields.items()}, body)


def _line_by_line(block: str) -> dict[str, object]:
    """Fields of the form ``name: value`` where YAML has failed."""
    known = {name for names in _NAMES.values() for name in names}
    fields: dict[str, object] = {}
    for line in block.split("\n"):
        name, colon, value = line.partition(":")
        if colon and name.strip().lower() in known:
            fields.setdefault(name.strip().lower(), value.strip().strip("'\""))
    return fields
