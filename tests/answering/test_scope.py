"""Halves, quarters and months of a year, and prices of one of many."""

from __future__ import annotations

import pytest

from assistant.answering.scope import asked_per, is_of_another_part, months_asked, names_months, names_part, says_per


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        ("profit in the second half of 2004", "Profits were $12m in the first half of 2004.", True),
        ("profit in the second half of 2004", "Profits were $12m in the second half of 2004.", False),
        ("profit in the second half of 2004", "Profits were $12m.", False),
        ("profit in the first quarter", "It left the deal in November.", True),
        ("cost in the October-December quarter", "In the third quarter costs rose by £6m.", False),
        ("margin in the fourth quarter", "The margin was 45%, down from 47% in the third quarter.", False),
        ("car sales in March", "Car sales fell in January.", True),
        ("output in November", "Output rose to its highest level since May 2001.", False),
        ("profit in 2004", "Profits were $12m in the first half of 2004.", False),
    ],
)
def test_a_figure_of_another_part_of_the_year_is_told(question: str, sentence: str, other: bool) -> None:
    assert is_of_another_part(question, sentence) is other


def test_an_article_gives_figures_of_the_months_that_it_names() -> None:
    months = months_asked("How much did sales fall in March?")
    assert months == {"March"}
    assert names_months(months, "Sales fell in Mar and in April.")
    assert not names_months(months, "Sales fell in April; they march on.")
    assert months_asked("How much did sales fall in 2004?") == frozenset()


def test_a_passage_that_speaks_of_no_quarter_says_nothing_of_one() -> None:
    assert names_part("profit in the second quarter", "In the three months to June it fell.")
    assert not names_part("profit in the second quarter", "It should restate its earnings.")
    assert not names_part("profit in the second half", "In the three months to June it fell.")
    assert names_part("profit in 2004", "It should restate its earnings.")


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("At what price per share was Zephyr floated?", "share"),
        ("What per-share price did Zephyr offer?", "share"),
        ("Zephyr's bid in dollars a share", "share"),
        ("what price per barrel did it sell its oil for", "barrel"),
        ("How much is the tax per cent?", ""),
        ("How much wine per head do they drink?", ""),
        ("At what price will Zephyr's shares be listed?", "share"),
        ("zephyr dividend per share", "share"),
        ("How many a year?", ""),
    ],
)
def test_the_one_thing_that_is_priced_is_read_from_the_question(question: str, thing: str) -> None:
    assert asked_per(question) == thing


@pytest.mark.parametrize(
    ("sentence", "gives"),
    [
        ("It sold 5 million shares for 11-14 euros a share.", True),
        ("It offered to buy the remaining shares for $31 each.", True),
        ("Zephyr tabled a 530 pence-per-share offer.", True),
        ("Its shares closed up 64 pence at 1130p.", True),
        ("Zephyr plans to raise $1bn from the flotation.", False),
        ("No more details of the shares were given.", False),
    ],
)
def test_the_price_of_one_is_not_what_all_raise(sentence: str, gives: bool) -> None:
    assert says_per("share", sentence) is gives
