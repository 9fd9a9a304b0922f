"""Fit the ranking of reckonings: ``python -m assistant.training.fit_ranked [--check]``.

The questions are those of ``reckonings/`` beside this file. What a question asks for is told by a model of operations
that has not seen it: its articles are left out in turn. A linear model, so fitted that the right reckonings of a
question are likely together, or none where none is right; with a pull of the weights to nothing and no randomness.
``--check`` leaves a fifth of the articles out in turn and prints how many results are right, from which chance on.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch

from assistant import Assistant
from assistant.answering.operations import Operations, features
from assistant.answering.ranked.ranking import FIGURE, NAMES, PAIR, likelihoods
from assistant.retrieval.embedder import open_embedder
from assistant.retrieval.model_files import DEFAULT_MODEL
from assistant.training import fit_operations
from assistant.training.reckonings import Example, Written, example, read

WEIGHTS = Path(__file__).parents[1] / "answering" / "ranked" / "weights.npz"
FOLDS = 5
SHARED, OWN, ASKED = 0.5, 1.5, 0.5
"""Strength of the pull: of what all forms share, of what is a form's own, of what is asked for."""
STEPS = 60
THREADS = 2


class Model(torch.nn.Module):
    """The linear model; a form's weights are what all forms share and what is its own.

    Args:
        labels: What questions may ask for.
    """

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__()
        forms = len(NAMES)

        def zeros(*shape: int) -> torch.nn.Parameter:
            return torch.nn.Parameter(torch.zeros(*shape))

        self.labels = labels
        self.bias, self.likely, self.likely_own = zeros(forms), zeros(1), zeros(forms)
        self.first, self.first_own = zeros(len(FIGURE)), zeros(forms, len(FIGURE))
        self.second, self.second_own = zeros(len(FIGURE)), zeros(forms, len(FIGURE))
        self.pair, self.pair_own = zeros(len(PAIR)), zeros(forms, len(PAIR))
        self.asked, self.none = zeros(forms, len(labels)), zeros(len(labels) + 1)

    def weights(self) -> dict[str, torch.Tensor]:
        """The weights as the ranking takes them."""
        return {
            "bias": self.bias,
            "likely": 1.0 + self.likely + self.likely_own,
            "asked": self.asked,
            "first": self.first + self.first_own,
            "second": self.second + self.second_own,
            "pair": self.pair + self.pair_own,
            "none": self.none,
        }

    def pull(self) -> torch.Tensor:
        """How far the weights are from nothing."""
        shared = (self.first, self.second, self.pair, self.likely)
        own = (self.first_own, self.second_own, self.pair_own, self.likely_own, self.bias)
        total = SHARED * sum(w.square().sum() for w in shared) + OWN * sum(w.square().sum() for w in own)
        return total + ASKED * (self.asked.square().sum() + self.none.square().sum())


def scores(weights: Mapping[str, torch.Tensor], seen: Example, asked: torch.Tensor) -> torch.Tensor:
    """The scores of a question's reckonings, and last that of none; shape (n + 1,)."""
    form, figures = torch.from_numpy(seen.form), torch.from_numpy(seen.figures)
    firsts, seconds = figures @ weights["first"].T, figures @ weights["second"].T
    total = weights["bias"][form] + weights["likely"][form] * torch.from_numpy(seen.likely)
    total = total + (weights["asked"] @ asked)[form]
    total = total + firsts[torch.from_numpy(seen.first), form] + seconds[torch.from_numpy(seen.second), form]
    total = total + (torch.from_numpy(seen.pair) * weights["pair"][form]).sum(1)
    none = weights["none"][:-1] @ asked + weights["none"][-1]
    return torch.cat([total, none.reshape(1)])


Seen = tuple[Written, Example, torch.Tensor]
"""A question, what is seen of it, and what it is likely to ask for."""


