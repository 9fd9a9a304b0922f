"""Copy text out of the terminal: by OSC 52, else by a program of the system, else into a file."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

OSC52_MOST = 70_000
"""Bytes that most terminals take by OSC 52 (a limit of 100,000 after base64 is common)."""

_DEAF = frozenset({"linux", "dumb", "vt100", "vt220", "ansi", "cons25"})
"""Terminals (``TERM``) that know no OSC 52."""
_DEAF_PROGRAMS = frozenset({"Apple_Terminal"})
_SECONDS = 3.0

_TOOLS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("pbcopy",), ""),
    (("wl-copy",), "WAYLAND_DISPLAY"),
    (("xclip", "-selection", "clipboard"), "DISPLAY"),
    (("xsel", "--clipboard", "--input"), "DISPLAY"),
    (("clip.exe",), ""),
)
"""Programs that copy what they read, each with the environment variable that it needs."""


def hears_osc52(environment: Mapping[str, str], size: int) -> bool:
    """Whether the terminal is believed to take a text by OSC 52; none says so itself.

    Args:
        environment: The process's.
        size: Bytes of the text.

    Returns:
        False for terminals that are known not to, and for texts beyond their limit.
    """
    term = environment.get("TERM", "")
    deaf = term in _DEAF or not term or environment.get("TERM_PROGRAM") in _DEAF_PROGRAMS
    return not deaf and size <= OSC52_MOST


def copy(text: str, osc52: Callable[[str], None], environment: Mapping[str, str] | None = None) -> str:
    """Copy a text by the first way that works.

    Args:
        text: What to copy.
        osc52: Sends it to the terminal.
        environment: The process's own when not given.

    Returns:
        Where it is now, in words: "to the clipboard", or the file that holds it.

    Raises:
        OSError: Not even a file could be written.
    """
    environment = os.environ if environment is None else environment
    if hears_osc52(environment, len(text.encode(errors="replace"))):
        osc52(text)
        return "to the clipboard"
    if _by_tool(text, environment):
        return "to the clipboard"
    return f"into {_into_file(text)}, since this terminal has no clipboard"


def _by_tool(text: str, environment: Mapping[str, str]) -> bool:
    for command, needs in _TOOLS:
        if (needs and not environment.get(needs)) or not shutil.which(command[0], path=environment.get("PATH")):
            continue
        try:
            done = subprocess.run(
                command, input=text.encode(errors="replace"), capture_output=True, check=False, timeout=_SECONDS
            )
        except (OSError, subprocess.TimeoutExpired):
            continue  # the next one may work; the file always does
        if done.returncode == 0:
            return True
    return False


def _into_file(text: str) -> Path:
    import tempfile  # seldom needed, and not quick to load

    handle, name = tempfile.mkstemp(prefix="assistant-copied-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
        file.write(text)
    return Path(name)
