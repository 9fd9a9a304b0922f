"""Fit the weights of the reader of rules: ``python -m assistant.evaluation.fit_reader``.

Each example is a question with the sentences of the passages found, one or more of which hold
the answer. The weights maximise the likelihood of those under a softmax over the sentences,
by plain gradient steps from the present weights, with a pull towards them. No randomness.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.answering.question import parse
from assistant.evaluation.squad import SquadQuestion, is_of_paragraph, load
from assistant.reading.rules import WEIGHTS, RuleReader
from assistant.retrieval.embedder import open_embedder
from assistant.retrieval.model_files import DEFAULT_MODEL
from assistant.retrieval.reader import IndexReader
from assistant.retrieval.search import HybridSearch

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """Sentences of one question."""

    signals: Floats
    """Shape (sentences, signals)."""
    right: npt.NDArray[np.bool_]
    """Shape (sentences,): which hold the answer."""


def example(search: HybridSearch, question: SquadQuestion, depth: int = 8) -> Example | None:
    """The sentences found for a question; None when the right one is not among them."""
    hits = search.search(question.question, limit=depth)
    read = RuleReader().read(parse(question.question), hits, search.reader.rarity)
    right = np.array(
        [
            is_of_paragraph(item.hit, question.context)
            and any(text in item.sentence.text for text, _ in question.answers)
            for item in read
        ]
    )
    if not right.any():
        return None
    return Example(np.array([[value for _, value in item.signals] for item in read]), right)


def fit(examples: Sequence[Example], start: Floats, *, pull: float = 0.02, steps: int = 400) -> Floats:
    """The weights that make the right sentences likeliest.

    Args:
        examples: The examples.
        start: Weights to start from and to be pulled to; shape (signals,).
        pull: Strength of the pull.
        steps: Gradient steps.
    """
    weights, velocity = start.copy(), np.zeros_like(start)
    for _ in range(steps):
        gradient = -pull * (weights - start)
        for item in examples:
            scores = item.signals @ weights
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            within = chance * item.right / max(float((chance * item.right).sum()), 1e-12)
            gradient += (within - chance) @ item.signals / len(examples)
        velocity = 0.9 * velocity + gradient
        weights = weights + 0.5 * velocity
    return weights


def top_share(examples: Sequence[Example], weights: Floats, depth: int) -> float:
    """Share of examples with a right sentence among the best."""
    hits = [item.right[np.argsort(-(item.signals @ weights), kind="stable")[:depth]].any() for item in examples]
    return float(np.mean(hits))


def main() -> None:
    """Fit on one half of a sample and report on the other."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("questions", type=Path, help="SQuAD 2.0 questions, one JSON object a line")
    arguments.add_argument("index", type=Path, help="an index of the articles that they are about")
    arguments.add_argument("--sample", type=int, default=1200)
    typed = arguments.parse_args()
    search = HybridSearch(IndexReader.open(typed.index), open_embedder(DEFAULT_MODEL))
    found = [example(search, question) for question in load(typed.questions, sample=typed.sample)]
    examples = [item for item in found if item is not None]
    start = np.array([WEIGHTS[name] for name in WEIGHTS])
    train, test = examples[::2], examples[1::2]
    fitted = fit(train, start)
    for name, weights in (("present", start), ("fitted", fitted)):
        shares = ", ".join(f"{depth}: {top_share(test, weights, depth):.3f}" for depth in (1, 2, 3))
        sys.stdout.write(f"{name:8} right sentence among the best {shares}\n")
    for name, weight in zip(WEIGHTS, fitted, strict=True):
        sys.stdout.write(f'    "{name}": {weight:.2f},\n')


if __name__ == "__main__":
    main()
