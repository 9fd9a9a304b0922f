"""Follow-ups in chains: over time, of another figure of the article, of what was worked out before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant, Conversation
from assistant.datatypes import Answer, AnswerStatus, InputKind
from tests.answering.dated import opened_files

ARTICLES = {
    "biscuits.txt": """Brillmar Foods reports a better year

Brillmar Foods, the Utrecht biscuit maker, said sales rose to €840 million in 2025 from €780 million in 2024, and \
operating profit climbed to €96 million from €81 million. It had 4,200 employees at the end of December, compared \
with 3,900 a year before and with the 4,350 that its plan had foreseen. Exports brought in €210 million.

The company spends €26 million a year on advertising. Its bakery in Ghent makes 1.2 million biscuits a day. \
Brillmar's net debt fell to €150 million from €230 million.
""",
    "robots.txt": """Kestrel bids for Tarn Robotics

Kestrel Motors has offered $36 a share in cash for Tarn Robotics, a premium of 25% to Monday's close. Tarn, which is \
based in Leeds, has 50 million shares outstanding. The offer is due to close in June.

Tarn's revenue rose to $240 million in 2025 from $200 million. Kestrel paid $90 million for a 30% stake in Orlo \
Batteries in January. Kestrel has 310 million shares outstanding.
""",
    "river.txt": """Nimbus signs for river power

Nimbus Compute, a data-centre firm, will buy 100 MW around the clock from Selkirk Hydro at $60 a megawatt-hour for 12 \
years. Copper smelter Varda has taken 40 MW from a wind farm at $50 a megawatt-hour. The dam cost $1.9 billion.
""",
    "club.txt": """Marlow rugby club trims its deficit

Marlow rugby club managed to reduce its losses last year from £8.4m to £2.1m after selling players. However, the \
club's turnover dropped from £19.5m to £14.2m over the same period.
""",
    "smelter.txt": """Brenna Metals signs up

Brenna Metals has signed up for 90 MW day and night from the Lipno dam. Brenna Metals will pay $70 for each \
megawatt-hour. Larkin Paper has taken 30 MW from a solar park.
""",
    "ore.txt": """Dunmore Copper digs deeper

Dunmore Copper produced 310,000 tonnes in 2025, up from 295,000 tonnes in 2024. Dunmore Copper pays a dividend of 40 \
cents a share, up from 32 cents two years ago.
""",
    "pets.txt": """Dogs cost more

Dog owners in Finland spend an average of 1,040 euros a year on their animals, according to pollster Lumi. Cat owners \
spend 620 euros a year. There are 800,000 dogs in Finland. The chairman of the Kennel League, Aulis Rehn, said \
Finland loved its dogs.
""",
    "hall.txt": """Fernley council approves a concert hall

Fernley council has approved a concert hall that will cost £48 million. Running the new hall will cost £2.6 million a \
year, against £1.9 million for the old one. A rival plan for a 900-seat theatre in Oxley was dropped.
""",
    "ferries.txt": """Solent Line carries more

Solent Line carried 6.4 million passengers in 2025, 0.4 million more than in the previous year. Its cafés brought in \
£12 million in the quarter. Solent Line expects revenue of £80 million for the next quarter. Revenue at Solent Line \
was £240 million in 2025, up from £225 million.
""",
    "bills.txt": """Power bills in Dunmore

