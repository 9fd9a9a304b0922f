"""JSON is exact, safe to print, one object a line, and refuses numbers that are not finite."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.datatypes import Quantity
from assistant.errors import SelfCheckError
from assistant.rendering import to_dict, to_json
from tests.rendering import samples

KEYS = [
    "schema",
    "question",
    "status",
    "reason",
    "text",
    "value",
    "citations",
    "calculations",
    "conflicts",
    "nearest",
    "index",
    "parts",
]


def test_keys_in_order_and_id_only_where_there_is_one() -> None:
    assert list(to_dict(samples.fact())) == KEYS
    assert list(to_dict(samples.calculation())) == ["schema", "id", *KEYS[1:]]
    assert list(to_dict(samples.fact(), why=True)) == [*KEYS, "why"]


def test_same_answer_same_bytes() -> None:
    assert to_json(samples.hostile(), why=True) == to_json(samples.hostile(), why=True)


def test_steering_characters_are_escaped_and_come_back() -> None:
    text = to_json(samples.hostile())
    assert text.isprintable()
    assert "\\u202e" in text
    assert json.loads(text)["question"] == samples.HOSTILE


@given(st.text(alphabet=st.characters(codec=None), max_size=40))
def test_any_question_comes_back_from_one_line(question: str) -> None:
    text = to_json(replace(samples.fact(), question=question))
    assert len(text.splitlines()) == 1
    back = json.loads(text.encode("utf-8"))["question"]
    assert back.encode("utf-16", "surrogatepass") == question.encode("utf-16", "surrogatepass")


@pytest.mark.parametrize("bad", [float("inf"), float("-inf"), float("nan")])
def test_numbers_that_are_not_finite_are_refused(bad: float) -> None:
    with pytest.raises(SelfCheckError, match="not finite"):
        to_json(replace(samples.fact(), value=Quantity(bad, None, "USD")))
