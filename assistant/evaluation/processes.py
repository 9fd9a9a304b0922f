"""Whole processes, timed: what a person waits for, imports and all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import UsageError

_LAUNCHER = """
import json, os, subprocess, sys, time
started = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
seconds = time.perf_counter() - started
print(json.dumps([seconds, usage.ru_maxrss, os.waitstatus_to_exitcode(status)]))
"""
# A process counts the memory of the one that started it as its own until it has its own program, so a small
# one must start it: this one may hold models and vectors.


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
    launch = [sys.executable, "-I", "-S", "-c", _LAUNCHER, *command]
    environment = os.environ | {"HF_HUB_OFFLINE": "1"} | variables
    with tempfile.TemporaryFile() as told:
        done = subprocess.run(launch, stdout=subprocess.PIPE, stderr=told, env=environment, check=False)
        seconds, most, code = json.loads(done.stdout) if done.returncode == 0 else (0.0, 0, done.returncode)
        if done.returncode or code not in fine:
            told.seek(0)
            last = (told.read().decode(errors="replace").strip().splitlines() or ["it said nothing"])[-1]
            raise UsageError(f"{' '.join(command[:4])} … ended with {code}: {last}", "Run it by itself")
    return Run(seconds, most / (1024 * 1024 if sys.platform == "darwin" else 1024))
