"""Questions for a person: what can say who, and what only speaks of the company."""

from __future__ import annotations

import pytest

from assistant.answering.persons import asked_office, says_a_name, says_who
from assistant.answering.question import parse
from tests.answering.sentences import judged


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


@pytest.mark.parametrize(
    ("question", "says", "does_not"),
    [
        ("Who is the finance director of Northwind?", "its chief financial officer", "its chief executive"),
        ("Who is the chief executive of Northwind?", "the boss of Northwind", "its chairman"),
        ("Who heads Northwind?", "chairman of Northwind", "a lawyer of Northwind"),
        ("Who is Northwind's lawyer?", "defence lawyer", "a witness"),
        ("Who is the finance minister of Norland?", "minister of finance", "the trade minister"),
        ("Who is the finance minister of Norland?", "finance and trade minister", "deputy prime minister"),
        ("Norland minister who announced it", "minister Ann Marsh", "President Reed"),
    ],
)
def test_an_office_is_told_in_several_words(question: str, says: str, does_not: str) -> None:
    office = asked_office(parse(question))
    assert office is not None
    assert office.search(says)
    assert not office.search(does_not)


def test_a_question_for_no_holder_asks_for_no_office() -> None:
    assert asked_office(parse("Who did the chairman of Northwind meet?")) is None


def test_a_possessive_s_says_nothing_of_a_person() -> None:
    question = parse("Who was Northwind's leader before Reed?")
    assert not says_who(question, "Northwind's new president, Paul Reed, is to speak.")


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("MTX is to show Early Warning on its channels.", True),
        ("McBurger's is to sponsor a programme on MTX.", False),
        ("Hooking up with MTX will help.", False),
        ("The French channel MTX is glad.", False),
    ],
)
def test_a_new_name_is_neither_the_question_s_nor_a_place_s(sentence: str, named: bool) -> None:
    question = parse("name of the programme on MTX that mcburgers is sponsoring")
    assert says_a_name(question, judged([sentence])[0]) is named
