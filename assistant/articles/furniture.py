"""Takes the furniture of a page out of a text, so that it can never be evidence.

A line goes only when the whole of it, and it is short, matches one of the curated
patterns in ``furniture.toml``: "Comments", "Share this article", a cookie notice.
"""

from __future__ import annotations

import re
from functools import cache

from assistant.articles.wordlists import word_lists

_MAX_LINE = 160
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})


def is_furniture(line: str) -> bool:
    """Whether a whole line belongs to the page and not to the article."""
    line = line.strip()
    if not line or len(line) > _MAX_LINE:
        return False
    plain = " ".join(line.translate(_STRAIGHT).lower().lstrip("-*•·>|# ").split())
    return bool(plain) and _pattern().fullmatch(plain) is not None


def drop_furniture(text: str) -> str:
    """The text without the lines that are furniture."""
    return "\n".join(line for line in text.split("\n") if not is_furniture(line))


@cache
def _pattern() -> re.Pattern[str]:
    groups = word_lists("furniture.toml").values()
    return re.compile("|".join(f"(?:{pattern})" for patterns in groups for pattern in patterns))
