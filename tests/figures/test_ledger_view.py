"""The ledger as a table: what contradicts each figure, and which rows the typed words find."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.articles import chunk
from assistant.datatypes import Article, FiledFigure, Source
from assistant.figures.extraction import figures_of
from assistant.figures.ledger_view import LedgerRow, ledger_rows, row_matches

JANUARY, MAY = date(2005, 1, 10), date(2005, 5, 10)


def filed(*articles: tuple[str, date]) -> list[FiledFigure]:
    found = []
    for number, (text, day) in enumerate(articles):
        source = Source(f"news/{number}.md", "Harbour Foods' year", publisher="The Ledger", published=day)
        article = Article(source, text, str(number))
        for figure in figures_of(article, chunk(article)):
            found.append(FiledFigure(figure, source, text[figure.sentence.start : figure.sentence.end]))
    return found


def clashes(*articles: tuple[str, date]) -> list[tuple[str, str]]:
    return [(row.filed.figure.quantity.text, row.clash) for row in ledger_rows(filed(*articles))]


def test_rows_keep_the_order_and_lose_nothing() -> None:
    figures = filed(("Acme made a profit of $3bn in 2004 on revenue of $20bn.", MAY), ("Acme has 14 chimneys.", MAY))
    assert [row.filed for row in ledger_rows(figures)] == figures
    assert {row.clash for row in ledger_rows(figures)} == {""}
    assert ledger_rows([]) == ()


def test_what_supersedes_is_told_from_what_is_superseded() -> None:
    assert clashes(("Acme is valued at $3bn.", JANUARY), ("Acme is valued at $5bn.", MAY)) == [
        ("$3bn", "superseded"),
        ("$5bn", "supersedes"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Acme made a net profit of $3bn in 2004.", "Acme made a net profit of $4bn in 2004.", "conflict"),
        ("Revenue at Acme was $6.75bn in 2004.", "Revenue at Acme was $6.8bn in 2004.", "rounding"),
        ("Acme made a net profit of $3bn in 2004.", "Acme made a profit of $4bn in 2004.", "different definition"),
    ],
)
def test_both_sides_of_a_disagreement_are_marked(one: str, other: str, kind: str) -> None:
    assert {clash for _, clash in clashes((one, MAY), (other, MAY))} == {kind}


def test_all_that_say_what_one_side_says_are_marked() -> None:
    three, four = ("Acme made a net profit of $3bn in 2004.", MAY), ("Acme made a net profit of $4bn in 2004.", MAY)
    assert [clash for _, clash in clashes(three, four, four)] == ["conflict"] * 3
    assert [clash for _, clash in clashes(four, four)] == ["", ""]


def test_a_figure_of_another_year_or_owner_is_left_alone() -> None:
    rows = clashes(
        ("Acme made a net profit of $3bn in 2004.", MAY),
        ("Acme made a net profit of $4bn in 2004.", MAY),
        ("Acme made a net profit of $3bn in 2003.", MAY),
        ("Globex made a net profit of $3bn in 2004.", MAY),
    )
    assert [clash for _, clash in rows] == ["conflict", "conflict", "", ""]


@pytest.fixture(scope="module")
def row() -> LedgerRow:
    (found,) = filed(("Harbour Foods made a net profit of £60m in 2004.", MAY))
    (made,) = ledger_rows([replace(found, figure=replace(found.figure, part="film division"))])
    return made


@pytest.mark.parametrize(
    "words",
    [
        "",
        "  ",
        "harbour",
        "HARBOUR foods",
        "foods harbour",
        "film",
        "net-profit",
        "net profit",
        "2004",
        "reported",
        "£60m",
        "60",
        "news/0.md",
        "ledger 2004 profit",
    ],
)
def test_every_word_must_stand_somewhere(row: LedgerRow, words: str) -> None:
    assert row_matches(row, words)


@pytest.mark.parametrize(
    "words", ["year", "globex", "harbour globex", "2003", "harbour 2003", "estimated", "harbourfoods", "%"]
)
def test_a_word_that_stands_nowhere_leaves_the_row_out(row: LedgerRow, words: str) -> None:
    assert not row_matches(row, words)
