"""The schema takes every answer, and refuses just what the reader refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator, FormatChecker

from assistant.answering import Assistant
from assistant.datatypes import Answer
from assistant.errors import AnswerDataError
from assistant.rendering import from_dict, to_dict, to_json
from assistant.rendering.json_schema import answer_schema
from tests.rendering import samples
from tests.rendering.any_answer import ANSWERS
from tests.rendering.faults import faults

SCHEMA = answer_schema()
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker(["date"]))
SAMPLES = (samples.fact(), samples.calculation(), samples.refusal(), samples.hostile())
QUESTIONS = (
    "What revenue multiple does the $900 billion valuation imply for Anthropic?",
    "How many large nuclear reactors is the TPU capacity equivalent to?",
    "How much CO2 does a gigawatt-year emit?",
    "What was Anthropic's valuation in February 2026?",
    "What revenue multiple is OpenAI valued at?",
    "What is Mistral's valuation?",
    "Should I buy Anthropic shares when it goes public?",
)


def plain(answer: Answer) -> Any:
    """An answer as a script reads it."""
    return json.loads(to_json(answer, why=True))


def test_it_is_a_schema_and_says_of_which_kind() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("answer", SAMPLES, ids=lambda answer: answer.question[:20])
def test_it_takes_the_samples(answer: Answer) -> None:
    VALIDATOR.validate(plain(answer))
    VALIDATOR.validate(to_dict(answer))


@pytest.mark.parametrize("question", QUESTIONS)
def test_it_takes_the_answers_of_the_bundled_corpus(bundled: Assistant, question: str) -> None:
    answer = bundled.ask(question)
    VALIDATOR.validate(plain(answer))
    assert from_dict(plain(answer)) == answer


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ANSWERS)
def test_it_takes_any_answer(answer: Answer) -> None:
    VALIDATOR.validate(to_dict(answer))


@pytest.mark.parametrize(
    ("spoil", "path"),
    [
        (lambda d: d.update(schema=2), "$.schema"),
        (lambda d: d.update(status="maybe"), "$.status"),
        (lambda d: d.pop("question"), "$"),
        (lambda d: d["value"].update(low="22.5"), "$.value"),
        (lambda d: d["citations"][0].update(start=-1), "$.citations[0].start"),
        (lambda d: d["citations"][0].update(n=0), "$.citations[0].n"),
        (lambda d: d["citations"][0].update(marks=[[1, 2, 3]]), "$.citations[0].marks[0]"),
        (lambda d: d["citations"][0].update(published="1 May 2026"), "$.citations[0].published"),
        (lambda d: d["calculations"][0]["inputs"][1].update(kind="guessed"), "$.calculations[0].inputs[1].kind"),
        (lambda d: d["conflicts"][0]["claims"][0].pop("value"), "$.conflicts[0].claims[0]"),
    ],
)
def test_it_refuses(spoil: Callable[[Any], Any], path: str) -> None:
    written = plain(samples.calculation())
    spoil(written)
    assert {error.json_path for error in VALIDATOR.iter_errors(written)} == {path}


def test_it_refuses_what_the_reader_refuses_and_nothing_else() -> None:
    refused = 0
    for fault in faults(plain(samples.calculation())):
        taken = VALIDATOR.is_valid(fault.written)
        refused += not taken
        assert taken == _read(fault.written), fault.at
    assert refused > 500


def _read(written: Any) -> bool:
    try:
        from_dict(written)
    except AnswerDataError as error:
        # That the text is its parts, joined, is more than a schema can say.
        return "not what parts give" in error.message
    return True


def test_keys_may_be_added() -> None:
    written = plain(samples.fact())
    written["mood"] = written["citations"][0]["colour"] = "blue"
    VALIDATOR.validate(written)
