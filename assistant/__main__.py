"""The composition root: hands the chat to the command line, and runs it."""

from __future__ import annotations

import sys

from assistant.cli import run


def _chat(settings: object) -> int:
    """Open the chat; Textual is loaded only here."""
    from assistant.config import Settings
    from assistant.tui.launch import open_chat

    assert isinstance(settings, Settings)
    return open_chat(settings)


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:], _chat))


if __name__ == "__main__":
    main()
