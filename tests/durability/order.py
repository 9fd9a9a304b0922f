"""What a power cut would leave: is everything on the disk before the name that makes it count?

A kill loses nothing that was written; a power cut loses what was not synced. From the calls of an undisturbed build
it is seen whether each file was synced after its last change, and each folder after its last new name, before the
manifest got its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.durability.tracing import NAMING, SYNCING, WRITING, Call

_FD = re.compile(r"<([^<>]+)>")
_NAME = re.compile(r'"([^"]*)"')
_PASSING = "build.lock"
"""Its name need not last."""


def unsynced(calls: Sequence[Call], index: Path) -> list[str]:
    """What is not safe at the moment when the manifest gets its name, or at the end of the build.

    Args:
        calls: The calls of a build that are about the index.
        index: The index folder that they have left.

    Returns:
        A line for each file and folder; nothing when all is safe.
    """
    named = (index / "manifest.json").read_text(encoding="utf-8")
    wrong: list[str] = []
    dirty: dict[str, str] = {}
    seen = False
    for call in calls:
        if _failed(call):
            continue
        if _renames_manifest(call):
            seen = True
            wrong += [f"{path} ({why}) is not synced before the manifest names it" for path, why in dirty.items()]
            dirty.clear()
        if call.name in SYNCING:
            dirty.pop(_first_file(call), None)
        else:
            dirty |= {path: why for path, why in _changed(call) if _counts(Path(path), index, named)}
    if not seen:
        wrong.append("the manifest never got its name by a rename")
    return wrong + [f"{path} ({why}) is not synced at the end" for path, why in dirty.items()]


def _counts(path: Path, index: Path, named: str) -> bool:
    """Whether it is part of the index: what the manifest does not name may be lost."""
    return path.is_relative_to(index) and all(part in named for part in path.relative_to(index).parts)


def _renames_manifest(call: Call) -> bool:
    return call.name.startswith("rename") and Path(_NAME.findall(call.words)[-1]).name == "manifest.json"


def _changed(call: Call) -> Iterator[tuple[str, str]]:
    """The file or folder that a call changes, and by what; names that are not meant to last do not count."""
    if call.name in WRITING:
        path = _FD.findall(call.words)[1 if call.name == "copy_file_range" else 0]
        yield path, call.name
    elif call.name in NAMING or (call.makes and "O_CREAT" in call.words):
        made = Path(_NAME.findall(call.words)[-1])
        if not made.name.startswith(".") and made.name != _PASSING:
            yield str(made.parent), f"{call.name} of {made.name}"


def _failed(call: Call) -> bool:
    return " = -1 " in call.words


def _first_file(call: Call) -> str:
    found = _FD.search(call.words)
    return found[1] if found else ""
