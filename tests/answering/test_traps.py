"""Questions over two invented articles, each beside a near miss that must be declined or shown as what it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant
from assistant.datatypes import AnswerStatus
from tests.answering.dated import opened_files

ARTICLES = {
    "brewer.txt": (
        "Kestrel Brewing sells its lager arm as beer sales slip\n\n"
        "Kestrel Brewing, the Ostburg brewer, made a pre-tax profit of £41 million in 2025, down from £48 million in "
        "2024, on sales of £612 million. Ale brought in £305 million, cider £187 million and soft drinks the remaining "
        "£120 million. The Norland company employs 3,400 people.\n\n"
        "In the fourth quarter profit was £9 million, against £14 million a year earlier. It had told investors in "
        "October to expect £12 million.\n\n"
        "It has agreed to sell its lager brand Holm to Ravnsborg for £88 million. A second disposal, of the cider "
        "press at Much Birch to the farmers' group Orchard United, will follow; the price has not been revealed. "
        "Ravnsborg brewed 2.1 million hectolitres last year, and Kestrel bought 40,000 tonnes of malt from Harcourt "
        "Maltings, which grows barley on 9,000 hectares.\n\n"
        'Chief executive Nora Fielding was paid £1.1 million, including a bonus of £310,000. "We will not chase '
        'volume," Ms Fielding said. She expects profit of between £44 million and £47 million in 2026.\n\n'
        "Marston & Vale, its closest rival, is to report next month.\n"
    ),
    "trams.txt": (
        "Northline wins tram contract\n\n"
        "Northline Rail has won an order for 84 trams from the city of Ostra, worth €273 million. Each tram will carry "
        "240 passengers.\n\n"
        "Three customers have booked capacity at its plant in Gdansk: Tramways South has taken 120 carriages, the "
        "leasing firm Railstock 60 and the operator Baltline 45. The plant cost €140 million.\n\n"
        "The former Sementa manager Paul Lindqvist, who runs Northline, said the group would hire 600 people.\n\n"
        "The city is seeking €20 million from the European Transport Fund for a depot. Ostra says that the whole line, "
        "its depot and its trams will cost about €600 million.\n\n"
        "A derailment in Karsted last June killed four people. Northline said it was too early to say how many "
        "carriages would have to be replaced. A recall of 35 buses was made by its rival Voltera, which has a market "
        "value of €2.4 billion.\n\n"
        '"We trust Northline," said Ostra\'s mayor Hanna Virtanen, who is standing for parliament in the district of '
        "Karsted.\n"
    ),
}


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_files(tmp_path_factory.mktemp("traps"), ARTICLES) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("I've been asked for Kestrel Brewing's pretax profit in 2025, can you help?", ["£41 million"]),
        ("kestrel brewing FY25 pre-tax profit", ["£41 million"]),
        (
            "breakdown of kestrel brewing sales: ale, cider, soft drinks",
            ["£305 million", "£187 million", "£120 million"],
        ),
        ("Who has booked capacity at the Gdansk plant, and how many carriages each?", ["120", "Railstock 60", "45"]),
        ("what was kestrel's fourth-quarter profit guidance in october", ["£12 million"]),
        ("How much beer did Ravnsborg brew last year?", ["2.1 million hectolitres"]),
        ("How many tonnes of malt did Kestrel buy?", ["40,000 tonnes"]),
        ("what bonus did nora fielding get", ["£310,000"]),
        ("How much profit does Nora Fielding expect in 2026?", ["£44 million", "£47 million"]),
        ("What's Kestrel's headcount?", ["3,400"]),
        ("How many carriages did Baltline take?", ["Baltline 45"]),
        ("How much is Ostra seeking from the ETF for a depot?", ["€20 million"]),
        ("Which district is Ms Virtanen standing in?", ["Karsted"]),
        ("Name the ex-Sementa manager who runs Northline", ["Paul Lindqvist"]),
        ("what is voltera's market value", ["€2.4 billion"]),
    ],
)
def test_what_is_stated_is_found_however_it_is_asked(news: Assistant, question: str, said: list[str]) -> None:
    answer = news.ask(question)
    assert answer.status is AnswerStatus.ANSWERED, answer.text
    for words in said:
        assert words in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "marston and vale full-year profit",
        "brewdot revenue last year",
        "how much did heindal make in 2025",
        "What did Orchard United pay for the cider press at Much Birch?",
        "What price did Kestrel get for its cider press?",
        "How many tonnes of malt did Harcourt Maltings buy?",
        "How many buses did Northline recall?",
        "How many carriages will have to be replaced after Karsted?",
        "How many MW of power does the Gdansk plant use?",
        "How many cubic metres of malt did Kestrel buy?",
        "How much power will the trams use?",
        "What profit did Kestrel report for 2026?",
        "What is northline's market value?",
        "What profit did Ravnsborg make in 2025 as a whole?",
        "How much was Paul Lindqvist paid?",
        "Ought shareholders to accept the Ravnsborg offer?",
        "is it sensible to sell my Kestrel shares now?",
        "Would you hold on to Northline?",
    ],
)
def test_a_near_miss_is_declined(news: Assistant, question: str) -> None:
    answer = news.ask(question)
    assert answer.status is AnswerStatus.ABSTAINED, answer.text


def test_a_figure_of_the_row_does_not_lead_for_another(news: Assistant) -> None:
    assert not news.ask("how much did kestrel's cider bring in").text.startswith("“£305 million”")
