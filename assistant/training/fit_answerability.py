"""Fit the weights of answerability: ``python -m assistant.training.fit_answerability FOLDER``.

FOLDER holds SQuAD 2.0. The weights of the words' signals are fitted by logistic regression on the articles that
training saw: signals that no training touched are as good there as anywhere. The reading model's own logit is no
use there, for it has learnt those answers; its weight is chosen on articles kept back, and measured with each of
them left out in turn. No randomness.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.evaluation.kept_back import held_out
from assistant.evaluation.metrics import area_under_curve
from assistant.evaluation.squad import load
from assistant.reading.answerability import SIGNALS, signals
from assistant.reading.pointer import MODEL_FOLDER, PointerModel
from assistant.reading.reader import Rarity
from assistant.retrieval.embedder import open_embedder
from assistant.retrieval.model_files import DEFAULT_MODEL
from assistant.training.asked import Asked, asked, rarity_in

Floats = npt.NDArray[np.float64]
FOLDS = 5
PULL = 1e-3
"""Strength of the pull of the weights to nothing, for signals of spread 1."""
ABSENT_WEIGHTS = tuple(step / 20 for step in range(11))
"""What is tried for the model's logit."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Questions with their signals."""

    signals: Floats
    """Shape (questions, signals)."""
    absent: npt.NDArray[np.bool_]
    """Shape (questions,): which their paragraph does not answer."""
    articles: npt.NDArray[np.str_]
    """Shape (questions,)."""

    def but(self, left_out: npt.NDArray[np.bool_]) -> Examples:
        """The questions that are not left out."""
        return Examples(self.signals[~left_out], self.absent[~left_out], self.articles[~left_out])


def examples(questions: Sequence[Asked], rarity: Rarity) -> Examples:
    """The signals of questions."""
    found = [signals(each.question, each.hit, rarity) for each in questions]
    return Examples(
        np.array([[one[name] for name in SIGNALS] for one in found]),
        np.array([not each.row.answers for each in questions]),
        np.array([each.row.article for each in questions]),
    )


def fit(given: Examples, *, pull: float = PULL, steps: int = 20) -> tuple[Floats, float]:
    """Weights and bias that make the labels likeliest, by Newton's method.

    Args:
        given: The questions.
        pull: Strength of the pull to nothing.
        steps: Newton steps.
    """
    spread = given.signals.std(axis=0) + 1e-9
    columns = np.column_stack([given.signals / spread, np.ones(len(given.absent))])
    pulls = np.diag([*[pull] * len(spread), 0.0])
    weights = np.zeros(columns.shape[1])
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-columns @ weights))
        gradient = columns.T @ (given.absent - chance) / len(chance) - pulls @ weights
        curvature = (columns * (chance * (1 - chance))[:, None]).T @ columns / len(chance) + pulls
        weights = weights + np.linalg.solve(curvature, gradient)
    return weights[:-1] / spread, float(weights[-1])


def folded(given: Examples) -> Floats:
    """The logit of each question by weights fitted on the articles of other folds; shape (questions,)."""
    names = sorted(set(given.articles.tolist()))
    logits = np.zeros(len(given.absent))
    for fold in range(FOLDS):
        inside = np.isin(given.articles, names[fold::FOLDS])
        weights, bias = fit(given.but(inside))
        logits[inside] = given.signals[inside] @ weights + bias
    return logits


def area(scores: Floats, given: Examples) -> float:
    """The AUC over all questions."""
    return area_under_curve(scores.tolist(), given.absent.tolist())


def mean_area(scores: Floats, given: Examples) -> float:
    """The mean of the articles' AUCs."""
    masks = [given.articles == name for name in sorted(set(given.articles.tolist()))]
    return float(np.mean([area_under_curve(scores[m].tolist(), given.absent[m].tolist()) for m in masks]))


def best_weight(words: Floats, model: Floats, given: Examples) -> float:
    """The weight of the model's logit with the best AUC, the smallest of equals."""
    return max(ABSENT_WEIGHTS, key=lambda weight: area(words + weight * model, given))


def left_out(words: Floats, model: Floats, given: Examples) -> Floats:
    """The sum of both logits, the model's weight chosen on the other articles; shape (questions,)."""
    scores = np.zeros(len(words))
    for name in sorted(set(given.articles.tolist())):
        inside = given.articles == name
        weight = best_weight(words[~inside], model[~inside], given.but(inside))
        scores[inside] = (words + weight * model)[inside]
    return scores


def main() -> None:
    """Fit, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the data sets")
    parser.add_argument("--model", type=Path, default=MODEL_FOLDER, help="the folder of another export")
    options = parser.parse_args()
    rows = load(options.folder / "squad2_dev_25_articles.jsonl", answerable=False)
    rarity = rarity_in(row.context for row in rows)
    kept = held_out(row.article for row in rows)
    questions = asked(rows, open_embedder(DEFAULT_MODEL))
    seen = examples([each for each in questions if each.row.article not in kept], rarity)
    unseen = [each for each in questions if each.row.article in kept]
    weights, bias = fit(seen)
    _say(f"words, on articles that training saw, {FOLDS} folds by article", area(folded(seen), seen))
    _weigh(weights, bias, examples(unseen, rarity), _read(PointerModel(options.model), unseen))


def _read(model: PointerModel, questions: Sequence[Asked]) -> Floats:
    return np.array([model.point(each.row.question, [each.row.context])[0].absent for each in questions])


def _weigh(weights: Floats, bias: float, unseen: Examples, model: Floats) -> None:
    words = unseen.signals @ weights + bias
    chosen = best_weight(words, model, unseen)
    ways: dict[str, Floats] = {
        "the model's logit": model,
        "words": words,
        "both, the model's weight chosen on the other articles": left_out(words, model, unseen),
        "both, the weight chosen on all of them": words + chosen * model,
    }
    for name, scores in ways.items():
        _say(f"articles kept back, {name}", area(scores, unseen), mean_area(scores, unseen))
    write: Callable[[str], object] = sys.stdout.write
    for signal, weight in zip(SIGNALS, weights, strict=True):
        write(f'    "{signal}": {weight:.2f},\n')
    write(f"BIAS = {bias:.2f}\nABSENT_WEIGHT = {chosen:.2f}\n")


def _say(name: str, over_all: float, of_articles: float | None = None) -> None:
    mean = "" if of_articles is None else f", mean of the articles {of_articles:.3f}"
    sys.stdout.write(f"{name}: AUC {over_all:.3f}{mean}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
