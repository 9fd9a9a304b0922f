"""The composition root: hands the chat to the command line, and runs it."""

from __future__ import annotations

import gc
import os
import sys
import threading
from typing import TYPE_CHECKING

from assistant.cli import run

if TYPE_CHECKING:
    from assistant.cli.requests import ChatRequest


def _chat(request: ChatRequest) -> int:
    """Open the chat, here or in a browser; Textual is loaded only then."""
    from assistant.tui.launch import ChatFlags, open_chat

    flags = ChatFlags(history=request.settings.history, resume=request.session)
    if request.web is None:
        return open_chat(request.settings, flags)
    from assistant.tui.web import serve

    return serve(request.settings, flags, request.web.host, request.web.port, public=request.web.public)


def main() -> None:
    """Run the command line and leave with its exit code."""
    once = sys.argv[1:2] == ["ask"]
    if once:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would start threads that one answer has no use for
        gc.set_threshold(200_000)  # what starts up leaves little behind, and would be looked through again and again
    code = run(sys.argv[1:], _chat)
    if once or any(thread.daemon for thread in threading.enumerate()):
        _leave_at_once(code)
    sys.exit(code)


def _leave_at_once(code: int) -> None:
    """End the process under threads that nobody waits for: what they do, such as a build, can be cut off anywhere.

    The interpreter's own end would stop each thread where it next touches Python; within native code of the model's
    runtime that aborts the whole process. And it would take down one by one, in a twentieth of a second, what the
    system takes down at once: after a single answer there is nothing else to see to.
    """
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):  # there is none where it was closed from the start
            stream.flush()
    except OSError:
        sys.exit(code)  # the interpreter's own end says what could not be written, and where to
    os._exit(code)


if __name__ == "__main__":
    main()
