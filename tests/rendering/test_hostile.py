"""Text from outside, of every kind of junk, reaches no form of an answer as a command, as markup or as a formula."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from assistant.rendering import to_json, to_markdown, to_text
from assistant.rendering.html_form import Shown, to_html
from assistant.rendering.safe import cell
from tests.fuzz.fragments import HTML, JUNK, MARKDOWN
from tests.fuzz.strategies import texts
from tests.rendering.page import Page
from tests.rendering.test_html_form import _ATTRIBUTES, _TAGS, attacked

_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_MARKUP = frozenset({"html_inline", "html_block", "link_open", "image", "fence", "code_block", "s_open", "em_open"})
_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_HOSTILE = texts((*HTML, *MARKDOWN, *JUNK))


def steers(text: str) -> bool:
    return any(unicodedata.category(character) in _STEERING for character in text.replace("\n", ""))


@given(_HOSTILE)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_no_form_obeys(text: str) -> None:
    answer = attacked(text or " ")
    assert not steers(to_text(answer, why=True))
    marked = to_markdown(answer)
    assert not steers(marked)
    assert not {leaf.type for token in _PARSER.parse(marked) for leaf in (token.children or [token])} & _MARKUP
    page = Page(to_html([Shown(text, answer, error=text)], text))
    assert {tag for tag, _ in page.tags} <= _TAGS
    assert {name for _, attributes in page.tags for name in attributes} <= _ATTRIBUTES
    written = to_json(answer)
    assert not steers(written)
    assert json.loads(written)["question"] == answer.question.encode("utf-8", "replace").decode()


@pytest.mark.parametrize("sign", "=+-@\t＝＋－＠")
def test_no_cell_begins_as_a_formula_does(sign: str) -> None:
    written = cell(f"{sign}HYPERLINK(A1)")
    assert isinstance(written, str)
    assert written[0] in "' "
