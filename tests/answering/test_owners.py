"""Whom a sentence is about: the article that holds the most of the names, and a country that it is all about."""

from __future__ import annotations

import dataclasses

from assistant.answering.owners import about, is_far_from_its_name, is_of_another_model, of_most_names, owned_by
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


def test_a_company_called_by_where_it_is_at_home_is_the_one_told_of() -> None:
    item = judged(["Zephyr raised its forecasts.", "The Ostburg company reported revenue of $2m."])[1]
    assert owned_by(parse("What was Zephyr's revenue?"), item)


def test_another_model_is_another_thing() -> None:
    (item,) = judged(["Aurora 4 cost $310m to build, against $82m for Aurora 3."])
    assert is_of_another_model(parse("how much did aurora 5 cost"), item)
    assert not is_of_another_model(parse("how much did aurora 3 cost"), item)
    assert not is_of_another_model(parse("how much did aurora cost in 2005"), item)


def test_a_payer_is_known_by_the_last_name() -> None:
    items = judged(["Ann Reed bid for Ostra City.", "Mr Reed must offer 31p a share."])
    question = parse("How much per share must Ann Reed offer?")
    article = f"{items[0].sentence.text} {items[1].sentence.text}"
    assert all(about(question, item, lambda _: article) for item in items)


def test_what_an_article_with_one_word_on_somebody_counts_is_not_his() -> None:
    items = judged(["Zephyr has 40 ships.", "Quill, which lost, is a rival.", "It may sell.", "It has 19 ports."])
    article = " ".join(item.sentence.text for item in items)
    question = parse("How many ports does Quill have?")
    assert is_far_from_its_name(question, items[3], lambda _: article)
    assert not is_far_from_its_name(question, items[2], lambda _: article)
    assert not is_far_from_its_name(question, items[3], lambda _: f"{article} Quill grows.")
    assert not is_far_from_its_name(parse("How many ports are near Quill?"), items[3], lambda _: article)
