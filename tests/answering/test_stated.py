"""Calculations whose amounts the question states, asked of the bundled articles; results worked by hand."""

from __future__ import annotations

import pytest

from assistant.answering import Assistant, Conversation
from assistant.datatypes import AnswerStatus, InputKind, ReasonCode

FIVE_GW_KWH = 5e6 * 8760


@pytest.mark.parametrize(
    ("question", "calculator", "low", "unit"),
    [
        (
            "How many homes could five gigawatts supply at a 60% load factor?",
            "power-to-homes",
            0.6 * FIVE_GW_KWH / 10_791,
            "homes",
        ),
        (
            "How many wind turbines would be needed to supply five gigawatts?",
            "power-to-wind-turbines",
            None,
            "turbines",
        ),
        ("How much solar capacity would it take to supply five gigawatts?", "power-to-solar-capacity", 5 / 0.244, "GW"),
        ("How many accelerators could five gigawatts run?", "power-to-accelerators", None, "accelerators"),
        ("What share of US electricity consumption is five gigawatts?", "share-of-national-consumption", None, "%"),
        ("How much CO2 would five gigawatts emit in a year?", "energy-to-co2", None, "tonnes"),
        ("How many cars is that in emissions, five gigawatts for a year?", "co2-to-cars", None, "cars"),
        (
            "How many reactors is five gigawatts at a 90% capacity factor?",
            "average-power-to-reactors",
            None,
            "reactors",
        ),
        (
            "How many lines of code fit in a 200,000-token context window?",
            "tokens-to-lines-of-code",
            10_000,
            "lines of code",
        ),
        (
            "What post-money valuation results if Anthropic raises $50 billion at a $900 billion pre-money valuation?",
            "post-money",
            950e9,
            "USD",
        ),
        ("What valuation would 20 times revenue imply for Anthropic?", "valuation-from-multiple", 600e9, "USD"),
        ("What is Anthropic's revenue per employee if it has 3,000 employees?", "per-unit", 10e6, "USD"),
        ("How long does it take to double at 10% growth a year?", "doubling-time", 7.2725, "years"),
        ("What is the compound annual growth rate from $1 billion to $8 billion over 3 years?", "cagr", 100.0, "%"),
        ("How long would $40 billion last at a burn of $2 billion a month?", "runway", 20.0, "months"),
        ("How much of Google's $40 billion commitment remains after the first $10 billion?", "remainder", 30e9, "USD"),
        ("What is a 10% stake in Anthropic worth at $900 billion?", "stake-value", 90e9, "USD"),
        ("What is 5 GW in megawatts?", "convert-unit", 5000.0, "MW"),
        ("What revenue multiple would $1 trillion imply for Anthropic?", "revenue-multiple", 25.0, "x"),
        ("By what percentage would it rise from $380 billion to $950 billion?", "percent-change", 150.0, "%"),
        ("How much higher is $900 billion than $852 billion?", "difference", 48e9, "USD"),
        ("What is 45 as a percentage of 900?", "share-of-total", 5.0, "%"),
        ("What share of Anthropic would Google's $10 billion buy at $1 trillion?", "new-investors-share", 1.0, "%"),
        ("How much average power is 43.8 TWh a year?", "energy-to-average-power", 5.0, "GW"),
        ("What is Anthropic's weekly revenue?", "per-week", 30e9 / 52, "USD"),
        ("What's the step-up from $380 billion to $950 billion?", "growth-multiple", 2.5, "x"),
        (
            "What is the ratio of OpenAI's valuation to Anthropic's February valuation?",
            "ratio",
            852 / 380,
            "x",
        ),
        ("What is the average of $30 billion and $40 billion?", "average", 35e9, "USD"),
    ],
)
def test_a_calculation_takes_what_the_question_states(
    bundled: Assistant, question: str, calculator: str, low: float | None, unit: str
) -> None:
    answer = bundled.ask(question)
    assert answer.status is AnswerStatus.ANSWERED, answer.text
    assert answer.calculations[-1].calculator == calculator
    assert answer.value is not None
    assert answer.value.unit == unit
    if low is not None:
        assert answer.value.low == pytest.approx(low, rel=1e-3)


def test_a_chain_of_calculators_shows_each_step(bundled: Assistant) -> None:
    answer = bundled.ask("How many cars is that in emissions, five gigawatts for a year?")
    assert [c.calculator for c in answer.calculations] == ["power-to-energy", "energy-to-co2", "co2-to-cars"]
    assert [c.inputs[0].kind for c in answer.calculations[1:]] == [InputKind.DERIVED] * 2


@pytest.mark.parametrize(
    "question",
    [
        "How many pages is 200,000 tokens at a 60% load factor?",
        "What revenue multiple does the $900 billion valuation imply for Anthropic at 40%?",
    ],
)
def test_an_amount_that_a_calculation_would_pass_over_is_not_passed_over(bundled: Assistant, question: str) -> None:
    answer = bundled.ask(question)
    assert answer.status is AnswerStatus.ABSTAINED
    assert answer.reason is not None
    assert answer.reason.code is ReasonCode.NOT_UNDERSTOOD
    assert "which the question gives" in answer.reason.text


@pytest.mark.parametrize(
    "question",
    ["What share of US electricity did data centres use in 2023?", "How many wind turbines were built in 2023?"],
)
def test_a_question_of_fact_is_no_calculation(bundled: Assistant, question: str) -> None:
    assert bundled.ask(question).calculations == ()


def test_a_follow_up_changes_an_amount_and_keeps_the_rest(bundled: Assistant) -> None:
    talk = Conversation(bundled)
    whole = talk.ask("How many homes is five gigawatts?").value
    assert whole is not None
    assert whole.low is not None
    shares = [talk.ask(text).value for text in ("and at 60 %?", "and at 80% load factor?", "and for 10 GW?")]
    assert [value.low / whole.low for value in shares if value and value.low] == pytest.approx([0.6, 0.8, 1.6])
    talk.ask("What stake would $40 billion buy in Anthropic at a $900 billion post-money valuation?")
    assert "$1 trillion" in talk.ask("and at $1 trillion?").question
