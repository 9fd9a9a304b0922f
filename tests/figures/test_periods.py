from __future__ import annotations

from datetime import date

import pytest

from assistant.datatypes import Period
from assistant.figures.periods import find_periods, months_in, period_of, year_before, years_in

DAY = date(2005, 2, 10)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Profit for the three months to December rose.", ["Q4 2004"]),
        ("Profit for the three months to 31 December 2003 rose.", ["Q4 2003"]),
        ("In 2004 sales hit a high, up on 2003.", ["2004", "2003"]),
        ("Fourth-quarter revenue was flat.", ["Q4 2004"]),
        ("It was the first half of 2004.", ["H1 2004"]),
        ("Q3 2004 was strong.", ["Q3 2004"]),
        ("The October-December quarter was weak.", ["Q4 2004"]),
        ("It made money last year.", ["2004"]),
        ("In February sales fell.", ["February 2005"]),
        ("Sales in May fell.", ["May 2004"]),
        ("He may march on.", []),
        ("The year to March 2004 was good.", ["year to March 2004"]),
        ("In the financial year 2004/05 it grew.", ["year to March 2005"]),
        ("From June to August it grew.", ["3 months to August 2004"]),
        ("A year ago it was flat.", ["2004"]),
        ("It cost $2004 for 2,004 seats in 2004.5 days.", []),
    ],
)
def test_a_period_is_resolved_against_the_day_of_the_article(text: str, labels: list[str]) -> None:
    assert [mention.period.label for mention in find_periods(text, DAY)] == labels


def test_an_undated_article_leaves_relative_years_open() -> None:
    (mention,) = find_periods("Profit for the three months to December rose.")
    assert (mention.period.months, mention.period.year, mention.period.month) == (3, None, 12)
    assert mention.period.label == "three months to december"


@pytest.mark.parametrize(
    ("sentence", "figure", "label"),
    [
        ("In 2004 sales hit $3bn, up from $2bn in 2003.", "$3bn", "2004"),
        ("In 2004 sales hit $3bn, up from $2bn in 2003.", "$2bn", "2003"),
        ("Compared with 2003, sales rose to $3bn in 2004.", "$3bn", "2004"),
        ("Sales of $3bn were made in the first quarter of 2004.", "$3bn", "Q1 2004"),
        ("Sales are $3bn.", "$3bn", ""),
    ],
)
def test_a_figure_takes_the_period_beside_it(sentence: str, figure: str, label: str) -> None:
    start = sentence.index(figure)
    assert period_of(sentence, start, start + len(figure), find_periods(sentence, DAY)).label == label


def test_the_year_before_keeps_the_kind_of_period() -> None:
    assert year_before(Period(3, 2004, 12, "fourth quarter")) == Period(3, 2003, 12, "a year earlier")
    assert year_before(Period()).year is None


def test_the_parts_of_a_question_are_read_alone() -> None:
    assert years_in("Between 2003 and 2004, and in 2003") == (2003, 2004)
    assert months_in("What was its quarterly profit?") == 3
    assert months_in("What was its profit?") == 0
