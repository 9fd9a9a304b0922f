"""Who paid whom: the amount of another deal is no answer, however near it stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant, leading
from assistant.answering.payers import can_be_payment, partner_of, payer
from assistant.answering.question import parse
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


def test_why_and_what_was_said_are_no_questions_for_an_amount(deals: Assistant) -> None:
    for question in (
        "Why did Boreal Communications buy Ostro Telecom?",
        "What did Zephyr say about buying Mercator?",
    ):
        reason = deals.ask(question).reason
        assert reason is None or "paid or promised" not in reason.text


@pytest.mark.parametrize(
    ("question", "sentence", "opposite"),
    [
        ("Which regions saw the largest rises?", "Lorland saw the largest falls.", True),
        ("How far did sales fall?", "Sales grew by 3%.", True),
        ("How far did sales fall?", "Sales fell by 3% after they rose in May.", False),
        ("What are sales?", "Sales fell by 3%.", False),
    ],
)
def test_a_fall_does_not_answer_for_a_rise(question: str, sentence: str, opposite: bool) -> None:
    assert leading.says_the_opposite(question, sentence) is opposite


@pytest.mark.parametrize(
    ("question", "sentence", "several"),
    [
        ("How much does a server draw?", "Eight servers draw 10 kW.", True),
        ("How much does one H100 draw?", "A system with eight H100 draws 10 kW.", True),
        ("How much does a server draw?", "A server draws 2 kW.", False),
        ("What was a year's profit?", "The 2004 profit was $2bn.", False),
        ("What is a profit?", "The 2004 profit was $2bn.", False),
    ],
)
def test_several_are_not_one(question: str, sentence: str, several: bool) -> None:
    assert leading.is_of_several(question, sentence) is several


def test_an_abbreviation_may_leave_out_the_small_words() -> None:
    assert mentions("MTC", "It paid the Market and Trade Commission.")
    assert not mentions("MTC", "The Market is a Commission.")


@pytest.mark.parametrize(
    ("sentence", "can_be"),
    [
        ("Zephyr tabled a $6bn offer for Mercator.", True),
        ("Zephyr said on Monday that its bid of $6bn was fair.", True),
        ("A $6bn offer from Mercator was rejected by Zephyr.", False),
        ("Zephyr rejected an offer worth $6bn from the phone giant Mercator.", False),
        ("Mercator's proposed $6bn bid is dead, said Zephyr.", False),
        ("Zephyr shares touched $17 before they fell.", False),
        ("Zephyr met the owners of Mercator.", True),
    ],
)
def test_an_offer_by_the_other_and_a_share_price_are_no_payment(sentence: str, can_be: bool) -> None:
    question = parse("How much is Zephyr offering for Mercator?")
    assert payer(question) == "Zephyr"
    assert can_be_payment(question, "Zephyr", sentence) is can_be


@pytest.mark.parametrize(
    ("sentence", "can_be"),
    [
        ("Mercator has a market value of $8bn.", False),
        ("Profits at Zephyr's bank rose to $3bn.", False),
        ("Earnings at Zephyr's investment bank rose to $1bn.", False),
        ("Boreal lent the firm $50m.", False),
        ("Zephyr will pay $6bn, twice Mercator's revenue.", True),
    ],
)
def test_what_somebody_earns_or_is_worth_is_no_payment(sentence: str, can_be: bool) -> None:
    question = parse("How much is Zephyr paying for Mercator?")
    assert can_be_payment(question, "Zephyr", sentence) is can_be


def test_the_partner_of_an_amount_is_from_whom_or_to_whom_it_goes() -> None:
    assert partner_of(parse("What is the Ostra Club seeking from the MTC for its hall?")) == "MTC"
    assert partner_of(parse("What did the MTC seek for its hall?")) == ""
    assert partner_of(parse("What did Zephyr export to Norland and France?")) != "France"
