from __future__ import annotations

import json
import lzma
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import UsageError
from assistant.evaluation.fit_reader import Example, fit, top_share
from assistant.evaluation.squad import hit_rates, load


def test_questions_are_read_from_xz_and_sampled_the_same_each_time(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl.xz"
    row = {"context": "It is blue.", "article": "Sky"}
    with lzma.open(path, "wt") as file:
        for number in range(20):
            answers = [{"text": "blue", "start": 6}] if number % 2 else []
            file.write(json.dumps(row | {"question": f"q{number}", "answers": answers}) + "\n")
    assert len(load(path)) == 10
    assert len(load(path, answerable=False)) == 20
    assert load(path, sample=3) == load(path, sample=3)


def test_a_bad_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text("no json")
    with pytest.raises(UsageError, match=r"q\.jsonl"):
        load(tmp_path / "q.jsonl")


def test_hit_rates() -> None:
    assert hit_rates([1, 3, None, 6]) == {1: 0.25, 5: 0.5}


def test_fitting_finds_the_signal_that_matters() -> None:
    rng = np.random.default_rng(3)
    examples = []
    for _ in range(60):
        signals = rng.random((6, 3))
        right = np.zeros(6, dtype=bool)
        right[signals[:, 1].argmax()] = True  # only the second signal tells
        examples.append(Example(signals, right))
    start = np.array([1.0, 0.0, 1.0])
    fitted = fit(examples, start, steps=200)
    assert fitted[1] > 3 * max(fitted[0], fitted[2])
    assert top_share(examples, fitted, 1) > 0.9 > top_share(examples, start, 1)
