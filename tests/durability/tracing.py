"""System calls, watched and disturbed by ``strace``, which attaches to a fork of the server."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CALLS = (
    "write", "pwrite64", "writev", "pwritev", "fsync", "fdatasync", "rename", "renameat", "renameat2", "unlink",
    "unlinkat", "rmdir", "open", "openat", "ftruncate", "truncate", "fallocate", "mkdir", "mkdirat", "link", "linkat",
    "copy_file_range", "sendfile", "flock", "chmod", "fchmod", "utimensat",
)  # fmt: skip
WRITING = frozenset({"write", "pwrite64", "writev", "pwritev", "copy_file_range", "sendfile", "ftruncate", "fallocate"})
SYNCING = frozenset({"fsync", "fdatasync"})
NAMING = frozenset({"rename", "renameat", "renameat2", "mkdir", "mkdirat", "link", "linkat"})
REMOVING = frozenset({"unlink", "unlinkat", "rmdir"})
_LINE = re.compile(r"^\d+ +(?P<call>\w+)\((?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class Call:
    """A system call of a build."""

    name: str
    number: int
    """The how many-eth of its name it is, from 1."""
    words: str
    """Its arguments and result, as strace prints them."""

    @property
    def makes(self) -> bool:
        """Whether it opens a file to write it."""
        return self.name in {"open", "openat"} and bool(re.search(r"O_(WRONLY|RDWR|CREAT)", self.words))

    def touches(self, folder: Path) -> bool:
        """Whether it is about something in a folder, or the folder itself."""
        return str(folder) in self.words

    def __str__(self) -> str:
        return f"{self.name} #{self.number}"


@cache
def why_not() -> str:
    """Why nothing can be traced here; empty when it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, text=True, check=False)
    return f"strace may not trace here: {tried.stderr.strip()}" if tried.returncode else ""


class Tracer:
    """strace, attached to a process that waits at its gate.

    Args:
        pid: The process.
        log: Where the calls are written.
        injection: What is done to which calls, in strace's words; nothing when empty.
    """

    def __init__(self, pid: int, log: Path, injection: str = "") -> None:
        self._log = log
        words = ["strace", "-f", "-y", "-s", "0", "-o", str(log), "-e", f"trace={','.join('?' + c for c in CALLS)}"]
        words += ["-e", f"inject={injection}"] if injection else []
        self._process = subprocess.Popen(
            [*words, "-p", str(pid)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        assert self._process.stderr is not None
        line = self._process.stderr.readline()
        if "attached" not in line:
            raise RuntimeError(f"strace did not attach: {line}{self._process.stderr.read()}")

    def calls(self) -> list[Call]:
        """Wait for the process to end, and read what it called."""
        self._process.communicate()
        counts: dict[str, int] = {}
        found = []
        for line in self._log.read_text(encoding="utf-8", errors="replace").splitlines():
            match = _LINE.match(line)
            if match:
                name = match["call"]
                counts[name] = counts.get(name, 0) + 1
                found.append(Call(name, counts[name], match["rest"]))
        self._log.unlink()
        return found
