"""What is left of a whole once the parts are taken away that an article names beside the rest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant, plans_rest
from assistant.answering.question import parse
from assistant.datatypes import InputKind
from tests.answering.cells import sheet_of
from tests.answering.dated import opened_over

ARTICLES = {
    "pool": (
        "New pool for Astley",
        "The Astley swimming pool costs £12m. The council gave £5m, the lottery £4m and donors the rest.",
    ),
    "staff": (
        "Orrin closes a works",
        "Orrin employs 9,000 people. Of these, 4,000 people work in Vasland and 3,000 people in Norby; the rest are in"
        " Tessaly.",
    ),
    "bridge": (
        "Bridge at Kelder",
        "The road at Kelder needs repair. The region gives 30m euros for the bridge, and the state will pay the rest.",
    ),
    "buses": (
        "Fleet of Wenlow",
        "Wenlow runs 900 buses. Its yards hold 400 buses that burn diesel and 300 that burn gas; the rest are driven by"
        " batteries.",
    ),
    "opera": (
        "Opera at Varna Bay",
        "The opera house at Varna Bay cost 60m euros. The state gave 40m euros and patrons the rest.",
    ),
    "round": (
        "Fernhill raises money",
        "Fernhill has raised $40m from investors. The round values the start-up at $240m, including the new money.",
    ),
    "worth": (
        "Drayburn worth more",
        "Drayburn, a start-up, is valued at $900m. It has 300 staff.",
    ),
    "dam": (
        "Dam at Morva runs low",
        "The Morva dam has a capacity of 100 megawatts. It made 438 gigawatt-hours last year.",
    ),
    "told": (
        "Tidal plant at Selsa",
        "The Selsa plant has a capacity of 50 megawatts and made 90 gigawatt-hours. Its capacity factor was 22%.",
    ),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_over(tmp_path_factory.mktemp("rest"), ARTICLES) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "calculator", "value", "unit"),
    [
        ("How much must donors find for Astley's pool?", "difference", 3e6, "GBP"),
        ("How many of Wenlow's buses have batteries?", "difference", 200.0, "buses"),
        ("How much is left for patrons to give at Varna Bay?", "difference", 20e6, "EUR"),
        ("What was Fernhill worth before the round?", "pre-money", 200e6, "USD"),
        ("What is Fernhill's pre-money valuation?", "pre-money", 200e6, "USD"),
        ("What is the capacity factor of the Morva dam?", "capacity-factor", 50.0, "%"),
    ],
)
def test_the_rest_is_what_the_parts_leave(
    assistant: Assistant, question: str, calculator: str, value: float, unit: str
) -> None:
    answer = assistant.ask(question)
    assert answer.calculations, answer.text
    done = answer.calculations[-1]
    assert (done.calculator, done.result.unit) == (calculator, unit)
    assert done.result.low == done.result.high == value
    taken = [item for step in answer.calculations for item in step.inputs if item.kind is not InputKind.DERIVED]
    assert all(item.citation for item in taken)


@pytest.mark.parametrize("question", ["How much must donors find for Astley's pool?"])
def test_each_part_is_taken_away_in_a_step_of_its_own(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert [done.result.text for done in answer.calculations] == ["£7 million", "£3 million"]
    assert "£12m" in answer.text and "£5m" in answer.text and "£4m" in answer.text
    assert {citation.quote for citation in answer.citations} == {
        "The Astley swimming pool costs £12m.",
        "The council gave £5m, the lottery £4m and donors the rest.",
    }


@pytest.mark.parametrize(
    "question",
    [
        "How much will the state pay for the bridge at Kelder?",  # nobody says what it costs
        "How much does the lottery give for the Astley swimming pool?",  # that is told
        "How many of Orrin's people are in Norby?",
        "What is Drayburn's pre-money valuation?",  # nothing is raised
        "What is the capacity factor of the Selsa plant?",  # the article says it
    ],
)
def test_what_is_told_or_has_no_whole_is_not_reckoned(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).calculations


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How much does the lottery give for the Astley swimming pool?", "£4m"),
        ("How many of Orrin's people are in Norby?", "3,000"),
    ],
)
def test_what_is_told_is_quoted(assistant: Assistant, question: str, told: str) -> None:
    assert told in assistant.ask(question).text


def test_the_whole_less_each_part_is_filled() -> None:
    question = "How many people does Zephyr have in Tessaly?"
    texts = (
        "Zephyr employs 9,000 people.",
        "It has 4,000 people in Vasland and 3,000 in Norby; the rest are in Tessaly.",
    )
    filled = plans_rest.the_rest(parse(question), [sheet_of(*texts, question=question)])
    assert filled is not None
    assert [item.quantity.low for item in filled.inputs] == [9_000.0, 4_000.0]
    assert [item.quantity.low for step in filled.then for item in step.inputs] == [3_000.0]


def test_what_homes_use_is_no_output_of_a_plant() -> None:
    texts = ("The Selsa plant has a capacity of 50 MW.", "An average home there uses 4,000 kilowatt-hours a year.")
    question = "What is the capacity factor of the Selsa plant?"
    sheet = sheet_of(*texts, question=question)
    assert len(sheet.cells) == 2
    assert plans_rest.capacity_factor(parse(question), [sheet]) is None
