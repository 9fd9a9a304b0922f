"""Clauses, as far as commas and semicolons show them."""

from __future__ import annotations


def last_clause(text: str) -> str:
    """What stands behind the last comma or semicolon of a text; all of it where there is none.

    A pattern that reaches from a word to the end without a comma would try this from each such word.
    """
    return text[max(text.rfind(","), text.rfind(";")) + 1 :]
