from __future__ import annotations

import pytest

from assistant.answering.question import parse
from assistant.datatypes import Expects, Intent
from assistant.errors import QuestionError
from assistant.reading.tidy import MAX_CHARACTERS, tidy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who runs Acme?", Expects.PERSON),
        ("When does the plant open?", Expects.TIME),
        ("Where is Acme based?", Expects.PLACE),
        ("Why did the shares fall?", Expects.REASON),
        ("What made the shares fall?", Expects.REASON),
        ("How much did Acme pay?", Expects.MONEY),
        ("How many people does Acme employ?", Expects.COUNT),
        ("What proportion of sales is online?", Expects.PERCENT),
        ("names of the plants that closed", Expects.LIST),
        ("Which company is bidding for Globex?", Expects.ORGANISATION),
    ],
)
def test_the_type_of_the_answer_is_read_from_the_question(text: str, expected: Expects) -> None:
    assert expected in parse(text).expects


def test_incidental_figures_do_not_make_a_question_numeric() -> None:
    assert not parse("Which minister criticised the price rise?").expects & {Expects.MONEY, Expects.COUNT}
    assert parse("Why did profit fall?").expects == {Expects.REASON}


@pytest.mark.parametrize(
    "text",
    [
        "Should I buy Acme shares?",
        "Is Acme a good investment?",
        "What do you think of Globex, would you recommend it?",
        "Will Acme's share price rise next year?",
        "which stocks should I pick",
        "How much will Acme shares rise?",
        "I hold Acme shares - ought I to get out before the merger?",
        "Is it wise to keep my Acme shares?",
        "would it be too late to buy Acme",
        "Would you hold on to Acme?",
        "What would you do with Acme shares?",
        "Am I better off with Globex?",
        "Can I trust Acme with my savings?",
        "What's your view on Globex?",
        "Is Acme a better bet than Globex?",
    ],
)
def test_advice_and_forecasts_are_recognised(text: str) -> None:
    assert parse(text).intent is Intent.OPINION


@pytest.mark.parametrize(
    "text",
    [
        "Who will run Nissan once Ghosn goes?",
        "Would Acme have to pay if the deal fell through?",
        "Is it cheaper to make cells in Norland?",
        "What is Acme's view of the market?",
        "How much would Globex shareholders get?",
        "When will the plant open?",
        "What does the bank forecast for growth?",
        "How many cars will they make?",
        "By how much will consumer prices rise next year?",
    ],
)
def test_questions_about_stated_plans_are_questions_of_fact(text: str) -> None:
    assert parse(text).intent is Intent.FACT


def test_names_years_metrics_and_amounts() -> None:
    question = parse("What revenue multiple did Acme Corp's $20 billion valuation imply in 2004-05?")
    assert question.entities == ("Acme Corp",)
    assert question.years == (2004,)
    assert {"revenue", "valuation"} <= set(question.metrics)
    assert [(q.low, q.unit) for q in question.quantities] == [(2e10, "USD")]


@pytest.mark.parametrize("text", ["", "   ", "\x00\x1b", "?!…", "\u202e"])
def test_an_empty_question_is_refused(text: str) -> None:
    with pytest.raises(QuestionError, match="empty"):
        parse(text)


def test_a_question_as_long_as_a_book_is_refused() -> None:
    with pytest.raises(QuestionError, match="100,000 characters"):
        parse("a" * 100_000)
    assert parse("word " * (MAX_CHARACTERS // 5 - 1)).terms == ("word",)


def test_control_and_format_characters_are_dropped() -> None:
    assert tidy("Who\x00 runs\x1b[31m\nAcme\u202e?\u200b") == "Who runs[31m Acme?"
