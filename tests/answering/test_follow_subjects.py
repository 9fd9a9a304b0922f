"""Follow-ups that stay with what was spoken of, take parts and shares of it, and read changes in its own sentence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant, Conversation, follow_subject, follow_ups
from assistant.datatypes import Answer, AnswerStatus
from tests.answering.dated import opened_files

ARTICLES = {
    "scooters.txt": """Lumo Scooters widens its lead

Lumo Scooters, the Ghent scooter maker, said sales rose to €620 million in 2025 from €540 million in 2024. Repairs \
brought in €93 million, leasing €31 million. It employs 2,450 people, up from 1,900 at the start of 2025.

Lumo Scooters expects its sales in Turkey to grow 25% to 80,000 in 2026. Its helmets unit climbed 30% to €26 million.
""",
    "foods.txt": """Bram Foods shuts a bakery

Bram Foods is cutting 150 of its 2,500 jobs.
""",
    "council.txt": """Hartsea council counts its debts

The council of Hartsea owes £240m, on which it paid interest of £9.6m last year, and its rents brought in £61m. A new \
pier will cost Hartsea £12 million. The insurer Brevik has agreed to bear 35% of the bill.
""",
    "bridge.txt": """Varnholt orders a bridge

Varnholt will spend 900 million kroner ($90 million) on 30 new ferries from Osk Yards. The Osk order is worth \
900 million kroner, or $90 million.

Osk Yards will cut 400 posts, leaving it with 5,000.
""",
    "holdings.txt": """Penmark keeps its shares

Penmark Trading holds 8% of the miner Oldcastle, bought at $2 a share in 2023. Penmark Trading employs 300 people.
""",
    "mine.txt": """Oldcastle digs on

Shares in Oldcastle rose 4% to $3.10, valuing Oldcastle at $1.5 billion. Penmark Trading did not comment.
""",
    "wafers.txt": """Quillon fills its halls

Quillon ran its plants at 82% of capacity in the last quarter of 2025, compared with 74% in the same quarter of 2024. \
Quillon added 700 workers, and its sales were $8 billion last year, up from $7 billion.
""",
    "tractors.txt": """Wendle makes fewer tractors

In the third quarter sales at Wendle dropped to $1.6 billion from $2 billion and net income to $90 million from \
$180 million.
""",
    "cycling.txt": """Cycling race finds a sponsor

The bank Tolven will pay the Drava Tour €6 million a season, taking over from the brewer Kasper, whose deal brought in \
€4.8 million a season. Shareholders of Tolven get a dividend of 0.50 euros a share, up from 0.40 euros. Tolven has \
40 million shares.
""",
    "radio.txt": """Tessel Radio turns round

