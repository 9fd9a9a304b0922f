"""The records that are kept, and the guard that holds them: it must see every way to get worse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluation.report import Measure, Report
from assistant.evaluation.sets import find_set
from tests.evaluation.test_guard import losses


def report(value: float | None, name: str = "passed: lookup", data: str = "ab") -> Report:
    return Report("questions", (Measure(name, value, value, value, 50, "%"),), (), (("q.jsonl", data),))


def record(value: float | None, name: str = "passed: lookup") -> dict[str, Any]:
    return {
        "command": "assistant evaluate questions q.jsonl",
        "data": {"q.jsonl": "ab"},
        "measures": [{"name": name, "value": value}],
    }


def test_the_guard_lets_the_same_and_the_better_pass() -> None:
    assert losses(record(86.0), report(86.0)) == []
    assert losses(record(86.0), report(88.0)) == []
    assert losses(record(66.666667), report(200 / 3)) == []  # a record is rounded
    assert losses(record(2.0, "wrong figure rate"), report(1.0, "wrong figure rate")) == []
    assert losses(record(None), report(None)) == []


@pytest.mark.parametrize(
    ("was", "now", "message"),
    [
        (record(86.0), report(84.0), "passed: lookup was 86.0, is 84.0"),
        (record(1.0, "wrong figure rate"), report(2.0, "wrong figure rate"), "wrong figure rate was 1.0, is 2.0"),
        (record(86.0), report(None), "no longer measured"),
        (record(86.0), report(86.0, "passed: list"), "no longer measured"),
        (record(86.0), report(86.0, data="cd"), "the data is not that of the record"),
    ],
)
def test_the_guard_tells_what_is_worse_and_how_to_record(was: dict[str, Any], now: Report, message: str) -> None:
    (loss,) = losses(was, now)
    assert message in loss
    assert "assistant evaluate questions q.jsonl --json" in loss


def test_each_record_names_its_command_data_and_machine(results: Path) -> None:
    files = sorted(results.glob("*.json"))
    assert {file.stem for file in files} >= {"questions-bbc", "questions-anthropic", "newsquant", "recognizers"}
    for file in files:
        whole = json.loads(file.read_text(encoding="utf-8"))
        assert whole["command"].split()[:3] == ["assistant", "evaluate", find_set(whole["set"]).name]
        assert "/" not in whole["command"]
        assert whole["machine"]["cores"] >= 1
        assert all(len(digest) == 64 for digest in whole["data"].values())
        for measure in whole["measures"]:
            assert measure["value"] is None or measure["low"] <= measure["high"]
