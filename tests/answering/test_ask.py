"""The core over a small corpus whose right answers can be read off it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.answering import Assistant, Conversation
from assistant.datatypes import Answer, AnswerStatus, InputKind, ReasonCode, SearchFilter
from assistant.quantities import parse_quantity

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("question", "words", "article"),
    [
        ("Who is the chief executive of Acme?", "Jane Doe", "2026-01-10-acme.txt"),
        ("How many people does Acme employ?", "12,000 people", "2026-01-10-acme.txt"),
        ("Where does Acme have its workers?", "Freiburg", "2026-01-10-acme.txt"),
        ("What was Acme's revenue in 2025?", "$4 billion", "2026-01-10-acme.txt"),
        ("when will Globex supply the plant", "2030", "2026-02-11-globex.txt"),
        ("acme valuation", "$60 billion", "notes.md"),
    ],
)
def test_a_fact_is_quoted_and_cited(ask: Ask, question: str, words: str, article: str) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    first = answer.citations[0]
    assert first.source.path == article
    assert words in first.quote
    assert first.quote in answer.text
    assert "[1]" in answer.text


def test_marks_are_the_answering_words(ask: Ask) -> None:
    citation = ask("How many people does Acme employ?").citations[0]
    marked = [citation.quote[a - citation.start : b - citation.start] for a, b in citation.marks]
    assert marked == ["12,000 people"]


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("What was Globex's revenue?", ReasonCode.NO_EVIDENCE),
        ("What was Initech's revenue?", ReasonCode.WRONG_ENTITY),
        ("What was Acme's revenue in 2019?", ReasonCode.WRONG_PERIOD),
        ("What was Acme's net profit?", ReasonCode.NO_EVIDENCE),
        ("Should I buy Acme shares?", ReasonCode.OPINION_OR_FORECAST),
        ("What revenue multiple is Globex valued at?", ReasonCode.MISSING_INPUT),
        ("How do octopuses change the colour of their skin?", ReasonCode.NO_EVIDENCE),
    ],
)
def test_what_the_articles_do_not_say_is_declined(ask: Ask, question: str, code: ReasonCode) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.ABSTAINED
    assert answer.reason is not None
    assert answer.reason.code is code
    assert not answer.citations
    assert answer.value is None


def test_a_missing_input_is_named_with_what_was_found(ask: Ask) -> None:
    answer = ask("What revenue multiple is Globex valued at?")
    assert answer.reason is not None
    assert "annual revenue" in answer.reason.text
    assert "Globex" in answer.reason.text
    assert answer.nearest


def test_a_multiple_is_worked_out_from_cited_inputs(ask: Ask) -> None:
    answer = ask("What revenue multiple is Acme valued at?")
    (calculation,) = answer.calculations
    assert answer.value is not None
    assert (answer.value.low, answer.value.high, answer.value.unit) == (15.0, 15.0, "x")  # 60 / 4
    assert {item.kind for item in calculation.inputs} == {InputKind.QUOTED}
    assert {c.source.path for c in answer.citations} == {"notes.md", "2026-01-10-acme.txt"}


def test_an_assumption_wins_and_is_shown_as_one(ask: Ask) -> None:
    answer = ask("What revenue multiple is Acme valued at?", assumptions={"revenue": parse_quantity("$5bn")})
    assert answer.value is not None
    assert answer.value.low == 12.0  # 60 / 5
    kinds = {item.name: item.kind for item in answer.calculations[0].inputs}
    assert kinds == {"valuation": InputKind.QUOTED, "revenue": InputKind.ASSUMED}
    assert "assumed" in answer.text


def test_power_becomes_reactors_and_homes(ask: Ask) -> None:
    reactors = ask("How many reactors is the power for the plant near Lyon equivalent to?").value
    assert reactors is not None
    assert (reactors.low, reactors.unit) == (2.0, "reactors")
    homes = ask("How many homes could two gigawatts supply?").value
    assert homes is not None
    assert homes.low is not None
    assert homes.low == pytest.approx(2e6 * 8760 / 10_791, rel=0.001)  # 2 GW in kW, hours, kWh a home


def test_a_slip_of_the_keyboard_is_mended_and_told(ask: Ask) -> None:
    answer = ask("How many people does Acme emplyo in Freibourg?")
    assert "12,000" in answer.text
    assert "“Freibourg” was read as “freiburg”" in answer.trace.notes


def test_a_short_name_is_never_corrected_to_another(ask: Ask) -> None:
    answer = ask("What was Acma's revenue in 2025?")
    assert answer.reason is not None
    assert answer.reason.code is ReasonCode.WRONG_ENTITY


def test_as_of_hides_later_articles(ask: Ask) -> None:
    answer = ask("What valuation does Globex have?", where=SearchFilter(as_of=date(2026, 1, 31)))
    assert answer.status is AnswerStatus.ABSTAINED


def test_articles_that_say_the_same_are_cited_together(corpus: Path, tmp_path: Path) -> None:
    (corpus / "echo.txt").write_text(
        "An echo\n\nThe company employs 12,000 people in Freiburg. And more besides.\n", encoding="utf-8"
    )
    with Assistant.open(corpus, tmp_path / "index") as assistant:
        answer = assistant.ask("How many people are employed in Freiburg?")
    assert {c.source.path for c in answer.citations[:2]} == {"echo.txt", "2026-01-10-acme.txt"}
    assert "[1] [2]" in answer.text


def test_the_same_question_gives_the_same_answer(ask: Ask) -> None:
    first, second = (ask("What revenue multiple is Acme valued at?") for _ in range(2))
    assert first == second


def test_a_conversation_carries_what_it_was_about(small: Assistant) -> None:
    talk = Conversation(small)
    talk.ask("What was Acme valued at?")
    assert "$20 billion" in talk.ask("And Globex?").text
    talk.ask("How much power will its reactors supply to the plant near Lyon?")
    reactors = talk.ask("How many large reactors is that?")
    assert reactors.value is not None
    assert reactors.value.low == 2.0
    talk.reset()
    talk.ask("What revenue multiple is Acme valued at?")
    what_if = talk.ask("What if revenue were $6 billion?").value
    assert what_if is not None
    assert what_if.low == 10.0  # 60 / 6
    assert "$3.2 billion" in ask_twice(talk, "What was Acme's revenue in 2025?", "And the year before?").text


def ask_twice(talk: Conversation, first: str, second: str) -> Answer:
    talk.ask(first)
    return talk.ask(second)


def test_a_purchase_that_no_article_tells_of_is_declined(ask: Ask) -> None:
    answer = ask("Which company did Acme buy?")
    assert answer.status is AnswerStatus.ABSTAINED
    assert answer.reason is not None
    assert answer.reason.code is ReasonCode.NO_EVIDENCE


def test_a_purchase_that_an_article_tells_of_is_answered(corpus: Path, tmp_path: Path) -> None:
    (corpus / "2026-04-01-acme.txt").write_text(
        "Acme takes over Initech\n\nAcme has acquired Initech, a maker of staplers, for $120 million.\n",
        encoding="utf-8",
    )
    with Assistant.open(corpus, tmp_path / "index") as assistant:
        assert "Initech" in assistant.ask("Which company did Acme buy?").text
        assert "$120 million" in assistant.ask("How much did Acme pay for Initech?").text


def test_a_name_with_a_point_is_not_its_parts(corpus: Path, tmp_path: Path) -> None:
    (corpus / "2026-04-02-rent.txt").write_text(
        "Acme and the rents\n\nAcme paid $3 million in rent. The com of its address is new.\n", encoding="utf-8"
    )
    with Assistant.open(corpus, tmp_path / "index") as assistant:
        answer = assistant.ask("How much did Acme pay for Rent.com?")
    assert answer.status is AnswerStatus.ABSTAINED
    assert "Rent.com" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "How much larger was Acme's revenue than Initech's in 2025?",
        "How much more revenue did Acme have than Initech in 2025?",
        "Which company had higher revenue in 2025, Acme or Initech?",
    ],
)
def test_two_names_are_compared_in_whichever_words(corpus: Path, tmp_path: Path, question: str) -> None:
    (corpus / "2026-04-01-initech.txt").write_text(
        "Initech grows\n\nInitech, a maker of staplers, reported revenue of $1.5 billion for 2025.\n", encoding="utf-8"
    )
    with Assistant.open(corpus, tmp_path / "index") as assistant:
        value = assistant.ask(question).value
    assert value is not None
    assert (value.low, value.unit) == (2.5e9, "USD")  # 4 less 1.5


def test_what_one_firm_invests_is_not_what_another_did(corpus: Path, tmp_path: Path) -> None:
    (corpus / "2026-04-03-initech.txt").write_text(
        "Hooli backs Initech\n\nHooli will invest $40 million in Initech, a maker of staplers.\n", encoding="utf-8"
    )
    with Assistant.open(corpus, tmp_path / "index") as assistant:
        assert "$40 million" in assistant.ask("How much will Hooli invest in Initech?").text
        assert "$40 million" not in assistant.ask("How much will Globex invest in Initech?").text
