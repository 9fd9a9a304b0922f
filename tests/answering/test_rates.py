"""What a figure is for one of, which figures count that, and what both come to together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant
from assistant.answering.rates import is_number_of, rates_of
from tests.answering.cells import cell, cells
from tests.answering.dated import check_calculation, opened_over


@pytest.mark.parametrize(
    ("text", "pers"),
    [
        ("Quenby pays £3m a month for the hall.", ["month"]),
        ("The toll raises 40,000 crowns every day.", ["day"]),
        ("The mill sells its power at $58 per megawatt-hour.", ["MWh"]),
        ("Buyers were charged 30p for each kilowatt-hour.", ["kWh"]),
        ("The offer is worth $84 a share.", ["share"]),
        ("Quenby paid $700 (£520) for every crate.", ["crate"]),
        ("The pit digs 400 tonnes of ore a day.", ["day"]),
        ("It gave $900 in fees per head.", ["head"]),
        ("Collectors paid $900 apiece.", [""]),
        ("The lamps sold for 60 euros each.", [""]),
        ("Annual rent for the hall is $4m.", ["year"]),
        ("Its daily output reached about 900 tonnes.", ["day"]),
        ("An average home uses about 4,000 kilowatt-hours a year.", ["year", "home"]),
        ("Each ferry carries up to 300 cars.", ["ferry"]),
    ],
)
def test_what_an_amount_is_for_one_of(text: str, pers: list[str]) -> None:
    assert [rate.per for rate in rates_of(cell(text))] == pers


@pytest.mark.parametrize(
    "text",
    [
        "Sales fell to $90m from $94m a year earlier.",
        "Quenby sold the hall for $9m a month ago.",
        "It spent $3bn, a third of which was borrowed.",
        "Quenby raised $20m in a deal with its bank.",
        "It made $20m, a result that pleased its owners.",
        "Profits grew by 5% a year.",
        "The lease runs for 30 days a year.",
        "The hall cost $9m.",
    ],
)
def test_what_is_for_one_of_nothing(text: str) -> None:
    assert not any(rates_of(found) for found in cells(text))


def test_only_a_length_of_time_makes_a_rate_one_of_time() -> None:
    assert [rate.of_time for rate in rates_of(cell("It pays £3m a month."))] == [True]
    assert [rate.of_time for rate in rates_of(cell("It pays £3 a crate."))] == [False]


@pytest.mark.parametrize(
    ("rate", "number"),
    [
        ("Quenby pays £3m a month.", "The lease runs for 18 months."),
        ("Quenby pays £3m a month.", "The lease runs for two years."),  # a length of time is one in any unit
        ("The offer is worth $84 a share.", "It has 20 million shares."),
        ("The power costs $58 per megawatt-hour.", "The mill used 30 gigawatt-hours."),
        ("The fee is $2 per crate.", "It shipped 900 crates."),
    ],
)
def test_a_figure_counts_what_a_rate_is_for_one_of(rate: str, number: str) -> None:
    assert is_number_of(cell(number), rates_of(cell(rate))[0])


@pytest.mark.parametrize(
    ("rate", "number"),
    [
        ("Quenby pays £3m a month.", "The lease runs for 18 lamps."),
        ("The offer is worth $84 a share.", "It has 20 million customers."),
        ("The power costs $58 per megawatt-hour.", "The mill has a power of 30 megawatts."),
        ("The fee is $2 per crate.", "It made $5m."),
        ("The lamps sold for 60 euros each.", "It made 900 lamps."),
    ],
)
def test_a_figure_of_something_else_does_not_count_it(rate: str, number: str) -> None:
    assert not is_number_of(cell(number), rates_of(cell(rate))[0])


def test_an_amount_does_not_count_itself() -> None:
    found = cell("Each crate holds 40 crates of eggs a crate.")
    assert not any(is_number_of(found, rate) for rate in rates_of(found))


ARTICLES = {
    "toll": (
        "Toll bridge opens at Wexmouth",
        "The Wexmouth bridge takes £40,000 a day in tolls. Its operator, Spanright, employs 60 people.",
    ),
    "hall": (
        "Quenby rents exhibition hall",
        "Quenby will pay £3m a month for the exhibition hall. The lease runs for 18 months. Its rival Tarrow pays £2m a"
        " month for a hall of its own.",
    ),
    "bills": (
        "Marlet counts its bills",
        "Marlet pays £3m a month for its hall. Its phone bill is £2,000 a week. It has 70 clerks.",
    ),
    "field": (
        "Noro field pumps on",
        "The Noro field pumps 40,000 barrels a day. Its reserves are 200 million barrels.",
    ),
    "unpriced": (
        "Shares of Hobley",
        "Hobley has 30 million shares outstanding. Its rival Dunmere closed at $84 a share.",
    ),
    "shares": (
        "Dunmere shares climb",
        "Dunmere shares closed at $84 each. The company has 20 million shares outstanding.",
    ),
    "listing": (
        "Ostley floats",
        "Ostley sold 5 million new shares at $12 a share. It makes gloves.",
    ),
    "valued": (
        "Pemble worth more",
        "Pemble, valued at $5bn, has 40 million shares in issue. They trade at $99 a share.",
    ),
    "cash": (
        "Start-up Lumbrel runs on",
        "Lumbrel has $90m in cash. It burns $6m a month.",
    ),
    "ore": (
        "Karst pit counts its ore",
        "The Karst pit still holds 60 million tonnes of ore. It digs 3 million tonnes a year. Its owner lost $7m.",
    ),
    "wind": (
        "Wind farm at Holm Sands",
        "The Holm Sands wind farm will make 800 gigawatt-hours a year. An average home uses 4,000 kilowatt-hours a"
        " year.",
    ),
    "solar": (
        "Solar park at Brenna",
        "The Brenna solar park will make 90 gigawatt-hours a year. It cost $70m.",
    ),
    "deal": (
        "Foundry signs for power",
        "The Tolby foundry will buy 50 megawatts from the Arne dam at $60 per megawatt-hour.",
    ),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_over(tmp_path_factory.mktemp("rates"), ARTICLES) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "calculator", "value", "unit"),
    [
        ("What does Quenby's lease of the hall come to over the 18 months?", "over-months", 54e6, "GBP"),
        ("What would Quenby's rent come to over a year?", "from-month", 36e6, "GBP"),
        ("What do the Wexmouth tolls come to in 30 days?", "over-days", 1.2e6, "GBP"),
        ("What do the Wexmouth tolls add up to over a year?", "from-day", 14.6e6, "GBP"),
        ("What is Dunmere's market capitalisation?", "shares-cost", 1.68e9, "USD"),
        ("What are all the shares of Dunmere worth?", "shares-cost", 1.68e9, "USD"),
        ("What does Marlet's hall come to over a year?", "from-month", 36e6, "GBP"),
        ("What does Marlet's phone bill come to over a year?", "from-week", 104_000.0, "GBP"),
        ("How long will the Noro field's reserves last?", "lasting-days", 5_000.0, "days"),
        ("How long will Lumbrel's cash last?", "lasting-months", 15.0, "months"),
        ("How many years will the ore in the Karst pit last?", "lasting-years", 20.0, "years"),
        ("How many homes could the Holm Sands wind farm supply?", "energy-to-homes", 200_000.0, "homes"),
    ],
)
def test_rates_come_to_a_whole(assistant: Assistant, question: str, calculator: str, value: float, unit: str) -> None:
    check_calculation(assistant, question, calculator, value, unit)


@pytest.mark.parametrize(
    "question",
    [
        "What is Ostley's market capitalisation?",  # only the shares that were sold are counted
        "What is Pemble's market value?",  # the article says it
        "How long will Quenby's cash last?",
        "How long will the Noro field's cash last?",
        "What is Hobley's market capitalisation?",  # the price is Dunmere's
        "How much will Tarrow pay for its hall over the whole lease?",  # the lease is Quenby's
        "How long will the Wexmouth bridge last?",
        "How many homes could Spanright supply?",
    ],
)
def test_without_a_rate_and_its_number_nothing_is_worked_out(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).calculations


def test_homes_are_not_counted_by_another_farm_s_energy(assistant: Assistant) -> None:
    answer = assistant.ask("How many homes could the Brenna solar park supply?")
    assert all(item.quantity.text != "800 gigawatt-hours" for done in answer.calculations for item in done.inputs)


def test_power_at_its_price_comes_to_a_year_s_bill(assistant: Assistant) -> None:
    question = "At $60 per megawatt-hour, what do the 50 megawatts cost the Tolby foundry over a full year?"
    (done,) = assistant.ask(question).calculations
    assert done.calculator == "power-for-a-year"
    assert done.result.low == done.result.high == 26.28e6  # 60 x 50 x 8,760
    assert any("load_factor is assumed" in note for note in done.notes)
