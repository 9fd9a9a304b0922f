"""What the chat needs of the core: something to ask, and a way to open it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from assistant.datatypes import Answer


class Asker(Protocol):
    """A conversation with the core. It is used by one thread only, the one that opened it."""

    @property
    def about(self) -> str:
        """What it answers from, in a few words such as ``14 articles, 96 passages``."""

    def ask(self, question: str) -> Answer:
        """Answer a question.

        Raises:
            AssistantError: The question cannot be asked, or the core cannot work any more.
        """

    def reset(self) -> None:
        """Forget the questions before: the next one stands alone."""


CoreFactory = Callable[[Callable[[str], None]], Asker]
"""Opens or builds the index; it is given a function that shows one line about its progress."""
