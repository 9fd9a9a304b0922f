"""The composition root: hands the chat to the command line, and runs it."""

from __future__ import annotations

import sys
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
    sys.exit(run(sys.argv[1:], _chat))


if __name__ == "__main__":
    main()
