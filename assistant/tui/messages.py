"""What the core's thread tells the interface; only the interface changes what is on screen."""

from __future__ import annotations

from textual.message import Message

from assistant.datatypes import Answer
from assistant.errors import AssistantError


class CoreProgress(Message):
    """The core is being opened, and says how far it is."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.line = line


class CoreReady(Message):
    """The core is open."""

    def __init__(self, about: str) -> None:
        super().__init__()
        self.about = about


class CoreFailed(Message):
    """The core could not be opened; the next question tries again."""

    def __init__(self, error: AssistantError) -> None:
        super().__init__()
        self.error = error


class AskStarted(Message):
    """A question has left the queue."""

    def __init__(self, ticket: int) -> None:
        super().__init__()
        self.ticket = ticket


class Answered(Message):
    """A question has its answer."""

    def __init__(self, ticket: int, answer: Answer, about: str) -> None:
        super().__init__()
        self.ticket = ticket
        self.answer = answer
        self.about = about


class AskFailed(Message):
    """A question could not be answered."""

    def __init__(self, ticket: int, error: AssistantError) -> None:
        super().__init__()
        self.ticket = ticket
        self.error = error
