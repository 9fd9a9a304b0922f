"""``assistant evaluate``, as typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.cli import run
from assistant.evaluation.sets import SETS
from tests.cli.test_import_hygiene import HEAVY, loaded_by

QUESTIONS = (
    '{"id": "a", "kind": "lookup", "question": "How many people does Acme employ?", '
    '"expect": {"contains": ["12,000"], "cites": ["2026-01-10-acme.txt"]}}\n'
    '{"id": "b", "kind": "lookup", "question": "What was Globex valued at?", "expect": {"contains": ["$99 billion"]}}\n'
    '{"id": "c", "kind": "decline", "question": "What revenue did Initech report?", '
    '"expect": {"status": "abstained"}}\n'
)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "q.jsonl"
    path.write_text(QUESTIONS)
    return path


@pytest.fixture
def at(corpus: Path, tmp_path: Path) -> tuple[str, ...]:
    return ("--corpus", str(corpus), "--index", str(tmp_path / "index"), "-q")


def started(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(("evaluate", *arguments), lambda _: 0)
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_without_a_set_the_sets_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = started(capsys)
    assert code == 0
    assert [line for line in out.splitlines() if not line.startswith(" ")] == [each.name for each in SETS]


def test_a_question_file_is_measured_and_recorded(
    capsys: pytest.CaptureFixture[str], questions: Path, at: tuple[str, ...], tmp_path: Path
) -> None:
    record, page = tmp_path / "out.json", tmp_path / "out.md"
    flags = ("--json", str(record), "--markdown", str(page), "--date", "2026-05-01", *at)
    code, out, err = started(capsys, "questions", str(questions), *flags)
    assert (code, err) == (0, "")
    assert "passed: lookup         50.0 %" in out
    whole = json.loads(record.read_text())
    values = {measure["name"]: measure["value"] for measure in whole["measures"]}
    assert values["passed: decline"] == values["abstention recall"] == values["abstention precision"] == 100.0
    assert values["passed: all"] == pytest.approx(200 / 3, abs=1e-3)
    assert values["article first"] == 100.0
    assert whole["command"] == "assistant evaluate questions q.jsonl --corpus corpus"
    assert whole["date"] == "2026-05-01"
    assert len(whole["data"]["q.jsonl"]) == len(whole["data"]["corpus"]) == 64
    assert str(tmp_path) not in record.read_text() + page.read_text()
    first = record.read_bytes()
    assert started(capsys, "questions", str(questions), *flags)[0] == 0
    assert record.read_bytes() == first


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("trivia", "q.jsonl"), "there is no set 'trivia'"),
        (("questions",), "questions needs its data"),
        (("trecqa", "q.jsonl", "--corpus", "."), "--corpus is of no use to trecqa"),
        (("newsquant", "q.jsonl", "--index", "."), "--index is of no use to newsquant"),
        (("newsquant", "gone.json"), "gone.json does not exist"),
        (("newsquant", "q.jsonl", "--date", "May"), "--date May is no date"),
        (("newsquant", "q.jsonl", "--json", "no/where.json"), "no/where.json cannot be written"),
        (("newsquant", "q.jsonl", "--json", "q.jsonl"), "q.jsonl is the data"),
        (("newsquant", "q.jsonl", "--limit", "0"), "--limit"),
    ],
)
def test_what_cannot_be_used_is_named(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    questions: Path,
    arguments: tuple[str, ...],
    message: str,
) -> None:
    monkeypatch.chdir(questions.parent)
    code, out, err = started(capsys, *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert questions.read_text() == QUESTIONS


def test_a_line_that_is_no_question_stops_the_measuring(
    capsys: pytest.CaptureFixture[str], questions: Path, at: tuple[str, ...]
) -> None:
    questions.write_text(QUESTIONS + "{}\n")
    code, _, err = started(capsys, "questions", str(questions), *at)
    assert code == 2
    assert "q.jsonl, line 4" in err


def test_the_help_loads_nothing_heavy() -> None:
    code = "from assistant.cli import run\nrun(['evaluate', '--help'], lambda _: 0)"
    assert not loaded_by(code) & (HEAVY | {"numpy"})
