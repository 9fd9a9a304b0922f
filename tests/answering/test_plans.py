"""Calculations whose inputs are found in articles, over a corpus whose right answers are worked by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant, Conversation
from assistant.datatypes import AnswerStatus, ReasonCode

ARTICLES = {
    "harbour.txt": """Harbour Foods profits climb on strong sales
Date: 2005-02-10

Food group Harbour Foods said profit for 2004 was £60m, while revenues grew 10% to £1.2bn.
In the fourth quarter it made a profit of £9m on revenue of £400m.
Net debt was cut to £150m from £210m a year earlier.
""",
    "meadow.txt": """Meadow Dairies swings back to profit
Date: 2005-02-14

Milk firm Meadow Dairies reported a net profit of 40m euros for 2004, compared with a loss of 90m euros in 2003.
Annual sales rose to 500m euros from 400m euros.
""",
    "quarry.txt": """Stonegate buys into Quarry Works
Date: 2005-01-20

Builder Stonegate has bought a 20% stake in Quarry Works for $30m.
The group will take a restructuring charge of $12m and cut 400 jobs.
""",
    "garages.txt": """Two garage chains report
Date: 2005-03-01

Garage chain Axlerod reported an annual profit of $70m for 2004.
Its rival Brakewell reported an annual profit of $50m for 2004.
""",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("plans")
    corpus = folder / "corpus"
    corpus.mkdir()
    for name, text in ARTICLES.items():
        title, _, rest = text.partition("\n")
        day, _, body = rest.removeprefix("Date: ").partition("\n")
        front = f"---\ntitle: {title}\npublished: {day}\n---\n"
        (corpus / name).with_suffix(".md").write_text(f"{front}\n{body.strip()}\n", encoding="utf-8")
    with Assistant.open(corpus, folder / "index") as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "calculator", "value", "unit"),
    [
        ("What margin did Harbour Foods make in 2004?", "margin", 5.0, "%"),
        ("By how much did Harbour Foods cut its net debt?", "difference", 60e6, "GBP"),
        ("By what percentage did Meadow Dairies' sales rise?", "percent-change", 25.0, "%"),
        ("How big was the swing in Meadow Dairies' net profit?", "swing", 130e6, "EUR"),
        ("What was Harbour Foods' revenue in 2003?", "previous-value", 1.2e9 / 1.1, "GBP"),
        (
            "What does Stonegate's stake purchase imply Quarry Works as a whole is worth?",
            "implied-valuation",
            150e6,
            "USD",
        ),
        ("Axlerod or Brakewell: who made the bigger annual profit in 2004 and by how much?", "difference", 20e6, "USD"),
    ],
)
def test_inputs_are_found_and_the_result_is_right(
    assistant: Assistant, question: str, calculator: str, value: float, unit: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is AnswerStatus.ANSWERED, answer.text
    assert answer.calculations[0].calculator == calculator
    assert answer.value is not None
    assert answer.value.low == pytest.approx(value)
    assert answer.value.unit == unit
    assert all(item.citation for item in answer.calculations[0].inputs)


def test_a_comparison_names_the_larger(assistant: Assistant) -> None:
    text = assistant.ask("Brakewell or Axlerod: who made the bigger annual profit in 2004 and by how much?").text
    assert text.startswith("Axlerod, by $20 million")


@pytest.mark.parametrize(
    "question",
    [
        "What margin did Stonegate make in 2004?",
        "What margin did Brakewell make in 2004?",
        "By what percentage did Quarry Works' sales rise?",
    ],
)
def test_an_input_that_no_article_gives_is_missing(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is AnswerStatus.ABSTAINED
    assert answer.reason is not None
    assert answer.reason.code is ReasonCode.MISSING_INPUT
    assert answer.value is None


def test_a_conversation_carries_whose_margin_and_what_is_supposed(assistant: Assistant) -> None:
    talk = Conversation(assistant)
    talk.ask("What profit did Harbour Foods make in 2004?")
    margin = talk.ask("what margin is that?").value
    assert margin is not None
    assert margin.low == pytest.approx(5.0)
    supposed = talk.ask("what if revenue were £2bn?")
    assert supposed.value is not None
    assert supposed.value.low == pytest.approx(3.0)
    assert "assumed" in supposed.text


def test_an_amount_by_the_day_is_taken_over_a_year_and_shares_at_their_price(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("rates")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "harbour.txt").write_text(
        "Fraud at Northport harbour\n\nFraud at Northport harbour has cost it $2m a month.\n\n"
        "Separately, Eastline plans a share buy-back of 3 million shares at $20 apiece.\n",
        encoding="utf-8",
    )
    with Assistant.open(folder / "corpus", folder / "index") as assistant:
        yearly = assistant.ask("What does fraud at Northport harbour cost over a year?").value
        bought = assistant.ask("What will the Eastline share buy-back cost?").value
    assert yearly is not None
    assert (yearly.low, yearly.unit) == (24e6, "USD")
    assert bought is not None
    assert (bought.low, bought.unit) == (60e6, "USD")
