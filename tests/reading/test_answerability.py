from __future__ import annotations

import pytest

from assistant.answering.question import parse
from assistant.articles import split_sentences
from assistant.datatypes import Hit, Passage, Source
from assistant.datatypes.hits import Ranks
from assistant.reading.answerability import ABSENT_WEIGHT, BIAS, SIGNALS, WEIGHTS, absent_score, signals
from assistant.reading.opposites import OPPOSITES, negated, turned_round

TEXT = (
    "Acme increased its revenue to $4 billion in 2025. Jane Doe founded the company in Freiburg. "
    "It has never paid a dividend, and its board is independent."
)


def found(question: str, text: str = TEXT, similarities: tuple[float, ...] = (0.5, 0.4, 0.1)) -> dict[str, float]:
    hit = Hit(0, Source("", ""), Passage(0, len(text), text, "", split_sentences(text)), Ranks(1.0), similarities)
    return signals(parse(question), hit, lambda _: 3.0)


@pytest.mark.parametrize(
    ("signal", "answered", "not_answered"),
    [
        ("number", "What was Acme's revenue in 2025?", "What was Acme's revenue in 2019?"),
        ("name", "Where did Jane Doe found Acme?", "Where did Jane Roe found Globex?"),
        ("opposite", "Why was revenue increased by Acme?", "Why was revenue decreased by Acme?"),
        ("opposite_of_passage", "Why was revenue increased by Acme?", "Why was revenue decreased by Acme?"),
        ("prefix", "Is the board of Acme independent?", "Is the board of Acme dependent?"),
        ("not", "Who founded the company?", "Who did not found the company?"),
        ("negation", "Has Acme never paid a dividend?", "What did Acme refuse when revenue increased?"),
        ("elsewhere", "When did Jane Doe found it in Freiburg?", "When did Jane Doe found a board in Freiburg?"),
    ],
)
def test_what_a_changed_question_shows(signal: str, answered: str, not_answered: str) -> None:
    assert found(answered)[signal] < found(not_answered)[signal]


def test_the_word_for_the_kind_of_answer_is_not_missed() -> None:
    assert found("What 2024 year was Acme's revenue of?")["number"] == 0.0  # said beside "what"
    assert found("What revenue had Acme in 2024?")["number"] == pytest.approx(0.5)  # 3 of 6


def test_signals_are_those_that_weigh_and_the_score_is_their_sum() -> None:
    signs = found("What was Acme's revenue in 2019?")
    assert tuple(signs) == SIGNALS
    expected = BIAS + sum(WEIGHTS[name] * value for name, value in signs.items()) + ABSENT_WEIGHT * 2.0
    assert absent_score(signs, 2.0) == pytest.approx(expected)


def test_a_changed_question_is_likelier_not_answered() -> None:
    here, gone = (absent_score(found(f"What was Acme's revenue in {year}?"), 0.0) for year in (2025, 2019))
    assert gone > here


@pytest.mark.parametrize("text", ["", "—", "one word"])
def test_a_text_with_little_or_nothing_in_it_is_judged_too(text: str) -> None:
    assert found("Who founded Acme?", text, ())["similarity"] == 0.0


def test_opposites_go_both_ways() -> None:
    assert all(word in OPPOSITES[other] for word, others in OPPOSITES.items() for other in others)
    assert all(word not in others for word, others in OPPOSITES.items())
    assert turned_round("highest", frozenset({"lowest"}))
    assert not turned_round("highest", frozenset({"lowest", "highest"}))


def test_a_short_word_is_not_negated_by_how_another_begins() -> None:
    assert negated("stable", frozenset({"unstable"}))
    assert negated("unstable", frozenset({"stable"}))
    assert not negated("to", frozenset({"into"}))
    assert not negated("stable", frozenset({"stable", "unstable"}))
