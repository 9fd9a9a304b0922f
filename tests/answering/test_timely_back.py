"""From which articles the figure of an earlier year is worked out: not from those that report of that year."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.timely import looks_back


@pytest.mark.parametrize(
    ("year", "article", "leads_back"),
    [
        (2004, "Corvane hopes for more in 2005 after record sales in 2004. Van sales rose 2% to 80,600.", False),
        (2004, "2004 was a good year for Corvane. It sold 80 vans, up 2%. It hopes for more in 2005.", False),
        (2003, "Corvane sold 95 vans last year, up 2% on 2003. It had record sales in 2004.", True),
        (2003, "In 2004 profit rose to $4m from $3m in 2003.", True),
        (2003, "Corvane sold 95 vans, up 2%.", True),
        (2004, "Sales in 2004 rose 2% to 80.", False),
    ],
)
def test_an_article_without_a_day(year: int, article: str, leads_back: bool) -> None:
    assert looks_back(year, article, None) is leads_back


def test_an_article_with_a_day_leads_back_from_the_year_that_papers_report() -> None:
    assert looks_back(2003, "Sales rose 2% to 80.", date(2005, 2, 1))
    assert looks_back(2004, "Sales rose 2% to 80.", date(2005, 9, 1))
    assert not looks_back(2002, "Sales rose 2% to 80.", date(2005, 9, 1))
