"""Questions to answers: one core that every front end asks."""

from assistant.answering.assistant import Assistant
from assistant.answering.conversation import Conversation

__all__ = ["Assistant", "Conversation"]
