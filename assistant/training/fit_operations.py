"""Fit the model of what is to be reckoned: ``python -m assistant.training.fit_operations [--check]``.

The questions are those of ``operations.jsonl`` beside this file, written for this: ``q`` and ``op``; and those that the
ranking of reckonings is fitted on (``assistant.training.reckonings``). Logistic
regression with a pull of the weights to nothing; no randomness. ``--check`` leaves a fifth out in turn and prints how
often the likeliest label is the right one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.answering.operations import Floats, features
from assistant.retrieval.embedder import open_embedder
from assistant.retrieval.model_files import DEFAULT_MODEL

QUESTIONS = Path(__file__).with_name("operations.jsonl")
WEIGHTS = Path(__file__).parents[1] / "answering" / "operations.npz"
PULL = 16.0
"""How far weights may go: the inverse of the strength of the pull."""
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions with what they ask for."""

    seen: Floats
    """Shape (questions, features)."""
    labels: tuple[str, ...]


def load(path: Path) -> Asked:
    """The questions of a file.

    Args:
        path: A question and its label a line.

    Raises:
        SystemExit: A line is no question with a label.
    """
    embed = open_embedder(DEFAULT_MODEL).query
    rows, labels = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        record = json.loads(line)
        if set(record) != {"q", "op"}:
            raise SystemExit(f"{path}, line {number}: wanted are q and op, not {sorted(record)}")
        rows.append(features(record["q"], embed))
        labels.append(record["op"])
    return Asked(np.array(rows), tuple(labels))


def with_reckonings(asked: Asked) -> Asked:
    """The same, and the questions that the ranking of reckonings is fitted on."""
    from assistant.training.reckonings import read

    embed = open_embedder(DEFAULT_MODEL).query
    _, written = read()
    rows = np.array([features(item.text, embed) for item in written])
    return Asked(np.concatenate([asked.seen, rows]), asked.labels + tuple(item.asked for item in written))


def fit(asked: Asked) -> tuple[tuple[str, ...], Floats, Floats]:
    """The labels, the weights (labels, features) and the bias (labels,)."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=PULL, max_iter=2000, class_weight="balanced")
    model.fit(asked.seen, np.array(asked.labels))
    return tuple(map(str, model.classes_)), model.coef_.astype(np.float32), model.intercept_.astype(np.float32)


def check(asked: Asked) -> None:
    """Print how often the likeliest label is right, and for which it is not, on questions left out."""
    fold = np.arange(len(asked.labels)) % FOLDS
    wrong: Counter[tuple[str, str]] = Counter()
    for left_out in range(FOLDS):
        kept = np.flatnonzero(fold != left_out)
        labels, weights, bias = fit(Asked(asked.seen[kept], tuple(asked.labels[i] for i in kept)))
        for i in np.flatnonzero(fold == left_out):
            said = labels[int(np.argmax(weights @ asked.seen[i] + bias))]
            if said != asked.labels[i]:
                wrong[asked.labels[i], said] += 1
    total = len(asked.labels)
    sys.stdout.write(f"right: {1 - sum(wrong.values()) / total:.1%} of {total}\n")
    for (label, said), count in wrong.most_common(20):
        sys.stdout.write(f"  {label} taken for {said}: {count}\n")


def main(arguments: Sequence[str]) -> int:
    """Fit, or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="measure on questions left out, and write nothing")
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    given = parser.parse_args(arguments)
    asked = load(given.questions)
    if given.questions == QUESTIONS:
        asked = with_reckonings(asked)
    if given.check:
        check(asked)
        return 0
    labels, weights, bias = fit(asked)
    np.savez_compressed(WEIGHTS, labels=np.array(labels), weights=weights.astype(np.float16), bias=bias)
    sys.stdout.write(f"{len(labels)} labels of {len(asked.labels)} questions written to {WEIGHTS}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
