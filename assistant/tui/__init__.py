"""The chat: a conversation in the terminal, with the evidence under each answer."""

from assistant.tui.asker import Asker, CoreFactory
from assistant.tui.run import run_chat

__all__ = ["Asker", "CoreFactory", "run_chat"]
