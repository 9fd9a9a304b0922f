"""Words for the word index: what of a question is worth looking up."""

from __future__ import annotations

import re

STOP_WORDS = frozenset(
    [
        "a",
        "about",
        "above",
        "after",
        "again",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "below",
        "between",
        "both",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "down",
        "during",
        "each",
        "few",
        "for",
        "from",
        "further",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "here",
        "hers",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "me",
        "more",
        "most",
        "much",
        "my",
        "no",
        "nor",
        "not",
        "of",
        "off",
        "on",
        "once",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "same",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "upon",
        "us",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "many",
        "s",
        "t",
    ]
)

_WORD = re.compile(r"[^\W_]+(?:[.,'’&-][^\W_]+)*", re.UNICODE)


def words(text: str) -> list[str]:
    """The words of a text in order, lower case, punctuation inside a word kept ("3.5", "at&t")."""
    return [match.group().lower() for match in _WORD.finditer(text)]


def content_words(text: str) -> list[str]:
    """The words that carry meaning; all of them when none does."""
    found = words(text)
    return [word for word in found if word not in STOP_WORDS] or found


def match_expression(text: str) -> str:
    """An FTS5 expression that matches any content word; empty for a text without words.

    Each word is quoted, so nothing in a question is ever read as query syntax.
    """
    unique = dict.fromkeys(part for word in content_words(text) for part in re.split(r"[^\w]+", word))
    return " OR ".join(f'"{word}"' for word in unique if word)
