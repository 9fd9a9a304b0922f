"""What a follow-up leaves out, put back from the question before; nothing is asked of any article."""

from __future__ import annotations

import pytest

from assistant.answering.follow_ups import about_that, completed, is_about_that, step, step_of_last_year


@pytest.mark.parametrize(
    ("before", "follow_up", "whole"),
    [
        ("What did Acme sell in 2004?", "and in 2003?", "What did Acme sell in 2003?"),
        ("What did Acme sell in 2004?", "and the year before?", "What did Acme sell in 2003?"),
        ("What did Acme sell last year?", "and the year before?", "What did Acme sell the year before last?"),
        ("What did Acme sell last year?", "and this year?", "What did Acme sell this year?"),
        (
            "What did Acme earn in the fourth quarter of 2004?",
            "and in the same quarter of 2003?",
            "What did Acme earn in the fourth quarter of 2003?",
        ),
        (
            "What did Acme earn in the fourth quarter of 2004?",
            "and in the same period a year earlier?",
            "What did Acme earn in the fourth quarter of 2003?",
        ),
        (
            "What did Acme earn for the last quarter of 2004?",
            "and for 2004 as a whole?",
            "What did Acme earn for 2004 as a whole?",
        ),
        (
            "What did Acme earn for the last quarter of 2004?",
            "and for the full year?",
            "What did Acme earn for the full year of 2004?",
        ),
        ("How many cars will Acme sell in 2005?", "and by 2010?", "How many cars will Acme sell by 2010?"),
        ("What was Acme's profit in March 2004?", "and in April?", "What was Acme's profit in April 2004?"),
        ("How much did Acme earn?", "and in Q4?", "How much did Acme earn in Q4?"),
        ("What did Acme earn in 2004?", "and Globex?", "What did Globex earn in 2004?"),
        ("What is Acme's debt?", "and Globex's?", "What is Globex's debt?"),
        ("How many of Acme's shops are in Peru?", "and in Norway?", "How many of Acme's shops are in Norway?"),
        # Others of the same kind.
        ("How much do dog owners spend?", "and cat owners?", "How much do cat owners spend?"),
        ("What does running the new hall cost?", "and the old hall?", "What does running the old hall cost?"),
        # A valuation is asked of now: another company's was made on another day.
        ("What was Acme valued at in February?", "and Globex?", "What was Globex valued at?"),
        ("What did Acme earn in 2004?", "what margin is that?", "what margin is that? (Acme 2004)"),
    ],
)
def test_a_follow_up_is_completed(before: str, follow_up: str, whole: str) -> None:
    assert completed(follow_up, before, before) == whole


def test_last_year_is_the_one_before_a_question_of_this_year() -> None:
    assert step_of_last_year("and last year?", "What is Acme's budget this year?", "Acme has $3m.") == -1
    assert step_of_last_year("and last year?", "What is Acme's budget?", "Acme has $3m this year, up from $2m.") == -1
    assert step_of_last_year("and last year?", "What did Acme lose last year?", "Acme lost $3m.") == 0
    assert step_of_last_year("and last year?", "What did Acme lose?", "Acme lost $3m last year, from $2m.") == 0


@pytest.mark.parametrize(
    "text", ["Who runs Globex?", "and clothing shops?", "What did Globex earn in 2003?", "and why did it do so?"]
)
def test_what_leaves_out_nothing_that_can_be_put_back_stays(text: str) -> None:
    assert completed(text, "Where is the works?", "Where is the works?") == text
    assert completed(text, "", "") == text


def test_that_is_of_whoever_was_named() -> None:
    assert (
        about_that("How much of that is paid later?", "What will Acme pay?") == "How much of that is paid later? (Acme)"
    )
    assert about_that("How much of that does Globex pay?", "What will Acme pay?") == "How much of that does Globex pay?"
    assert about_that("How much is paid?", "What will Acme pay?") == "How much is paid?"
    assert not is_about_that("How much is paid?")


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("and the year before?", -1),
        ("a year earlier?", -1),
        ("And in the same quarter of the year before?", -1),
        ("and the year after?", 1),
        ("what about the following year?", 1),
        ("and in the same quarter of 2003?", 0),
        ("what did it do the year before?", 0),
    ],
)
def test_a_step_is_one_year(text: str, by: int) -> None:
    assert step(text) == by
