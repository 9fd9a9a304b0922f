"""Names as articles write them, companies told of in passing, rows of amounts, and parts; each beside a near miss."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant
from assistant.datatypes import AnswerStatus
from tests.answering.dated import opened_files

ARTICLES = {
    "boats.txt": (
        "Larkmoor builds fewer boats as Norland orders dry\n\n"
        "Larkmoor Marine, the Ostburg boatbuilder, made a pre-tax profit of £14 million in the six months to June, down"
        " from £19 million, on sales of £130 million. Larkmoor's sailing business made most of it.\n\n"
        "Norland brought in £62 million of sales, the rest of Europe £41 million and Asia £27 million. The Heron dinghy"
        " accounted for 5,200 of the boats sold, the Osprey cruiser for 1,900 and the Plover tender for 700.\n\n"
        "The company will build 8,400 boats this year, compared with 9,100 last year. Of these 1,250 will be electric. "
        "The latest cuts bring the total number of jobs to go at Larkmoor to 640; only 210 jobs went in this round. A "
        "faulty bilge pump is behind its recall of Heron boats.\n\n"
        "Tiderace, its largest rival, said that it expected a loss of £3 million. Its yard is in Karsted.\n\n"
        "Deliveries arrived on time in 94% of cases. In Karsted the figure was just 81%.\n\n"
        "Hulls are moulded with wide-angle-lamp ovens. Engines for the Osprey are made by Brandvik Motors.\n"
    ),
    "waste.txt": (
        "Greyfell floats its recycling arm\n\n"
        "Greyfell owns 46% of Cleanstream, the recycling company. Cleanstream, which is 25% owned by Hugh Moss,"
        " collects rubbish in nine towns.\n\n"
        "Greyfell's auction of a quarry drew an opening bid of £8 million. The last day to apply is 22 May.\n"
    ),
}


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_files(tmp_path_factory.mktemp("passing"), ARTICLES) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "said", "left_out"),
    [
        ("Once Larkmoor has finished its latest cuts, how many jobs will have gone altogether?", ["640"], []),
        ("Break Larkmoor's sales down by region for me.", ["£62 million", "£41 million", "£27 million"], []),
        ("larkmoor sales by region", ["£62 million", "£41 million", "£27 million"], []),
        ("larkmoor boats sold by model", ["5,200", "1,900", "700"], []),
        ("What's wrong with the Heron RIBs that Larkmoor is recalling?", ["bilge pump"], []),
        ("larkmoor on-time deliveries in karsted", ["81%"], ["94%"]),
        ("cleanstream: greyfell's holding?", ["46%"], ["25%"]),
        ("How many boats will Larkmoor build this year?", ["8,400"], []),
        ("who's making engines for the Osprey", ["Brandvik Motors"], []),
        ("quarry auction, opening bid", ["£8 million"], []),
    ],
)
def test_it_is_answered(news: Assistant, question: str, said: list[str], left_out: list[str]) -> None:
    answer = news.ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert [words for words in said if words not in answer.text] == []
    assert [words for words in left_out if words in answer.text] == []


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("How many boats is Tiderace building this year?", "8,400"),
        ("What was Larkmoor's pre-tax profit for the full year?", "£14 million"),
        ("What profit did Larkmoor's fishing business make?", "£14 million"),
        ("What share of Cleanstream does Larkmoor own?", "25%"),
        ("Strip Zephyrcom of its boats: what sales are left?", "£130 million"),
    ],
)
def test_the_figure_of_another_company_part_or_time_is_no_answer(news: Assistant, question: str, never: str) -> None:
    assert never not in news.ask(question).text
