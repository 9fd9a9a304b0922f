"""Which sentences are shown beside the best: one that says the cause, one that has the question's own phrase."""

from __future__ import annotations

from assistant.answering import select
from assistant.answering.question import parse
from tests.answering.sentences import judged


def shown(question: str, texts: list[str], scores: list[float]) -> list[str]:
    """The sentences that are shown."""
    return [item.sentence.text for item in select.choose(parse(question), judged(texts, scores))]


def test_a_cause_in_so_many_words_is_shown_where_the_best_say_none() -> None:
    texts = ["Savers were misled about the risks.", "The sum was smaller because two firms had left the talks."]
    assert shown("Why did savers get less?", texts, [20.0, 10.0]) == texts


def test_no_cause_is_added_where_the_best_says_one() -> None:
    texts = ["Savers got less due to the fall.", "The sum was smaller because two firms had left the talks."]
    assert shown("Why did savers get less?", texts, [20.0, 10.0]) == texts[:1]


def test_an_amount_beside_the_question_s_own_phrase_is_shown() -> None:
    texts = ["Shoppers spent £5bn on cards.", "Within this, web fraud totalled £43m.", "Rents rose to £9m."]
    assert shown("How much did web fraud come to?", texts, [20.0, 10.0, 9.0]) == texts[:2]


def test_a_phrase_without_an_amount_adds_nothing() -> None:
    texts = ["Shoppers spent £5bn on cards.", "Within this, web fraud was large."]
    assert shown("How much did web fraud come to?", texts, [20.0, 10.0]) == texts[:1]
