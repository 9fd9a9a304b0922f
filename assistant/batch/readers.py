"""The bytes of a question file as numbered records, one reader for each file suffix.

A reader knows a format and nothing of questions: it yields, in the file's order, either
the raw fields of a line or the reason why the line cannot be read. A new format is a new
function and one more entry in `READERS`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from assistant.batch import fields
from assistant.batch.fields import FieldError

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class LineProblem:
    """A line of a question file that cannot be asked, and why."""

    line: int
    """Counts from 1."""
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one question, not yet checked."""

    line: int
    """Where it starts in the file, from 1."""
    fields: Mapping[str, object]


Reader = Callable[[bytes], Iterator[Record | LineProblem]]
"""From a file's bytes to its records and unreadable lines, in order; blank lines are left out."""


def read_jsonl(data: bytes) -> Iterator[Record | LineProblem]:
    """One JSON object a line."""
    for line in _lines(data):
        if isinstance(line, LineProblem):
            yield line
            continue
        number, text = line
        try:
            yield Record(number, _json_object(text))
        except FieldError as error:
            yield LineProblem(number, str(error))


def read_txt(data: bytes) -> Iterator[Record | LineProblem]:
    """One question a line; a line that starts with ``#`` is a comment."""
    for line in _lines(data):
        if isinstance(line, LineProblem):
            yield line
            continue
        number, text = line
        if not text.startswith("#"):
            yield Record(number, {"question": text})


READERS: Mapping[str, Reader] = {".jsonl": read_jsonl, ".txt": read_txt}
"""Lower-case suffix to reader."""


def _lines(data: bytes) -> Iterator[tuple[int, str] | LineProblem]:
    # Only these end a line: str.splitlines would also cut at U+2028, which may stand inside a JSON text.
    unified = data.removeprefix(_BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    for number, raw in enumerate(unified.split(b"\n"), start=1):
        try:
            text = raw.decode("utf-8").strip()
        except UnicodeDecodeError as error:
            wrong = raw[error.start]
            yield LineProblem(number, f"not UTF-8 (byte 0x{wrong:02x}); save the file as UTF-8")
            continue
        if text:
            yield number, text


def _json_object(text: str) -> Mapping[str, object]:
    try:
        value: object = json.loads(text, object_pairs_hook=_without_doubles)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except json.JSONDecodeError as error:
        raise FieldError(f"not JSON: {error.msg} at column {error.colno}") from None
    except UnicodeEncodeError:
        raise FieldError("holds half of a surrogate pair (\\ud800 to \\udfff), which is no character") from None
    except RecursionError:
        raise FieldError("not JSON that can be read: nested too deeply") from None
    except FieldError:
        raise
    except ValueError:
        raise FieldError("not JSON that can be read: a number is too long") from None
    return fields.mapping(value, "the line")


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise FieldError(f"key '{key[:40]}' is given twice")
        found[key] = value
    return found
