"""Timing: what is measured is there, and a failure is never taken for a time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.evaluation.processes import timed
from assistant.evaluation.report import Measure, Report
from assistant.evaluation.request import Request
from assistant.evaluation.speed import Questions, main, measured, speed, warm

ASKED = (("lookup", "How many people does Acme employ?"), ("any", "What was Globex valued at?"))


def test_a_process_is_timed_with_its_memory() -> None:
    run = timed([sys.executable, "-c", "import time; x = bytearray(60_000_000); time.sleep(0.3)"])
    assert 0.3 <= run.seconds < 20
    assert run.megabytes > 60


def test_the_memory_of_this_process_is_not_that_of_the_one_it_starts() -> None:
    held = b"x" * 200_000_000
    run = timed([sys.executable, "-S", "-c", "pass"])
    assert len(held) > 0
    assert run.megabytes < 50


def test_a_process_that_fails_has_no_time() -> None:
    with pytest.raises(UsageError, match="ended with 3: gone"):
        timed([sys.executable, "-c", "import sys; print('gone', file=sys.stderr); sys.exit(3)"])
    assert timed([sys.executable, "-c", "import sys; sys.exit(1)"], fine=(0, 1)).seconds > 0
    with pytest.raises(UsageError, match="no such program"):
        timed(["/no such program"])


def test_variables_reach_the_process() -> None:
    code = "import os, sys; sys.exit(os.environ['ASSISTANT_READER'] != 'rules')"
    assert timed([sys.executable, "-c", code], ASSISTANT_READER="rules").seconds > 0


def test_warm_questions_are_timed_by_kind(corpus: Path, tmp_path: Path) -> None:
    taken = warm(corpus, tmp_path / "index", ASKED, "rules")
    assert {kind: len(each) for kind, each in taken.items()} == {"lookup": 1, "any": 1}
    assert all(each > 0 for one in taken.values() for each in one)


def test_a_corpus_and_a_question_are_needed(tmp_path: Path, corpus: Path) -> None:
    with pytest.raises(UsageError, match="none is given"):
        speed(Request(tmp_path / "q.txt"))
    with pytest.raises(UsageError, match="no question to time"):
        measured(corpus, [])


def test_the_module_asks_a_file_or_questions_of_its_own(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[Path, int, int, Path | None]] = []

    def pretend(folder: Path, questions: Questions, *, runs: int, built: Path | None) -> Report:
        asked.append((folder, len(questions), runs, built))
        return Report("speed", (Measure("first build", 4.2, 4.2, 4.2, 1, "s"),), (), ())

    monkeypatch.setattr("assistant.evaluation.speed.measured", pretend)
    (tmp_path / "q.txt").write_text("Who runs Acme?\n")
    assert main([str(corpus), "--questions", str(tmp_path / "q.txt"), "--runs", "2"]) == 0
    assert main([str(corpus)]) == 0
    assert main([str(corpus), "--index", str(tmp_path)]) == 0
    assert asked == [(corpus, 1, 2, None), (corpus, 21, 5, None), (corpus, 21, 5, tmp_path)]
    assert "first build  4.2 s" in capsys.readouterr().out


@pytest.mark.slow
def test_everything_is_measured_side_by_side(corpus: Path) -> None:
    report = measured(corpus, ASKED, runs=1)
    names = [measure.name for measure in report.measures]
    for name in (
        "first build",
        "indexing rate, passages a second",
        "index on disk, a thousand articles",
        "embedding, passages a second",
        "plain script: embedding, passages a second",
        "embedding: assistant / plain script",
        "assistant ask, cold",
        "plain script, cold: memory",
        "plain script / assistant",
        "warm question, p50",
        "warm question, p99",
        "warm question, rules alone, p50: lookup",
        "batch rate, questions a second",
        "batch: memory",
        "adding 10 articles",
    ):
        assert name in names
    assert any(name.startswith("txtai") for name in names)
    assert all(measure.value and measure.value > 0 for measure in report.measures if "left out" not in measure.name)
    assert dict(report.counts)["articles"] == 3
    assert sorted(path.name for path in corpus.iterdir()) == [
        "2026-01-10-acme.txt",
        "2026-02-11-globex.txt",
        "notes.md",
    ]
