"""Whose of two a figure is, from the words around it in its sentence and its article."""

from __future__ import annotations

import pytest

from assistant.answering.alike import alike
from assistant.answering.comparable import figures_of, timely
from assistant.answering.owning import Standing, standing, year_of
from assistant.answering.question import parse
from assistant.answering.sides import Side
from assistant.answering.worksheet import Cell, Sheet
from assistant.articles.sentences import split_sentences
from assistant.datatypes import Hit, Passage, Ranks, ReadSentence, Source

ACME, GLOBEX = (Side(name, (name,), frozenset()) for name in ("Acme", "Globex"))


def sheet(text: str, question: str = "Who owes more, Acme or Globex?", title: str = "News") -> Sheet:
    sentences = split_sentences(text)
    passage = Passage(text=text, start=0, end=len(text), heading="", sentences=sentences)
    hit = Hit(1, Source("a.txt", title), passage, Ranks(1.0))
    return Sheet(parse(question), [ReadSentence(hit, sentence, 1.0) for sentence in sentences])


def figure(of: Sheet, text: str) -> Cell:
    return next(cell for cell in figures_of(of) if cell.quantity.text == text)


@pytest.mark.parametrize(
    ("text", "amount", "acme", "globex"),
    [
        ("Acme owes $5m, while Globex owes $7m.", "$5m", Standing.OWN, None),
        ("Acme owes $5m, while Globex owes $7m.", "$7m", None, Standing.OWN),
        ("It is 28% at the baker Acme and 32% at Globex.", "28%", Standing.OWN, None),
        ("It is 28% at the baker Acme and 32% at Globex.", "32%", None, Standing.OWN),
        ("Debt fell from $9m in Acme to $7m in Globex.", "$9m", Standing.OWN, None),
        ("Acme, paying 5.4% on any sum, is ahead.", "5.4%", Standing.SENTENCE, None),
        # A clause of its own has a subject of its own, but "its" is of the one before.
        ("Acme may bid, while its costs may be $9m.", "$9m", Standing.SENTENCE, None),
        ("Acme may bid, while its rival may pay $9m.", "$9m", None, None),
        ("Acme may bid, while a rival may pay $9m.", "$9m", None, None),
        ("Acme beat Initech with debts of $9m.", "$9m", None, None),
        # Whoever is named only right behind, or before another name, has the figure of its own piece alone.
        ("Initech has debts of $9m, Acme $5m.", "$9m", None, None),
        ("Initech has debts of $9m, Acme $5m.", "$5m", Standing.OWN, None),
        ("Acme, the answer to Initech, has debts of $9m.", "$9m", Standing.SENTENCE, None),
        ("Acme, the answer to Globex, has debts of $9m.", "$9m", Standing.SENTENCE, None),
        ("Acme made $5m and homeware the other $9m.", "$9m", None, None),
        ("Acme made $5m and profits came to $9m.", "$9m", Standing.SENTENCE, None),
        ("Acme and Globex owe $5m and $9m respectively.", "$5m", Standing.OWN, None),
        ("Acme and Globex owe $5m and $9m respectively.", "$9m", None, Standing.OWN),
        ("Acme fought Globex. The two owe $5m and $9m respectively.", "$9m", None, Standing.OWN),
        ("Acme grew. Its debts are $5m, against $9m for Globex.", "$5m", Standing.BEFORE, None),
        ("Acme grew. Sales at its leasing unit were $5m.", "$5m", None, None),
        ("Initech sold to Acme. Sales were $5m.", "$5m", Standing.DOUBTED, None),
        ("Acme is in trouble. Debts are $9m.", "$9m", Standing.BEFORE, None),
        ("Acme is in trouble. Initech has debts of $9m.", "$9m", Standing.DOUBTED, None),
        ("Acme is in trouble. Initech, with four mills, has debts of $9m.", "$9m", Standing.DOUBTED, None),
        ("Acme is in trouble. Initech carried debts of $9m.", "$9m", Standing.DOUBTED, None),
        ("Acme is in trouble. Borrowing reached $9m.", "$9m", Standing.BEFORE, None),
        # What is wanted of somebody is no aside: only what stands behind a name is.
        ("Now, the state wants to cut the debts of Acme, which makes nails, by $9m.", "$9m", Standing.SENTENCE, None),
        # Sales of a kind are no whole sales.
        ("Acme grew. Its freight revenue was $9m.", "$9m", None, None),
        ("Acme grew. Its annual revenue was $9m.", "$9m", Standing.BEFORE, None),
        ("Acme and Globex are in trouble. Debts are $9m.", "$9m", None, None),
    ],
)
def test_a_figure_is_of_the_side_that_its_piece_of_the_sentence_names(
    text: str, amount: str, acme: Standing | None, globex: Standing | None
) -> None:
    found = sheet(text)
    cell = figure(found, amount)
    assert standing(cell, ACME, GLOBEX, found) is acme
    assert standing(cell, GLOBEX, ACME, found) is globex


