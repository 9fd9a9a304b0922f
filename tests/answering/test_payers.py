"""Who paid whom: the amount of another deal is no answer, however near it stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant
from assistant.datatypes import AnswerStatus
from assistant.figures.names import mentions


@pytest.fixture(scope="module")
def deals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("deals")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "2026-02-14-deals.txt").write_text(
        "Zephyr wins the race for Mercator\n\n"
        "Zephyr has won the race for the phone firm Mercator with a bid of $6.8bn. "
        "Last week, Boreal Communications agreed to buy its former parent Ostro Telecom for about $16bn. "
        "Quillon, which lost, paid the Market and Trade Commission $250m in October to settle charges.\n",
        encoding="utf-8",
    )
    (folder / "corpus" / "2026-02-20-homes.txt").write_text(
        "House prices slip\n\n"
        "Around the country, Lorland and the South saw the largest falls in house prices, of 3%. "
        "Estate agents said that buyers were waiting.\n",
        encoding="utf-8",
    )
    with Assistant.open(folder / "corpus", folder / "index") as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("How much did Zephyr bid for Mercator?", "$6.8bn"),
        ("How much did Boreal Communications pay for Ostro Telecom?", "$16bn"),
        ("How much did Quillon pay the MTC?", "$250m"),
    ],
)
def test_what_was_paid_is_found(deals: Assistant, question: str, amount: str) -> None:
    assert amount in deals.ask(question).citations[0].quote


def test_amounts_of_other_deals_are_no_answer(deals: Assistant) -> None:
    answer = deals.ask("How much did Zephyr pay for Ostro Telecom?")
    assert answer.status is AnswerStatus.ABSTAINED


def test_a_fall_does_not_lead_where_a_rise_is_asked_for(deals: Assistant) -> None:
    answer = deals.ask("Which regions saw the largest rises in house prices?")
    assert not answer.text.startswith("“Lorland and the South” [1]")


def test_an_abbreviation_may_leave_out_the_small_words() -> None:
    assert mentions("MTC", "It paid the Market and Trade Commission.")
    assert not mentions("MTC", "The Market is a Commission.")
