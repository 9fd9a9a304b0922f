"""How a build tells what it is doing, to whoever wants to show it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Receives what a build does."""

    def say(self, text: str) -> None:
        """A line worth telling, such as "waiting for another process"."""

    def step(self, stage: str, done: int, total: int) -> None:
        """A stage has come so far; called often."""


class _Silent:
    """Tells nobody."""

    def say(self, text: str) -> None:
        """Drop the line."""

    def step(self, stage: str, done: int, total: int) -> None:
        """Drop the step."""


silent: Progress = _Silent()
