"""``assistant batch diff``: which answers of two results differ, in what, and what moved them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from assistant.batch.changes import Change, Comparison, compare
from assistant.batch.report import shorten
from assistant.batch.results_file import read_results
from assistant.errors import ExitCode

_ALIKE = 30
"""Characters kept of what two texts begin with alike."""


def show(old: Path, new: Path) -> int:
    """Show what changed from one result of a batch to another.

    Args:
        old: The earlier results, in JSON lines.
        new: The later ones.

    Returns:
        The exit code: 4 where an answer changed.

    Raises:
        UsageError: A file cannot be read, or is not what a batch writes.
    """
    found = compare(read_results(old), read_results(new))
    sys.stdout.write("".join(f"{line}\n" for line in _lines(found)))
    return ExitCode.EXPECTATION if found.changes else ExitCode.OK


def _lines(found: Comparison) -> Iterator[str]:
    for change in found.changes:
        yield from _change(change)
        yield ""
    counts = Counter(cause.partition(":")[0] for change in found.changes for cause in change.causes[:1])
    yield f"{len(found.changes)} changed, {found.same} as before"
    for cause, count in counts.most_common():
        yield f"  {count:5}  {cause}"


def _change(change: Change) -> Iterator[str]:
    yield f"{shorten(change.key, 40)}: {shorten(change.question, 70)}"
    for difference in change.differences:
        old, new = _from_where_they_part(difference.old, difference.new)
        yield f"  {difference.part}: {shorten(old)} -> {shorten(new)}"
    for cause in change.causes:
        yield f"  moved by {shorten(cause, 200)}" if ":" in cause else f"  {cause}"


def _from_where_they_part(old: str, new: str) -> tuple[str, str]:
    """Two long texts without most of what they begin with alike, so that a line shows where they differ."""
    alike = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    cut = alike - _ALIKE
    return (old, new) if alike < 2 * _ALIKE else (f"…{old[cut:]}", f"…{new[cut:]}")
