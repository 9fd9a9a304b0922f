"""The bundled corpus answers what its articles say, and declines what they do not."""

from __future__ import annotations

import pytest

from assistant.answering import Assistant
from assistant.datatypes import AnswerStatus, ReasonCode
from tests.conftest import CORPUS


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What was Anthropic's valuation in February 2026?", "$380 billion"),
        ("What was OpenAI last valued at?", "$852 billion"),
        ("How big are the preemptive offers?", "between $40 billion and $50 billion"),
        ("What is Anthropic's annual revenue run rate?", "$30 billion"),
        ("How much electricity does an average US home use in a year?", "10,791 kWh"),
        ("What was the industry's average PUE in 2025?", "1.54"),
        ("What share of US electricity did data centres use in 2023?", "4.4%"),
        ("When could Anthropic's IPO come?", "October"),
        ("Which cloud is OpenAI tied to?", "Azure"),
        ("How much CO2 does a gigawatt-year emit?", "3.06 million tonnes"),
    ],
)
def test_facts(bundled: Assistant, question: str, words: str) -> None:
    answer = bundled.ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert words in answer.text


def test_the_multiple_of_the_valuation(bundled: Assistant) -> None:
    answer = bundled.ask("What revenue multiple does the $900 billion valuation imply for Anthropic?")
    assert answer.text.startswith("at least 22.5x to 30x")  # 900 / 40 and 900 / 30
    assert len(answer.citations) == 2


def test_the_reactors_of_the_capacity(bundled: Assistant) -> None:
    value = bundled.ask("How many large nuclear reactors is the TPU capacity equivalent to?").value
    assert value is not None
    assert (value.low, value.high, value.unit) == (5.0, 5.0, "reactors")


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("What revenue multiple is OpenAI valued at?", ReasonCode.MISSING_INPUT),
        ("What was OpenAI's revenue in 2025?", ReasonCode.WRONG_ENTITY),
        ("What is Anthropic's net profit?", ReasonCode.NO_EVIDENCE),
        ("What was Anthropic's valuation in 2021?", ReasonCode.WRONG_PERIOD),
        ("What is Mistral's valuation?", ReasonCode.WRONG_ENTITY),
        ("Should I buy Anthropic shares when it goes public?", ReasonCode.OPINION_OR_FORECAST),
    ],
)
def test_what_is_not_there(bundled: Assistant, question: str, code: ReasonCode) -> None:
    answer = bundled.ask(question)
    assert answer.reason is not None, answer.text
    assert answer.reason.code is code


def test_every_bundled_article_is_read_and_dated(bundled: Assistant) -> None:
    sources = bundled._search.reader.sources()
    assert len(sources) == len(list(CORPUS.iterdir()))
    assert all(source.published is not None for source in sources)


def test_a_valuation_of_another_month_is_not_reckoned_with(bundled: Assistant) -> None:
    for question in (
        "What is Anthropic's revenue multiple at the February 2026 valuation?",
        "How many times OpenAI's valuation is Anthropic's February one?",
    ):
        calculations = bundled.ask(question).calculations
        assert not any(item.quantity.low == 900e9 for done in calculations for item in done.inputs)
