"""Paths as they are typed: completed as a shell does, and looked up. Reads folders, so not for the interface thread."""

from __future__ import annotations

import os
from dataclasses import dataclass
from os.path import commonprefix
from pathlib import Path

from assistant.errors import UsageError

_MOST = 20_000
"""Entries of one folder that are looked at."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What can follow a path that is typed so far."""

    text: str
    """The path, as far as it is certain."""
    choices: tuple[str, ...] = ()
    """Names that fit, folders with a slash behind them."""
    problem: str = ""
    """Why there are none; empty where nothing is wrong."""

    def chosen(self, name: str) -> str:
        """The path with one of the names at its end."""
        head, slash, _ = self.text.rpartition("/")
        return head + slash + name


def complete(text: str) -> Completion:
    """Complete a path.

    Args:
        text: As typed; ``~`` is the home folder.

    Returns:
        The path with what all choices have in common, and the choices in order. Names that cannot be typed or
        shown as they are, for instance with control characters, are no choices.
    """
    if text == "~":
        return Completion("~/")
    head, slash, prefix = text.rpartition("/")
    try:
        folder = Path(head + slash).expanduser()
        names = _names(folder, prefix)
    except (OSError, RuntimeError, ValueError) as error:
        return Completion(text, (), _reason(error))
    if not names:
        return Completion(text)
    common = commonprefix(names)  # noqa: RUF071 - names, compared letter by letter
    # Names that fit but for their capitals can have less in common than was typed.
    return Completion(head + slash + (common if len(common) >= len(prefix) else prefix), tuple(names))


def _names(folder: Path, prefix: str) -> list[str]:
    """The names in a folder that begin so; where there are none, capitals do not matter."""
    with os.scandir(folder) as entries:
        seen = [entry for entry, _ in zip(entries, range(_MOST), strict=False)]
    usable = [e for e in seen if e.name.isprintable() and (prefix.startswith(".") or not e.name.startswith("."))]
    fitting = [e for e in usable if e.name.startswith(prefix)]
    fitting = fitting or [e for e in usable if e.name.casefold().startswith(prefix.casefold())]
    return sorted(f"{entry.name}/" if entry.is_dir() else entry.name for entry in fitting)


def existing(text: str) -> Path:
    """Find the file or folder that is meant.

    Args:
        text: As typed or pasted; ``~`` is the home folder, quotes around it are left out.

    Raises:
        UsageError: Nothing is typed, or there is nothing of that path.
    """
    typed = text.strip()
    if len(typed) > 1 and typed[0] == typed[-1] and typed[0] in "'\"":
        typed = typed[1:-1]
    if not typed:
        raise UsageError("Type the path of a file or a folder")
    try:
        path = Path(typed).expanduser()
        path.stat()
    except (OSError, RuntimeError, ValueError) as error:
        raise UsageError(f"{typed}: {_reason(error)}") from error
    return path


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    said = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return said[:1].lower() + said[1:].rstrip(".")
