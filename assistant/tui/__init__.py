"""The chat: a conversation in the terminal, with the evidence under each answer."""

from assistant.tui.desk import Desk, DeskFactory
from assistant.tui.run import run_chat

__all__ = ["Desk", "DeskFactory", "run_chat"]
