"""A question as typed, made fit to be shown and searched."""

from __future__ import annotations

import re
import unicodedata

from assistant.errors import QuestionError

MAX_CHARACTERS = 4_000
"""Longer than any question; a pasted article is refused with a word of why."""


def tidy(text: str) -> str:
    """A question fit to be shown and searched: one line, no control or format characters.

    Raises:
        QuestionError: Nothing is left, or too much.
    """
    if len(text) > MAX_CHARACTERS:
        raise QuestionError(
            f"the question has {len(text):,} characters; the most is {MAX_CHARACTERS:,}",
            "Put articles into the corpus folder and ask about them.",
        )
    visible = "".join(
        c if unicodedata.category(c)[0] not in "CZ" else " " if c.isspace() or c == "\x00" else ""
        for c in text
        if c in {"\t", "\n"} or unicodedata.category(c) != "Cf"
    )
    clean = " ".join(visible.split())
    if not re.search(r"\w", clean):
        raise QuestionError("the question is empty", 'Ask something, as in: assistant ask "Who founded Anthropic?"')
    return clean
