"""Comparisons in the many ways that people ask for them, over articles of invented companies."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant
from assistant.datatypes import AnswerStatus

ARTICLES = {
    "zinc.txt": """Ostrand sells a stake as its mine struggles
published: 2026-02-10

Ostrand Mining produced 84,000 tonnes of zinc in 2025, down from 91,000 tonnes the year before. It hopes for 95,000
tonnes this year. Pellwood Resources said last week that its Gannet mine had produced 132,000 tonnes in 2025. The
Swedish state group Rindal, the giant of the trade, produced about 1.2 million tonnes. Each truck at the mine carries
38 tonnes.
""",
    "merger.txt": """Calder Bank to buy Thorne & Vale for £2.1 billion
published: 2026-03-02

Calder Bank has agreed to buy its rival Thorne & Vale for £2.1 billion in shares. Calder Bank made a pre-tax profit of
£640 million in 2025 and its target £185 million, down from £210 million in 2024. Calder Bank employs 8,400 people and
Thorne & Vale 3,900. The two have 210 and 95 branches respectively. Thorne & Vale holds £21 billion of deposits and pays
an average 3.1% on them; Calder Bank holds £54 billion and pays 2.7%.
""",
    "streaming.txt": """Vidara wins viewers
published: 2026-04-20

Vidara, the streaming service that wants to be the answer to Plexon, had 12.5 million subscribers at the end of March.
Vidara's own budget for programmes is $1.2 billion this year. Plexon, which has said it will spend $6 billion on
programmes in 2026, had wanted the same films. By region, North America had 5.4 million subscribers, Europe 4.1 million
and Asia 3 million. For June Vidara predicts 13.1 million subscribers.
""",
    "chips.txt": """Nordchip lifts outlook as Ravel order fills its book
published: 2026-04-23

Nordchip reported revenue of $930 million for the three months to March. Ravel AI has ordered 40,000 of Nordchip's
chips. Revenue at the networking unit dropped 12% to $55 million, and Nordchip said it would cut 150 jobs there. The
group had 5,200 employees at the end of March.
""",
    "ravel.txt": """Ravel AI seeks $9 billion valuation
published: 2026-03-11

Ravel AI is in talks to raise money. Ravel AI lost $700 million in 2025 on revenue of $300 million, against a loss of
$250 million on revenue of $90 million in 2024. The headcount has climbed to 1,850 from 1,100 in twelve months, with
research accounting for 410 of the total. Opal 4 cost $110 million to train, against $32 million for Opal 3.
""",
    "orbit.txt": """Kestrel Orbit passes a million users
published: 2026-04-02

Kestrel Orbit has 340 satellites in orbit and wants 900. Its typical delay is 41 milliseconds, against 29 for Farlink.
A household pays it €54 a month.
""",
    "jets.txt": """Air Torvald orders jets
published: 2026-01-15

Air Torvald has ordered 40 jets, an order worth $4.4 billion at list prices. Nine of its jets are parked at a cost of
about €20,000 a day each. Skua Air confirmed that it would buy ten jets, an order valued at $2 billion at list.
""",
    "steel.txt": """Bid for Dornholm ends

Hartmann, the region's second steelmaker, tabled a higher offer for Dornholm than its rival, valuing the company at
$3.5bn. Dornholm preferred a $2.9bn (£2.1bn) deal with Lindqvist.
""",
    "oil.txt": """Tarn Oil earns a record

