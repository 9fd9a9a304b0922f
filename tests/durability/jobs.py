"""What a fork of the server does: a command of the program, or a look at an index."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from assistant.answering import Assistant
from assistant.cli.main import run
from assistant.cli.requests import ChatRequest
from assistant.errors import AssistantError, IndexMissingError
from assistant.indexing.build import BuildReport
from assistant.reading.pointing import open_reader
from assistant.rendering.json_form import to_dict
from assistant.retrieval.reader import IndexReader
from assistant.retrieval.search import HybridSearch
from tests.durability.stub import StubEmbedder

QUESTIONS = (
    "What was Acme's revenue in 2025?",
    "What was Globex last valued at?",
    "How many people does Hooli employ?",
    "What revenue multiple does the valuation imply for Acme?",
    "Who is the chief executive of Initech?",
    "How much did Vandelay pay for Kramerica?",
)
LARGE = "DURABILITY_LARGE"
"""Environment variable: an index counts as too large to have whole files compared when it is opened."""
ROOM = "DURABILITY_ROOM"
"""Environment variable: bytes that no file may outgrow, as on a full disk."""
CRASHED = 70
"""Exit code of a job that ended in an exception that is none of ours."""


def command(arguments: list[str]) -> int:
    """Run the program as its entry point does."""
    sys.argv = ["assistant", *arguments]
    return run(arguments, _no_chat)


def _no_chat(request: ChatRequest) -> int:
    raise AssertionError(f"nobody asked for a chat: {request}")


def state(index: str) -> int:
    """Print all that a reader finds in an index: its articles, its ledger, and what it answers."""
    try:
        reader = IndexReader.open(Path(index))
        try:
            found = _found(reader)
        finally:
            reader.close()
    except IndexMissingError:
        found = {"missing": True}
    except AssistantError as error:
        found = {"error": type(error).__name__, "text": str(error)}
    print(json.dumps(found))  # noqa: T201 - its result
    return 0


def _found(reader: IndexReader) -> dict[str, object]:
    assistant = Assistant(HybridSearch(reader, StubEmbedder()), _NOTHING, open_reader("rules"))
    return {
        "articles": [
            [source.path, source.title, str(source.published), _digest(reader.text(source.path))]
            for source in reader.sources()
        ],
        "files": sorted([path, size, modified] for path, (size, modified) in reader.files().items()),
        "problems": sorted([file, str(problem)] for file, problem in reader.problems()),
        "counts": list(assistant.counts),
        "corpus": reader.info.corpus_digest,
        "figures": _digest(repr(sorted(map(repr, assistant.figures())))),
        "answers": [_answer(assistant, question) for question in QUESTIONS],
    }


_NOTHING = BuildReport(False, 0, 0, 0, 0, 0, 0, 0, 0)


def _answer(assistant: Assistant, question: str) -> object:
    shown = to_dict(assistant.ask(question))
    shown.pop("index")
    return shown


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def standing(index: str, gates: str, looks: str) -> int:
    """Open an index once, and answer from it now and again after each gate."""
    reader = IndexReader.open(Path(index))
    print(json.dumps(_found(reader)), flush=True)  # noqa: T201 - its result
    for number in range(int(looks)):
        await_gate(Path(f"{gates}{number}"))
        print(json.dumps(_found(reader)), flush=True)  # noqa: T201 - its result
    reader.close()
    return 0


def continual(index: str, stop: str) -> int:
    """Open an index and answer from it again and again until told to stop; print each result once."""
    seen: set[str] = set()
    while not Path(stop).exists():
        reader = IndexReader.open(Path(index))
        text = json.dumps(_found(reader))
        reader.close()
        if text not in seen:
            seen.add(text)
            print(text, flush=True)  # noqa: T201 - its result
    return 0


def await_gate(gate: Path) -> None:
    """Wait for a file to appear; by calls that nothing here counts or disturbs."""
    while not gate.exists():
        time.sleep(0.002)


JOBS: dict[str, Callable[..., int]] = {
    "command": lambda *words: command(list(words)),
    "state": state,
    "standing": standing,
    "continual": continual,
}


def do(job: str, arguments: list[str]) -> int:
    """Do one job; an exception that is none of ours is printed and has an exit code of its own."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have had it ignored
    if os.environ.get(LARGE):
        from assistant.retrieval import reader

        reader.CHECK_BYTES = -1
    if os.environ.get(ROOM):
        import resource

        room = int(os.environ[ROOM])
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        return JOBS[job](*arguments)
    except BaseException:  # noqa: BLE001 - the fork ends here, and whoever judges reads what happened
        traceback.print_exc()
        return CRASHED
