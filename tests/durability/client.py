"""The server as seen from outside: start a job, wait for it, read what it printed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a job ended."""

    code: int
    """Its exit code; minus the signal that ended it."""
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Job:
    """A job that was started."""

    pid: int
    out: Path
    err: Path


class Server:
    """A forking server in a folder of its own. Use as a context manager.

    Args:
        folder: For its files; the jobs' data, cache and home are there too.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        self._running: set[int] = set()
        warm = folder / "warm"
        warm.mkdir(parents=True)
        one = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
        private = {"ASSISTANT_DATA": str(folder / "data"), "ASSISTANT_READER": "rules", "HOME": str(folder)}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.durability.server", str(warm)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=kept | one | private,
        )
        self._read()

    def start(
        self,
        job: str,
        *arguments: str | Path,
        gate: Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Job:
        """Start a job; with a gate it waits until that file is there."""
        self._count += 1
        out, err = (self._folder / f"job-{self._count}.{name}" for name in ("out", "err"))
        for path in (out, err):  # whoever looks at once finds them
            path.touch()
        asked = {"job": job, "arguments": [str(word) for word in arguments], "out": str(out), "err": str(err)}
        asked_more: dict[str, Any] = {"environment": dict(environment or {}), "gate": str(gate) if gate else None}
        started = Job(self._ask(asked | asked_more)["pid"], out, err)
        self._running.add(started.pid)
        return started

    def wait(self, job: Job) -> Ended:
        """Wait for a job to end."""
        code = self._ask({"wait": job.pid})["code"]
        self._running.discard(job.pid)
        ended = Ended(code, job.out.read_text(encoding="utf-8"), job.err.read_text(encoding="utf-8"))
        job.out.unlink()
        job.err.unlink()
        return ended

    def do(self, job: str, *arguments: str | Path, environment: Mapping[str, str] | None = None) -> Ended:
        """Do a job from start to end."""
        return self.wait(self.start(job, *arguments, environment=environment))

    def state(self, index: Path) -> dict[str, Any]:
        """All that a reader finds in an index; an exception that is none of ours is part of it."""
        ended = self.do("state", index)
        if ended.code:
            return {"crashed": ended.err}
        found: dict[str, Any] = json.loads(ended.out)
        return found

    def close(self) -> None:
        """End the server, and the jobs that nobody has waited for."""
        for pid in self._running:
            os.kill(pid, signal.SIGKILL)  # none is gone: whoever has ended stays until it is waited for
            self._ask({"wait": pid})
        self._process.communicate()

    def _ask(self, asked: Mapping[str, object]) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return self._read()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the server ended: {self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
