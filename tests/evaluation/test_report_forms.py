"""A report in its three forms, byte for byte."""

from __future__ import annotations

import json

import pytest

from assistant.evaluation.machine import Machine, this_machine
from assistant.evaluation.report import Measure, Report
from assistant.evaluation.report_forms import Record, as_json, as_markdown, as_table

MACHINE = Machine(2, 16000, "Linux x86_64", "3.12.1", "0.1.0", (("numpy", "2.0"),))
REPORT = Report(
    "questions",
    (
        Measure("passed: a|b", 86.0, 75.123456789, 96.0, 50, "%"),
        Measure("MAP", 0.8199999, 0.75, 0.87, 65),
        Measure("nothing", None, None, None, 0),
    ),
    (("questions", 50),),
    (("q.jsonl", "ab12"),),
)


def test_the_table() -> None:
    assert as_table(REPORT) == (
        "measure       value  95 % from     to   n\n"
        "passed: a|b  86.0 %       75.1   96.0  50\n"
        "MAP           0.820      0.750  0.870  65\n"
        "nothing           -          -      -   0\n"
        "\n"
        "questions  50\n"
    )


def test_the_record_as_json() -> None:
    record = Record(REPORT, MACHINE, "assistant evaluate questions q.jsonl")
    whole = json.loads(as_json(record))
    assert list(whole) == ["schema", "set", "command", "machine", "data", "counts", "measures"]
    assert whole["measures"][0] == {
        "name": "passed: a|b",
        "value": 86.0,
        "low": 75.123457,
        "high": 96.0,
        "n": 50,
        "unit": "%",
    }
    assert whole["machine"]["packages"] == {"numpy": "2.0"}
    assert whole["data"] == {"q.jsonl": "ab12"}
    assert as_json(record) == as_json(record)
    assert json.loads(as_json(Record(REPORT, MACHINE, "x", "2026-05-01")))["date"] == "2026-05-01"


def test_the_record_as_markdown() -> None:
    assert as_markdown(Record(REPORT, MACHINE, "assistant evaluate questions q.jsonl", "2026-05-01")) == (
        "# questions\n\nDate: 2026-05-01\n\n`assistant evaluate questions q.jsonl`\n\n"
        "| measure | value | 95 % from | to | n |\n|---|---:|---:|---:|---:|\n"
        "| passed: a\\|b | 86.0 % | 75.1 | 96.0 | 50 |\n"
        "| MAP | 0.820 | 0.750 | 0.870 | 65 |\n"
        "| nothing | - | - | - | 0 |\n"
        "\n- questions: 50\n\n"
        "assistant 0.1.0, Python 3.12.1, Linux x86_64, 2 cores, 16,000 MB of memory;\nnumpy 2.0.\n\n"
        "- q.jsonl: `ab12`\n"
    )


def test_a_measure_is_found_by_name() -> None:
    assert REPORT.measure("MAP").n == 65
    with pytest.raises(KeyError, match="MRR"):
        REPORT.measure("MRR")


def test_this_machine_tells_what_does_the_work() -> None:
    machine = this_machine()
    assert machine.cores >= 1
    assert {"numpy", "onnxruntime", "faiss-cpu"} <= dict(machine.packages).keys()
