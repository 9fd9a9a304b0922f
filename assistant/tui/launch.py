"""The chat over the real core."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.config import Settings
from assistant.tui.run import run_chat

if TYPE_CHECKING:
    from assistant.answering import Conversation


class _Progress:
    """Turns what a build does into state lines."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell

    def say(self, text: str) -> None:
        """Pass a line on."""
        self._tell(text)

    def step(self, stage: str, done: int, total: int) -> None:
        """Say how far a stage is."""
        self._tell(f"{stage}: {done} of {total}")


def open_chat(settings: Settings) -> int:
    """Open the chat that the settings describe; returns the exit code.

    Raises:
        UsageError: There is no terminal.
    """

    def open_core(tell: Callable[[str], None]) -> Conversation:
        # Here, on the core's thread: the question box is on the screen before these are loaded.
        from assistant.answering import Assistant, Conversation
        from assistant.reading.pointing import open_reader

        assistant = Assistant.open(
            settings.corpus,
            settings.index,
            model=settings.model,
            progress=_Progress(tell),
            reader=open_reader(settings.reader),
        )
        return Conversation(assistant)

    return run_chat(open_core)
