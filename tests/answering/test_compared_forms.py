"""Comparisons typed as people type them, over articles that speak of others, of years before and of parts as well."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant
from assistant.datatypes import AnswerStatus

ARTICLES = {
    "ferries.txt": """Skagen Line sails past its rivals
published: 2026-03-04

Skagen Line, the Danish ferry company, wants to challenge Norlink and Vikingfart in the north. The company carried 6.2
million passengers in 2025, against 5.7 million a year before. Its fleet grew to 31 ships. Revenue rose to €812 million
from €744 million, while freight revenue was €382 million. The new ship Aurora will cost €148 million; the older
Borealis cost €121 million.

Norlink, the Norwegian rival, had revenue of €590 million and has 22 ships. Norlink carried 4.4 million passengers.
Vikingfart carried 2.9 million. Baltica, Estonia's largest ferry company, made a profit of €90 million with 9.5
million passengers.
""",
    "bakers.txt": """Crumb & Co raises its prices
published: 2026-05-12

Crumb & Co said that its first-quarter sales had climbed 9% to £86 million. The baker opened 14 shops, leaving it with
212. Rival Hearth, which has 340 shops, reported sales of £131 million for the same quarter.

A sourdough loaf at Crumb & Co costs £3.60; at Hearth it is £3.25. Crumb & Co will cut 120 jobs at its Leeds bakery.
Analysts at Bellwether expect flour prices to rise 6% this year, while Oakmont forecasts 11%.
""",
    "budget.txt": """Norland's budget spares the army
published: 2026-02-20

In its budget the government of Norland wants to cut the Roadfund budget, which pays for the northern bridges, by $900
million and to reduce university grants by $240 million.
""",
    "water.txt": """Two suitors circle Pendle Water
published: 2026-06-02

Pendle Water is weighing two bids. Maplecrest has made a £1.9 billion offer for the utility. Boondah Capital wants to
conclude a £2.15 billion deal with Pendle Water.
""",
    "steel.txt": """Ferrox opens a second mill
published: 2026-01-21

Ferrox made 410,000 tonnes of rolled steel in the December quarter. Steelia produced 520,000 tonnes of rolled steel in
the same quarter. Ferrox made a profit of $61 million.
""",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("forms")
    (folder / "corpus").mkdir()
    for name, text in ARTICLES.items():
        head, _, body = text.partition("\n\n")
        title, _, fields = head.partition("\n")
        paragraphs = "\n\n".join(" ".join(part.split()) for part in body.split("\n\n"))
        (folder / "corpus" / name).write_text(f"---\ntitle: {title}\n{fields}\n---\n{paragraphs}\n", encoding="utf-8")
    with Assistant.open(folder / "corpus", folder / "index", reader="rules") as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "winner", "value"),
    [
        # who is named first in the article goes on as "the company"; whoever begins a sentence is somebody else
        ("skagen line v norlink passengers, who carried more and by how many", "skagen line", 1.8e6),
        ("Skagen Line or Vikingfart: who carried more passengers and by what margin?", "Skagen Line", 3.3e6),
        ("norlink vs skagen line, ships - who's ahead and by how many?", "skagen line", 9),
        ("Whose revenue was larger, Skagen Line's or Norlink's, and by how many euros?", "Skagen Line", 222e6),
        ("Skagen Line, Norlink, Vikingfart: who carried most passengers, and by how many?", "Skagen Line", 1.8e6),
        # a price to come is the price; what is said once is said of both
        ("Which is pricier, the Aurora or the Borealis, and by how much?", "Aurora", 27e6),
        ("Who charges more for a sourdough loaf, Crumb & Co or Hearth, and what is the gap?", "Crumb & Co", 0.35),
        # how many there are is not how many came
        ("Crumb & Co vs Hearth shops: which has more and by how many?", "Hearth", 128),
        ("Which broker forecasts the steeper rise in flour prices, Oakmont or Bellwether?", "Oakmont", 5),
        ("Whose bid for Pendle Water was higher, Maplecrest's or Boondah Capital's, and by how much?", "Boon", 250e6),
        # to make more of something is no profit
        ("Ferrox or Steelia: who made more rolled steel in the December quarter, and by how much?", "Steelia", 110e3),
    ],
)
def test_the_one_asked_for_and_the_difference_are_told(
    assistant: Assistant, question: str, winner: str, value: float
) -> None:
    answer = assistant.ask(question)
    assert answer.status is AnswerStatus.ANSWERED, answer.text
    assert answer.text.startswith(winner)
    assert answer.value is not None
    assert answer.value.low == pytest.approx(value)


def test_how_many_times_one_cut_is_the_other(assistant: Assistant) -> None:
    answer = assistant.ask("norland budget - bigger cut: roadfund or university grants? how many times bigger")
    assert answer.value is not None
    assert answer.value.unit == "x"
    assert answer.value.low == pytest.approx(3.75)


@pytest.mark.parametrize(
    "question",
    [
        # no amount of money counts jobs, and Hearth's are not told
        "Which is cutting more jobs, Hearth or Crumb & Co, and how many more?",
        # the passengers of a third are nobody's of the two
        "Who carried more passengers, Vikingfart or Crumb & Co?",
        "Which of Skagen Line, Norlink and Hearth carried the most passengers?",
        # only a part of somebody's revenue, or another thing, is given
        "Whose freight revenue was larger, Skagen Line's or Norlink's?",
        "Ferrox or Steelia: who made more money in the December quarter, and by how much?",
        "Which ship is longer, the Aurora or the Borealis, and by how many metres?",
        # three without a word for what is compared
        "Ferrox, Steelia, Baltica: whose furnace is the biggest, and by how much does it beat the next one down?",
    ],
)
def test_what_is_not_given_for_each_side_is_not_compared(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert not answer.calculations, answer.text
