"""Answers whose figure another article contradicts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.datatypes import Answer
from assistant.rendering import to_text

Ask = Callable[[str], Answer]


@pytest.fixture
def ask(corpus: Path, tmp_path: Path) -> Ask:
    (corpus / "later.md").write_text(
        "---\ntitle: A new price for Acme\npublished: 2026-04-01\n---\nAcme was valued at $80 billion by the market.\n"
    )
    (corpus / "other.md").write_text(
        "---\ntitle: Acme's year\npublished: 2026-01-10\n---\nAcme reported revenue of $5 billion for 2025.\n"
    )

    def one(question: str) -> Answer:
        with Assistant.open(corpus, tmp_path / "index") as assistant:
            return assistant.ask(question)

    return one


def claims(answer: Answer) -> list[list[str]]:
    return [[claim.value.text for claim in conflict.claims] for conflict in answer.conflicts]


def test_an_answer_shows_that_a_later_article_says_otherwise(ask: Ask) -> None:
    answer = ask("What was Acme valued at?")
    (conflict,) = answer.conflicts
    assert (conflict.entity, conflict.metric, conflict.kind) == ("Acme", "valuation", "superseded")
    assert claims(answer) == [["$80 billion", "about $60 billion"]]
    cited = {citation.n: citation.quote for citation in answer.citations}
    assert all(claim.value.text in cited[claim.citation] for claim in conflict.claims)
    assert "disagree" in to_text(answer)


def test_a_calculation_shows_what_is_said_against_its_inputs(ask: Ask) -> None:
    answer = ask("What revenue multiple does Acme's valuation of $80 billion imply?")
    assert answer.calculations
    assert [conflict.metric for conflict in answer.conflicts] == ["revenue"]
    assert sorted(claims(answer)[0]) == ["$4 billion", "$5 billion"]


def test_what_nobody_contradicts_shows_no_conflict(ask: Ask) -> None:
    assert ask("What was Globex valued at?").conflicts == ()


def test_a_quoted_answer_has_its_main_number_where_the_ledger_is_sure(ask: Ask) -> None:
    value = ask("What was Globex valued at?").value
    assert value is not None
    assert (value.low, value.unit, value.text) == (20e9, "USD", "$20 billion")
    assert ask("Who is the chief executive of Acme?").value is None


def test_a_figure_of_another_year_is_not_the_main_number(ask: Ask) -> None:
    value = ask("What was Acme's revenue in 2024?").value
    assert value is None or value.low == 3.2e9


def test_what_is_reported_comes_before_what_would_be(ask: Ask, corpus: Path) -> None:
    (corpus / "if.md").write_text(
        "---\ntitle: Initech's price\npublished: 2026-04-01\n---\n"
        "If the talks on Initech's valuation succeed, Initech's valuation would rise to $9 billion.\n"
        "Initech's last valuation was $6 billion.\n"
    )
    assert ask("What is Initech's valuation?").citations[0].quote == "Initech's last valuation was $6 billion."
