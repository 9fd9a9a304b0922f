"""Answers as a report in Markdown, read by a parser."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.batch.forms import About, render
from assistant.datatypes import IndexInfo
from tests.batch import outcomes
from tests.rendering import samples

GOLDEN = Path(__file__).parent / "golden"
PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")


def headings(text: str) -> list[tuple[str, str]]:
    tokens = PARSER.parse(text)
    return [
        (token.tag, "".join(child.content for child in inline.children or []))
        for token, inline in pairwise(tokens)
        if token.type == "heading_open"
    ]


def report(*made: Any, about: About = outcomes.ABOUT) -> str:
    return render("md", made, about).decode()


def test_the_report_as_it_is_kept() -> None:
    assert report(*outcomes.all_kinds()) == (GOLDEN / "report.md").read_text("utf-8")


def test_headings_stand_below_each_other() -> None:
    assert headings(report(*outcomes.all_kinds())) == [
        ("h1", "mill.jsonl"),
        ("h2", "Summary"),
        ("h2", "Answers"),
        ("h3", "1. Who leads the mill?"),
        ("h4", "Sources"),
        ("h3", "2. What multiple is it valued at?"),
        ("h4", "Calculation: revenue-multiple"),
        ("h4", "The sources disagree"),
        ("h4", "Sources"),
        ("h3", "3. What revenue did the dairy report?"),
        ("h4", "Nearest evidence"),
        ("h3", "4. Why?"),
    ]


def test_one_kind_is_not_counted_twice() -> None:
    text = report(outcomes.answered())
    assert "| all | 1 | 1 | 0 | 0 | 1 | 0 |" in text
    assert "| lookup |" not in text
    assert "**Failed" not in text


def test_without_index_and_questions() -> None:
    text = report(about=About("", IndexInfo("", "", "")))
    assert headings(text) == [("h1", "Questions and answers"), ("h2", "Summary")]
    assert "Index:" not in text


@pytest.mark.parametrize(
    "text",
    [
        samples.HOSTILE,
        "# x\n\n## y",
        "<script>alert(1)</script>",
        "![a](http://evil.example/a.png)",
        "[a](javascript:alert(1))",
        "a | b | c",
        "```\ncode",
        "- a\n- b",
        "<http://evil.example>",
        "http://evil.example/",
    ],
)
def test_hostile_text_is_no_markup(text: str) -> None:
    plain = report(outcomes.attacked("plain"), about=outcomes.about("plain"))
    hostile = report(outcomes.attacked(text), about=outcomes.about(text))
    assert [tag for tag, _ in headings(hostile)] == [tag for tag, _ in headings(plain)]
    kinds = {token.type for token in PARSER.parse(hostile)}
    assert not kinds & {"html_block", "fence", "code_block"}
    inner = {child.type for token in PARSER.parse(hostile) for child in token.children or []}
    assert not inner & {"link_open", "image", "html_inline", "code_inline"}
    rows = [token.type for token in PARSER.parse(hostile)].count("tr_open")
    assert rows == [token.type for token in PARSER.parse(plain)].count("tr_open")


def test_evidence_without_words_is_no_crash() -> None:
    nearest = replace(samples.refusal().nearest[0], quote="")
    outcome = replace(outcomes.declined(), answer=replace(samples.refusal(), nearest=(nearest,)))
    assert "Nearest evidence" in report(outcome)


@settings(max_examples=30, deadline=None)
@given(st.lists(outcomes.OUTCOMES, max_size=2))
def test_any_outcome_is_a_section(made: list[Any]) -> None:
    found = headings(report(*made))
    assert sum(tag == "h3" for tag, _ in found) == len(made)
    assert sum(tag in ("h1", "h2") for tag, _ in found) == 2 + bool(made)
