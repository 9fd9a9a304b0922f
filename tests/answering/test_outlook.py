"""What is expected, and what has come."""

from __future__ import annotations

import pytest

from assistant.answering.outlook import asks_ahead, asks_result, is_only_ahead, says_ahead
from assistant.answering.question import parse


@pytest.mark.parametrize(
    ("question", "ahead"),
    [
        ("What was Zephyr's profit guidance?", True),
        ("What had analysts expected of Zephyr?", True),
        ("What does Zephyr think it will earn?", True),
        ("What was Zephyr's profit?", False),
    ],
)
def test_a_question_asks_for_an_expectation(question: str, ahead: bool) -> None:
    assert asks_ahead(parse(question)) is ahead


def test_a_question_asks_for_a_result_of_a_year() -> None:
    assert asks_result(parse("What profit did Zephyr report for 2026?"))
    assert not asks_result(parse("What profit did Zephyr report?"))
    assert not asks_result(parse("What profit did analysts expect Zephyr to report for 2026?"))


def test_a_sentence_tells_of_what_is_to_come() -> None:
    assert is_only_ahead("It expects a profit of £4m in 2026.")
    assert not is_only_ahead("Profit was £3m in 2025, and it expects £4m in 2026.")
    assert says_ahead("Profit was £3m, against a target of £4m.")
    assert not says_ahead("Profit was £3m.")
