"""Parts and wholes: stakes, portions, numbers of shares."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant
from tests.answering.dated import check_calculation, opened_over

ARTICLES = {
    "brewer": (
        "Brewer buys out partner",
        "Brewing giant Hopfen has agreed to buy Alba's stake in Ostbrau for up to 250m euros ($340m). Alba has a"
        " one-fifth stake in Ostbrau. Hopfen would own 97.3% of the voting shares.",
    ),
    "airline": (
        "Rush for airline shares",
        "Low-fare carrier Condale controls 45% of the domestic market. It sold 20% of its equity in a bid to raise up"
        " to $400m.",
    ),
    "family": (
        "Brothers fall out",
        "The Ashdown family controls 40% of the Ashdown Group, which is worth $20bn.",
    ),
    "sportscar": (
        "Sports car maker may list",
        "Torino considered floating Veloce in 2002 but opted to sell a minority stake to the bank Credito for 700m"
        " euros. That sale valued Veloce at 2.8bn euros.",
    ),
    "mine": (
        "Miner defends itself",
        "Copperhill urged shareholders to reject Pitman's A$6bn bid. The bid stands at A$5 a share.",
    ),
    "insurance": (
        "Insurer's shares soar",
        "The state sold 6 million Gulfsure shares last month. Applicants paid 200 riyals apiece.",
    ),
    "health": (
        "Miner counts the cost of HIV",
        "HIV prevalence among workers at Stonegate is put at 20%, out of a workforce of 150,000 in the region.",
    ),
    "cuts": (
        "Carmaker trims",
        "Rexal is in the midst of cutting 12,000 jobs - one fifth of the European total - to save money.",
    ),
    "deficit": (
        "Trade gap narrows",
        "Norland's trade deficit for the first eleven months of 2004 stands at $36bn, $4bn higher than in 2003.",
    ),
    "bids": (
        "Service up for sale",
        "A price of £2bn has been floated for the streaming service Reelbox. One pound currently buys $1.50.",
    ),
    "loan": (
        "Carmaker's cash",
        "Quasar Motors can draw up to $1.2bn from a state loan, of which it has taken $200m so far.",
    ),
    "line": (
        "Shipping line slows",
        "Nordline said revenue for the three months to June was $4bn. In the year before, revenue was $20bn.",
    ),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_over(tmp_path_factory.mktemp("parts"), ARTICLES) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "calculator", "value", "unit"),
    [
        ("Hopfen's purchase from Alba: what is all of Ostbrau worth?", "implied-valuation", 1.25e9, "EUR"),
        (
            "What would Condale as a whole be worth in dollars if its share sale brings in the full $400m?",
            "implied-valuation",
            2e9,
            "USD",
        ),
        ("How many dollars is the Ashdown family's part of the Ashdown Group worth?", "stake-value", 8e9, "USD"),
        (
            "What percentage of Veloce did Credito get, judging by what it paid and the valuation?",
            "share-of-total",
            25.0,
            "%",
        ),
        (
            "Roughly how many Copperhill shares are there, going by Pitman's bid and its price per share?",
            "shares-for-amount",
            1.2e9,
            "shares",
        ),
        ("How many riyals did the state raise by selling Gulfsure shares?", "shares-cost", 1.2e9, "SAR"),
        ("How many people does Rexal employ in Europe in all?", "whole-from-part", 60_000.0, "jobs"),
        ("What was Norland's trade deficit in 2003?", "previous-value-by-change", 32e9, "USD"),
        ("What is the price floated for Reelbox in dollars?", "convert-at-rate", 3e9, "USD"),
        ("How much of the state loan has Quasar Motors not drawn yet?", "remainder", 1e9, "USD"),
        ("Annualise Nordline's second-quarter revenue", "from-quarter", 16e9, "USD"),
        ("number of HIV positive workers at Stonegate (estimate)", "portion", 30_000.0, "workers"),
    ],
)
def test_parts_and_wholes(assistant: Assistant, question: str, calculator: str, value: float, unit: str) -> None:
    check_calculation(assistant, question, calculator, value, unit)


def test_a_share_of_a_market_is_no_stake(assistant: Assistant) -> None:
    answer = assistant.ask("What would Condale as a whole be worth if its share sale brings in the full $400m?")
    assert [item.quantity.text for item in answer.calculations[-1].inputs] == ["up to $400m", "20%"]
