"""Word forms: the same stemmer as the word index, so that counts and matches agree."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

_TOKEN = re.compile(r"[^\W_]+")


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("porter")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of one lower-case word ("valuations" -> "valuat")."""
    return str(_stemmer().stemWord(word))


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return list(_stems(text))


@lru_cache(maxsize=16_384)  # a sentence is looked at by itself and as its neighbours' neighbour
def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(match.group()) for match in _TOKEN.finditer(text.lower()))


@lru_cache(maxsize=16_384)
def stem_set(text: str) -> frozenset[str]:
    """The different stems of a text's words."""
    return frozenset(_stems(text))
