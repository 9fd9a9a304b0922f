"""Answers as a web page: well formed, loading nothing, with hostile text shown as text."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.batch import Item, Result
from assistant.batch.forms import About, render
from assistant.rendering import visible
from tests.batch import outcomes
from tests.rendering import samples
from tests.rendering.page import Page

_TAGS = set(
    re.findall(
        r"\w+",
        "html head meta title style body header main section h1 h2 h3 h4 p div span ol ul li a b bdi br strong mark"
        " blockquote cite code details summary table thead tbody tr th td figure figcaption svg text rect label"
        " select option input script",
    )
)
_ATTRIBUTES = set(
    re.findall(
        r"\S+",
        "lang charset http-equiv content name class id dir href rel scope aria-label role viewbox x y width height"
        " hidden open value type autocomplete data-status data-kind data-passed",
    )
)
ATTACK = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\x1b[2J\u202e[/ &lt; </style> --> ]]> </svg> \ud800"


class Report(Page):
    """The page of a batch."""

    def cards(self) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.tags if tag == "details" and attributes.get("class") == "item"]


def page(*made: Result, about: About = outcomes.ABOUT) -> Report:
    text = render("html", made, about).decode()
    read = Report(text)
    assert text.startswith("<!doctype html>\n")
    assert text.replace("\n", "").isprintable()
    assert {tag for tag, _ in read.tags} <= _TAGS
    assert {name for _, attributes in read.tags for name in attributes} <= _ATTRIBUTES
    for href in read.attributes("href"):
        assert href[1:] in read.attributes("id") if href.startswith("#") else href.startswith(("http://", "https://"))
    return read


def test_failures_come_first_and_stand_open() -> None:
    read = page(*outcomes.all_kinds())
    assert [card["id"] for card in read.cards()] == ["q2", "q4", "q1", "q3"]
    assert ["open" in card for card in read.cards()] == [True, False, False, False]
    assert [(card["data-status"], card["data-passed"]) for card in read.cards()] == [
        ("answered", "no"),
        ("error", "none"),
        ("answered", "yes"),
        ("abstained", "none"),
    ]
    ids = read.attributes("id")
    assert len(ids) == len(set(ids))


def test_a_card_holds_the_answer_with_its_evidence_and_failures() -> None:
    read = page(*outcomes.all_kinds())
    card = read.text["details"][0]
    for words in (
        "What multiple is it valued at?",
        "value: expected 20 x | found 22.5 to 30 x",
        "cites: expected sales.md",
        "Tell me of the mill.",
        "Taken as: What revenue multiple is the mill valued at?",
        "Asked with: articles up to 2026-06-01; only from news/*; assuming revenue = $30m",
        "Note: checked by hand",
        "$900m / ($30m to $40m)",
        "The sources disagree",
        "news/sales.txt:0-50",
    ):
        assert words in " ".join(card.split())
    assert {"Nearest evidence", "Sources"} <= set(read.text["h3"])
    assert "The articles give no revenue for the dairy." in " ".join(read.text["p"])
    assert any("the question is too long" in text for text in read.text["p"])


def test_the_summary_and_what_was_not_asked() -> None:
    read = page(*outcomes.all_kinds())
    assert read.text["h1"] == ["mill.jsonl"]
    assert " ".join(read.text["td"][:28]) == (
        "lookup 2 1 0 1 1 0 calculation 1 1 0 0 0 1 (no kind) 1 0 1 0 0 0 all 4 2 1 1 1 1"
    )
    assert "Line 7: not JSON: Expecting value at column 1" in read.text["li"]
    assert "Index: generation 0001, corpus c0ffee, model all-MiniLM-L6-v2" in read.text["p"]


def test_the_bars_are_as_long_as_their_counts() -> None:
    read = page(*[outcomes.answered()] * 3, outcomes.failed())
    bars = [attributes for tag, attributes in read.tags if tag == "rect"]
    by_kind, statuses = bars[:2], bars[2:]
    assert [bar["class"] for bar in by_kind] == ["good", "bad"]
    assert float(by_kind[0]["width"]) == pytest.approx(3 * float(by_kind[1]["width"]), abs=0.2)
    assert [bar["class"] for bar in statuses] == ["good"]
    assert read.text["text"] == [
        "lookup",
        "3 / 0",
        "calculation",
        "0 / 1",
        "answered",
        "4",
        "abstained",
        "0",
        "error",
        "0",
    ]


def test_only_the_one_script_may_run_and_nothing_is_loaded() -> None:
    read = page(*outcomes.all_kinds())
    (policy,) = [attributes["content"] for _, attributes in read.tags if attributes.get("http-equiv")]
    (script,) = read.text["script"]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
    for unwanted in ("innerHTML", "eval", "fetch", "http", "</", "<!--"):
        assert unwanted not in script
    (style,) = read.text["style"]
    assert "url(" not in style
    assert "@import" not in style


def test_the_filters_fit_the_cards_and_are_hidden_where_no_script_runs() -> None:
    read = page(*outcomes.all_kinds())
    (bar,) = [attributes for _, attributes in read.tags if attributes.get("id") == "filters"]
    assert "hidden" in bar
    values = [attributes["value"] for tag, attributes in read.tags if tag == "option"]
    assert values == ["", "answered", "abstained", "error", "", "k0", "k1", "k2", "", "yes", "no", "none"]
    assert {card["data-kind"] for card in read.cards()} == {"k0", "k1", "k2"}
    (script,) = read.text["script"]
    ids = set(re.findall(r'getElementById\("([\w-]+)"\)', script))
    assert ids <= set(read.attributes("id"))
    assert {"by-status", "by-kind", "by-passed"} <= set(read.attributes("id"))
    assert 'querySelectorAll("details.item")' in script


@pytest.mark.parametrize(
    "text", [ATTACK, samples.HOSTILE, "</script>", "</title><b>", "--><!--", "&#x3c;b>", 'k0" open=']
)
def test_hostile_text_is_shown_as_text(text: str) -> None:
    read = page(*[outcomes.attacked(text)] * 2, about=outcomes.about(text))
    seen = " ".join(visible(text).split())
    assert read.text["h1"] == [seen]
    assert read.text["title"] == [seen]
    assert all(href.startswith("#q") for href in read.attributes("href"))
    assert len(read.text["script"]) == 1
    assert [card["id"] for card in read.cards()] == ["q1", "q2"]
    assert seen in read.text["option"]
    plain = page(*[outcomes.attacked("plain")] * 2, about=outcomes.about("plain"))
    shape = [tag for tag, _ in read.tags if tag not in ("mark", "p", "details", "summary")]
    assert shape == [tag for tag, _ in plain.tags if tag not in ("mark", "p", "details", "summary")]


@settings(max_examples=30, deadline=None)
@given(st.lists(outcomes.OUTCOMES, max_size=2))
def test_any_outcome_is_a_card(made: list[Any]) -> None:
    read = Report(render("html", made, outcomes.ABOUT).decode())
    assert len(read.cards()) == len(made)
    assert {tag for tag, _ in read.tags} <= _TAGS


def test_a_kind_that_is_named_like_none_and_a_huge_batch_of_kinds() -> None:
    made = [
        replace(outcomes.answered(), item=Item(str(n), n, ("a",), kind=kind))
        for n, kind in enumerate(["", "(no kind)", "all", *map(str, range(50))], 1)
    ]
    assert len(page(*made).cards()) == len(made)
