"""Question files: every line becomes a question to ask or a problem with its line number.

One bad line never hides the others; only a file that cannot be read at all, or that asks
nothing, is refused as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.batch import conditions, expectation_fields, fields
from assistant.batch.expectations import Expectation
from assistant.batch.fields import FieldError
from assistant.batch.readers import BINARY, READERS, Reader
from assistant.batch.records import FileRefusedError, LineProblem, Record
from assistant.datatypes import Quantity, SearchFilter
from assistant.errors import QuestionFileError
from assistant.rendering import flat

__all__ = ["KEYS", "Item", "LineProblem", "QuestionFile", "load"]

KEYS = ("id", "question", "turns", "expect", "note", "kind", "as_of", "sources", "assume")
MAX_FILE_BYTES = 64_000_000
"""Question files above this size in bytes (64 MB) are refused."""
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a file: a conversation of one or more turns."""

    id: str
    """Its own id, else its line number."""
    line: int
    """Where it stands in the file, from 1."""
    turns: tuple[str, ...]
    """Asked in order; the last one's answer counts. Never empty."""
    expect: Expectation | None = None
    """None when nothing is expected, so that nothing is checked."""
    note: str = ""
    kind: str = ""
    where: SearchFilter | None = None
    """Only these articles are searched, in all turns; None: all."""
    assumptions: tuple[tuple[str, Quantity], ...] = ()
    """Inputs of calculators that are taken as given, in all turns: name and value."""

    @property
    def as_of(self) -> date | None:
        """Only articles published on or before this day are searched."""
        return None if self.where is None else self.where.as_of

    @property
    def question(self) -> str:
        """The turn whose answer counts."""
        return self.turns[-1]


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """What a question file holds, in the file's order."""

    items: tuple[Item, ...]
    problems: tuple[LineProblem, ...]


def load(path: Path) -> QuestionFile:
    """Read a question file.

    Args:
        path: A file whose suffix is one of `READERS`; UTF-8, with or without a byte order mark.

    Returns:
        The questions, and the lines that are none with the reason for each.

    Raises:
        QuestionFileError: The file is missing, unreadable, of an unknown format or holds no
            question.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        *first, last = READERS
        known = f"{', '.join(first)} or {last}"
        raise QuestionFileError(f"{path} is not a question file of a known format", f"Give one that ends in {known}")
    items: list[Item] = []
    problems: list[LineProblem] = []
    lines_of_ids: dict[str, int] = {}
    for record in _records(path, reader):
        if isinstance(record, LineProblem):
            problems.append(LineProblem(record.line, flat(record.reason)))
            continue
        try:
            item = _item(record)
            _claim_id(item, lines_of_ids)
        except FieldError as error:
            problems.append(LineProblem(record.line, flat(str(error))))
        else:
            items.append(item)
    if not items and not problems:
        raise QuestionFileError(f"{path} holds no questions", "Write one question on each line")
    return QuestionFile(tuple(items), tuple(problems))


def _records(path: Path, reader: Reader) -> Iterator[Record | LineProblem]:
    try:
        yield from reader(_bytes(path))
    except FileRefusedError as error:
        raise QuestionFileError(f"{path} {flat(error.reason)}", error.advice) from error


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        raise QuestionFileError(f"{path} does not exist", "Check the name of the question file") from None
    except IsADirectoryError:
        raise QuestionFileError(f"{path} is a folder", "Name a question file in it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise QuestionFileError(f"{path} cannot be read ({reason})", "Check the file and its permissions") from error
    if len(data) > MAX_FILE_BYTES:
        raise QuestionFileError(
            f"{path} is larger than {MAX_FILE_BYTES // 1_000_000} MB", "Split it into smaller files"
        )
    # Text in UTF-16 is half zero bytes; a stray control character in a question is not.
    if path.suffix.lower() not in BINARY and (data.startswith(_UTF16_BOMS) or data.count(0) * 4 > len(data)):
        raise QuestionFileError(f"{path} is not UTF-8 text", "Save it as UTF-8 and try again") from None
    return data


def _item(record: Record) -> Item:
    given = record.fields
    fields.known_keys(given, KEYS, "the question")
    expect = given.get("expect")
    where, assumptions = conditions.fields_of(given)
    return Item(
        id=_own_id(given.get("id")) or str(record.line),
        line=record.line,
        turns=_turns(given),
        expect=None if expect is None else expectation_fields.parse(expect),
        note=fields.text(given.get("note"), "note"),
        kind=fields.text(given.get("kind"), "kind").strip(),
        where=where,
        assumptions=assumptions,
    )


def _own_id(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return fields.full_text(value, "id")


def _turns(given: Mapping[str, object]) -> tuple[str, ...]:
    question, turns = given.get("question"), given.get("turns")
    if question is not None and turns is not None:
        raise FieldError("has both 'question' and 'turns'; keep one of them")
    if question is not None:
        return (fields.full_text(question, "question"),)
    if turns is None:
        raise FieldError("has no question; add 'question' or 'turns'")
    asked = fields.texts(turns, "turns")
    if not asked:
        raise FieldError("turns is an empty list")
    return asked


def _claim_id(item: Item, lines_of_ids: dict[str, int]) -> None:
    first = lines_of_ids.setdefault(item.id, item.line)
    if first != item.line:
        raise FieldError(f"id '{item.id[:40]}' is already taken by line {first}")
