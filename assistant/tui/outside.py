"""Show an article in the person's own editor or pager, at the cited line."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UsageError

_AS_TEXT = frozenset({".md", ".markdown", ".txt"})
"""Kinds of file that are opened themselves; of others the text as it was read is shown."""
_BY_PLUS = frozenset(
    {"vi", "vim", "nvim", "view", "less", "more", "most", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ne"}
)
"""Programs that take a line as ``+12``."""
_BY_COLON = frozenset({"hx", "helix", "subl", "zed"})
"""Programs that take it as ``file:12``."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """What to run."""

    command: tuple[str, ...]
    is_copy: bool
    """True where a copy is shown, which is not the article itself."""


def opening(corpus: Path, path: str, text: str, quote: str, environment: Mapping[str, str] | None = None) -> OpenFile:
    """The command that opens an article.

    Args:
        corpus: The folder of articles.
        path: The article's, in the corpus; ``file.jsonl#id`` for one of many in a file.
        text: The article's text, for what cannot be opened as it is.
        quote: Words of it, to begin at; empty for the start.
        environment: The process's own when not given; ``VISUAL``, ``EDITOR`` and ``PAGER`` are looked at.

    Returns:
        The command, with the line where the program is known to take one.

    Raises:
        UsageError: There is no editor and no pager.
        OSError: A copy could not be written.
    """
    environment = os.environ if environment is None else environment
    file = corpus / path
    is_copy = file.suffix.lower() not in _AS_TEXT or not file.is_file()
    if is_copy:
        file = _copy(path, text)
    program = _program(environment, viewer=is_copy)
    line = _line(file, quote)
    name = Path(program[0]).name
    if name in _BY_COLON:
        return OpenFile((*program, f"{file}:{line}"), is_copy)
    return OpenFile((*program, *((f"+{line}",) if name in _BY_PLUS and line > 1 else ()), str(file)), is_copy)


def _program(environment: Mapping[str, str], *, viewer: bool) -> list[str]:
    """The editor, or the pager; the pager first for a copy, which it is no use to edit."""
    names = ("PAGER", "VISUAL", "EDITOR") if viewer else ("VISUAL", "EDITOR", "PAGER")
    for name in names:
        if command := shlex.split(environment.get(name, "")):
            return command
    for fallback in ("less", "more", "vi", "nano"):
        if shutil.which(fallback, path=environment.get("PATH")):
            return [fallback]
    raise UsageError("There is no editor and no pager", "Set EDITOR or PAGER to one")


def _copy(path: str, text: str) -> Path:
    import tempfile  # seldom needed, and not quick to load

    name = "".join(char if char.isalnum() else "-" for char in Path(path).name)[:60]
    handle, copy = tempfile.mkstemp(prefix=f"assistant-{name}-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
        file.write(text)
    return Path(copy)


def _line(file: Path, quote: str) -> int:
    """The line of a file where a quote begins, from 1; 1 where it is not found word for word."""
    words = quote.split()
    if not words:
        return 1
    content = file.read_text(encoding="utf-8", errors="replace")
    at = content.find(quote)
    for length in (8, 5, 3):
        if at < 0 and len(words) >= length:
            at = content.find(" ".join(words[:length]))
    return content.count("\n", 0, at) + 1 if at >= 0 else 1
