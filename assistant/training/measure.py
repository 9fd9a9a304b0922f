"""How well the shipped model points: ``python -m assistant.training.measure FOLDER``.

FOLDER holds the data sets. Measured is what training has not seen: the articles of SQuAD 2.0 and
of SelQA that it keeps back, and the development questions of TREC-QA. Candidates of a sentence
choice are shuffled and read one by one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from assistant.evaluation.choice import Candidates, Score, rankings, read_selqa, read_trecqa, sentence_score
from assistant.evaluation.kept_back import held_out
from assistant.evaluation.metrics import area_under_curve, average_precision, normalised, words_f1
from assistant.reading.pointer import MODEL_FOLDER, Pointed, PointerModel
from assistant.training.examples import answered


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
        exact.append(any(normalised(given) == normalised(answer["text"]) for answer in row["answers"]))
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


def sentence_choice(asked: Mapping[str, Candidates], score: Score) -> dict[str, float]:
    """MAP over the questions that have right and wrong candidates, shuffled."""
    ranked = rankings(asked, score).values()
    return {"questions": len(ranked), "map": float(np.mean([average_precision(each) for each in ranked]))}


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
        "TREC-QA dev": lambda: sentence_choice(read_trecqa(options.folder / "trecqa_dev.csv"), score),
        "SelQA dev, articles kept back": lambda: sentence_choice(
            read_selqa(options.folder / "selqa-ass-dev.json"), score
        ),
    }
    for name, measured in measures.items():
        shown = ", ".join(
            f"{key} {value:.3f}" if value < 1 else f"{key} {value:.0f}" for key, value in measured().items()
        )
        sys.stdout.write(f"{name}: {shown}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
