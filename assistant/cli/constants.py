"""``assistant constants``: the published values that calculators use, each with its source and year."""

from __future__ import annotations

import json
import sys

from assistant.calculators.constants import Constant, all_constants, constant
from assistant.datatypes import SCHEMA
from assistant.errors import ExitCode
from assistant.quantities import print_quantity


def show(name: str | None, *, as_json: bool) -> int:
    """Show one constant, or all.

    Args:
        name: Its id; None for all.
        as_json: One JSON object on stdout.

    Returns:
        The exit code.

    Raises:
        CalculationError: There is none of that name.
    """
    chosen = all_constants() if name is None else (constant(name),)
    if as_json:
        table = {"schema": SCHEMA, "constants": [_fields(entry) for entry in chosen]}
        shown = json.dumps(table, ensure_ascii=False, indent=2)
    else:
        shown = "\n".join(line for entry in chosen for line in _lines(entry))
    sys.stdout.write(shown + "\n")
    return ExitCode.OK


def _lines(entry: Constant) -> list[str]:
    seen = {"publisher": "read on the publisher's own page", "quoted": "as quoted in another document"}
    lines = [f"{entry.id} = {print_quantity(entry.quantity)}", f"    {entry.source}"]
    if entry.low < entry.high:
        lines[0] += f", range {print_quantity(entry.range)}"
    if entry.seen:
        lines[1] += f" ({seen[entry.seen]})"
    if entry.publisher and not entry.year:
        lines[1] += ", no year given"
    return [*lines, f"    {entry.note}"] if entry.note else lines


def _fields(entry: Constant) -> dict[str, object]:
    return {
        "id": entry.id,
        "value": entry.value,
        "low": entry.low,
        "high": entry.high,
        "unit": entry.unit,
        "qualifier": entry.qualifier.value,
        "year": entry.year or None,
        "publisher": entry.publisher,
        "title": entry.title,
        "seen": entry.seen,
        "note": entry.note,
    }
