"""Whole processes, timed: what a person waits for, imports and all."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import UsageError


@dataclass(frozen=True, slots=True)
class Run:
    """One process that ended well."""

    seconds: float
    megabytes: float
    """The most memory that it held."""


def timed(command: Sequence[str], *, fine: tuple[int, ...] = (0,), **variables: str) -> Run:
    """Run a whole process, its output dropped.

    Args:
        command: Program and arguments.
        fine: Exit codes of a process that did its work.
        variables: More environment variables.

    Raises:
        UsageError: It ended otherwise: the time of a failure is no measure.
    """
    environment = os.environ | {"HF_HUB_OFFLINE": "1"} | variables
    with tempfile.TemporaryFile() as told:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in fine:
            told.seek(0)
            last = (told.read().decode(errors="replace").strip().splitlines() or ["it said nothing"])[-1]
            raise UsageError(f"{' '.join(command[:4])} … ended with {process.returncode}: {last}", "Run it by itself")
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss / scale)
