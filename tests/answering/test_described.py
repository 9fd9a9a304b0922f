"""Calculations whose figures are known by the words of the question alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant
from tests.answering.dated import check_calculation, opened_over

ARTICLES = {
    "payout": (
        "Fund scandal: £90m for savers",
        "Savers who lost money in the Harbour Funds scandal are to share £90m compensation, the regulator said. An"
        " estimated 30,000 people bought the funds. It had once asked the managers for up to £200m, and fined two"
        " brokers £1m each.",
    ),
    "planes": (
        "Skylark orders jets",
        "Skylark signed a deal worth 2bn euros ($2.6bn) for Aerofirm to sell it 40 new planes. It flies to nine"
        " countries and has 3,000 staff.",
    ),
    "steel": (
        "Steelmaker to cut jobs",
        "Ferrostar and Ironvale together would have annual sales of $30bn. The group said this could see its workforce"
        " trimmed from 150,000 to 100,000 staff by 2010. It employs 50,000 staff in Norland alone.",
    ),
    "mill": (
        "Mill sale questioned",
        "The Olten steel mill was sold in 2004 for $600m, well below other offers. Mr Brandt has suggested a fair"
        " valuation could be $1.8bn. It is one of 30 firms on his list.",
    ),
    "subsidy": (
        "Fuel bill soars",
        "Corland spent 60 trillion rupiah on fuel subsidies in 2004, far more than the 15 trillion rupiah that was"
        " originally planned.",
    ),
    "fraud": (
        "Card fraud moves to the web",
        "Fraud where the card was not present came to £120m last year. Within that, internet fraud reached £30m. All"
        " card fraud together cost £400m.",
    ),
    "auction": (
        "Oilfield sold",
        "Baltic Energy won the auction of the Tarn oilfield, paying 210bn roubles. The starting price had been 200bn"
        " roubles.",
    ),
    "stock": (
        "Explorer hit by report",
        "By noon Quill Resources shares fell from 80p to 60p after the report.",
    ),
    "budget": (
        "Defence spending to rise",
        "Norland's military spending is set to rise by 5% to reach $420bn. Its education budget stays at $50bn.",
    ),
    "insurer": (
        "Insurer slips into the red",
        "Merrow posted a $600m loss for the last three months of 2004, against a $400m profit a year before.",
    ),
    "bank": (
        "Bank's profit slips",
        "Total income at Fjordbank came to 8bn euros in 2025. Operating expenses came to 4bn euros. The rival bank"
        " Sundbank has 6,000 employees.",
    ),
    "viewers": (
        "Streaming leaders",
        "Cinemax Nord has 300 million subscribers. Its smaller rival Reelbox has 20 million subscribers.",
    ),
    "tax": (
        "Tax take leaps",
        "Ardland reported a 25% rise in tax revenues to 500bn crowns in 2004. Its exports rose 10% to 900bn crowns.",
    ),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_over(tmp_path_factory.mktemp("described"), ARTICLES) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "calculator", "value", "unit"),
    [
        ("How much compensation would each Harbour Funds saver get on average?", "per-unit", 3_000.0, "GBP"),
        ("price per aircraft in euros, Aerofirm sale to Skylark", "per-unit", 50e6, "EUR"),
        ("What would Ferrostar's annual sales per employee be before any job cuts?", "per-unit", 200_000.0, "USD"),
        ("How many times its 2004 sale price is the Olten steel mill worth, by Brandt's valuation?", "ratio", 3.0, "x"),
        ("What multiple of the plan did Corland's fuel subsidies come to in 2004?", "ratio", 4.0, "x"),
        ("internet fraud as a share of card-not-present fraud", "share-of-total", 25.0, "%"),
        ("What percentage above the starting price did Baltic Energy pay for Tarn?", "percent-change", 5.0, "%"),
        ("percentage change in Quill Resources' share price after the report", "percent-change", -25.0, "%"),
        ("Norland military spending before the increase", "previous-value", 400e9, "USD"),
        ("By how many dollars did Merrow's result deteriorate in the last quarter of 2004?", "swing", 1e9, "USD"),
        ("What was Fjordbank's cost-to-income ratio in 2025?", "share-of-total", 50.0, "%"),
        ("How many times as many subscribers does Cinemax Nord have as Reelbox?", "ratio", 15.0, "x"),
        ("How much tax did Ardland collect in 2003?", "previous-value", 400e9, ""),
    ],
)
def test_figures_are_found_by_the_question_s_words(
    assistant: Assistant, question: str, calculator: str, value: float, unit: str
) -> None:
    check_calculation(assistant, question, calculator, value, unit)


@pytest.mark.parametrize(
    "question",
    [
        "How much compensation would each Harbour Funds branch get on average?",  # nobody counts branches
        "What multiple of Merrow's sales is its loss?",  # its sales are not given
        "How many times its 2004 sale price is Skylark worth?",
    ],
)
def test_what_no_figure_fits_is_not_reckoned(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).calculations
