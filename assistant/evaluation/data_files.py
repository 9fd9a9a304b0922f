"""Reading the data sets: plain or packed files, with an error that names the file."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import lzma
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from assistant.errors import UsageError

T = TypeVar("T")


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, unpacked where its name ends in ``.xz``.

    Raises:
        UsageError: There is no such file, or it cannot be read.
    """
    try:
        data = path.read_bytes()
        return (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8-sig")
    except FileNotFoundError:
        raise UsageError(f"{path} does not exist", "Check the name of the data file") from None
    except IsADirectoryError:
        raise UsageError(f"{path} is a folder", "Name the data file in it") from None
    except (OSError, UnicodeDecodeError, lzma.LZMAError) as error:
        raise UsageError(f"{path} cannot be read: {error}", "Check the file") from error


def read_json(path: Path) -> Any:
    """The value of a JSON file.

    Raises:
        UsageError: The file cannot be read, or is not JSON.
    """
    try:
        return json.loads(read_text(path))
    except ValueError as error:
        raise UsageError(f"{path} is not JSON: {error}", "Check the file") from error


def read_json_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines; empty lines are passed over.

    Raises:
        UsageError: The file cannot be read, or a line is no JSON object.
    """
    rows = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{path}, line {number}: not JSON: {error}", "Mend the line") from error
        if not isinstance(row, dict):
            raise UsageError(f"{path}, line {number}: not a JSON object", "Mend the line")
        rows.append(row)
    return rows


def read_table(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a CSV file with a header.

    Args:
        path: The file.
        columns: What its header must name.

    Raises:
        UsageError: The file cannot be read, or lacks a column.
    """
    rows = list(csv.DictReader(io.StringIO(read_text(path), newline="")))
    missing = [name for name in columns if not rows or rows[0].get(name) is None]
    if missing:
        raise UsageError(f"{path} has no column {missing[0]!r}", f"Its header must name {', '.join(columns)}")
    return rows


def digest(path: Path) -> str:
    """SHA-256 of a file, or of the names and contents of all files of a folder."""
    if path.is_file():
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    whole = hashlib.sha256()
    for each in sorted(each for each in path.rglob("*") if each.is_file()):
        whole.update(f"{each.relative_to(path).as_posix()}\0{digest(each)}\0".encode())
    return whole.hexdigest()


def sampled(items: Sequence[T], limit: int | None, seed: int) -> tuple[T, ...]:
    """As many items as wanted, drawn by chance but the same for the same seed, in their own order.

    Args:
        items: All of them.
        limit: How many; all when None.
        seed: Of the draw.
    """
    if limit is None or limit >= len(items):
        return tuple(items)
    return tuple(items[place] for place in sorted(random.Random(seed).sample(range(len(items)), limit)))
