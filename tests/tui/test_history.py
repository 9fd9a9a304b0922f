"""Recall works as in a shell."""

from __future__ import annotations

from assistant.tui.history import History


def test_an_empty_history_leaves_the_draft() -> None:
    history = History()
    assert history.back("draft") == "draft"
    assert history.forward("draft") == "draft"


def test_back_and_forward_return_to_the_draft() -> None:
    history = History()
    history.add("one")
    history.add("two")
    assert history.back("draft") == "two"
    assert history.back("two") == "one"
    assert history.back("one") == "one"
    assert history.forward("one") == "two"
    assert history.forward("two") == "draft"
    assert history.forward("draft") == "draft"


def test_the_same_question_twice_counts_once() -> None:
    history = History()
    for question in ("one", "two", "two"):
        history.add(question)
    assert history.back("") == "two"
    assert history.back("two") == "one"
