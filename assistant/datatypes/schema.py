"""The version of what scripts read."""

SCHEMA = 1
"""Version of the JSON form of an answer."""
