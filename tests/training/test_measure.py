"""The measures of training; those of every set are tested beside their module."""

from __future__ import annotations

from assistant.training.measure import sentence_choice


def test_questions_with_nothing_to_choose_are_left_out() -> None:
    asked = {"one": [("a", True), ("bb", False)], "all right": [("a", True)], "none": [("a", False)]}
    assert sentence_choice(asked, lambda _, text: -len(text)) == {"questions": 1, "map": 1.0}