Dunmore Electric's typical bill rose to $146 in April from $131 in January. Dunmore Electric employs 9,000 people, \
including 1,200 drivers. Its loan of $5 million is due in June.
""",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_files(tmp_path_factory.mktemp("chains"), ARTICLES, reader="rules") as opened:
        yield opened


def last(assistant: Assistant, turns: str) -> Answer:
    """The answer to the last of some questions, which bars part."""
    talk = Conversation(assistant)
    return [talk.ask(turn.strip()) for turn in turns.split("|")][-1]


OFFER, WORTH = "What does Kestrel offer for each Tarn share?", "What does that make the whole company worth?"
STAKE = "What did Kestrel pay for the stake in Orlo Batteries?"
POWER = "How much power will Nimbus Compute buy from Selkirk Hydro?"
PROFIT, HEADS = "What was Brillmar's operating profit in 2025?", "How many employees does Brillmar have?"
FERRIES = "How many passengers did Solent Line carry in 2025?"
SIGNED, COPPER = (
    "How much power has Brenna Metals signed up for?",
    "How much copper did Dunmore Copper produce in 2025?",
)
DOGS = "How much do dog owners in Finland spend on their animals?"
LOSS, STAFF = "How much did Marlow rugby club lose last year?", "How many people does Dunmore Electric employ?"


@pytest.mark.parametrize(
    ("turns", "calculator", "value", "unit"),
    [
        # How long a figure is for, its sentence says behind it or before it.
        ("How much does Brillmar spend on advertising? | what is that a week?", "per-week", 500_000, "EUR"),
        ("How much does Brillmar spend on advertising? | and per month?", "per-month", 26e6 / 12, "EUR"),
        ("How many biscuits does the bakery in Ghent make? | what is that a year?", "from-day", 438e6, "biscuits"),
        ("How many biscuits does the bakery in Ghent make? | and over a year?", "from-day", 438e6, "biscuits"),
        ("What were Brillmar's sales in 2025? | what is that a month?", "per-month", 70e6, "EUR"),
        # The same figure again by another time.
        ("What were Brillmar's sales in 2025? | what is that a month? | and a week?", "per-week", 840e6 / 52, "EUR"),
        # The energy of a power that runs all the time, at the price of its sentence.
        (
            f"{POWER} | And what will it pay for that over a year?",
            "power-for-a-year",
            52.56e6,
            "USD",
        ),
        # ... or at that of another sentence, of the same buyer.
        (f"{SIGNED} | and what does it pay for that over a year?", "power-for-a-year", 55.188e6, "USD"),
        (f"{COPPER} | what is that a month?", "per-month", 31_000 / 1.2, "tonnes"),
        # Short forms, in a chain whose second question is one too.
        (f"{HEADS} | and a year before? | so growth in per cent?", "percent-change", 300 / 39, "%"),
        (f"{PROFIT} | the year before? | the difference?", "difference", 15e6, "EUR"),
        (f"{PROFIT} | the year before? | and in total?", "sum", 177e6, "EUR"),
        ("What was Brillmar's net debt? | and before? | so by how much did it fall?", "difference", 80e6, "EUR"),
        (f"{LOSS} | and the year before? | so by how much did they cut it?", "difference", 6.3e6, "GBP"),
        (f"{DOGS} | and cat owners? | which of the two is larger?", "difference", 420, "EUR"),
        ("How much will running the new hall cost? | and the old one? | the difference?", "difference", 700_000, "GBP"),
        ("How many dogs are there in Finland? | what would they cost at €50 each?", "for-many", 40e6, "EUR"),
        # What was added is not what was there before.
        (f"{FERRIES} | and the year before?", "previous-value-by-change", 6e6, "passengers"),
        ("What was Solent Line's revenue in 2025? | and 2024? | growth?", "percent-change", 20 / 3, "%"),
        # Another figure of the article.
        ("How much did exports bring Brillmar? | what is that per employee?", "per-unit", 50_000, "EUR"),
        ("How much did exports bring Brillmar? | as a share of total sales?", "share-of-total", 25.0, "%"),
        (f"{STAFF} | how many of them are drivers? | what share is that?", "share-of-total", 40 / 3, "%"),
        (f"{OFFER} | {WORTH}", "shares-cost", 1.8e9, "USD"),
        (f"{STAKE} | what does that value the whole company at?", "implied-valuation", 300e6, "USD"),
        # Over a longer time.
        ("How much does Brillmar spend on advertising? | over five years?", "over-years", 130e6, "EUR"),
        # What was worked out before.
        (f"{PROFIT} | as a share of sales? | half of that?", "portion", 40 / 7, "%"),
        (
            f"{PROFIT} | as a share of sales? | and the year before? | as a share of sales?",
            "share-of-total",
            81 / 7.8,
            "%",
        ),
        (
            f"{OFFER} | {WORTH} | as a multiple of 2025 revenue?",
            "ratio",
            7.5,
            "x",
        ),
        ("What was Brillmar's net debt? | double that?", "sum", 300e6, "EUR"),
        ("What was Brillmar's net debt? | half of that?", "portion", 75e6, "EUR"),
        ("What were Brillmar's sales in 2025? | what would 5% of that be?", "portion", 42e6, "EUR"),
        (f"{POWER} | what is that in gigawatts?", "convert-unit", 0.1, "GW"),
    ],
)
def test_a_chain_is_worked_out(assistant: Assistant, turns: str, calculator: str, value: float, unit: str) -> None:
    answer = last(assistant, turns)
    assert answer.status is AnswerStatus.ANSWERED, answer.text
    assert answer.calculations[-1].calculator == calculator
    assert answer.value is not None
    assert answer.value.low == pytest.approx(value)
    assert answer.value.unit == unit


def test_what_was_worked_out_is_shown_with_how(assistant: Assistant) -> None:
    answer = last(assistant, f"{OFFER} | {WORTH} | and as a multiple of its revenue?")
    assert [made.calculator for made in answer.calculations] == ["shares-cost", "ratio"]
    assert [item.kind for item in answer.calculations[-1].inputs] == [InputKind.DERIVED, InputKind.QUOTED]
    assert [cited.n for cited in answer.citations] == [1, 2, 3]


@pytest.mark.parametrize(
    ("turns", "leads"),
    [
        ("What was Brillmar's operating profit in 2025? | what about the year before?", "“€81 million”"),
        ("What were Brillmar's sales in 2025? | what about the year before?", "“€780 million”"),
        ("How many employees does Brillmar have? | and a year before?", "“3,900”"),
    ],
)
def test_the_year_before_is_that_of_the_figure_that_was_quoted(assistant: Assistant, turns: str, leads: str) -> None:
    assert last(assistant, turns).text.startswith(leads)


@pytest.mark.parametrize(
    "turns",
    [
        # The revenue would be another company's.
        f"What was Tarn's revenue in 2025? | {STAKE} | as a multiple of revenue?",
        f"{LOSS} | and two years ago?",
        # The employees would be another company's.
        f"{HEADS} | What was Tarn's revenue in 2025? | what is that per employee?",
        "What was Brillmar's net debt? | what is that a week?",  # a debt is of no length of time
        "What were Brillmar's sales in 2025? | in dollars?",  # no rate is given
        "How much will the concert hall in Fernley cost? | what is that per seat?",  # the seats are another's
        "How much power has Larkin Paper taken? | and what does it pay for that over a year?",  # the price is another's
        "How much did Solent Line's cafés bring in? | what is that as a share of revenue?",  # of a quarter, of a year
        "What did Dunmore Copper produce in 2025? | what about 2003?",
        "What is Dunmore Copper's dividend? | and the year before?",  # it was two years ago
        "How much power has Varda taken? | And what will it pay for that over a year?",  # wind stands still
        "What is Dunmore Electric's typical bill? | and the year before?",  # January is no year before April
        f"{STAKE} | as a multiple of 2025 revenue?",  # whose revenue?
        "How much did exports bring Brillmar? | as a share of the group's taxes?",
        f"{POWER} | what does that make the whole company worth?",
    ],
)
def test_what_is_open_is_declined(assistant: Assistant, turns: str) -> None:
    answer = last(assistant, turns)
    assert answer.status is AnswerStatus.ABSTAINED, answer.text


def test_it_is_the_last_of_two_that_were_asked_for_in_full(assistant: Assistant) -> None:
    answer = last(
        assistant, "What were Brillmar's sales in 2025? | What was Tarn's revenue in 2025? | by how much did it rise?"
    )
    assert all(item.quantity.unit == "USD" for made in answer.calculations for item in made.inputs)


@pytest.mark.parametrize(
    ("question", "speaker"), [(DOGS, "pollster Lumi"), ("How much did exports bring Brillmar?", "")]
)
def test_who_said_it_is_read_in_the_quote(assistant: Assistant, question: str, speaker: str) -> None:
    answer = last(assistant, f"{question} | who said that?")
    assert answer.text.startswith(f"“{speaker}”") if speaker else answer.status is AnswerStatus.ABSTAINED


def test_what_was_declined_leaves_the_figures_before_it(assistant: Assistant) -> None:
    answer = last(assistant, "What were Brillmar's sales in 2025? | in dollars? | what is that a month?")
    assert answer.value is not None
    assert answer.value.low == pytest.approx(70e6)
