"""Which rules and data the figures of an index were read by."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable

from assistant.figures.metrics import overlay_digest

_PACKAGES = ("assistant.figures", "assistant.quantities")


def figures_version() -> str:
    """A digest of everything that decides how figures are read.

    The code and data themselves are hashed, and the user's own metrics: a number raised by hand
    would be forgotten. An index of another version reads its articles again, without embedding them.
    """
    digest = hashlib.sha256(overlay_digest().encode())
    for package in _PACKAGES:
        for entry in sorted(files(package).iterdir(), key=_name):
            if entry.name.endswith((".py", ".toml")):
                digest.update(entry.name.encode() + b"\0" + entry.read_bytes() + b"\0")
    return digest.hexdigest()


def _name(entry: Traversable) -> str:
    return entry.name
