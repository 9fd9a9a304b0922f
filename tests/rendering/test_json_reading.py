"""An answer comes back from its JSON as it was, and a fault in the JSON is told by its place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.datatypes import Answer, Trace
from assistant.errors import AnswerDataError
from assistant.rendering import from_dict, to_dict, to_json
from tests.rendering import samples
from tests.rendering.any_answer import ANSWERS
from tests.rendering.faults import faults

SAMPLES = (samples.fact(), samples.calculation(), samples.refusal(), samples.hostile())


@pytest.mark.parametrize("answer", SAMPLES, ids=lambda answer: answer.question[:20])
def test_a_sample_comes_back(answer: Answer) -> None:
    assert from_dict(to_dict(answer)) == answer
    assert from_dict(json.loads(to_json(answer, indent=2))) == answer


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ANSWERS)
def test_any_answer_comes_back(answer: Answer) -> None:
    assert from_dict(to_dict(answer)) == answer
    back = from_dict(json.loads(to_json(answer)))
    # A high and a low surrogate that stand side by side are one character in JSON.
    assert repr(to_dict(back)).encode("utf-16", "surrogatepass") == repr(to_dict(answer)).encode(
        "utf-16", "surrogatepass"
    )


def test_the_trace_stays_behind() -> None:
    back = from_dict(to_dict(samples.fact(), why=True))
    assert back == samples.fact()
    assert back.trace == Trace()


def test_keys_of_a_later_version_are_left_aside() -> None:
    written: Any = json.loads(to_json(samples.calculation()))
    written["mood"] = "calm"
    written["citations"][0]["colour"] = {"deep": ["red"]}
    assert from_dict(written) == samples.calculation()


def test_every_fault_is_told_by_its_place() -> None:
    told = 0
    for sample in SAMPLES[:3]:
        written = json.loads(to_json(sample, why=True))
        for fault in faults(written):
            try:
                from_dict(fault.written)
            except AnswerDataError as error:
                told += 1
                holder, _, key = fault.at.rpartition(".")
                place = "text" if "not what parts give" in error.message else fault.at.partition(".signals.")[0]
                at = f"at {holder}, " if holder else ""
                missing = f"{at}object missing required field `{key}`"
                assert any(said in error.message for said in (f"at {place}", missing, "of schema ")), fault.at
    assert told > 500


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda d: d["citations"][1].update(start="x"), r"at citations\[1\]\.start, expected `int`, got `str`"),
        (lambda d: d["citations"][0].pop("quote"), r"at citations\[0\], object missing required field `quote`"),
        (lambda d: d["value"].update(low=float("nan")), r"at value\.low, expected `float`"),
        (lambda d: d["value"].update(high=float("inf")), r"at value\.high, expected `float`"),
        (lambda d: d["value"].update(low=10**400), r"at value\.low, "),
        (lambda d: d.update(status="maybe"), r"at status, invalid enum value 'maybe'"),
        (lambda d: d["citations"][0].update(published="1 May"), r"at citations\[0\]\.published, "),
        (lambda d: d.pop("parts"), r"missing required field `parts`"),
        (lambda d: d.update(text="Something else."), r"at text, it is not what parts give"),
        (lambda d: d.update(schema=2), r"of schema 2, but this version reads schema 1"),
        (lambda d: d.update({"\ud800": 1}), r"the key .* is no text"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(spoil: Any, message: str) -> None:
    written = to_dict(samples.calculation())
    spoil(written)
    with pytest.raises(AnswerDataError, match=message) as caught:
        from_dict(written)
    assert caught.value.remedy


@pytest.mark.parametrize("other", [None, [], "{}", 5, samples.fact()])
def test_what_is_no_object_is_refused(other: Any) -> None:
    with pytest.raises(AnswerDataError, match="not an answer as JSON: expected `object`"):
        from_dict(other)


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_nothing_else_is_ever_raised(data: Any) -> None:
    with pytest.raises(AnswerDataError):
        from_dict(data)
