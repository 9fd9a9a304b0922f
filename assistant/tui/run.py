"""The chat as a program: it wants a terminal, or a browser's, and says so where there is none."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import UsageError
from assistant.tui.desk import DeskFactory
from assistant.tui.job_thread import JobThread

if TYPE_CHECKING:
    from assistant.sessions.store import SessionStore

WEB_DRIVER = "textual.drivers.web_driver:WebDriver"
"""What ``TEXTUAL_DRIVER`` says in a process whose terminal is a browser's."""
_DUMB = frozenset({"dumb", "unknown"})
"""Terminals (``TERM``) in which nothing can be drawn."""
_REMEDY = "Ask one question with: assistant ask QUESTION"


def run_chat(
    open_desk: DeskFactory, *, corpus: Path, store: JobThread[SessionStore] | None, resume: int | None = None
) -> int:
    """Run the chat until the person leaves it.

    Args:
        open_desk: Makes the desk; run in a thread while the question box is ready already.
        corpus: The folder of articles.
        store: Keeps sessions; None keeps nothing.
        resume: A kept session to go on with; 0 for the latest.

    Returns:
        The process's exit code.

    Raises:
        UsageError: Standard input or output is not a terminal, or not one to draw in; and no browser's either.
    """
    in_browser = os.environ.get("TEXTUAL_DRIVER") == WEB_DRIVER
    if not in_browser:
        _want_terminal()
    # Nothing that is loaded now is garbage: looking for it would cost the first paint a tenth of its time.
    gc.disable()
    # Textual is loaded here and not with the module: other commands never need it.
    from assistant.tui.app import ChatApp, ChatOptions

    # Threads of the core give way to the interface in a millisecond instead of five: keys never wait.
    sys.setswitchinterval(0.001)
    app = ChatApp(open_desk, ChatOptions(corpus, store, resume))
    if in_browser:
        _end_with_server()
    app.run()
    return app.return_code or 0


def _want_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("The chat needs a terminal", _REMEDY)
    if (term := os.environ.get("TERM", "")) in _DUMB:
        raise UsageError(f"The chat cannot be drawn in this terminal (TERM={term})", _REMEDY)


def _end_with_server() -> None:
    """Quit when the server that has started this process is gone, however it went: nobody else would end it."""
    server = os.getppid()

    def wait() -> None:
        while os.getppid() == server:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)  # which the chat takes as being told to quit

    threading.Thread(target=wait, name="assistant-server-watch", daemon=True).start()
