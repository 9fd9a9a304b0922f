"""Names as articles use them: with small words inside, as a country's adjective, in full once and then short."""

from __future__ import annotations

import pytest

from assistant.answering.called import called, is_place, is_subject, shortened, surnamed


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Bank of Norland", "The Bank of Norland's governors met."),
        ("Reed and Marsh", "Shares in Reed and Marsh fell."),
        ("French", "Output rose in France."),
        ("France", "The French economy grew."),
        ("Libyan", "Libya's oil minister spoke."),
        ("Zephyr", "Zephyr Telecom grew."),
    ],
)
def test_a_text_calls_somebody_in_many_ways(name: str, text: str) -> None:
    assert called(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Bank of Norland", "The Bank of Sudland cut its rates; Norland did not."),
        ("French", "Output rose in Germany."),
        ("Titan", "The tide rose."),
    ],
)
def test_it_does_not_call_others_so(name: str, text: str) -> None:
    assert not called(name, text)


ARTICLE = (
    "A quiet year for gloves\n\nSutton Healthcare has sold its glove business.\n\nSutton said that it was glad.\n\n"
    "An analyst at Boreal said so too."
)


def test_an_article_is_about_whom_it_opens_with_or_comes_back_to() -> None:
    assert is_subject("Sutton Healthcare", ARTICLE)
    assert is_subject("Gale", f"{ARTICLE}\n\nGale came.\n\nGale went.")
    assert not is_subject("Boreal", ARTICLE)


def test_a_name_given_in_full_once_may_be_shortened() -> None:
    assert shortened("Sutton Healthcare", "Sutton sold it for £17m.", ARTICLE)
    assert shortened("Reserve Bank of Norland", "The Reserve Bank met.", "The Reserve Bank of Norland is old.")
    assert not shortened("Sutton Healthcare", "It was sold for £17m.", ARTICLE)
    assert not shortened("Sutton Motors", "Sutton sold it for £17m.", ARTICLE)
    assert not shortened("Sutton", "It was sold.", ARTICLE)


def test_a_person_is_called_by_the_last_name_once_the_whole_is_given() -> None:
    article = "Ann Reed has made a bid. Mr Marsh was glad."
    assert surnamed("Ann Reed", "Ms Reed must offer 31p a share.", article)
    assert surnamed("Ann Reed", "Reed said that it was fair.", article)
    assert surnamed("Ann Reed", '"It is fair," said Reed.', article)
    assert not surnamed("Ann Reed", "Reed Motors must offer 31p a share.", article)
    assert not surnamed("Ann Reed", "Mr Marsh must offer 31p a share.", article)
    assert not surnamed("Bob Reed", "Mr Reed must offer 31p a share.", article)
    assert not surnamed("Reed", "Mr Reed must offer 31p a share.", article)


def test_places_are_countries_and_their_adjectives() -> None:
    assert is_place("Turkey")
    assert is_place("turkish")
    assert not is_place("Sutton")
