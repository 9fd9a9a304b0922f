"""The chat, its pieces in small host applications and the whole by Pilot."""
