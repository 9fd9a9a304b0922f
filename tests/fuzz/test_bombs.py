"""A hostile file costs bounded time and memory, is reported in one line, and the rest of the corpus is read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.fuzz import bombs
from tests.fuzz.checks import MAX_REASON

ROOT = Path(__file__).parents[2]
_MADE = bombs.articles()
_HANG = 20.0
"""Seconds of processor time; none takes five, and an unbounded one takes minutes."""


@pytest.fixture(scope="session")
def found() -> dict[str, Any]:
    """What came of a corpus of bombs, with one good article behind them all."""
    with TemporaryDirectory(prefix="assistant-bombs-") as folder:  # too much to be kept, as pytest keeps its folders
        return _read(Path(folder))


def _read(corpus: Path) -> dict[str, Any]:
    for name, (data, _) in _MADE.items():
        (corpus / name).write_bytes(data)
    (corpus / "zz-good.txt").write_text("Acme grows\n\nAcme reported sales of $4 billion.\n", encoding="utf-8")
    (corpus / "above.txt").write_bytes(b"word " * 10_000_000)
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.reading", str(corpus)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    assert done.stderr == ""
    read: dict[str, Any] = json.loads(done.stdout)
    return read


@pytest.mark.parametrize("name", sorted(_MADE))
def test_a_bomb_is_reported_or_read_and_ends(found: dict[str, Any], name: str) -> None:
    told = found["files"][name]
    wanted = _MADE[name][1]
    assert any(wanted in reason for reason in told["problems"]) if wanted else told["articles"] == 1
    assert all(len(reason) <= MAX_REASON and "\n" not in reason for reason in told["problems"])
    assert told["seconds"] < _HANG


def test_the_rest_of_the_corpus_is_read_in_little_memory(found: dict[str, Any]) -> None:
    assert found["files"]["zz-good.txt"] == {"articles": 1, "problems": [], "seconds": pytest.approx(0, abs=_HANG)}
    assert "50,000,000 bytes, the limit is 20,000,000" in found["files"]["above.txt"]["problems"][0]
    assert found["megabytes"] < 1_000


def test_a_line_that_is_bad_a_million_times_is_told_a_thousand_times(found: dict[str, Any]) -> None:
    told = found["files"]["bad.jsonl"]["problems"]
    assert len(told) == 1_002
    assert told[0].startswith("line 1: is not JSON")
    assert told[-1] == "99,000 more lines cannot be used"
