"""An exchange as one text and back, with nothing of its evidence lost."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import msgspec

from assistant.datatypes import Trace
from assistant.errors import SelfCheckError
from assistant.sessions.types import Exchange

_SURROGATE = re.compile("[\ud800-\udfff]")


def encode(exchange: Exchange) -> str:
    r"""Give an exchange as JSON.

    All but ASCII is written as ``\uXXXX``, so that even a lone surrogate, which SQLite cannot hold, comes back.

    Args:
        exchange: What to keep. The trace of its answer is left out: it is large, and no part of the answer.

    Returns:
        One line of ASCII.

    Raises:
        SelfCheckError: A number is infinite or not a number; no such answer is ever shown.
    """
    if exchange.answer is not None:
        exchange = replace(exchange, answer=replace(exchange.answer, trace=Trace()))
    try:
        return json.dumps(msgspec.to_builtins(exchange), allow_nan=False, separators=(",", ":"))
    except ValueError as error:
        raise SelfCheckError(f"The answer holds a number that is not finite ({error})") from error


def decode(text: str) -> Exchange:
    """Read what ``encode`` has written.

    Raises:
        ValueError: It is something else.
    """
    try:
        return msgspec.convert(json.loads(text), Exchange)
    except (msgspec.ValidationError, TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def storable(text: str) -> str:
    """Make a text fit for a column: a lone surrogate, which SQLite refuses, becomes U+FFFD."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def answer_words(exchange: Exchange) -> str:
    """Say in words what came of a question, for the word index."""
    answer = exchange.answer
    reason = answer.reason.text if answer is not None and answer.reason is not None else ""
    text = answer.text if answer is not None else ""
    said = (text, "" if reason in text else reason, exchange.error)
    return storable("\n".join(filter(None, said)))


def quoted_words(exchange: Exchange) -> str:
    """List the quotes below an answer, for the word index."""
    if exchange.answer is None:
        return ""
    shown = (*exchange.answer.citations, *exchange.answer.nearest)
    return storable("\n".join(dict.fromkeys(citation.quote for citation in shown)))


def match_expression(text: str) -> str:
    """Give an FTS5 expression that finds all words of a text, the last one by its beginning.

    Each word is quoted, so that nothing that is typed is read as query syntax.

    Args:
        text: Any text.

    Returns:
        The expression; empty for a text without a letter or digit.
    """
    # A NUL would end the expression where SQLite reads it.
    words = [word for word in storable(text).replace("\0", " ").split() if any(map(str.isalnum, word))]
    phrases = ['"{}"'.format(word.replace('"', '""')) for word in words]
    return f"{' '.join(phrases)}*" if phrases else ""
