"""Figures that disagree, and how."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.articles import chunk
from assistant.datatypes import Article, FiledFigure, Source
from assistant.figures.conflicts import Disagreement, Kind, disagreements, rounds_to
from assistant.figures.extraction import figures_of
from assistant.quantities import parse_quantity


def filed(*articles: tuple[str, date | None]) -> list[FiledFigure]:
    found = []
    for number, (text, day) in enumerate(articles):
        article = Article(Source(f"{number}.md", "Acme", published=day), text, str(number))
        for figure in figures_of(article, chunk(article)):
            sentence = text[figure.sentence.start : figure.sentence.end]
            found.append(FiledFigure(figure, article.source, sentence))
    return found


def one(*articles: tuple[str, date | None]) -> Disagreement:
    (found,) = disagreements(filed(*articles))
    return found


JANUARY, MAY = date(2005, 1, 10), date(2005, 5, 10)


def test_a_later_article_supersedes_an_earlier_one() -> None:
    found = one(("Acme is valued at $3bn.", JANUARY), ("Acme is valued at $5bn.", MAY))
    assert (found.entity, found.metric, found.kind) == ("Acme", "valuation", Kind.SUPERSEDED)
    assert [(c.filed.figure.quantity.text, c.kind) for c in found.claims] == [("$5bn", None), ("$3bn", Kind.SUPERSEDED)]
    assert found.claims[1].note == "by an article of 2005-05-10"


def test_two_articles_of_one_day_conflict() -> None:
    found = one(("Acme made a net profit of $3bn in 2004.", MAY), ("Acme made a net profit of $4bn in 2004.", MAY))
    assert (found.kind, found.period) == (Kind.CONFLICT, "2004")


def test_a_forecast_is_another_definition_than_a_result() -> None:
    found = one(
        ("Acme made a net profit of $3bn in 2004.", MAY),
        ("Acme was forecast to make a net profit of $4bn in 2004.", MAY),
    )
    assert found.kind is Kind.DEFINITION
    assert found.claims[1].note == "estimated, where the other is reported"


def test_profit_and_net_profit_may_be_two_things() -> None:
    found = one(("Acme made a net profit of $3bn in 2004.", MAY), ("Acme made a profit of $4bn in 2004.", MAY))
    assert found.kind is Kind.DEFINITION


def test_rounding_is_no_conflict() -> None:
    found = one(("Revenue at Acme was $6.75bn in 2004.", MAY), ("Revenue at Acme was $6.8bn in 2004.", MAY))
    assert found.kind is Kind.ROUNDING


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Revenue at Acme was $3bn in 2004.", "Revenue at Acme was $4bn in 2003."),
        ("Revenue at Acme was $3bn in 2004.", "Revenue at Globex was $4bn in 2004."),
        ("Acme's net profit was $3bn in 2004.", "Acme's pre-tax profit was $4bn in 2004."),
        ("Revenue at Acme was $3bn in 2004.", "Revenue at Acme was more than $2bn in 2004."),
        ("Revenue at Acme was $3bn in 2004.", "Acme's film division had revenue of $1bn in 2004."),
        ("Revenue at Acme was $3bn in 2004.", "Revenue at Acme would be $4bn in 2004 if it sold Globex."),
        ("Revenue at Acme was $3bn last quarter.", "Revenue at Acme was $4bn in the year to March 2005."),
    ],
)
def test_what_does_not_disagree(first: str, second: str) -> None:
    assert disagreements(filed((first, MAY), (second, MAY))) == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("$6.75bn", "$6.8bn", True),
        ("about $10bn", "$9.9bn", True),
        ("$6bn", "$7bn", False),
        ("$852bn", "$900bn", False),
    ],
)
def test_what_rounding_explains(one: str, other: str, same: bool) -> None:
    assert rounds_to(parse_quantity(one), parse_quantity(other)) is same
