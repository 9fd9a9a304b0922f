"""Results of a batch, read again from their JSON lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UsageError

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer of a file, as the contract writes it."""

    key: str
    """Its id, else its question: what pairs it with the same one in another file."""
    fields: Fields

    def text(self, name: str) -> str:
        """A field that is a text; empty where it is none."""
        return words(self.fields.get(name))

    def objects(self, name: str) -> tuple[Fields, ...]:
        """A field that is a list of objects; empty where it is none."""
        return objects(self.fields.get(name))

    @property
    def index(self) -> Fields:
        """Which index it came from."""
        return object_of(self.fields.get("index"))

    @property
    def shown(self) -> tuple[Fields, ...]:
        """What it cites, then the nearest evidence."""
        return (*self.objects("citations"), *self.objects("nearest"))


def read_results(path: Path) -> tuple[Answered, ...]:
    """Read the results of a batch.

    Args:
        path: What ``assistant batch FILE -o OUT.jsonl`` has written.

    Returns:
        The answers, in the file's order.

    Raises:
        UsageError: The file cannot be read, a line is no answer, or two answers have one id.
    """
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{path} cannot be read ({reason})", "Name the results of a batch, in JSON lines") from error
    found: dict[str, Answered] = {}
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        answer = _answer(line, f"{path}, line {number}")
        if answer.key in found:
            raise UsageError(f"{path}, line {number}: {answer.key[:40]!r} is there already", "Keep one of them")
        found[answer.key] = answer
    return tuple(found.values())


def _answer(line: bytes, place: str) -> Answered:
    try:
        value: object = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{place} is not JSON", "An interrupted batch is finished by --resume") from error
    fields = object_of(value)
    if not isinstance(fields.get("question"), str) or not isinstance(fields.get("status"), str):
        raise UsageError(f"{place} is no answer", "Name what assistant batch FILE -o OUT.jsonl has written")
    return Answered(words(fields.get("id")) or words(fields.get("question")), fields)


def words(value: object) -> str:
    """A text; empty where it is none."""
    return value if isinstance(value, str) else ""


def object_of(value: object) -> Fields:
    """An object; an empty one where it is none."""
    return value if isinstance(value, dict) else {}


def objects(value: object) -> tuple[Fields, ...]:
    """A list of objects; empty where it is none."""
    return tuple(each for each in value if isinstance(each, dict)) if isinstance(value, list) else ()
