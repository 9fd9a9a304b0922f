"""Who did what is asked: another's deed is no answer."""

from __future__ import annotations

import pytest

from assistant.answering.doers import is_done_by_another, verb_of
from assistant.answering.question import parse
from tests.answering.sentences import judged


def test_the_deed_is_read_from_the_question() -> None:
    assert verb_of(parse("How many trams did Zephyr make?")) == ("Zephyr", "make")
    assert verb_of(parse("How many trams are there?")) == ("", "")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How much clay did Zephyr Works sell?", "Big Quill sold 300 tonnes, while Zephyr Works bought a pit."),
        ("How much clay did Zephyr buy?", "Big Quill bought 40 tonnes of clay from Zephyr."),
        ("How many vans did Zephyr recall?", "The recall of 35 vans was made by its rival Quill."),
    ],
)
def test_what_another_did_is_no_answer(question: str, sentence: str) -> None:
    (item,) = judged([sentence])
    assert is_done_by_another(parse(question), item)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How much clay did Zephyr Works sell?", "Zephyr Works sold 300 tonnes, and Big Quill sold 20 tonnes."),
        ("How many rooms did Zephyr take?", "Big Quill has taken 120 rooms and the tour firm Zephyr 45."),
        ("How many vans did Zephyr recall?", "A recall of 35 vans was made by Zephyr."),
        ("How much clay did Zephyr sell?", "Sales came to 300 tonnes."),
        ("How much clay did Zephyr sell?", "The firm sold 300 tonnes in Norland."),
    ],
)
def test_what_may_be_theirs_is_kept(question: str, sentence: str) -> None:
    (item,) = judged([sentence])
    assert not is_done_by_another(parse(question), item)
