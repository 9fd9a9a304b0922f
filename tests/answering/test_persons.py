"""Questions for a person: what can say who, and what only speaks of the company."""

from __future__ import annotations

import pytest

from assistant.answering.persons import says_who
from assistant.answering.question import parse


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who is the chief executive of Northwind?", "Chief executive Ann Marsh said Northwind would grow."),
        ("Who is the new head of Northwind?", "Paul Reed will take charge of its troubled Japanese arm."),
        ("Who founded Northwind?", "Northwind was founded by two former bakers."),
        ("Who made the faulty pumps?", "The faulty pumps were made by a supplier in Ulm."),
    ],
)
def test_a_sentence_that_says_who_is_kept(question: str, sentence: str) -> None:
    assert says_who(parse(question), sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who is the chief financial officer of Northwind?", "Northwind's growth comes mainly from businesses."),
        ("Who is the chief financial officer of Northwind?", "Its chief engine is what Northwind sells to teams."),
        ("Who is the head of Northwind Cloud?", "By contrast, Fabrikam is bound to Contoso Azure."),
        ("Who runs Northwind?", "Northwind Foods opened nine shops."),
    ],
)
def test_a_sentence_about_the_company_alone_is_not(question: str, sentence: str) -> None:
    assert not says_who(parse(question), sentence)
