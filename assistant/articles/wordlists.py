"""The package's word lists, read once from the data files beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def word_lists(name: str) -> dict[str, tuple[str, ...]]:
    """The lists of one data file by their names.

    Args:
        name: File name inside this package, such as ``abbreviations.toml``.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    data = tomllib.loads((files("assistant.articles") / name).read_text(encoding="utf-8"))
    return {key: tuple(str(word) for word in words) for key, words in data.items()}


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """One list of a data file as a set."""
    return frozenset(word_lists(name)[key])
