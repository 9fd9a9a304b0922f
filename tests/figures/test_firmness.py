from __future__ import annotations

import pytest

from assistant.datatypes import Status
from assistant.figures.firmness import status_of


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Revenue rose to *$3bn* last year.", Status.REPORTED),
        ("Profits beat analysts' forecasts of $3bn, reaching *$4bn*.", Status.REPORTED),
        ("Profits beat analysts' forecasts of *$3bn*, reaching $4bn.", Status.ESTIMATED),
        ("Sales were *$5bn*, above expectations of $4bn.", Status.REPORTED),
        ("Sales were $5bn, above expectations of *$4bn*.", Status.ESTIMATED),
        ("Analysts expect a profit of *$3bn*.", Status.ESTIMATED),
        ("Revenue will reach *$3bn* next year.", Status.ESTIMATED),
        ("The firm expects to spend $3bn, after profit rose to *$5bn*.", Status.REPORTED),
        ("The firm aims to cut *5,000* jobs.", Status.TARGET),
        ("It is in talks to raise *$30bn*.", Status.PROPOSED),
        ("The company would be valued at *$900bn*.", Status.PROPOSED),
        ("The offer of *$5bn* was rejected.", Status.PROPOSED),
        ("The deal is reportedly worth *$2bn*.", Status.RUMOURED),
    ],
)
def test_the_words_of_the_clause_say_how_firm_a_figure_is(sentence: str, status: Status) -> None:
    start, text = sentence.index("*"), sentence.replace("*", "")
    end = sentence.rindex("*") - 1
    assert status_of(text, start, end) is status