def fit(seen: Sequence[Seen], labels: tuple[str, ...]) -> Model:
    """Fit the model."""
    model = Model(labels)
    optimiser = torch.optim.LBFGS(
        model.parameters(), max_iter=STEPS, history_size=20, line_search_fn="strong_wolfe", tolerance_change=1e-7
    )

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        weights, loss = model.weights(), model.pull()
        for _, known, asked in seen:
            every = scores(weights, known, asked)
            right = torch.from_numpy(np.append(known.right, not known.right.any()))
            loss = loss + torch.logsumexp(every, 0) - torch.logsumexp(every[right], 0)
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    before = torch.are_deterministic_algorithms_enabled()
    torch.use_deterministic_algorithms(True)  # or threads would add up in any order
    try:
        optimiser.step(closure)  # type: ignore[no-untyped-call]
    finally:
        torch.use_deterministic_algorithms(before)
    return model


def gather() -> tuple[list[Seen], tuple[str, ...]]:
    """What is seen of every question that has a reckoning at all, and the labels."""
    texts, written = read()
    embed = open_embedder(DEFAULT_MODEL).query
    known = fit_operations.load(fit_operations.QUESTIONS)
    rows = np.array([features(item.text, embed) for item in written])
    names = sorted({item.article for item in written})
    fold = np.array([names.index(item.article) % FOLDS for item in written])
    models = {}
    for left_out in range(FOLDS):
        kept = np.flatnonzero(fold != left_out)
        asked = fit_operations.Asked(
            np.concatenate([known.seen, rows[kept]]), known.labels + tuple(written[i].asked for i in kept)
        )
        models[left_out] = Operations(*fit_operations.fit(asked))
    labels = models[0].labels
    found: list[Seen] = []
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for name, text in texts.items():
            (corpus / name).write_text(text, encoding="utf-8")
        with Assistant.open(corpus=corpus, index=Path(folder) / "index", reader="rules") as assistant:
            for item, number in zip(written, fold.tolist(), strict=True):
                chances = models[number].chances(item.text, embed)
                seen = example(assistant, item, chances)
                if seen is not None:
                    found.append((item, seen, torch.from_numpy(likelihoods(chances, labels))))
    return found, labels


def check(seen: Sequence[Seen], labels: tuple[str, ...]) -> None:
    """Print how many of the results of articles left out are right."""
    names = sorted({item.article for item, _, _ in seen})
    told: list[tuple[float, bool, bool]] = []
    for left_out in range(FOLDS):
        kept = [one for one in seen if names.index(one[0].article) % FOLDS != left_out]
        weights = {name: value.detach() for name, value in fit(kept, labels).weights().items()}
        told += [_told(weights, one) for one in seen if names.index(one[0].article) % FOLDS == left_out]
    reckoned = sum(item.asked != "lookup" for item, _, _ in seen)
    reached = sum(bool(known.right.any()) for _, known, _ in seen)
    print(f"{len(seen)} questions, {reckoned} to be reckoned, {reached} of them can be; likeliest right: "  # noqa: T201
          f"{sum(right for _, right, _ in told)}")  # fmt: skip
    for sure in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        taken = [one for one in told if one[0] >= sure]
        of_fact = sum(fact for _, _, fact in taken)
        print(f"from {sure}: {len(taken)} taken, {sum(right for _, right, _ in taken)} right, {of_fact} of fact")  # noqa: T201


def _told(weights: Mapping[str, torch.Tensor], one: Seen) -> tuple[float, bool, bool]:
    item, known, asked = one
    chances = torch.softmax(scores(weights, known, asked), 0).numpy()
    best = int(np.argmax(chances[:-1]))
    same = [i for i, result in enumerate(known.result) if result == known.result[best]]
    return float(chances[same].sum()), bool(known.right[same].any()), item.asked == "lookup"


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fit nothing; measure on articles left out")
    options = parser.parse_args()
    torch.set_num_threads(THREADS)
    seen, labels = gather()
    if options.check:
        return check(seen, labels)
    weights = {name: value.detach().numpy().astype(np.float16) for name, value in fit(seen, labels).weights().items()}
    np.savez_compressed(
        WEIGHTS,
        labels=np.array(labels),
        forms=np.array(NAMES),
        figure_features=np.array(FIGURE),
        pair_features=np.array(PAIR),
        **weights,  # type: ignore[arg-type]
    )
    print(f"{WEIGHTS}: {WEIGHTS.stat().st_size:,} bytes, from {len(seen)} questions", file=sys.stderr)  # noqa: T201
    return None


if __name__ == "__main__":
    main()
