"""Text from outside cannot become structure, and reads the same after a Markdown parser."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.datatypes import Answer, AnswerStatus, Citation, Part, PartKind
from assistant.rendering import flat, to_markdown
from assistant.rendering.markdown import escape
from tests.rendering import samples

_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_TEXT = st.text(alphabet="ab1. -+=*_`~#>|<&;![](){}\\\n\t:/w$é\u202e", max_size=30)


def _leaves(text: str) -> list[Token]:
    return [leaf for token in _PARSER.parse(text) for leaf in (token.children or [token])]


@given(_TEXT)
@settings(max_examples=150)
def test_escaped_text_is_one_paragraph_of_plain_text(text: str) -> None:
    words = f"x{flat(text)}".strip()[1:].strip()
    if not words:
        return
    tokens = _PARSER.parse(escape(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    leaves = tokens[1].children or []
    assert {leaf.type for leaf in leaves} <= {"text", "text_special"}
    assert "".join(leaf.content for leaf in leaves) == words


@given(_TEXT, st.integers(0, 30), st.integers(0, 30))
@settings(max_examples=150)
def test_a_marked_quote_keeps_its_words(quote: str, low: int, high: int) -> None:
    if not quote.strip():
        return
    citation = Citation(1, samples.SALES, quote, 0, len(quote), marks=((low, high),))
    parts = (Part(PartKind.ECHO, "So: "), Part(PartKind.QUOTE, quote, 1))
    text = to_markdown(Answer("q", AnswerStatus.ANSWERED, parts, samples.INDEX, citations=(citation,)))
    inline = _PARSER.parse(text)[4]
    leaves = inline.children or []
    assert {leaf.type for leaf in leaves} <= {"text", "text_special", "strong_open", "strong_close"}
    shown = "".join(leaf.content for leaf in leaves)
    assert " ".join(shown.split()) == " ".join(flat(f"So: {quote}").split())


def test_hostile_text_stays_text() -> None:
    text = to_markdown(samples.hostile())
    types = {leaf.type for leaf in _leaves(text)}
    assert not types & {"html_inline", "html_block", "link_open", "image", "code_inline", "fence"}
    assert text.replace("\n", "").isprintable()


def test_figures_are_left_readable() -> None:
    assert escape("Sales rose 22.5% to $1.13bn - a record, 3 x 4 = 12.") == (
        "Sales rose 22.5% to $1.13bn - a record, 3 x 4 = 12."
    )


def test_a_line_cannot_start_a_list_or_rule() -> None:
    assert escape("1. one") == "1\\. one"
    assert escape("- one") == "\\- one"
    assert escape("---") == "\\---"


def test_addresses_do_not_become_links() -> None:
    assert escape("see https://a.example and www.b.example") == "see https\\://a.example and www\\.b.example"


def test_an_odd_source_address_is_left_out() -> None:
    citation = samples.fact().citations[0]
    odd = replace(citation, source=replace(citation.source, url="javascript:alert(1)"))
    assert "javascript" not in to_markdown(replace(samples.fact(), citations=(odd,)))
