"""Who says what a quote says."""

from __future__ import annotations

import pytest

from assistant.answering.follow_sayings import asked_of, asks_who, speaker


@pytest.mark.parametrize(
    ("quote", "who"),
    [
        ("Sales will double, said finance chief Marta Oldenkamp.", "finance chief Marta Oldenkamp"),
        ("Owners spend 900 euros a year, according to pollster Lumi.", "pollster Lumi"),
        ("Council leader Aisha Brandt said the town could not wait.", "Council leader Aisha Brandt"),
        ("Aulis Rehn said Finland loved its dogs.", "Aulis Rehn"),
        ("Work will take 26 months and employ 340 builders.", ""),
        ("It said prices would fall.", ""),
    ],
)
def test_the_speaker_is_named_in_the_quote(quote: str, who: str) -> None:
    found = speaker(quote)
    assert (quote[found[0] : found[1]] if found else "") == who


def test_only_a_bare_question_asks_who_said_it() -> None:
    assert asks_who("Who said that?")
    assert asks_who("and according to whom?")
    assert not asks_who("Who said that prices would fall?")


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("when was that?", "Acme's debt fell to $3m in March 2005.", "in March 2005"),
        ("When was that?", "Acme's debt fell to $3m in 2005 from $4m in 2004.", ""),
        ("why?", "Acme's losses fell to $3m after it sold two of its mills.", "after it sold two of its mills"),
        ("why is that?", "Acme's losses fell to $3m.", ""),
        ("why did Globex do it?", "Acme's losses fell to $3m after it sold two of its mills.", ""),
    ],
)
def test_when_and_why_are_read_in_the_quote(text: str, quote: str, words: str) -> None:
    found = asked_of(text, quote)
    assert (quote[found[0] : found[1]] if found else "") == words
