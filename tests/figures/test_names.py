from __future__ import annotations

import pytest

from assistant.figures.names import find_names, mentions, names_typed_small


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What was Time Warner's profit in 2004?", ("Time Warner",)),
        ("Who founded Anthropic?", ("Anthropic",)),
        ("OpenAI last valuation", ("OpenAI",)),
        ("Which made more, Marks & Spencer or House of Fraser?", ("Marks & Spencer", "House of Fraser")),
        ("Is Bradford & Bingley ahead of George Wimpey?", ("Bradford & Bingley", "George Wimpey")),
        ("how much is it", ()),
        ("What happened in October-December 2004?", ()),
        ("When did UK Coal sell its output to the FTC?", ("UK Coal", "FTC")),
    ],
)
def test_names_of_a_question(question: str, names: tuple[str, ...]) -> None:
    assert find_names(question) == names


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Time Warner", "US media giant TimeWarner said"),
        ("TimeWarner", "the Time Warner board"),
        ("General Motors", "carmaker GM is recalling"),
        ("GM", "carmaker General Motors is recalling"),
        ("Anthropic", "Anthropic’s revenue"),
        ("Acme Inc", "Acme said"),
        ("Marks & Spencer", "Marks & Spencer fell"),
    ],
)
def test_variants_of_a_name_are_the_name(name: str, text: str) -> None:
    assert mentions(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Bayer", "Bayern Munich won"),
        ("General Motors", "General Electric and Ford Motors"),
        ("Ford", "Bradford & Bingley"),
        ("US", "he told us so"),
        ("GM", "a good moment"),
        ("Time Warner", "this time Jack Warner said"),
    ],
)
def test_a_stranger_is_not_the_name(name: str, text: str) -> None:
    assert not mentions(name, text)


def test_names_typed_in_small_letters_are_known_from_the_articles() -> None:
    articles = ["Last year Mitsubishi Motors made cars, and Lufthansa flew. The market fell."]
    assert names_typed_small("how many cars did mitsubishi motors make", articles) == ("mitsubishi motors",)
    assert names_typed_small("lufthansa market revenue", articles) == ("lufthansa",)
    assert names_typed_small("What did Lufthansa make?", articles) == ()


def test_names_with_a_capital_inside_are_known_too() -> None:
    articles = ["Gas from ZephyrGas and eQuill will flow. The field is large."]
    assert names_typed_small("what did zephyrgas pay", articles) == ("zephyrgas",)
    assert names_typed_small("equill field sales", articles) == ("equill",)
    assert names_typed_small("large field", articles) == ()
