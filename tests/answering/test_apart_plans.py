"""Two figures that an article tells apart: of two years, now and as forecast, an output and a capacity."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant, plans_apart
from assistant.answering.question import parse
from tests.answering.cells import sheet_of
from tests.answering.dated import check_calculation, opened_over

ARTICLES = {
    "years": (
        "Tavrin grows up",
        "Tavrin, a maker of scales, had revenue of $50m in 2002. It had revenue of $80m in 2004. Its profit was $9m in"
        " 2004.",
    ),
    "swing": (
        "Bellomar back in the black",
        "Bellomar turned a loss of $5m into a profit of $9m. Its shares rose by 4%.",
    ),
    "losses": (
        "Ravelin loses less",
        "Ravelin made a loss of £5m, and it had made a loss of £8m before.",
    ),
    "outlook": (
        "Corvane sees more sales",
        "Corvane said revenue was $400m this year. It expects revenue of $500m next year.",
    ),
    "missed": (
        "Lindmoor disappoints",
        "Lindmoor said revenue was $400m this year. Analysts had expected revenue of $500m.",
    ),
    "nurses": (
        "Nurses wanted in Ostmark",
        "The hospitals of Ostmark have 8,000 nurses. By 2010 they will need 11,000 nurses. They have 900 doctors.",
    ),
    "plant": (
        "Tyre plant half idle",
        "The Rubena plant has a capacity of 400,000 tyres. It made 300,000 tyres last month.",
    ),
    "idle": (
        "Alder and Birch",
        "Alder can make 50,000 tonnes of felt. It made 30,000 tonnes of felt last year. Its rival Birch can make 90,000"
        " tonnes.",
    ),
    "full": (
        "Paper mill runs at full tilt",
        "The Alder mill is running at 90% of its capacity. It can make 50,000 tonnes a year.",
    ),
    "multiple": (
        "Bid for Hexby",
        "Crowle offered £3bn for the lender Hexby, or 1.5 times book value. Hexby has 200 branches.",
    ),
    "months": (
        "Parcels pile up",
        "Swiftline delivered 90 million parcels in the first nine months of the year. It runs 600 vans.",
    ),
    "levy": (
        "Levy on airports",
        "Norrland's airports will pay a levy of £400m. About 15% of it goes to villages under the flight paths.",
    ),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_over(tmp_path_factory.mktemp("apart"), ARTICLES) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "calculator", "value", "unit"),
    [
        ("By what percentage did Tavrin's revenue grow from 2002 to 2004?", "percent-change", 60.0, "%"),
        ("How much did Tavrin's revenue increase between 2002 and 2004?", "change", 30e6, "USD"),
        ("Tavrin revenue growth, 2004 vs 2002", "percent-change", 60.0, "%"),
        ("What was Bellomar's swing from loss to profit?", "swing", 14e6, "USD"),
        ("How big was the turnaround at Bellomar?", "swing", 14e6, "USD"),
        ("What revenue growth is Corvane forecasting, in per cent?", "percent-change", 25.0, "%"),
        ("How much more revenue does Corvane expect next year?", "change", 100e6, "USD"),
        (
            "How many additional nurses will Ostmark's hospitals need, compared with today?",
            "difference",
            3_000.0,
            "nurses",
        ),
        ("What share of its capacity does the Rubena plant use?", "share-of-total", 75.0, "%"),
        ("What is the capacity utilisation of the Rubena plant?", "share-of-total", 75.0, "%"),
        ("What book value of Hexby does Crowle's offer imply?", "metric-for-multiple", 2e9, "GBP"),
        ("How many parcels did Swiftline deliver a month on average?", "per-unit", 10e6, ""),
        ("In pounds, how much of the levy goes to the villages?", "portion", 60e6, "GBP"),
    ],
)
def test_figures_told_apart_are_put_together(
    assistant: Assistant, question: str, calculator: str, value: float, unit: str
) -> None:
    check_calculation(assistant, question, calculator, value, unit)


@pytest.mark.parametrize(
    "question",
    [
        "By what percentage did Tavrin's revenue grow from 2001 to 2004?",  # nothing is of 2001
        "How much did Tavrin's profit increase between 2002 and 2004?",  # its profit of 2002 is not given
        "What was Ravelin's swing from loss to profit?",  # it has no profit
        "What revenue growth is Lindmoor forecasting, in per cent?",  # what analysts had expected is over
        "How many additional pilots will Ostmark's hospitals need, compared with today?",
        "What is the capacity utilisation of the Alder mill?",  # the article says it
        "What share of its capacity does Birch use?",  # nobody says what it makes
        "What annual sales of Hexby does Crowle's offer imply?",  # the multiple is of book value
        "How many letters did Swiftline deliver a month on average?",
    ],
)
def test_figures_that_do_not_belong_together_are_not(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).calculations


@pytest.mark.parametrize(
    ("question", "filled"),
    [
        ("How much growth does Corvane expect?", True),
        ("How far ahead does Corvane expect to be?", False),  # of nothing that is named
    ],
)
def test_growth_that_is_expected_is_that_of_sales(question: str, filled: bool) -> None:
    texts = ("Corvane said revenue was $400m this year.", "It expects revenue of $500m next year.")
    sheet = sheet_of(*texts, question=question)
    assert (plans_apart.projected(parse(question), [sheet]) is not None) is filled
