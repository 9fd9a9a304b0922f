"""The same questions in every form of file, and what reading them loads."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from assistant.batch import Expectation, Item, ValueExpectation, load
from assistant.datatypes import AnswerStatus, SearchFilter
from assistant.quantities import parse_quantity

Write = Callable[..., Path]

RECORDS: list[dict[str, Any]] = [
    {"id": "a", "question": 'What is "it",\nexactly; and = why?', "kind": "lookup", "note": "ü 😀"},
    {
        "id": "b",
        "turns": ["First?", "And then?"],
        "as_of": "2026-01-31",
        "sources": {"publishers": ["AC/DC Weekly"], "paths": ["news/*"]},
        "assume": {"revenue": "$30bn-$40bn", "growth": "25%"},
        "expect": {
            "contains": ["x", ["y", "z"]],
            "value": {"low": 22.5, "high": None, "unit": "x", "rel_tol": 0.05},
            "cites": ["one.md"],
        },
    },
    {"id": "c", "question": "No", "expect": {"status": "abstained"}},
]
ITEMS = (
    Item("a", 0, ('What is "it",\nexactly; and = why?',), note="ü 😀", kind="lookup"),
    Item(
        "b",
        0,
        ("First?", "And then?"),
        Expectation(contains=(("x",), ("y", "z")), value=ValueExpectation(22.5, None, "x", 0.05), cites=("one.md",)),
        where=SearchFilter(date(2026, 1, 31), ("AC/DC Weekly",), ("news/*",)),
        assumptions=(("revenue", parse_quantity("$30bn-$40bn")), ("growth", parse_quantity("25%"))),
    ),
    Item("c", 0, ("No",), Expectation(AnswerStatus.ABSTAINED)),
)
COLUMNS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "id": lambda record: record["id"],
    "question": lambda record: record.get("question"),
    "turns": lambda record: "\n".join(record.get("turns", ())),
    "kind": lambda record: record.get("kind"),
    "note": lambda record: record.get("note"),
    "as_of": lambda record: record.get("as_of"),
    "sources": lambda record: json.dumps(record["sources"]) if "sources" in record else None,
    "assume.revenue": lambda record: record.get("assume", {}).get("revenue"),
    "assume.growth": lambda record: record.get("assume", {}).get("growth"),
    "expect": lambda record: json.dumps(record["expect"]) if "expect" in record else None,
}
TABLE = [list(COLUMNS), *([cell(record) for cell in COLUMNS.values()] for record in RECORDS)]


def as_jsonl() -> bytes:
    return "".join(f"{json.dumps(record)}\n" for record in RECORDS).encode()


def as_csv() -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(TABLE)
    return out.getvalue().encode("utf-8-sig")


def as_yaml() -> bytes:
    return yaml.safe_dump(RECORDS, allow_unicode=True, sort_keys=False).encode()


def as_xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in TABLE:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "written"), [("q.jsonl", as_jsonl), ("q.csv", as_csv), ("q.yaml", as_yaml), ("q.xlsx", as_xlsx)]
)
def test_the_same_questions_come_out_of_every_form(write: Write, name: str, written: Callable[[], bytes]) -> None:
    read = load(write(written(), name))
    assert read.problems == ()
    assert tuple(replace(item, line=0) for item in read.items) == ITEMS
    lines = [item.line for item in read.items]
    assert lines == sorted(set(lines))


def test_reading_questions_as_lines_loads_no_library_for_the_other_forms(write: Write) -> None:
    path = write(as_jsonl().splitlines()[0])
    script = (
        f"import sys\nfrom pathlib import Path\nfrom assistant.batch import load\nload(Path({str(path)!r}))\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not {"openpyxl", "lxml", "pint", "numpy"} & set(done.stdout.split())
