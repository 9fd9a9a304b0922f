"""Which metrics a question asks a figure of, and which sentences give one."""

from __future__ import annotations

import pytest

from assistant.answering.measured import gives_metric, not_spoken_of, strict_metrics
from assistant.answering.question import parse
from tests.answering.sentences import judged


@pytest.mark.parametrize(
    ("question", "metrics"),
    [
        ("How much profit did Zephyr make?", {"profit", "net-profit"}),
        ("How much did Zephyr earn?", {"net-profit"}),
        ("What did Zephyr earn in the first half?", {"profit"}),
        ("How much did Zephyr lose?", {"loss"}),
        ("How much money did Zephyr shareholders lose?", set()),
        ("What is the contract value of Zephyr's deal?", set()),
    ],
)
def test_what_somebody_earns_or_loses_is_a_profit_or_a_loss(question: str, metrics: set[str]) -> None:
    assert set(strict_metrics(parse(question))) == metrics


@pytest.mark.parametrize(
    ("sentence", "metrics", "gives"),
    [
        ("Zephyr lost 330m euros as it struggled with high costs.", ("loss",), True),
        ("High costs of 330m euros hit Zephyr.", ("loss",), False),
        ("Revenues from visitors should double to $21bn.", ("revenue",), True),
        ("It had revenue of $5 a share.", ("revenue",), False),
    ],
)
def test_a_sentence_gives_a_figure_of_a_metric(sentence: str, metrics: tuple[str, ...], gives: bool) -> None:
    question = parse("How much did Zephyr make?")
    assert gives_metric(question, judged([sentence])[0], metrics) is gives


@pytest.mark.parametrize(
    ("question", "sentence", "silent"),
    [
        ("What dividend did Zephyr pay?", "It cost $5m.", "dividend"),
        ("What dividend did Zephyr pay?", "It pays a dividend of $5m.", ""),
        ("How large was the payout for the storm?", "It paid $5m.", ""),
        ("What is the premium income of Zephyr?", "It cost $5m.", "income"),
        ("What is the income of Zephyr?", "It earns $5m.", ""),
        ("What was inflation in Norland?", "Output rose by 5%.", "inflation"),
    ],
)
def test_an_amount_of_what_no_sentence_names_is_of_something_else(question: str, sentence: str, silent: str) -> None:
    assert not_spoken_of(parse(question), judged([sentence])) == silent
