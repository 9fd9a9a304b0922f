"""Countries and regions that news gives figures of, each with the words for its people and things."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def places() -> dict[str, tuple[str, ...]]:
    """The forms of each place by its name, as ``places.toml`` has them."""
    data = tomllib.loads((files("assistant.figures") / "places.toml").read_text(encoding="utf-8"))
    return {place: tuple(forms) for place, forms in data.items()}
