"""How well the shipped model points: ``python -m assistant.training.measure FOLDER``.

FOLDER holds the data sets. Measured is what training has not seen: the articles of SQuAD 2.0 and
of SelQA that it keeps back, and the development questions of TREC-QA. Candidates of a sentence
choice are shuffled and read one by one.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import string
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.reading.pointer import MODEL_FOLDER, Pointed, PointerModel
from assistant.training.examples import answered
from assistant.training.sources import detokenised, held_out, selqa_train_articles

Candidates = list[tuple[str, bool]]


def words_f1(given: str, wanted: str) -> float:
    """Overlap of the words of two answers, without articles and punctuation, as SQuAD counts it."""
    one, other = _normal(given), _normal(wanted)
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other)) if one and other else float(one == other)


def _normal(text: str) -> list[str]:
    bare = "".join(c for c in text.lower() if c not in string.punctuation)
    return re.sub(r"\b(?:a|an|the)\b", " ", bare).split()


def area_under_curve(scores: Sequence[float], right: Sequence[bool]) -> float:
    """Chance that one that is right scores higher than one that is wrong."""
    values, labels = np.asarray(scores), np.asarray(right)
    order = values.argsort(kind="stable")
    ranks = np.empty(len(values))
    ranks[order] = np.arange(1, len(values) + 1)
    for value in np.unique(values):  # ties share their ranks
        ranks[values == value] = ranks[values == value].mean()
    positive = int(labels.sum())
    return float((ranks[labels].sum() - positive * (positive + 1) / 2) / (positive * (len(values) - positive)))


def average_precision(ranked: Sequence[bool]) -> float:
    """Mean of the precisions at each right one, in order of rank."""
    hits = np.flatnonzero(np.asarray(ranked))
    return float(np.mean([(i + 1) / (place + 1) for i, place in enumerate(hits)])) if hits.size else 0.0


def absent_score(pointed: Pointed) -> float:
    """How sure the model is that a text does not answer: its own logit, less what speaks for the best words."""
    words = pointed.words()
    return pointed.absent - 0.25 * (words.score if words else 0.0)


def squad(model: PointerModel, path: Path) -> dict[str, float]:
    """F1 of the words on answerable questions, AUC of answerability, share of right figures; on articles kept back."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    kept = held_out([row["article"] for row in rows])
    f1: list[float] = []
    exact: list[bool] = []
    absent: list[tuple[float, bool]] = []
    figures: list[bool] = []
    for row in (row for row in rows if row["article"] in kept):
        pointed = model.point(row["question"], [row["context"]])[0]
        absent.append((absent_score(pointed), not row["answers"]))
        if not row["answers"]:
            continue
        words = pointed.words()
        given = row["context"][words.start : words.end] if words else ""
        f1.append(max(words_f1(given, answer["text"]) for answer in row["answers"]))
        exact.append(any(_normal(given) == _normal(answer["text"]) for answer in row["answers"]))
        spans = [(a["start"], a["start"] + len(a["text"])) for a in row["answers"]]
        example = answered(row["question"], row["context"], spans, "squad")
        if example.right_figures and any(example.right_figures) and len(example.figures) > 1:
            scores = [pointed.figure(place) for place in example.figures]
            best = int(np.argmax([-np.inf if score is None else score for score in scores]))
            figures.append(example.right_figures[best])
    return {
        "questions": len(absent),
        "f1": float(np.mean(f1)),
        "exact": float(np.mean(exact)),
        "auc": area_under_curve([score for score, _ in absent], [label for _, label in absent]),
        "right figure": float(np.mean(figures)),
        "figure questions": len(figures),
    }


def sentence_choice(asked: dict[str, Candidates], score: Callable[[str, str], float]) -> dict[str, float]:
    """MAP over the questions that have right and wrong candidates, shuffled."""
    found = []
    for question, candidates in asked.items():
        if len({label for _, label in candidates}) < 2:
            continue
        shuffled = random.Random(question).sample(candidates, len(candidates))
        ranked = sorted(shuffled, key=lambda candidate: -score(question, candidate[0]))
        found.append(average_precision([label for _, label in ranked]))
    return {"questions": len(found), "map": float(np.mean(found))}


def trecqa(path: Path) -> dict[str, Candidates]:
    """The questions of TREC-QA with their candidates."""
    asked: dict[str, Candidates] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            asked[detokenised(row["qtext"])].append((detokenised(row["atext"]), row["label"] == "1"))
    return asked


def selqa(path: Path) -> dict[str, Candidates]:
    """The questions of SelQA about the articles that training does not see."""
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    train = selqa_train_articles(rows)
    return {
        row["question"]: [(text, i in set(row["answers"])) for i, text in enumerate(row["candidates"])]
        for row in rows
        if row["article"] not in train
    }


def sentence_score(model: PointerModel, question: str, text: str) -> float:
    """How well one sentence answers: its own logit and that of its best words."""
    pointed = model.point(question, [text])[0]
    words = pointed.words()
    return (pointed.sentence((0, len(text))) or -20.0) + 0.25 * (words.score if words else -20.0)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the data sets")
    parser.add_argument("--model", type=Path, default=MODEL_FOLDER, help="the folder of another export")
    options = parser.parse_args()
    model = PointerModel(options.model)

    def score(question: str, text: str) -> float:
        return sentence_score(model, question, text)

    measures: dict[str, Callable[[], dict[str, float]]] = {
        "SQuAD 2.0, articles kept back": lambda: squad(model, options.folder / "squad2_dev_25_articles.jsonl"),
        "TREC-QA dev": lambda: sentence_choice(trecqa(options.folder / "trecqa_dev.csv"), score),
        "SelQA dev, articles kept back": lambda: sentence_choice(selqa(options.folder / "selqa-ass-dev.json"), score),
    }
    for name, measured in measures.items():
        shown = ", ".join(
            f"{key} {value:.3f}" if value < 1 else f"{key} {value:.0f}" for key, value in measured().items()
        )
        sys.stdout.write(f"{name}: {shown}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
