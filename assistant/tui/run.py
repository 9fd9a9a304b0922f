"""The chat as a program: it wants a terminal, and says so where there is none."""

from __future__ import annotations

import sys

from assistant.errors import UsageError
from assistant.tui.asker import CoreFactory


def run_chat(core_factory: CoreFactory) -> int:
    """Run the chat until the person leaves it.

    Args:
        core_factory: Opens the core; run in a thread while the question box is ready already.

    Returns:
        The process's exit code.

    Raises:
        UsageError: Standard input or output is not a terminal.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("The chat needs a terminal", "Ask one question with: assistant ask QUESTION")
    # Textual is loaded here and not with the module: other commands never need it.
    from assistant.tui.app import ChatApp

    app = ChatApp(core_factory)
    app.run()
    return app.return_code or 0
