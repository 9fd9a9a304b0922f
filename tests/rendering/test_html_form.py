"""The page is well formed, loads nothing, and shows hostile text as text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.datatypes import (
    Answer,
    Figure,
    FiledFigure,
    Part,
    PartKind,
    Period,
    Quantity,
    Reason,
    ReasonCode,
    Role,
    Source,
    Span,
    Status,
)
from assistant.rendering import visible
from assistant.rendering.html_form import Shown, to_html
from assistant.rendering.html_text import address, shown
from tests.rendering import samples
from tests.rendering.page import Page

_TAGS = set(
    re.findall(
        r"\w+",
        "html head meta title style body header main nav section h1 h2 h3 h4 p div span ol ul li a strong mark"
        " blockquote cite code details summary table thead tbody tr th td time",
    )
)
_ATTRIBUTES = set(
    re.findall(r"\S+", "lang charset http-equiv content name class id dir href rel scope datetime aria-label")
)


def page(*answers: Answer, title: str = "The mill") -> Page:
    text = to_html([Shown(answer.question, answer) for answer in answers], title)
    read = Page(text)
    assert text.startswith("<!doctype html>\n")
    assert text.replace("\n", "").isprintable()
    assert {tag for tag, _ in read.tags} <= _TAGS
    assert {name for _, attributes in read.tags for name in attributes} <= _ATTRIBUTES
    ids = read.attributes("id")
    assert len(ids) == len(set(ids))
    for href in read.attributes("href"):
        assert href[1:] in ids if href.startswith("#") else href.startswith(("http://", "https://"))
    return read


def test_an_answer_with_its_source() -> None:
    read = page(samples.fact())
    assert read.text["h1"] == ["The mill"]
    assert read.text["h2"] == ["Who leads the mill?"]
    answer, quote = read.text["blockquote"]
    assert answer == "Ada Brook has led the mill since 2019, the board said. [1]"
    assert quote == "Ada Brook has led the mill since 2019, the board said."
    assert read.text["mark"] == ["marked", "Ada Brook", "Ada Brook", "Ada Brook"]
    assert read.attributes("href") == ["#q1-c1", "https://harbour.example/round"]
    assert "q1-c1" in read.attributes("id")
    assert "Mill seeks new money — Harbour Post, 2026-05-01" in read.text["p"]
    assert "news/round.md:100-154" in read.text["code"]
    assert read.text["details"] == [
        "In its paragraphA change at the top.\nAda Brook has led the mill since 2019, the board said. She is 51."
    ]
    assert "Ada Brook has led the mill since 2019, the board said." in read.text["span"]


def test_a_calculation_with_its_inputs_and_a_disagreement() -> None:
    read = page(samples.calculation())
    assert read.text["strong"][0] == "at least 22.5x to 30x"
    assert read.text["h3"] == ["Calculation revenue-multiple", "The sources disagree", "Sources"]
    assert {"at least 22.5x to 30x", "The valuation is a lower bound."} <= set(read.text["p"])
    assert {"multiple", "= valuation / revenue", "= $900m / ($30m to $40m)"} <= set(read.text["span"])
    rows = "valuation exceeding $900 million quoted [1] revenue between $30 million and $40 million quoted [2]"
    assert " ".join(read.text["td"]) == rows
    assert read.text["h4"] == ["mill, valuation, 2026"]
    assert "$800 million [2]" in read.text["li"]
    assert read.attributes("href").count("#q1-c2") == 3  # in the answer, the table and the disagreement


def test_a_refusal_with_the_nearest_evidence() -> None:
    read = page(samples.refusal())
    assert "No answer. The articles give no revenue for the dairy." in read.text["p"]
    assert read.text["h3"] == ["Nearest evidence"]
    assert read.text["blockquote"] == ["Sales came in between $30 million and $40 million."]


def test_a_reason_is_not_said_twice() -> None:
    refusal = samples.refusal()
    assert refusal.reason is not None
    said = replace(refusal, parts=(Part(PartKind.PROSE, f"No: {refusal.reason.text}"),))
    assert sum(refusal.reason.text in text for text in page(said).text["p"]) == 1


def test_what_a_question_was_taken_as_when_it_was_asked_and_what_failed() -> None:
    asked = datetime(2026, 5, 1, 9, 5, tzinfo=UTC)
    exchanges = [Shown("And now?", samples.fact(), asked), Shown("Why?", None, error="It <broke>. Mend it")]
    read = Page(to_html(exchanges, "Two"))
    assert read.text["p"][1:3] == ["1 May 2026, 09:05 UTC", "Taken as: Who leads the mill?"]
    assert read.attributes("datetime") == ["2026-05-01T09:05:00Z"]
    assert "Error. It <broke>. Mend it" in read.text["p"]


def test_figures_of_the_quotes() -> None:
    figure = Figure(
        Quantity(1, 1, "USD", text="$1<b>"),
        "Mill",
        "valuation",
        Period(12, 2026, 12),
        Status.TARGET,
        Role.VALUE,
        Span("a", 0, 1),
    )
    filed = (FiledFigure(figure, samples.ROUND, "It is."),)
    read = Page(to_html([Shown("q", samples.refusal(), figures=filed)], "t"))
    assert read.text["td"] == ["$1<b>", "Mill", "valuation", "2026", "target", "news/round.md"]


def test_many_questions_are_listed_first() -> None:
    read = page(samples.fact(), samples.calculation(), samples.refusal())
    assert len(read.text["nav"]) == 1
    assert read.attributes("href")[:3] == ["#q1", "#q2", "#q3"]
    assert "nav" not in page(samples.fact(), samples.refusal()).text


def test_nothing_is_loaded_and_the_policy_forbids_it() -> None:
    text = to_html([Shown("q", samples.fact())], "t")
    read = Page(text)
    policies = [attributes["content"] for _, attributes in read.tags if attributes.get("http-equiv")]
    assert policies[0].startswith("default-src 'none'; style-src 'unsafe-inline'")
    (style,) = read.text["style"]
    assert "url(" not in style
    assert "@import" not in style
    assert "prefers-color-scheme: dark" in style
    assert "@media print" in style


ATTACK = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\x1b[2J\u202e[/ &lt; </style> --> ]]> \ud800"


def attacked(text: str) -> Answer:
    """The hostile sample with other words."""
    answer = samples.hostile()
    source = Source(text, text, publisher=text, url=f"javascript:{text}")
    citation = replace(answer.citations[0], source=source, quote=text, context=f"{text} on", marks=((1, 9),))
    card = answer.calculations[0]
    amount = replace(card.result, text=text, unit=text)
    inputs = (replace(card.inputs[0], name=text, quantity=amount, source=text),)
    calculation = replace(
        card, calculator=text, formula=f"{text} = {text}", substituted=text, inputs=inputs, notes=(text,)
    )
    conflict = replace(answer.conflicts[0], entity=text, metric=text, period=text, kind=text)
    return replace(
        answer,
        question=text,
        parts=tuple(Part(kind, text, 1) for kind in PartKind),
        reason=Reason(ReasonCode.ERROR, f"!{text}"),
        citations=(citation,),
        nearest=(citation,),
        calculations=(replace(calculation, result=amount),),
        conflicts=(conflict,),
    )


@pytest.mark.parametrize("text", [ATTACK, samples.HOSTILE])
def test_hostile_text_is_shown_as_text(text: str) -> None:
    answer = attacked(text)
    exchanges = [Shown(f"{text}?", answer, error=text)] * 3
    read = Page(to_html(exchanges, text))
    assert {tag for tag, _ in read.tags} <= _TAGS
    assert {name for _, attributes in read.tags for name in attributes} <= _ATTRIBUTES
    assert all(href.startswith("#q") for href in read.attributes("href"))
    seen = " ".join(visible(text).split())
    assert read.text["h1"] == [seen]
    assert " ".join(read.text["code"][0].split()) == f"{seen}:0-{len(samples.HOSTILE)}"


@given(st.text(st.characters(codec=None), max_size=40))
def test_any_text_reads_the_same_and_is_never_a_tag(text: str) -> None:
    read = Page(f'<p title="{shown(text)}">{shown(text)}</p>')
    assert read.tags == [("p", {"title": visible(text)})]
    assert read.text["p"] == [visible(text)]


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://a.example/x?y=1&z=2#w", True),
        ("HTTP://a.example", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" data:text/html,<script>", False),
        ('https://a.example/" onclick="alert(1)', False),
        ("https://a.example/\u202eb", False),
        ("//a.example", False),
        ("ftp://a.example", False),
    ],
)
def test_only_web_addresses_become_links(url: str, is_link: bool) -> None:
    read = Page(address(url))
    assert [tag for tag, _ in read.tags] == (["a"] if is_link else ["span"])
    assert read.attributes("href") == ([url] if is_link else [])


def test_an_absent_address_is_nothing() -> None:
    assert address(" ") == ""


def test_the_same_answers_give_the_same_bytes() -> None:
    exchanges = [Shown("q", samples.hostile(), datetime(2026, 5, 1, tzinfo=UTC))]
    assert to_html(exchanges, "t") == to_html(exchanges, "t")
    assert re.search(r"<h1 [^>]*>Questions and answers</h1>", to_html([], " \n"))
