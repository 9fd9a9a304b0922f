"""Loads the program once and forks for each job, so that a job costs milliseconds, not a start of Python.

Run as ``python -m tests.durability.server FOLDER``: one JSON object a line on standard input, one answer a line
on standard output. ``{"job", "arguments", "out", "err", "gate"}`` starts a job and answers its process id;
``{"wait": pid}`` answers how it ended: its exit code, or minus the signal that ended it.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path
from typing import Any

from tests.durability import jobs, scenes
from tests.durability.stub import StubEmbedder


def serve(folder: Path) -> None:
    """Warm up, then do what is asked until standard input ends."""
    _use_stub()
    _warm_up(folder)
    print(json.dumps({"ready": True}), flush=True)  # noqa: T201 - the protocol
    for line in sys.stdin:
        asked = json.loads(line)
        if "wait" in asked:
            _, status = os.waitpid(asked["wait"], 0)
            answer = {"code": os.waitstatus_to_exitcode(status)}
        else:
            answer = {"pid": _start(asked)}
        print(json.dumps(answer), flush=True)  # noqa: T201 - the protocol


def _use_stub() -> None:
    """Put the stub in the place of the model, wherever the program has its opener, and make haste."""
    from assistant.cli import index, opening  # noqa: F401 - loaded, so that they are among the modules below
    from assistant.indexing import watching
    from assistant.retrieval import embedder, part_writer

    real = embedder.open_embedder
    for module in list(sys.modules.values()):
        if module.__name__.startswith("assistant.") and getattr(module, "open_embedder", None) is real:
            vars(module)["open_embedder"] = lambda *_, **__: StubEmbedder()
    watching.EVERY_S = 0.3
    part_writer.CHECKPOINT = 4  # so that a small build too leaves something to go on from


def _warm_up(folder: Path) -> None:
    """Do everything once, so that whatever is imported late is imported before the first fork."""
    corpus, index = folder / "corpus", folder / "index"
    scenes.write_old(corpus)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        stdout, stderr = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = nowhere
        try:
            paths = ["--corpus", str(corpus), "--index", str(index)]
            codes = [jobs.command(["index", *paths]), jobs.command(["ask", jobs.QUESTIONS[0], *paths])]
            codes += [jobs.command(["index", "--rebuild", *paths]), jobs.state(str(index))]
        finally:
            sys.stdout, sys.stderr = stdout, stderr
    if codes != [0, 0, 0, 0]:
        raise SystemExit(f"the program does not work undisturbed: exit codes {codes}")
    gc.freeze()


def _start(asked: dict[str, Any]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = jobs.CRASHED
    try:
        _redirect(os.devnull, 0, os.O_RDONLY)
        _redirect(asked["out"], 1, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        _redirect(asked["err"], 2, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.environ.update(asked.get("environment", {}))
        if asked.get("gate"):
            jobs.await_gate(Path(asked["gate"]))
        code = jobs.do(asked["job"], asked["arguments"])
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _redirect(path: str, number: int, flags: int) -> None:
    handle = os.open(path, flags, 0o600)
    os.dup2(handle, number)
    os.close(handle)


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
