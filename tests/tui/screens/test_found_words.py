"""The words that a search found are lit as the search compares them."""

from __future__ import annotations

import pytest

from assistant.tui.contents import LIT
from assistant.tui.found_words import found_content


@pytest.mark.parametrize(
    ("excerpt", "query", "lit"),
    [
        ("Revenue of the mill; revenues rose", "revenue", ["Revenue", "revenues"]),
        ("the mill, the miller", "mill the", ["the", "mill", "the"]),
        ("the mill, the miller", "the mill", ["the", "mill", "the", "miller"]),
        ("Zürich and Zurich", "zurich", ["Zürich", "Zurich"]),
        ("rose 3.5% in Q3-2024", "q3-2024", ["Q3", "2024"]),
        ("nothing of it", "zebra", []),
        ("nothing of it", "[/ .* \\", []),
        ("ǆ İ ß", "ss", []),
    ],
)
def test_words_are_lit(excerpt: str, query: str, lit: list[str]) -> None:
    content = found_content(excerpt, query)
    assert content.plain == excerpt
    assert [content.plain[span.start : span.end] for span in content.spans if span.style == LIT] == lit


def test_hidden_characters_are_made_visible() -> None:
    assert found_content("a\x1b[31m\nb\u202ec", "b").plain == "a␛[31m b<U+202E>c"
