"""Fitting the model of what a question asks to be reckoned."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.answering.operations import BUCKETS, Operations, features, shipped
from assistant.retrieval.embedder import Embedder
from assistant.training import fit_operations
from assistant.training.fit_operations import QUESTIONS, fit, load, main

MADE = (
    ("Who runs the yard?", "lookup"),
    ("When did the yard open?", "lookup"),
    ("Why was the yard shut?", "lookup"),
    ("Where is the yard?", "lookup"),
    ("How much does each crate cost?", "per_each"),
    ("What is the cost per crate?", "per_each"),
    ("How much for every crate?", "per_each"),
    ("What does each of the crates cost?", "per_each"),
)


def written(path: Path, questions: Sequence[tuple[str, str]]) -> Path:
    path.write_text("".join(json.dumps({"q": text, "op": label}) + "\n" for text, label in questions), encoding="utf-8")
    return path


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return written(tmp_path / "questions.jsonl", MADE)


def test_a_file_is_read_in_order(made: Path, embedder: Embedder) -> None:
    asked = load(made)
    assert asked.labels == tuple(label for _, label in MADE)
    assert asked.seen.shape[0] == len(MADE)
    assert asked.seen.shape[1] > BUCKETS
    assert asked.seen[4].tobytes() == features(MADE[4][0], embedder.query).tobytes()


@pytest.mark.parametrize(
    "line",
    [
        '{"q": "Who runs the yard?"}',
        '{"question": "Who runs the yard?", "op": "lookup"}',
        '{"q": "Who runs the yard?", "op": "lookup", "note": "by hand"}',
    ],
)
def test_a_line_that_is_no_question_with_a_label_is_refused(line: str, made: Path) -> None:
    made.write_text(made.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=f"line {len(MADE) + 1}: wanted are q and op"):
        load(made)


def test_a_few_questions_are_fitted(made: Path, embedder: Embedder) -> None:
    pytest.importorskip("sklearn")
    asked = load(made)
    labels, weights, bias = fit(asked)
    assert labels == ("lookup", "per_each")
    assert weights.shape == (1, asked.seen.shape[1]) or weights.shape == (2, asked.seen.shape[1])
    again = fit(asked)
    assert again[1].tobytes() == weights.tobytes()
    assert again[2].tobytes() == bias.tobytes()


def test_three_labels_are_told_apart_by_what_was_fitted(tmp_path: Path, embedder: Embedder) -> None:
    pytest.importorskip("sklearn")
    more = [(f"What is the {one} and the {other} together?", "sum") for one, other in ("ab", "cd", "ef", "gh")]
    labels, weights, bias = fit(load(written(tmp_path / "three.jsonl", [*MADE, *more])))
    assert labels == ("lookup", "per_each", "sum")
    model = Operations(labels, weights, bias)
    for text, label in [*MADE, *more, ("How much does each box cost?", "per_each"), ("Who owns the quay?", "lookup")]:
        chances = model.chances(text, embedder.query)
        assert max(chances, key=lambda name: chances[name]) == label, text


def test_a_check_writes_nothing(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("sklearn")
    monkeypatch.setattr(fit_operations, "WEIGHTS", tmp_path / "none.npz")
    more = [(f"What is the {one} and the {other} together?", "sum") for one, other in ("ab", "cd", "ef", "gh")]
    path = written(tmp_path / "three.jsonl", [*MADE, *more])
    assert main(["--check", "--questions", str(path)]) == 0
    assert not (tmp_path / "none.npz").exists()
    assert capsys.readouterr().out.startswith("right: ")


def test_what_is_fitted_is_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("sklearn")
    weights = tmp_path / "operations.npz"
    monkeypatch.setattr(fit_operations, "WEIGHTS", weights)
    more = [(f"What is the {one} and the {other} together?", "sum") for one, other in ("ab", "cd", "ef", "gh")]
    assert main(["--questions", str(written(tmp_path / "three.jsonl", [*MADE, *more]))]) == 0
    assert "3 labels of 12 questions" in capsys.readouterr().out
    with np.load(weights) as data:
        assert tuple(map(str, data["labels"])) == ("lookup", "per_each", "sum")
        assert data["weights"].dtype == np.float16
        assert data["weights"].shape[0] == data["bias"].shape[0] == 3


def test_each_shipped_question_has_a_label_that_the_shipped_model_knows() -> None:
    records = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    assert all(set(record) == {"q", "op"} for record in records)
    assert {record["op"] for record in records} == set(shipped().labels)
    assert all(record["q"].strip() for record in records)


def test_no_shipped_question_has_two_labels() -> None:
    labels: dict[str, str] = {}
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        assert labels.setdefault(record["q"], record["op"]) == record["op"], record["q"]
