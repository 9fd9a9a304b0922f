"""Suggested questions: of this corpus, different from each other, and answered before they are offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from assistant.answering import Assistant
from assistant.answering.suggestions import TRIES, suggestions
from assistant.answering.wording import change_question, fact_question, margin_question, multiple_question, when
from assistant.datatypes import Answer, AnswerStatus, Figure, Period, Role, Span, Status
from assistant.quantities import parse_quantity

Corpus = Callable[..., AbstractContextManager[Assistant]]


@pytest.fixture
def over(tmp_path: Path) -> Corpus:
    """The assistant over articles that are given as title, day and text."""

    @contextmanager
    def opened(*articles: tuple[str, str, str]) -> Iterator[Assistant]:
        folder = tmp_path / "corpus"
        folder.mkdir()
        for number, (title, day, text) in enumerate(articles):
            front = f"---\ntitle: {title}\npublished: {day}\n---\n" if day else f"{title}\n\n"
            (folder / f"{number:03}.md").write_text(f"{front}{text}\n")
        with Assistant.open(folder, tmp_path / "index") as assistant:
            yield assistant

    return opened


def test_each_is_answered_from_the_articles_and_the_last_is_worked_out(small: Assistant) -> None:
    found = suggestions(small)
    assert found[-1] == "What revenue multiple is Acme valued at?"
    assert len(found) == len(set(found)) == 3
    for question in found[:-1]:
        answer = small.ask(question)
        assert answer.status is AnswerStatus.ANSWERED
        assert answer.citations
        assert not answer.calculations
    assert small.ask(found[-1]).calculations
    assert any("Globex" in question for question in found)


def test_they_are_the_same_for_the_same_index(small: Assistant) -> None:
    assert suggestions(small, 4) == suggestions(small, 4)
    assert len(suggestions(small, 1)) == 1
    assert suggestions(small, 0) == ()


def test_the_newest_articles_come_first(over: Corpus) -> None:
    with over(
        ("Acme lifts its revenue", "2005-01-10", "Acme reported revenue of $4 billion for 2004."),
        ("Globex lifts its revenue", "2005-03-10", "Globex reported revenue of $5 billion for 2004."),
    ) as assistant:
        assert suggestions(assistant, 1) == ("What was Globex's revenue in 2004?",)


def test_a_change_is_asked_for_where_one_sentence_gives_both_sides(over: Corpus) -> None:
    text = "Meadow Dairies said annual sales rose to 500m euros in 2004 from 400m euros. Meadow Dairies is old."
    with over(("Meadow Dairies sells more", "2005-02-14", text)) as assistant:
        found = suggestions(assistant)
        assert found[-1] == "By what percentage did Meadow Dairies' revenue rise in 2004?"
        value = assistant.ask(found[-1]).value
        assert value is not None
        assert value.low == 25.0  # 500 / 400 - 1


def test_a_margin_is_asked_for_where_an_article_gives_profit_and_revenue(over: Corpus) -> None:
    text = "Harbour Foods said profit for 2004 was £60m on revenue of £1.2bn."
    with over(("Harbour Foods profits climb", "2005-02-10", text)) as assistant:
        found = suggestions(assistant)
        assert found[-1] == "What margin did Harbour Foods make in 2004?"
        value = assistant.ask(found[-1]).value
        assert value is not None
        assert value.low == pytest.approx(5.0)  # 60 / 1,200


def test_what_is_expected_or_of_a_part_or_of_somebody_else_is_not_asked_for(over: Corpus) -> None:
    with over(
        ("Acme hopes", "2005-02-10", "Acme is expected to report revenue of $9bn for 2005."),
        ("Acme's films", "2005-02-11", "Acme's film division had revenue of $1bn in 2004."),
        ("A valuation", "2005-02-12", "In February, the maker of Anvilator was valued at $3bn."),
    ) as assistant:
        assert suggestions(assistant) == ()


def test_a_corpus_without_figures_suggests_nothing(over: Corpus) -> None:
    with over(("On bees", "", "Bees hum in the meadow. Nobody has counted them.")) as assistant:
        assert suggestions(assistant) == ()


def test_only_a_dozen_are_asked_and_what_is_declined_is_not_offered(
    over: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("Axlerod", "Brakewell", "Cogsworth", "Dunmore", "Eastline", "Fernhill", "Gantry", "Hollins")
    articles = [
        (
            f"{name} reports",
            "2005-03-01",
            f"{name} reported a net profit of $7{n}m for 2004. {name} has debt of $3{n}m.",
        )
        for n, name in enumerate(names)
    ]
    with over(*articles) as assistant:
        asked: list[str] = []
        ask = assistant.ask

        def decline(text: str, **options: Any) -> Answer:
            asked.append(text)
            return ask("How do octopuses change the colour of their skin?", **options)

        monkeypatch.setattr(assistant, "ask", decline)
        assert suggestions(assistant, 20) == ()
        assert len(asked) == len(set(asked)) == TRIES
        assert len({name for name in names if any(name in question for question in asked)}) > TRIES // 2
        monkeypatch.setattr(assistant, "ask", ask)
        first, second = suggestions(assistant, 3)[:2]
        assert first.split("'")[0] != second


def figure(metric: str, value: str, period: Period | None = None, entity: str = "Acme") -> Figure:
    place = Span("a.md", 0, 10)
    return Figure(parse_quantity(value), entity, metric, period or Period(), Status.REPORTED, Role.VALUE, place)


YEAR = Period(12, 2004, None, "2004")


@pytest.mark.parametrize(
    ("made", "question"),
    [
        (figure("revenue", "$4bn", YEAR), "What was Acme's revenue in 2004?"),
        (figure("revenue", "$4bn"), "What was Acme's revenue?"),
        (figure("revenue", "$4bn", YEAR, "Harbour Foods"), "What was Harbour Foods' revenue in 2004?"),
        (figure("pre-tax-profit", "$4bn", YEAR), "What was Acme's pre-tax profit in 2004?"),
        (figure("profit", "$4bn", YEAR), "What profit did Acme make in 2004?"),
        (figure("valuation", "$4bn", YEAR), "What was Acme valued at?"),
        (figure("headcount", "3,000 employees", YEAR), "How many people does Acme employ?"),
        (figure("customers", "3,000 subscribers", YEAR), "How many subscribers does Acme have?"),
        (figure("customers", "3,000", YEAR), "How many customers does Acme have?"),
        (figure("units-sold", "3,000 cars", YEAR), "How many cars did Acme sell in 2004?"),
        (figure("imports", "$4bn", YEAR, "United States"), "What were the United States' imports in 2004?"),
        (figure("unemployment", "5%", YEAR, "UK"), "What was the UK's unemployment rate?"),
        (figure("share-price", "$4", YEAR), ""),
        (figure("output", "3,000 tonnes", YEAR), ""),
        (figure("no-such-metric", "$4", YEAR), ""),
    ],
)
def test_a_figure_is_turned_round_into_its_question(made: Figure, question: str) -> None:
    assert fact_question(made) == question


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(), ""),
        (Period(3, None, 12, "the fourth quarter"), ""),
        (YEAR, " in 2004"),
        (Period(3, 2004, 12), " in the fourth quarter of 2004"),
        (Period(6, 2004, 6), " in the first half of 2004"),
        (Period(1, 2005, 3), " in March 2005"),
        (Period(12, 2005, 3), " in the year to March 2005"),
        (Period(9, 2005, 9), " in the 9 months to September 2005"),
    ],
)
def test_a_period_is_worded(period: Period, words: str) -> None:
    assert when(period) == words


def test_questions_for_calculations_are_worded() -> None:
    assert multiple_question(figure("valuation", "$4bn")) == "What revenue multiple is Acme valued at?"
    assert margin_question(figure("profit", "$4bn", YEAR)) == "What margin did Acme make in 2004?"
    new, old = figure("revenue", "$4bn", YEAR), figure("revenue", "$5bn")
    assert change_question(new, old) == "By what percentage did Acme's revenue fall in 2004?"
    assert change_question(old, new) == "By what percentage did Acme's revenue rise?"
    assert change_question(new, new) == ""


def test_somebody_who_waits_stops_the_asking(bundled: Assistant) -> None:
    looks = iter((True, True))
    asked = suggestions(bundled, may_go_on=lambda: next(looks, False))
    assert len(asked) <= 2
    assert suggestions(bundled, may_go_on=lambda: False) == ()