Tessel Radio made an operating profit of $40 million in 2025, after a loss of $25 million in 2024.
""",
}
SCOOTERS, SALES = (
    "How many scooters does Lumo Scooters expect to sell in Turkey in 2026?",
    "What were Lumo Scooters' sales in 2025?",
)
HEADS, JOBS = "How many people does Lumo Scooters employ?", "How many jobs is Bram Foods cutting?"
DEBT, PIER = "How much does the council of Hartsea owe?", "How much will a new pier cost Hartsea?"
FERRIES, STAKE = "How much will Varnholt spend on new ferries?", "What stake does Penmark Trading hold in Oldcastle?"
SPONSOR = "What will Tolven pay the Drava Tour each season?"
INCOME, PROFIT = (
    "What was Wendle's net income in the third quarter?",
    "What was Tessel Radio's operating profit in 2025?",
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_files(tmp_path_factory.mktemp("subjects"), ARTICLES, reader="rules") as opened:
        yield opened


def last(assistant: Assistant, turns: str) -> Answer:
    """The answer to the last of some questions, which bars part."""
    talk = Conversation(assistant)
    return [talk.ask(turn.strip()) for turn in turns.split("|")][-1]


@pytest.mark.parametrize(
    ("turns", "value", "unit"),
    [
        # The noun of a count is what the conversation is about, and a forecast is asked for by what leans on one.
        (f"{SCOOTERS} | so what were its sales the year before?", 64_000, "scooters"),
        (f"{SCOOTERS} | and what growth rate is that? | so what were its sales the year before?", 64_000, "scooters"),
        # The same quarter of last year, with no "and" before it.
        (f"{INCOME} | same quarter last year?", 180e6, "USD"),
        (f"{INCOME} | and in the same period a year earlier?", 180e6, "USD"),
        # A rate on what was given before; a share of it; what is left, also for one that is named again.
        (f"{DEBT} | And what did it pay in interest on that last year? | What rate does that work out at?", 4, "%"),
        (f"{PIER} | What share of it will Brevik bear? | so how much is left for Hartsea?", 7.8e6, "GBP"),
        (f"{PIER} | What share of it will Brevik bear? | how much is that?", 4.2e6, "GBP"),
        (f"{SALES} | what share of that was leasing?", 5, "%"),
        # What a stake is worth, by what another article says the company is worth.
        (f"{STAKE} | and what is that worth at Oldcastle's current market value?", 120e6, "USD"),
        # What was worked out, in the currency that the same sentence gives.
        (f"{FERRIES} | how much is that per ferry? | in dollars?", 3e6, "USD"),
        # A change within the sentence of one figure, and in per cent after that.
        (f"{SALES} | by how much did they grow?", 80e6, "EUR"),
        (f"{SALES} | by how much did they grow? | and as a percentage?", 800 / 54, "%"),
        (f"{HEADS} | and at the start of 2025? | how many were added?", 550, "people"),
        ("How much does the helmets unit of Lumo Scooters bring in? | how fast did that grow?", 30, "%"),
        (f"{SALES} | and in 2024? | how much more in per cent?", 800 / 54, "%"),
        # Out of how many, where the sentence says it.
        (f"{JOBS} | out of how many?", 2_500, "jobs"),
        (f"{JOBS} | out of how many? | what percentage is that?", 6, "%"),
        # Who takes over pays now, the other did before; an amount a share for all of them.
        (f"{SPONSOR} | what was Kasper paying? | what's the increase as a percentage?", 25, "%"),
        ("What dividend does Tolven pay? | how many shares does it have? | what does that cost it?", 20e6, "EUR"),
        (f"{PROFIT} | the year before? | so how big a swing is that?", 65e6, "USD"),
    ],
)
def test_what_leans_on_the_figures_before_is_worked_out(
    assistant: Assistant, turns: str, value: float, unit: str
) -> None:
    answer = last(assistant, turns)
    assert answer.status is AnswerStatus.ANSWERED and answer.value is not None, answer.text
    assert answer.value.low == pytest.approx(value) and answer.value.unit == unit


@pytest.mark.parametrize(
    "turns",
    [
        # No name, no noun: another article is not gone to.
        f"{INCOME} | how many were added?",
        # What one figure is for another's name, is left open.
        f"{SALES} | what share of that was insurance?",
        f"{PIER} | so how much is left for Hartsea?",
        # A rate wants what is paid on something.
        f"{SALES} | {HEADS} | what rate does that work out at?",
        # No rate of exchange but that of the amount's own sentence.
        f"{DEBT} | in dollars?",
        # From a loss to a profit is no growth.
        f"{PROFIT} | the year before? | growth in per cent?",
        f"{PROFIT} | by what percentage did it grow?",
        # What is left is no whole; a share of revenue is none of profit.
        "How many posts will Osk Yards cut? | leaving how many? | share?",
        "How many posts will Osk Yards cut? | share of revenue?",
        # Beds by the bed.
        f"{HEADS} | so per person?",
    ],
)
def test_what_the_figures_before_leave_open_is_declined(assistant: Assistant, turns: str) -> None:
    answer = last(assistant, turns)
    assert answer.status is AnswerStatus.ABSTAINED, answer.text


def test_a_name_alone_asks_the_same_of_another() -> None:
    assert follow_ups.completed("Ryanair?", "How many people does Lufthansa employ?", "") == (
        "How many people does Ryanair employ?"
    )


@pytest.mark.parametrize(
    ("text", "is_bit"),
    [
        ("net profit?", True),
        ("same quarter last year?", True),
        ("voltron deliveries?", False),
        ("who leads it?", False),
    ],
)
def test_a_bit_of_a_question_has_only_words_of_the_article(text: str, is_bit: bool) -> None:
    assert follow_subject.is_bit(text, "Deliveries rose in the quarter, and the net profit too.") is is_bit
