"""Which questions set three things against each other."""

from __future__ import annotations

import pytest

from assistant.answering.question import parse
from assistant.answering.sides_three import three_of


@pytest.mark.parametrize(
    ("question", "names", "less"),
    [
        ("Who employs most people: Norwind, Sunjet or Tamar?", ["Norwind", "Sunjet", "Tamar"], False),
        ("Which of Norwind, Sunjet and Tamar owes the least?", ["Norwind", "Sunjet", "Tamar"], True),
        ("Of Norwind, Sunjet and Tamar, which is the largest?", ["Norwind", "Sunjet", "Tamar"], False),
        ("Did Norwind, Sunjet or Tamar earn more in 2004, and by how much?", ["Norwind", "Sunjet", "Tamar"], False),
    ],
)
def test_three_names_in_a_row_are_three_sides(question: str, names: list[str], less: bool) -> None:
    three = three_of(parse(question))
    assert three is not None
    assert [three[0].first.text, three[0].second.text, three[2].second.text] == names
    assert three[0].less is less


@pytest.mark.parametrize(
    "question",
    [
        "Who employs more people, Norwind or Sunjet?",
        "Which planes did Norwind, Sunjet and Tamar buy?",
        "Did the airline, its owner or the state pay more?",
    ],
)
def test_two_names_or_none_are_not(question: str) -> None:
    assert three_of(parse(question)) is None


def test_what_is_compared_is_the_rest() -> None:
    three = three_of(parse("Which of Norwind, Sunjet and Tamar has the largest debts?"))
    assert three is not None
    assert "debts" in three[0].about
    assert "largest" not in three[0].about