Tarn Oil made a profit of $17bn in 2025, which means that it was earning about $1.9m an hour. Bellsea made $15bn in
2025.
""",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("wordings")
    (folder / "corpus").mkdir()
    for name, text in ARTICLES.items():
        head, _, body = text.partition("\n\n")
        title, _, fields = head.partition("\n")
        block = f"---\ntitle: {title}\n{fields}\n---\n"
        (folder / "corpus" / name).write_text(f"{block}{' '.join(body.split())}\n", encoding="utf-8")
    with Assistant.open(folder / "corpus", folder / "index", reader="rules") as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "winner", "value"),
    [
        # verbs of two words, and sizes asked for in a sentence of their own
        ("Which turned out more zinc in 2025, Ostrand or Pellwood's Gannet mine, and the gap in tonnes?", "Pell", 48e3),
        ("Who dug out more zinc, Rindal or Ostrand? By how many tonnes?", "Rindal", 1.116e6),
        ("Does Ravel AI or Nordchip have the larger staff? Give me the difference.", "Nordchip", 3350),
        ("Which company has the bigger workforce, Ravel AI or Nordchip, and by how many employees?", "Nordchip", 3350),
        ("Is Plexon or Vidara laying out more on programming in 2026, and by how much?", "Plexon", 4.8e9),
        # typed small, the names first, the comparing word first
        ("calder bank vs thorne & vale pretax profit 2025, who earned more and by how many pounds", "calder", 455e6),
        ("thorne & vale or calder bank: who has more branches and how many more", "calder", 115),
        ("bigger profit in 2025, tarn oil or bellsea, and by how much", "tarn oil", 2e9),
        ("Bigger offer for Dornholm: Hartmann or Lindqvist? What is the difference in dollars?", "Hartmann", 0.6e9),
        ("Who was offering more for Dornholm, Hartmann or Lindqvist? And the difference in dollars?", "Hart", 0.6e9),
        ("Does Calder Bank or Thorne & Vale employ more people, and what is the gap?", "Calder Bank", 4500),
        ("Which of Calder Bank and Thorne & Vale has more branches, and how many more?", "Calder Bank", 115),
        # rates by their points, a bare number beside one with a unit
        (
            "Which pays the higher rate on deposits, Calder Bank or Thorne & Vale, and by how many points?",
            "Thorne",
            0.4,
        ),
        ("Whose typical delay is shorter, Kestrel Orbit's or Farlink's, and by how many milliseconds?", "Farlink", 12),
        # a verb or a count of times between the two
        ("By how much did Tarn Oil's 2025 profit exceed Bellsea's?", "Tarn Oil", 2e9),
        ("How much more than Bellsea did Tarn Oil earn in 2025?", "Tarn Oil", 2e9),
        ("Does Nordchip employ more people than Ravel AI, and by how many?", "Nordchip", 3350),
        # years, models with a number, regions
        ("Did Ravel AI lose more in 2025 or in 2024? By how much?", "2025", 450e6),
        ("Which cost more to train, Opal 4 or Opal 3, and by how much?", "Opal 4", 78e6),
        ("In which region has Vidara more subscribers, Europe or Asia? What is the difference?", "Europe", 1.1e6),
        ("Did Tarn Oil or Bellsea earn more in 2025, and by how much?", "Tarn Oil", 2e9),
    ],
)
def test_the_one_asked_for_and_the_difference_are_told(
    assistant: Assistant, question: str, winner: str, value: float
) -> None:
    answer = assistant.ask(question)
    assert answer.status is AnswerStatus.ANSWERED, answer.text
    assert answer.text.startswith(winner)
    assert ", by " in answer.text
    assert answer.value is not None
    assert answer.value.low == pytest.approx(value)


@pytest.mark.parametrize(
    ("question", "words", "value"),
    [
        ("Plexon or Vidara: who is spending more on programmes in 2026, and how many times as much?", "Plexon, 5x", 5),
        ("How many times as many people does Nordchip employ as Ravel AI?", "2.81x: from", 5200 / 1850),
        ("Tarn Oil's 2025 profit was how many times Bellsea's?", "1.13x: from", 17 / 15),
        ("How many times as much will Plexon spend on programmes in 2026 as Vidara?", "5x: from", 5),
        (
            "Who holds more deposits, Calder Bank or Thorne & Vale, and how many times as much?",
            "Calder Bank, ",
            54 / 21,
        ),
    ],
)
def test_how_many_times_as_much_is_a_ratio(assistant: Assistant, question: str, words: str, value: float) -> None:
    answer = assistant.ask(question)
    assert answer.status is AnswerStatus.ANSWERED, answer.text
    assert answer.text.startswith(words)
    assert answer.value is not None
    assert answer.value.unit == "x"
    assert answer.value.low == pytest.approx(value, rel=0.01)


@pytest.mark.parametrize(
    ("question", "winner", "value"),
    [
        ("Who produced most zinc in 2025: Ostrand, Gannet or Rindal, and by how much?", "Rindal", 1.068e6),
        ("Which of Ostrand, Gannet and Rindal produced the least zinc in 2025?", "Ostrand", 48e3),
    ],
)
def test_of_three_the_first_is_set_against_the_next(
    assistant: Assistant, question: str, winner: str, value: float
) -> None:
    answer = assistant.ask(question)
    assert answer.status is AnswerStatus.ANSWERED, answer.text
    assert answer.text.startswith(f"{winner}, by ")
    assert answer.value is not None
    assert answer.value.low == pytest.approx(value)


@pytest.mark.parametrize(
    "question",
    [
        # each side would have to be worked out first, and no other figure answers it
        "Per jet and at list, whose order is dearer: Air Torvald's or Skua Air's? By how much a jet?",
        "Whose revenue multiple is higher, Ravel AI's or Nordchip's?",
        # the employees are Nordchip's, though the title names Ravel
        "Who employs more people, Ravel AI or Calder Bank's target?",
        "Did Nordchip or Skua Air have higher revenue in the first quarter, and by how much?",
        # the million is Vidara's, which is only said to be an answer to Plexon
        "Who has more subscribers, Vidara or Plexon, and how many more?",
        # what one mine of Pellwood's produced is not all of it
        ("Who produced more zinc in 2025, Ostrand or Pellwood?"),
        # one of three is not known
        "Who employs most people: Calder Bank, Thorne & Vale or Hartmann?",
        "Whose networking sales are higher, Ravel AI's or Nordchip's?",
        "Which made the higher profit in 2025, Tarn Oil or Ostrand?",
    ],
)
def test_what_is_not_given_for_each_side_is_not_compared(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is AnswerStatus.ABSTAINED, answer.text
    assert not answer.calculations


def test_the_targets_figure_is_not_the_buyers(assistant: Assistant) -> None:
    answer = assistant.ask(
        "Which made the higher pre-tax profit in 2025, Calder Bank or Thorne & Vale, and by how much?"
    )
    assert [item.quantity.text for item in answer.calculations[0].inputs] == ["£640 million", "£185 million"]
