"""Hands for the part of a build that is plain Python: processes of their own, or one thread.

A process is a fresh interpreter that speaks through its own pipes, not a fork (the runtimes of the models have
threads, which do not survive one) and not ``multiprocessing`` (which would run the caller's script again). It
ends when its input ends, so it outlives nobody, however the program ends.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import IO, Any, TypeVar

from assistant.errors import UsageError
from assistant.retrieval.threads import cores

Job = TypeVar("Job")
Done = TypeVar("Done")

MOST = 4
"""Processes at the most where nobody says how many: embedding takes more than they could feed."""

_BEGIN = "import sys; sys.path[:] = {path!r}; from assistant.indexing.worker import serve; serve()"


def usual_workers() -> int:
    """How many processes help where nobody says: half of the cores, the other half embeds."""
    return min(MOST, max(1, cores() // 2))


class Crew:
    """Does jobs in processes, or in one thread of this one. Use as a context manager.

    Args:
        workers: How many processes; 0 for a thread.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._threads = ThreadPoolExecutor(max(workers, 1), "crew")
        self._own = threading.local()
        self._hired: list[_Worker] = []
        self._gone = False
        self._lock = threading.Lock()

    def submit(self, function: Callable[[Job], Done], job: Job) -> Future[Done]:
        """Have a job done, after those before it have begun.

        Args:
            function: Of a module, so that another process finds it; what it raises, the future raises.
            job: What it is given; it and the result are pickled where processes work.
        """
        return self._threads.submit(self._do, function, job)

    def _do(self, function: Callable[[Job], Done], job: Job) -> Done:
        if not self._workers:
            return function(job)
        if not hasattr(self._own, "worker"):
            with self._lock:  # so that one hired at the very end is let go too
                if self._gone:
                    raise RuntimeError("the crew has gone")
                self._own.worker = _Worker()
                self._hired.append(self._own.worker)
        worker: _Worker = self._own.worker
        done: Done = worker.do(function, job)
        return done

    def close(self) -> None:
        """End the processes, whatever they are at, and wait until they are gone."""
        with self._lock:
            self._gone = True
        for worker in self._hired:
            worker.end()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._hired:
            worker.forget()

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Worker:
    """One process, spoken to by one thread."""

    def __init__(self) -> None:
        self._told: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by forget()
        command = [sys.executable, "-c", _BEGIN.format(path=sys.path)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._told, start_new_session=True
        )

    def do(self, function: Callable[..., Any], job: Any) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            pickle.dump((function, job), self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
            well, result = pickle.load(self._process.stdout)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            raise UsageError(
                f"a process that helped to build the index has ended: {self._last_line()}",
                "Run again; if there is too little memory, close other programs first",
            ) from error
        if well:
            return result
        raise result

    def _last_line(self) -> str:
        self._process.wait()
        self._told.seek(0)
        lines = self._told.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"it said nothing, exit code {self._process.returncode}"

    def end(self) -> None:
        self._process.kill()
        self._process.wait()

    def forget(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue  # what was still on its way to a process that has been ended
        self._told.close()
