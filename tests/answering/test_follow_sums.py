"""Follow-ups that reckon with the figures just given, over articles whose sums are worked by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant, Conversation
from assistant.answering.follow_kinds import asked_for
from assistant.answering.follow_sums import share_of_year
from assistant.datatypes import Answer, AnswerStatus, InputKind, SearchFilter
from tests.answering.dated import opened_files

ARTICLES = {
    "tidewater.txt": """Tidewater sells more boats

Tidewater sold 40,000 boats in 2003. Tidewater sold 50,000 boats in 2004.
""",
    "harbour.txt": """Harbour authority gets a larger budget

The plan would see the Harbour Authority's budget rise by $20m to $260m.
""",
    "lender.txt": """Lender offers to repay

Calder Oil has offered to repay its creditors $90m. Calder Oil hopes to pay $30m now and another $60m over five years.
""",
    "loom.txt": """Loom makers turn round

Loom Works turned a 40m peso loss in 2000 into a 25m peso profit the following year.
""",
    "bridge.txt": """A bridge at Mirren

The Mirren bridge costs $40m (£25m) to build.
""",
    "quarry.txt": """Quarry invests

Gannet Stone will create 300 jobs at its quarry. Gannet Stone will invest $60m at its quarry.
""",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_files(tmp_path_factory.mktemp("sums"), ARTICLES, reader="rules") as opened:
        yield opened


def last(assistant: Assistant, *turns: str) -> Answer:
    talk = Conversation(assistant)
    return [talk.ask(turn) for turn in turns][-1]


BOATS = ("How many boats did Tidewater sell in 2003?", "and in 2004?")


@pytest.mark.parametrize(
    ("turns", "calculator", "value", "unit"),
    [
        ((*BOATS, "what's the percentage change?"), "percent-change", 25.0, "%"),
        # The later year is the newer one, in whatever order they were asked for.
        (
            ("How many boats did Tidewater sell in 2004?", "and in 2003?", "what's the percentage change?"),
            "percent-change",
            25.0,
            "%",
        ),
        ((*BOATS, "so what's the difference?"), "difference", 10_000, "boats"),
        ((*BOATS, "how many is that in total?"), "sum", 90_000, "boats"),
        ((*BOATS, "how many times the first is that?"), "ratio", 1.25, "x"),
        (
            (
                "How large would the Harbour Authority's budget be?",
                "How much of a rise is that in dollars?",
                "so what was it before?",
            ),
            "previous-value-by-change",
            240e6,
            "USD",
        ),
        (
            ("How large would the Harbour Authority's budget be?", "so what was it before?"),
            "previous-value-by-change",
            240e6,
            "USD",
        ),
        (
            (
                "How much has Calder Oil offered to repay?",
                "How much of that does it hope to pay over later years?",
                "so what is that per year?",
            ),
            "per-unit",
            12e6,
            "USD",
        ),
        (
            (
                "How many jobs will Gannet Stone create at its quarry?",
                "and how much will it invest there?",
                "so what is that per job?",
            ),
            "per-unit",
            200_000,
            "USD",
        ),
    ],
)
def test_the_figures_just_given_are_reckoned_with(
    assistant: Assistant, turns: tuple[str, ...], calculator: str, value: float, unit: str
) -> None:
    answer = last(assistant, *turns)
    assert answer.status is AnswerStatus.ANSWERED, answer.text
    assert answer.calculations[-1].calculator == calculator
    assert answer.value is not None
    assert answer.value.low == pytest.approx(value)
    assert answer.value.unit == unit
    assert all(item.kind is InputKind.QUOTED for item in answer.calculations[-1].inputs)


def test_a_share_is_the_smaller_of_the_larger(assistant: Assistant) -> None:
    answer = last(assistant, *BOATS, "what share is that?")
    assert answer.value is not None
    assert (answer.value.low, answer.value.unit) == (80.0, "%")


def test_the_year_beside_is_read_in_the_quote_of_the_last_answer(assistant: Assistant) -> None:
    answer = last(assistant, "How large was Loom Works' loss in 2000?", "and the year after?")
    assert answer.text.startswith("“25m peso profit”")
    assert answer.value is None  # the question asks for a loss
    assert answer.citations[0].source.path == "loom.txt"


def test_an_amount_is_given_in_the_currency_that_its_quote_has_in_brackets(assistant: Assistant) -> None:
    answer = last(assistant, "What does the Mirren bridge cost?", "and in pounds?")
    assert answer.text.startswith("“£25m”")
    assert last(assistant, "What does the Mirren bridge cost?", "and in yen?").value is None


def test_a_swing_is_from_the_loss_to_the_profit(assistant: Assistant) -> None:
    answer = last(assistant, "How large was Loom Works' loss in 2000?", "and the year after?", "how big is the swing?")
    assert answer.value is not None
    assert (answer.value.low, answer.value.unit) == (65e6, "MXN")


def test_what_the_second_answer_leaves_open_is_not_reckoned(assistant: Assistant) -> None:
    turns = ("How much has Calder Oil offered to repay?", "How much of that does it hope to pay over later years?")
    answer = last(assistant, *turns, "so how much is left?")
    assert answer.status is AnswerStatus.ABSTAINED  # $30m or $60m: the second answer gave both


def test_a_share_of_something_else_is_not_reckoned(assistant: Assistant) -> None:
    assert last(assistant, *BOATS, "what share of the market is that?").calculations == ()


def test_the_share_of_a_quarter_in_its_year_is_asked_for_in_full() -> None:
    quarter, year = "What net profit did Acme report for the last quarter of 2004?", "What net profit was it for 2004?"
    text = "so what share of the year's profit came in that quarter?"
    for before, after in ((quarter, year), (year, quarter)):
        whole = share_of_year(text, before, after)
        assert whole.startswith("net profit Acme report for the last quarter of 2004 as a share of net profit")
    assert share_of_year(text, year, year) == ""
    assert share_of_year("what's the difference?", quarter, year) == ""


def test_one_figure_alone_is_not_reckoned_with(assistant: Assistant) -> None:
    answer = last(assistant, BOATS[0], "what's the percentage change?")
    assert answer.status is AnswerStatus.ABSTAINED


def test_a_figure_of_another_unit_is_not_reckoned_with(assistant: Assistant) -> None:
    turns = (BOATS[0], "How large would the Harbour Authority's budget be?", "so what's the difference?")
    assert last(assistant, *turns).status is AnswerStatus.ABSTAINED


def test_figures_of_articles_that_may_not_be_used_any_more_are_not_reckoned_with(assistant: Assistant) -> None:
    talk = Conversation(assistant)
    for turn in BOATS:
        talk.ask(turn)
    elsewhere = SearchFilter(paths=("harbour.txt",))
    assert talk.ask("what's the percentage change?", where=elsewhere).status is AnswerStatus.ABSTAINED


def test_a_resumed_conversation_reckons_alike(assistant: Assistant) -> None:
    talk = Conversation(assistant)
    answers = [talk.ask(turn) for turn in BOATS]
    resumed = Conversation(assistant)
    resumed.resume(answers, BOATS)
    assert resumed.ask("what's the percentage change?") == talk.ask("what's the percentage change?")
    assert resumed.ask("and what's the difference?") == talk.ask("and what's the difference?")


@pytest.mark.parametrize(
    "text",
    [
        "What was the percentage change in Acme's sales?",
        "What share of $5bn is that?",
        "what margin is that?",
        "Why was it raised?",
    ],
)
def test_a_question_with_figures_or_names_of_its_own_is_no_sum(text: str) -> None:
    assert asked_for(text) is None
