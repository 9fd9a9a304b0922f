from __future__ import annotations

import pytest

from assistant.figures.attribution import attribute
from assistant.figures.ownership import Place, belongs


def owner_of(sentence: str, figure: str, name: str, before: str = "", title: str = "") -> bool:
    start = sentence.index(figure)
    return belongs(Place(sentence, start, start + len(figure), before, title), name)


@pytest.mark.parametrize(
    ("sentence", "figure", "owner", "stranger"),
    [
        ("It would push Acme past Globex, which was last valued at $852 billion.", "$852 billion", "Globex", "Acme"),
        ("Unilever, which owns Dove soap, said profit fell to 2.9bn euros.", "2.9bn euros", "Unilever", "Persil"),
        ("Acme earned $3 million while Globex lost $5 million.", "$5 million", "Globex", "Acme"),
        ("Acme earned $3 million while Globex lost $5 million.", "$3 million", "Acme", "Globex"),
        ("Analysts put a value of $9 billion on Acme, a price of $9 billion for Acme.", "$9 billion", "Acme", "Globex"),
    ],
)
def test_a_figure_belongs_to_the_name_of_its_clause(sentence: str, figure: str, owner: str, stranger: str) -> None:
    title = owner if "value of $9" in sentence else ""
    assert owner_of(sentence, figure, owner, title=title)
    assert not owner_of(sentence, figure, stranger)


def test_a_sentence_without_a_name_speaks_of_whoever_was_named_before_it() -> None:
    before = "Revenue at Acme is rising."
    assert owner_of("The company is making $4 million a year.", "$4 million", "Acme", before)
    assert not owner_of("The company is making $4 million a year.", "$4 million", "Globex", before)


def test_the_title_speaks_for_an_article_that_names_nobody() -> None:
    assert owner_of("Sales rose to $4 million.", "$4 million", "Acme", title="Acme lifts sales")


def test_the_nearest_metric_is_the_figures() -> None:
    found = attribute("Profit rose to $3 million on sales of $20 million.", "")
    assert [(item.quantity.text, item.metric) for item in found] == [
        ("$3 million", "profit"),
        ("$20 million", "revenue"),
    ]


def test_a_metric_is_inherited_from_the_sentence_before() -> None:
    (found,) = attribute("Estimates put it at $30 million.", "Everyone asks for its revenue.")
    assert found.metric == "revenue"
