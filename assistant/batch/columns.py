"""The columns of a table of questions, and what is written in their cells.

A cell is text: an empty one is an absent field. ``expect.contains`` names a field inside a field.
A list is one element a line of the cell, or JSON in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.batch import fields, json_text
from assistant.batch.fields import FieldError

ASSUME = "assume."
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?\s*%?")
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}
_OPEN = ("open", "null")


def _text(cell: str) -> object:
    return cell


def _list(cell: str) -> object:
    if cell.startswith("["):
        return json_text.parse(cell)
    return [line.strip() for line in cell.splitlines() if line.strip()]


def _list_or_object(cell: str) -> object:
    return json_text.parse(cell) if cell.startswith("{") else _list(cell)


def _number(cell: str) -> object:
    if cell.casefold() in _OPEN:
        return None
    if not _NUMBER.fullmatch(cell):
        raise FieldError(f"must be a number such as 22.5 or 9e11, or 'open', not '{cell[:40]}'")
    return float(cell.rstrip("% "))


def _flag(cell: str) -> object:
    if cell.casefold() not in _FLAGS:
        raise FieldError(f"must be true or false, not '{cell[:40]}'")
    return _FLAGS[cell.casefold()]


COLUMNS: Mapping[str, Callable[[str], object]] = {
    "id": _text,
    "question": _text,
    "turns": _list,
    "kind": _text,
    "note": _text,
    "as_of": _text,
    "sources": _list_or_object,
    "sources.publishers": _list,
    "sources.paths": _list,
    "assume": json_text.parse,
    "expect": json_text.parse,
    "expect.status": _text,
    "expect.contains": _list,
    "expect.not_contains": _list,
    "expect.value": json_text.parse,
    "expect.value.low": _number,
    "expect.value.high": _number,
    "expect.value.unit": _text,
    "expect.value.rel_tol": _number,
    "expect.value.inside": _flag,
    "expect.inside": _flag,
    "expect.cites": _list,
    "expect.cites_any": _list,
    "expect.quote": _text,
}
"""Name of a column to what reads its cells; beside them there is one ``assume.NAME`` for each input."""


def check_header(names: Sequence[str]) -> None:
    """Check the names of a table's columns; an empty one is a column that is not read.

    Raises:
        FieldError: One is unknown, is there twice, or says what another says in parts.
    """
    known = [name for name in names if name]
    for name in known:
        if not name.startswith(ASSUME) or name == ASSUME:
            fields.known_keys({name: None}, (*COLUMNS, f"{ASSUME}NAME"), "the header", "column")
        if known.count(name) > 1:
            raise FieldError(f"column '{name[:40]}' is there twice")
        part = next((other for other in known if other.startswith(f"{name}.")), None)
        if part is not None:
            raise FieldError(f"columns '{name}' and '{part[:40]}' say the same; keep one of them")
    if "question" not in known and "turns" not in known:
        raise FieldError("the header has no column 'question' or 'turns'")


def is_known(name: str) -> bool:
    """Whether a column of this name is read."""
    return name in COLUMNS or name.startswith(ASSUME)


def record_fields(cells: Mapping[str, str]) -> dict[str, object]:
    """The fields of one row.

    Args:
        cells: Name of a column to what stands in it, without blank cells.

    Raises:
        FieldError: A cell cannot be what its column is for; the reason names the column.
    """
    found: dict[str, object] = {}
    for name, cell in cells.items():
        try:
            value = COLUMNS.get(name, _text)(cell)
        except FieldError as error:
            raise FieldError(f"{name[:40]}: {error}") from None
        # The name of an assumption may hold a dot; it is one name all the same.
        path = ["assume", name[len(ASSUME) :]] if name.startswith(ASSUME) else name.split(".")
        _put(found, path, value)
    return found


def _put(found: dict[str, object], path: Sequence[str], value: object) -> None:
    for key in path[:-1]:
        inner = found.setdefault(key, {})
        assert isinstance(inner, dict)  # check_header lets no column and a part of it stand side by side
        found = inner
    found[path[-1]] = value
