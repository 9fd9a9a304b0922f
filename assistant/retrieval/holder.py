"""Who holds the build lock: what the lock's file says, and whether that can be believed.

A process that is killed leaves its words behind. They count only while a process of that
number, started when the words say so, lives on this machine; words of another machine cannot
be checked and say so by naming it.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

UNKNOWN = "another process"
_LIMIT = 2_000
"""Characters of the file that are read; nobody of ours writes more."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that builds."""

    pid: int
    host: str
    program: str
    """What it runs, such as ``assistant index``; without the rest of what was typed."""
    since: str
    """When it took the lock: ISO, UTC."""
    started: str
    """When the process started, in the system's own count; empty where that is not told."""

    def __str__(self) -> str:
        """The holder, for people."""
        where = "" if self.host == socket.gethostname() else f" on {self.host}"
        return f"process {self.pid}{where} ({self.program}, since {self.since})"

    @property
    def may_live(self) -> bool:
        """False where the process is known to have ended."""
        if self.host != socket.gethostname():
            return True
        if self.pid <= 0 or not _is_alive(self.pid):
            return False
        return self.started == _started(self.pid)


def write(file: IO[str]) -> None:
    """Say in the lock's file that this process holds it.

    Raises:
        OSError: It cannot be written.
    """
    pid = os.getpid()
    since = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    clear(file)
    json.dump(asdict(Holder(pid, socket.gethostname(), _program(), since, _started(pid))), file)
    file.write("\n")
    file.flush()


def clear(file: IO[str]) -> None:
    """Take back what the file says.

    Raises:
        OSError: It cannot be written.
    """
    file.seek(0)
    file.truncate()


def read(file: IO[str]) -> str:
    """Who holds the lock, in words; nothing is believed of a process that has ended."""
    try:
        file.seek(0)
        holder = Holder(**json.loads(file.read(_LIMIT)))
        typed = [type(value) for value in asdict(holder).values()] == [int, str, str, str, str]
        return str(holder) if typed and holder.may_live else UNKNOWN
    except (OSError, ValueError, TypeError):
        return UNKNOWN


def _program() -> str:
    """The program and the command, without anything else that was typed: a question is nobody's business."""
    path = Path(sys.argv[0])
    name = path.parent.name if path.name == "__main__.py" else path.name
    words = [name, *sys.argv[1:2]]
    plain = [word for word in words if word[:1].isalnum() and word.replace("-", "").replace(".", "").isalnum()]
    return " ".join(plain) or "python"


def _is_alive(pid: int) -> bool:
    if sys.platform == "win32":
        return True  # a signal would end it there
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _started(pid: int) -> str:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:  # another system, or the process has just ended
        return ""
    return stat.rpartition(")")[2].split()[19]
