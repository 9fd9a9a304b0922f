"""The standing run itself: it repeats, keeps what fails, and tells of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz import guided, run
from tests.fuzz.cases import TARGETS, Target

ROOT = Path(__file__).parents[2]
FOREVER = float("inf")


def broken(text: str) -> None:
    assert "e" not in text, "it holds an e"


def test_a_failing_case_is_kept_with_its_reason(tmp_path: Path) -> None:
    target = Target("broken", "", broken, 1)
    tally = run.run_target(target, 60, seed=0, seconds=FOREVER, out=tmp_path)
    assert tally.cases == 60
    assert 0 < tally.failures < 60
    first = min(tmp_path.glob("*.why"))
    assert "it holds an e" in first.read_text(encoding="utf-8")
    assert b"e" in first.with_suffix(".case").read_bytes()


def test_the_same_seed_makes_the_same_cases() -> None:
    for target in TARGETS:
        assert run.make_case(target, 3, 5) == run.make_case(target, 3, 5)
    assert run.make_case(TARGETS[0], 0, 5) != run.make_case(TARGETS[0], 1, 5)


def test_it_ends_with_its_seconds(tmp_path: Path) -> None:
    assert run.run_target(TARGETS[0], 10, seed=0, seconds=0, out=tmp_path).cases <= 1


def test_an_unknown_target_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--target", "nothing"]) == 2
    assert "known: quantities" in capsys.readouterr().err


def test_all_targets_from_the_command_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fuzz.run", "--cases", "400", "--seed", "2", "--out", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout
    assert [line.split()[0] for line in done.stdout.splitlines()[1:]] == [target.name for target in TARGETS]
    assert not (tmp_path / "out").exists()


def test_without_atheris_the_guided_run_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "atheris", None)
    assert guided.main(["--target", "question"]) == 2
    assert "pip install atheris" in capsys.readouterr().err
