"""A report as a table for a person, as JSON for a record, and as Markdown for a page."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.evaluation.machine import Machine
from assistant.evaluation.report import Measure, Report

SCHEMA = 1
_HEADS = ("measure", "value", "95 % from", "to", "n")
_DIGITS = 6
"""Decimals that a record keeps."""


@dataclass(frozen=True, slots=True)
class Record:
    """A report with all that is needed to make it again."""

    report: Report
    machine: Machine
    command: str
    """The command, without folders: those differ from machine to machine."""
    date: str = ""
    """As it was typed; empty where it was not."""


def as_table(report: Report) -> str:
    """Lines of text, each ended by a line feed."""
    lines = [*_aligned([_HEADS, *map(_row, report.measures)]), ""]
    lines += _aligned([(name, str(count)) for name, count in report.counts])
    return "\n".join(line.rstrip() for line in lines) + "\n"


def as_json(record: Record) -> str:
    """A JSON object, ended by a line feed; the same bytes for the same record."""
    whole: dict[str, Any] = {"schema": SCHEMA, "set": record.report.set, "command": record.command}
    if record.date:
        whole["date"] = record.date
    machine = dataclasses.asdict(record.machine)
    whole["machine"] = machine | {"packages": dict(record.machine.packages)}
    whole["data"] = dict(record.report.data)
    whole["counts"] = dict(record.report.counts)
    whole["measures"] = [_fields(measure) for measure in record.report.measures]
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def as_markdown(record: Record) -> str:
    """A section with a table."""
    machine = record.machine
    memory = f", {machine.memory_mb:,} MB of memory" if machine.memory_mb else ""
    packages = ", ".join(f"{name} {version}" for name, version in machine.packages)
    heads = [f"# {record.report.set}", ""]
    heads += [f"Date: {record.date}", ""] if record.date else []
    lines = [*heads, f"`{record.command}`", ""]
    lines += [f"| {' | '.join(_HEADS)} |", "|---|---:|---:|---:|---:|"]
    lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in _row(m))} |" for m in record.report.measures]
    lines += ["", *(f"- {name}: {count}" for name, count in record.report.counts), ""]
    lines.append(
        f"assistant {machine.assistant}, Python {machine.python}, {machine.system}, {machine.cores} cores{memory};"
    )
    lines += [f"{packages}.", "", *(f"- {name}: `{digest}`" for name, digest in record.report.data)]
    return "\n".join(lines) + "\n"


def _fields(measure: Measure) -> dict[str, Any]:
    fields = dataclasses.asdict(measure)
    return {name: round(value, _DIGITS) if isinstance(value, float) else value for name, value in fields.items()}


def _row(measure: Measure) -> tuple[str, ...]:
    numbers = (_number(measure.value, measure.unit), _number(measure.low, ""), _number(measure.high, ""))
    return (measure.name, *numbers, str(measure.n))


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return "-"
    digits = 3 if abs(value) < 2 else 1
    return f"{value:.{digits}f} {unit}".rstrip()


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *cells in rows:
        numbers = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        yield "  ".join((name.ljust(widths[0]), *numbers))
