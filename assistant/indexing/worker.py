"""A process of a crew: does what it is told through its input until that ends."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from typing import IO


def serve() -> None:
    """Take jobs from stdin and give their results to stdout, both pickled, until stdin ends."""
    # Ctrl+C reaches all processes of a terminal; the one that gives the jobs ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    results = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not come among the results
    do_all(sys.stdin.buffer, results)


def do_all(jobs: IO[bytes], results: IO[bytes]) -> None:
    """Do jobs in order.

    Args:
        jobs: Pairs of a function and what it is given.
        results: Pairs: whether all went well, and the result or what was raised.
    """
    while True:
        try:
            function, job = pickle.load(jobs)
        except EOFError:
            return
        try:
            done = (True, function(job))
        except Exception as error:  # noqa: BLE001 - raised again by whoever gave the job
            done = (False, error)
        results.write(_pickled(done))
        results.flush()


def _pickled(done: tuple[bool, object]) -> bytes:
    try:
        whole = pickle.dumps(done, pickle.HIGHEST_PROTOCOL)
        if not done[0]:
            pickle.loads(whole)  # an exception may pickle and yet not come back
    except Exception as error:  # noqa: BLE001 - told as what it is, in words that can be sent
        what = "an error" if not done[0] else "a result"
        return pickle.dumps((False, RuntimeError(f"{what} that cannot be sent: {done[1]!r} ({error!r})")))
    return whole
