"""The measuring of batches: its questions, and its killing."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from assistant.evaluation.batch_speed import kill_and_go_on, questions

COUNTER = """
import pathlib, time
path = pathlib.Path({path!r})
for number in range(len(path.read_bytes()), 20):
    time.sleep(0.05)
    with path.open("ab") as file:
        file.write(b"x")
"""


def test_questions_name_figures_of_the_index_and_are_all_different(bundled_index: Path) -> None:
    asked = questions(bundled_index, 1_000_000)
    assert len(set(asked)) == len(asked) > 100
    assert questions(bundled_index, 10) == asked[:10]
    assert any("Anthropic" in question and "valuation" in question for question in asked)


def test_what_is_killed_goes_on_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "count"
    path.touch()
    command = [sys.executable, "-c", COUNTER.format(path=str(path))]
    assert kill_and_go_on(command, 3, 1.0, random.Random(1)) == 3
    assert path.read_bytes() == b"x" * 20
