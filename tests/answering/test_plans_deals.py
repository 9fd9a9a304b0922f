"""Shares of a whole, prices over profit or sales, counts a head, stated rates, growth set against growth."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant
from assistant.datatypes import AnswerStatus

ARTICLES = {
    "wine": (
        "Cellar Group buys Oakridge Wines",
        "Drinks maker Cellar Group has agreed to buy winemaker Oakridge Wines for $260m in cash. Oakridge Wines"
        " reported sales of $65m and a net profit of $13m in 2004. Cellar Group had revenue of $2bn in the same year.",
    ),
    "minority": (
        "Northcast offers for the rest of Filmhouse",
        "Northcast has offered $5bn for the shares of Filmhouse that it does not own, a stake of 20%. Filmhouse had"
        " revenue of $12bn in 2004.",
    ),
    "cars": (
        "Alder's profit climbs",
        "Carmaker Alder said its net profit for 2004 rose to 2bn euros. Its partner Birch - in which Alder owns a 44%"
        " stake - contributed 500m euros in net income over the year.",
    ),
    "tea": (
        "Norland drinks more tea",
        "Norland has 20 million tea drinkers who get through 6 billion cups a year.",
    ),
    "wings": (
        "Southern Wings reports",
        "Net profit at Southern Wings rose to A$400m ($312m; £160m). The airline forecast a full-year profit of A$720m"
        " ($563m). It is on track for its savings target of A$500m.",
    ),
    "stores": (
        "Shops end the year well",
        "Sales in December 2004 rose well, jumping 28% at clothing retailer Larkspur and 32.2% at Hawthorn Stores.",
    ),
    "order": (
        "Kestrel orders planes",
        "Budget airline Kestrel has placed an order for 70 Boeing 737-800 planes, in a deal valued at $4bn.",
    ),
    "banks": (
        "Two banks report",
        "Fairbank made a net profit of $3bn in 2004. Its smaller rival Goldrush made a net profit of $2bn in 2004.",
    ),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("deals")
    (folder / "corpus").mkdir()
    for name, (title, body) in ARTICLES.items():
        text = f"---\ntitle: {title}\npublished: 2005-02-10\n---\n\n{body}\n"
        (folder / "corpus" / f"{name}.md").write_text(text, encoding="utf-8")
    with Assistant.open(folder / "corpus", folder / "index") as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "calculator", "value", "unit"),
    [
        ("What multiple of its sales is Cellar Group paying for Oakridge Wines?", "revenue-multiple", 4.0, "x"),
        (
            "What multiple of last year's profit is Cellar Group paying for Oakridge Wines?",
            "earnings-multiple",
            20.0,
            "x",
        ),
        ("cellar group oakridge wines deal price to sales", "revenue-multiple", 4.0, "x"),
        ("What share of Alder's 2004 net profit came from Birch?", "share-of-total", 25.0, "%"),
        ("How many cups a year does the average tea drinker get through?", "per-unit", 300.0, "cups"),
        (
            "At the exchange rate given for Southern Wings' net profit, what is A$500m worth in US dollars?",
            "convert-at-rate",
            390e6,
            "USD",
        ),
        (
            "Sales growth, December 2004: which was faster, Larkspur or Hawthorn Stores, by how many points?",
            "difference",
            4.2,
            "percentage points",
        ),
        ("What did Kestrel's order work out at per plane?", "per-unit", 4e9 / 70, "USD"),
        ("How many times Goldrush's net profit was Fairbank's?", "ratio", 1.5, "x"),
        ("What was Goldrush's net profit as a multiple of Fairbank's?", "ratio", 2 / 3, "x"),
        ("How many times bigger was Fairbank's net profit than Goldrush's?", "ratio", 1.5, "x"),
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


@pytest.mark.parametrize(
    "question",
    [
        "What price-to-sales ratio does Northcast's offer put on Filmhouse?",  # the price is for a part
        "What share of Birch's 2004 net profit came from Alder?",
        "At the exchange rate given for Southern Wings' net profit, what is A$500m worth in yen?",
        "How many cups a year does the average Norland farmer get through?",
    ],
)
def test_what_the_articles_do_not_give_is_declined(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is AnswerStatus.ABSTAINED, answer.text
    assert answer.value is None