def test_the_target_is_whom_the_title_says_is_bought() -> None:
    found = sheet("Acme made $5m and its target $9m.", title="Acme to buy Globex")
    assert standing(figure(found, "$9m"), GLOBEX, ACME, found) is Standing.SENTENCE
    assert standing(figure(found, "$9m"), ACME, GLOBEX, found) is None
    unknown = sheet("Acme made $5m and its target $9m.")
    assert standing(figure(unknown, "$9m"), GLOBEX, ACME, unknown) is None


def test_a_name_that_and_joins_is_one() -> None:
    found = sheet("Elm and Oak owes $5m, while Globex owes $7m.")
    both = Side("Elm and Oak", ("Elm and Oak",), frozenset())
    assert standing(figure(found, "$5m"), both, GLOBEX, found) is Standing.OWN
    assert standing(figure(found, "$7m"), both, GLOBEX, found) is None


def test_an_article_about_one_side_speaks_of_it_throughout() -> None:
    text = "The works is old. It is large. Its roof leaks. Debts are $9m."
    assert (
        standing(figure(found := sheet(text, title="Acme in trouble"), "$9m"), ACME, GLOBEX, found) is Standing.ARTICLE
    )


@pytest.mark.parametrize(
    ("text", "amount", "in_2003", "in_2004"),
    [
        ("Acme lost $90m, less than 2003's $140m.", "$140m", Standing.OWN, None),
        ("Acme lost $90m, less than 2003's $140m.", "$90m", None, Standing.SENTENCE),
        ("Sales rose to $9m from $7m in 2003.", "$9m", None, Standing.SENTENCE),
        ("Sales rose to $9m from $7m in 2003.", "$7m", Standing.OWN, None),
        ("In 2004 sales were $9m against $7m a year earlier.", "$7m", Standing.SENTENCE, None),
    ],
)
def test_a_figure_is_of_the_year_that_its_piece_of_the_sentence_names(
    text: str, amount: str, in_2003: Standing | None, in_2004: Standing | None
) -> None:
    found = sheet(text)
    cell = figure(found, amount)
    assert year_of(cell, 2003, 2004, found) is in_2003
    assert year_of(cell, 2004, 2003, found) is in_2004


def test_a_lone_number_in_brackets_is_a_figure_and_a_rough_one_before_the_exact_is_not() -> None:
    texts = [
        cell.quantity.text for cell in figures_of(sheet("Most firms (44) do, over half a million people - 530,000."))
    ]
    assert "44" in texts
    assert "530,000" in texts
    assert not any("half a million" in text for text in texts)


@pytest.mark.parametrize(
    ("question", "text", "amount", "fits"),
    [
        ("Who sold more in 2004, Acme or Globex?", "In 2004 Acme sold $9m, up from $7m in 2003.", "$9m", True),
        ("Who sold more in 2004, Acme or Globex?", "In 2004 Acme sold $9m, up from $7m in 2003.", "$7m", False),
        ("Who sold more in 2004, Acme or Globex?", "Acme expects to sell $9m this year.", "$9m", False),
        (
            "Who sold more last quarter, Acme or Globex?",
            "Acme had a good year. For the full year it sold $9m.",
            "$9m",
            False,
        ),
        ("Who sold more in 2004, Acme or Globex?", "In the third quarter it grew. Acme sold $9m.", "$9m", False),
        ("Whose sales rose more, Acme's or Globex's?", "Acme's sales rose by $2m to $9m.", "$2m", True),
        ("Whose sales rose more, Acme's or Globex's?", "Acme's sales rose by $2m to $9m.", "$9m", False),
        ("Whose sales were higher, Acme's or Globex's?", "Acme's sales rose by $2m to $9m.", "$2m", False),
    ],
)
def test_a_figure_of_another_time_or_part_of_a_change_is_not_compared(
    question: str, text: str, amount: str, fits: bool
) -> None:
    found = sheet(text, question)
    assert timely(parse(question), ACME, figure(found, amount), found) is fits


@pytest.mark.parametrize(
    ("text", "one", "other", "fits"),
    [
        ("Acme owes $5m. Globex owes $7m.", "$5m", "$7m", True),
        ("Acme owes $5m. Globex owes £7m.", "$5m", "£7m", False),
        ("Acme made a profit of $5m. Globex had a turnover of $7m.", "$5m", "$7m", False),
        ("Acme has 500 workers. Globex has 700 employees.", "500 workers", "700 employees", True),
        ("Acme has 500 workers. Globex will create 700 jobs.", "500 workers", "700 jobs", False),
        ("Acme has 500 workers. Globex has 700 shops.", "500 workers", "700 shops", False),
    ],
)
def test_only_figures_of_one_kind_are_compared(text: str, one: str, other: str, fits: bool) -> None:
    found = sheet(text)
    sides = (ACME, figure(found, one)), (GLOBEX, figure(found, other))
    assert alike(parse("Who has more, Acme or Globex?"), *sides) is fits
