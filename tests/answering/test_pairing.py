"""The two figures of one article that a question means."""

from __future__ import annotations

from assistant.answering.matching import is_amount
from assistant.answering.pairing import two_meant
from assistant.answering.question import parse
from assistant.answering.worksheet import Cell
from tests.answering.cells import sheet_of

QUESTION = "How do lamps in the yard compare with crates in the shed?"
PLAIN = ("The yard holds 900 lamps.", "The shed holds 300 crates.")
DOUBTFUL = ("The yard holds 900 lamps.", "The shed holds 300 crates.", "The yard holds 800 lamps.")


def _of(unit: str, cell: Cell) -> float | None:
    return is_amount(cell) if cell.quantity.unit == unit else None


def _meant(*articles: tuple[str, ...]) -> list[float | None] | None:
    sheets = [sheet_of(*texts, question=QUESTION) for texts in articles]
    found = two_meant(parse(QUESTION), sheets, lambda cell: _of("lamps", cell), lambda cell: _of("crates", cell))
    return [cell.quantity.low for cell in found] if found is not None else None


def test_the_likeliest_article_that_has_both_gives_them() -> None:
    assert _meant(PLAIN) == [900.0, 300.0]
    assert _meant(PLAIN[:1], PLAIN) == [900.0, 300.0]


def test_another_article_does_not_decide_where_one_is_in_doubt() -> None:
    assert _meant(DOUBTFUL) is None
    assert _meant(DOUBTFUL, PLAIN) is None
