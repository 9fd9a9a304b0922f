"""What the core's thread tells the interface; only the interface changes what is on screen."""

from __future__ import annotations

from textual.message import Message

from assistant.errors import AssistantError
from assistant.tui.desk import Reply


class CoreProgress(Message):
    """The core is being opened or built, and says how far it is."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.line = line


class CoreReady(Message):
    """The core is open, or has been opened anew."""

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

    def __init__(self, ticket: int, reply: Reply, about: str) -> None:
        super().__init__()
        self.ticket = ticket
        self.reply = reply
        self.about = about


class AskFailed(Message):
    """A question could not be answered."""

    def __init__(self, ticket: int, error: AssistantError) -> None:
        super().__init__()
        self.ticket = ticket
        self.error = error


class NotKept(Message):
    """Something of the conversation could not be written down."""

    def __init__(self, error: AssistantError) -> None:
        super().__init__()
        self.error = error


class PendingChanged(Message):
    """A question began to wait for its answer, or does no longer."""


class CopyRequested(Message):
    """A text is wanted on the clipboard."""

    def __init__(self, text: str, what: str) -> None:
        super().__init__()
        self.text = text
        self.what = what
        """What the text is, in a few words such as ``the figure with its source``."""
