"""The figure that an answer gave: which of a quote's is meant by the "that" of the next question."""

from __future__ import annotations

import pytest

from assistant.answering.follow_beside import beside, in_currency
from assistant.answering.told import Told, carry, told
from assistant.datatypes import Answer, AnswerStatus, Citation, IndexInfo, Part, PartKind, Role, Source

INDEX = IndexInfo("1", "digest", "model")


def answer(question: str, quote: str, leads: str = "") -> Answer:
    """An answer of one quote, led by some of its words."""
    start = quote.find(leads) if leads else 0
    marks = ((start, start + len(leads)),) if leads else ()
    citation = Citation(1, Source("a.txt", "A title"), quote, 0, len(quote), quote, marks)
    words = [Part(PartKind.QUOTE, leads, 1)] if leads else []
    parts = (*words, Part(PartKind.QUOTE, quote, 1))
    return Answer(question, AnswerStatus.ANSWERED, parts, INDEX, citations=(citation,))


def texts(question: str, quote: str, leads: str = "") -> list[str]:
    return [item.quantity.text for item in told(answer(question, quote, leads), question)]


@pytest.mark.parametrize(
    ("question", "quote", "meant"),
    [
        ("What profit did Acme make?", "Acme made a profit of $5m (£3m) on sales of $90m.", ["$5m"]),
        ("What did Acme's profit come to in 2004?", "Acme's profit rose to $5m in 2004 from $4m in 2003.", ["$5m"]),
        ("What did Acme's profit come to in 2003?", "Acme's profit rose to $5m in 2004 from $4m in 2003.", ["$4m"]),
        # What somebody lost is no revenue, however near that stands.
        ("What did Acme lose?", "Acme lost $5m in 2005 on revenue of $9m.", ["$5m"]),
        ("What did Acme lose in 2004?", "Acme lost $5m in 2005, against $3m on revenue of $8m in 2004.", []),
        # Nor is what was only foreseen, or of the year before.
        ("How many workers has Acme?", "Acme had 42 workers, compared with 39 a year before.", ["42 workers"]),
        ("How many workers has Acme?", "Acme had 42 workers, not the 45 workers that it had planned.", ["42 workers"]),
        # Each stands by words of its own.
        ("What does Acme spend on sport?", "Of this, $6m is for sport and $4m for films.", ["$6m"]),
        # The only year stands by the older value, so the newer one is not of it.
        ("What did Acme's profit come to in 2003?", "Acme's profit fell to $4m from $5m in 2003.", ["$5m"]),
        ("How much of a rise is that in dollars?", "The plan would see the budget rise by $20m to $260m.", ["$20m"]),
        ("How large would the budget be?", "The plan would see the budget rise by $20m to $260m.", ["$260m"]),
        ("What did Acme sell in 2004?", "Acme's sales in the fourth quarter of 2004 rose to $30m.", []),
        ("What did Acme earn in 2004?", "In 2004 Acme did well, and it expects to earn $9m.", []),
        ("How much is paid later?", "Acme will pay $30m now and another $60m over five years.", ["$30m", "$60m"]),
    ],
)
def test_the_figure_is_the_one_that_was_asked_for(question: str, quote: str, meant: list[str]) -> None:
    assert texts(question, quote) == meant


def test_what_an_answer_leads_with_is_meant() -> None:
    quote = "Acme will pay $30m now and another $60m over five years."
    assert texts("How much is paid later?", quote, "another $60m") == ["$60m"]


def one(question: str, quote: str) -> Told:
    return told(answer(question, quote), question)[0]


def test_the_year_beside_is_read_in_the_same_quote() -> None:
    last = one("What did Acme make in 2004?", "Acme made a profit of $5m in 2004 against $3m a year earlier.")
    before, after = beside(last, -1), beside(last, 1)
    assert before is not None
    assert before.text == "$3m"
    assert after is None


def test_another_currency_is_read_in_the_brackets_right_behind() -> None:
    last = one("What profit did Acme make?", "Acme made a profit of $5m (£3m; 4m euros) on sales of $90m (£50m).")
    pounds = in_currency(last, "GBP")
    assert pounds is not None
    assert pounds.text == "£3m"
    assert in_currency(last, "JPY") is None


def test_a_change_keeps_its_sign() -> None:
    last = one("How much of a cut is that?", "The plan would see the budget cut by $20m to $240m.")
    assert last.role is Role.DIFFERENCE
    assert last.signed.low == -20e6


def test_the_figure_that_answered_is_carried_first() -> None:
    given = carry(answer("How large would the budget be?", "The plan would see the budget rise by $20m to $260m."))
    assert [item.quantity.text for item in given] == ["$260m", "$20m"]
