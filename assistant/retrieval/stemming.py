"""Texts to the stems of the word index: SQLite's Porter stemmer over its Unicode tokenizer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import apsw

_TOKENIZER = ("porter", ["unicode61", "remove_diacritics", "2"])


class Stemmer:
    """Cuts a text into the stems that are looked up; the same for articles and questions.

    Not to be shared by threads that run at once: it belongs to a connection of its own.
    """

    def __init__(self) -> None:
        self._connection = apsw.Connection(":memory:")
        self._tokenize: Callable[..., Any] = self._connection.fts5_tokenizer(*_TOKENIZER)

    def __call__(self, text: str) -> list[str]:
        """The stems of a text, in order."""
        encoded = text.encode("utf-8", "replace")
        found: list[str] = self._tokenize(
            encoded, apsw.FTS5_TOKENIZE_DOCUMENT, None, include_offsets=False, include_colocated=False
        )
        return found
