"""Whom a sentence is about: the article that holds the most of the names, and a country that it is all about."""

from __future__ import annotations

import dataclasses

from assistant.answering.owners import about, of_most_names, owned_by
from assistant.answering.question import parse
from assistant.datatypes import ReadSentence, Source
from tests.answering.sentences import judged


def of_articles(*texts: str) -> list[ReadSentence]:
    """One sentence of each of several articles."""
    found = []
    for number, text in enumerate(texts):
        (item,) = judged([text])
        found.append(dataclasses.replace(item, hit=dataclasses.replace(item.hit, source=Source(f"{number}.txt", ""))))
    return found


def own_text(item: ReadSentence) -> str:
    """The article of a sentence: the sentence alone."""
    return item.sentence.text


def test_the_articles_with_the_most_names_are_kept() -> None:
    read = of_articles("Air Norland will float in Ostburg.", "A cruise firm in Ostburg grew.")
    question = parse("At what price was Air Norland floated in Ostburg?")
    assert of_most_names(question, read, own_text) == read[:1]


def test_names_that_are_set_side_by_side_may_stand_in_two_articles() -> None:
    read = of_articles("Air Norland earned $5m, as in Ostburg.", "Boreal earned $6m.", "Air Norland and Boreal met.")
    question = parse("What did Air Norland and Boreal earn?")
    assert of_most_names(dataclasses.replace(question, entities=("Air Norland", "Boreal")), read, own_text) == read


def test_a_sentence_is_about_whom_its_article_is_about() -> None:
    (item,) = of_articles("It sold its glove business for £17m.")
    question = parse("What did Sutton Healthcare get for its glove business?")
    assert about(question, item, lambda _: "Sutton Healthcare grows\n\nIt sold its glove business for £17m.")
    assert not about(question, item, own_text)


def test_what_an_article_about_a_country_says_of_nobody_else_is_the_country_s() -> None:
    read = judged(["Turkey has dressed to impress.", "Tourism is booming with revenues of $21bn.", "Ford makes $2bn."])
    question = parse("What is Turkey's revenue from tourism?")
    assert owned_by(question, read[1])
    assert not owned_by(parse("What is Boreal's revenue?"), read[1])
