"""Each format gives exactly the bytes that were written by hand; a difference is a change of contract."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.datatypes import Answer
from assistant.rendering import to_json, to_markdown, to_text
from tests.rendering import samples

_GOLDEN = Path(__file__).parent / "golden"


def _expected(name: str) -> str:
    return (_GOLDEN / name).read_bytes().decode()


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("fact.txt", samples.fact()),
        ("calculation.txt", samples.calculation()),
        ("refusal.txt", samples.refusal()),
    ],
)
def test_text(name: str, answer: Answer) -> None:
    assert to_text(answer) == _expected(name)


def test_text_narrow_with_why() -> None:
    assert to_text(samples.fact(), width=40, why=True) == _expected("fact_why.txt")


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("fact.md", samples.fact()),
        ("calculation.md", samples.calculation()),
        ("refusal.md", samples.refusal()),
    ],
)
def test_markdown(name: str, answer: Answer) -> None:
    assert to_markdown(answer) == _expected(name)


def test_json_with_why() -> None:
    assert to_json(samples.fact(), why=True) + "\n" == _expected("fact.json")


def test_json_indented() -> None:
    assert to_json(samples.calculation(), indent=2) + "\n" == _expected("calculation.json")


def test_json_of_a_refusal() -> None:
    assert to_json(samples.refusal()) + "\n" == _expected("refusal.json")
