"""Figures in their context, from whole articles."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.articles import chunk
from assistant.datatypes import Article, Figure, Role, Source, Status
from assistant.figures.extraction import figures_of


def read(text: str, title: str = "Acme lifts sales", published: date | None = date(2005, 2, 10)) -> list[Figure]:
    article = Article(Source("a.md", title, published=published), text, "0")
    found = figures_of(article, chunk(article))
    for figure in found:
        span = figure.quantity.span
        assert span is not None
        assert text[span.start : span.end] == figure.quantity.text
        assert figure.quantity.text in text[figure.sentence.start : figure.sentence.end]
    return list(found)


def of(figures: list[Figure], text: str) -> Figure:
    return next(figure for figure in figures if figure.quantity.text == text)


def test_a_sentence_of_results_gives_every_figure_its_place() -> None:
    found = read("Acme said fourth-quarter sales rose 2% to $11.1bn from $10.9bn, while net profit fell to $1bn.")
    new, old, growth, profit = (of(found, text) for text in ("$11.1bn", "$10.9bn", "2%", "$1bn"))
    assert [(f.entity, f.metric, f.role) for f in (new, old, growth)] == [
        ("Acme", "revenue", Role.NEW),
        ("Acme", "revenue", Role.OLD),
        ("Acme", "revenue", Role.GROWTH),
    ]
    assert (new.period.label, old.period.label) == ("Q4 2004", "Q4 2003")
    assert (profit.entity, profit.metric, profit.role) == ("Acme", "net-profit", Role.NEW)


def test_a_fall_is_negative() -> None:
    found = read("Net profit at Acme fell 27% to $284m.")
    assert of(found, "27%").quantity.low == -27.0
    assert of(found, "$284m").quantity.low == 284e6


@pytest.mark.parametrize(
    ("text", "figure", "owner"),
    [
        ("Acme bought Globex. It made a profit of $3m in 2004.", "$3m", "Acme"),
        ("Acme's rival Globex made a profit of $3m in 2004.", "$3m", "Globex"),
        ("Acme said Globex's revenue was $9m in 2004.", "$9m", "Globex"),
        ("Revenue at Globex was $9m, Acme said.", "$9m", "Globex"),
        ("Acme, which owns Globex, said revenue was $9m.", "$9m", "Acme"),
        ("Acme earned $3m while Globex made a loss of $5m.", "$5m", "Globex"),
        ("John Smith, chief executive of Acme, said revenue was $9m.", "$9m", "Acme"),
        ("Acme said sales in Japan were worth $4m.", "$4m", "Acme"),
        ("The German carmaker Globex had sales of $4m.", "$4m", "Globex"),
        ("Analysts at Initech expect Acme to report revenue of $9m.", "$9m", "Acme"),
        ("Acme told Globex that its revenue was $9m.", "$9m", "Acme"),
    ],
)
def test_whose_a_figure_is(text: str, figure: str, owner: str) -> None:
    names = "Acme and Globex compete with Initech. "
    assert of(read(names + text, title="Acme and Globex"), figure).entity == owner


def test_the_group_is_whoever_was_spoken_of() -> None:
    text = "Globex Holdings is large. The group had revenue of $7m in 2003. Its net debt was $2m."
    found = read(text, title="Report")
    assert {f.entity for f in found} == {"Globex Holdings"}
    assert of(found, "$2m").metric == "debt"


def test_a_short_name_leads_to_the_full_one_that_was_written_before() -> None:
    text = "British Airways is an airline. BA made a pre-tax profit of £75m."
    assert of(read(text, title="Fuel"), "£75m").entity == "British Airways"


def test_a_part_of_a_company_is_not_the_company() -> None:
    found = read("Acme did well. But its film division saw profits slump 27% to $284m.")
    assert (of(found, "$284m").entity, of(found, "$284m").part) == ("Acme", "film division")


def test_a_country_owns_what_companies_do_not() -> None:
    found = read("Acme said German unemployment rose to 12.6% in January.", title="Acme speaks")
    assert (of(found, "12.6%").entity, of(found, "12.6%").metric) == ("Germany", "unemployment")


@pytest.mark.parametrize(
    ("text", "figure", "metric"),
    [
        ("Acme sales rose 2.3% to 80,600.", "80,600", "units-sold"),
        ("Acme sold nearly 95,000 cars.", "nearly 95,000 cars", "units-sold"),
        ("Acme lost 464,000 subscribers.", "464,000 subscribers", "customers"),
        ("Acme's profits took three months to fall.", "three months", ""),
        ("Sales growth at Acme was 5%.", "5%", "revenue"),
        ("Acme raised the fare from £6 to £10.", "£10", ""),
    ],
)
def test_a_metric_must_fit_the_unit(text: str, figure: str, metric: str) -> None:
    assert of(read(text), figure).metric == metric


def test_what_is_said_to_be_lower_is_a_difference() -> None:
    found = read("Acme said its annual profit will be up to £5m lower.")
    assert of(found, "up to £5m").role is Role.DIFFERENCE


def test_how_firm_a_figure_is() -> None:
    found = read("Acme made $3m in 2004. It expects a profit of $5m. Globex may bid $9m for it.")
    assert [f.status for f in found] == [Status.REPORTED, Status.ESTIMATED, Status.PROPOSED]


def test_an_undated_article_leaves_years_open() -> None:
    found = read("Acme's profit last year was $3m.", published=None)
    assert of(found, "$3m").period.year is None


def test_a_comparison_with_a_year_tells_which_year_it_is() -> None:
    found = read("For the full year, Acme posted a profit of $3bn, up 27% from its 2003 result.", published=None)
    assert of(found, "$3bn").period.year == 2004


def test_a_row_of_numbers_without_end_says_nothing_of_any() -> None:
    row = ", ".join(f"${number} million" for number in range(1, 100))
    found = read(f"Acme reported sales of {row}.")
    assert len(found) == 99
    assert {(f.entity, f.metric, f.period.text, f.role) for f in found} == {("", "", "", Role.VALUE)}


def test_a_long_sentence_with_many_figures_is_still_read() -> None:
    row = ", ".join(f"${number} million" for number in range(1, 41))
    found = read(f"Acme reported sales of {row}.")
    assert len(found) == 40
    assert {f.entity for f in found} == {"Acme"}
    assert found[0].metric == "revenue"
