"""The program itself, started with nothing of the person's: settings, sessions and index in a test's folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

QUESTION = "Who runs Acme?"
ANSWER = "Chief executive Jane Doe said demand was strong."
"""A sentence of the small corpus, which answers it."""
PATIENCE = 60.0
"""Seconds that a busy machine may take for anything."""


def command(*arguments: str) -> list[str]:
    """The program with arguments."""
    return [sys.executable, "-m", "assistant", *arguments]


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The environment without the person's settings, with all data in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ASSISTANT_", "TEXTUAL"))}
    for name in ("COLUMNS", "LINES", "NO_COLOR"):
        kept.pop(name, None)
    return kept | {"ASSISTANT_DATA": str(folder / "data"), "TERM": "xterm-256color"} | more


def flags(corpus: Path, folder: Path) -> tuple[str, ...]:
    """Flags for a corpus, with the index in a folder."""
    return ("--corpus", str(corpus), "--index", str(folder / "index"))


def build_index(corpus: Path, folder: Path) -> None:
    """Build the index of a corpus, so that the chat need not."""
    subprocess.run(
        command("index", "-q", *flags(corpus, folder)), env=environment(folder), check=True, timeout=PATIENCE
    )
