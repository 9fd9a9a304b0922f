"""Look-ups and traps over invented articles: what is stated is found, and what is not is declined."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant
from assistant.datatypes import AnswerStatus
from tests.answering.dated import opened_files

ARTICLES = {
    "gloves.txt": (
        "Sutton mum on bid talk\n\n"
        "Glove maker Sutton Healthcare has refused to comment on reports that it may be bought.\n\n"
        "The news sent its shares up 6% to 293p. A spokesman for Sutton, which makes Duro gloves and Scholar shoes, "
        "would not comment. Its other brands include Syndal tablets, Melton syrup, Sabre hosiery and Master Baby.\n\n"
        "Analysts have seen the firm as a target for years. It sold off its antiseptics business for £173m in May.\n"
    ),
    "bank.txt": (
        "Bank keeps its rate\n\n"
        "The Bank of Norland kept its rate at 4.75% by eight votes to one, minutes have shown.\n\n"
        "One member of the committee - Paul Turner - voted to raise it to 5%. "
        "Governor Ann Marsh chairs the committee.\n"
    ),
    "cards.txt": (
        "Fraud moves to the web\n\n"
        "Fraud on Norland cards has moved to the web, a study says.\n\n"
        "Norland shoppers spent £5.3bn on cards in 2003. Altogether, scams on Norland cards totalled £402.4m in 2003. "
        "Within this, web fraud totalled £43m.\n"
    ),
    "airline.txt": (
        "Azure Air warns on profit\n\n"
        "Shares in the airline Azure Air fell 20% after a warning on profit for the year to March.\n\n"
        "Azure Air, which is 25% owned by Robert Brandt, has been struggling. Shares in its major shareholder, "
        "Padrig Corporation - which owns 46% of Azure Air - dropped 31%. It cut its passenger forecast by 2.5%. "
        '"Weak demand in December 2004 continues," said chief executive Brett Gower.\n'
    ),
    "builder.txt": (
        "Builder's shares slide\n\n"
        "Shares in the builder Solimar slid on Monday. Solimar posted profits of $12.5m in the first half of 2004.\n"
    ),
    "skis.txt": (
        "Ski maker in demand\n\n"
        "Shares of Rossig, the ski maker, jumped 15% on talk that it will be bought by Quillwave. "
        "Rossig shares touched 17.70 euros, before falling back to 16.60 euros. "
        "The owners of Rossig are said to be considering an offer from Quillwave.\n"
    ),
    "float.txt": (
        "Air Norland to float\n\n"
        "Air Norland is to float in Ostburg. It plans to raise $1bn from the flotation. "
        "No further details of the shares were given.\n"
    ),
    "music.txt": (
        "Burgers and music\n\n"
        "McBurger's, a restaurant chain, is to sponsor a programme on the music channel MTX.\n\n"
        "MTX, which began with videos, is to show Early Warning on all 25 of its channels. "
        "The programme will give McBurger's access to many homes.\n"
    ),
    "tourism.txt": (
        "Turkey dresses to impress\n\n"
        "Turkey has dressed its economy to impress.\n\n"
        "The tourism industry is booming and revenues from visitors should double to $21bn in three years.\n"
    ),
}


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_files(tmp_path_factory.mktemp("news"), ARTICLES) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much did Sutton Healthcare get for its antiseptics business?", ["£173m"]),
        ("Sutton Healthcare: which brands does it have apart from Duro and Scholar?", ["Syndal", "Melton", "Sabre"]),
        ("Where did Sutton Healthcare shares finish on the news?", ["293p"]),
        ("who voted against the Bank of Norland's decision to keep its rate", ["Paul Turner"]),
        ("How much did web fraud on Norland cards come to in 2003?", ["£43m"]),
        ("who is the largest shareholder of azure air and what percent do they hold", ["Padrig", "46%"]),
        ("name of the programme on MTX that mcburgers is sponsoring", ["Early Warning"]),
        ("turkey tourism revenue target in three years, dollars", ["$21bn"]),
        ("What profit did Solimar make in the first half of 2004?", ["$12.5m"]),
    ],
)
def test_what_an_article_states_is_found(news: Assistant, question: str, said: list[str]) -> None:
    answer = news.ask(question)
    assert answer.status is AnswerStatus.ANSWERED, answer.text
    for words in said:
        assert words in answer.text


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What profit did Solimar make in the second half of 2004?", "part of the year"),
        ("How many passengers did Azure Air carry in December 2004?", "how many passengers"),
        ("How many shops does Sutton Healthcare have?", "how many shops"),
        ("At what price per share was Air Norland floated in Ostburg?", "an amount"),
        ("how much is quillwave offering for Rossig", "paid or promised"),
        ("What salary does the boss of Air Norland get?", "wage"),
        ("What was inflation at Azure Air?", "inflation"),
        ("Who is the finance director of Azure Air?", "who"),
        ("How many litres of syrup does Sutton Healthcare sell?", "such a unit"),
    ],
)
def test_what_no_article_states_is_declined(news: Assistant, question: str, reason: str) -> None:
    answer = news.ask(question)
    assert answer.status is AnswerStatus.ABSTAINED, answer.text
    assert answer.reason is not None
    assert reason in answer.reason.text
