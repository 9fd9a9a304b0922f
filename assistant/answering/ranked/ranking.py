"""All reckonings that the figures of an article allow, and the fitted model that ranks them.

A reckoning's score is a sum: what the question is likely to ask for, what is seen of each figure in its role, of the
two together, and of the result. Beside them stands that none of them is meant. Scores become chances, and reckonings of
one result count together.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt

from assistant.answering.ranked import figures as seen_of_figures
from assistant.answering.ranked import pairs
from assistant.answering.ranked import results as seen_of_results
from assistant.answering.ranked.figures import Figure, Look
from assistant.answering.ranked.forms import FORMS, Form
from assistant.answering.ranked.results import Asked, result_of
from assistant.answering.ranked.sums import apart, parts, sums

Floats = npt.NDArray[np.float32]

LEAST_LIKELY = 0.01
"""Forms are left out that a question asks for less likely than this."""
BEAM = 12
"""Figures that are looked at in each role of a form, those that score best alone."""
FIGURE, PAIR = seen_of_figures.FEATURES, (*pairs.FEATURES, *seen_of_results.FEATURES)
NAMES = tuple(form.name for form in FORMS)
_FLOOR = 1e-3
"""Added to a chance before its logarithm."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A form with its figures."""

    form: Form
    first: Figure
    second: Figure

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that it takes, each part of a sum by itself."""
        return parts(self.first) if self.form.period else (*parts(self.first), *parts(self.second))

    def gives(self) -> tuple[str, float]:
        """The unit of its result and, about, how large that is: what has the same counts as one answer."""
        unit, _ = result_of(self.form, self.first, self.second)
        return unit, float(f"{self.form.value(self.first, self.second):.6g}")


@dataclass(frozen=True, slots=True)
class Ranked:
    """The likeliest reckoning."""

    reckoning: Reckoning
    chance: float
    """How likely its result is the one that is asked for."""


def likelihoods(chances: Mapping[str, float], labels: Sequence[str]) -> Floats:
    """Logarithms of the chances of what a question asks for, shifted to be near nothing for the usual; shape (labels,).

    Args:
        chances: As the model of operations gives them.
        labels: Their order.
    """
    return np.array([math.log(chances.get(label, 0.0) + _FLOOR) + 3.0 for label in labels], dtype=np.float32)


def likely_of(form: Form, chances: Mapping[str, float]) -> float:
    """How likely a question asks for something that a form reckons."""
    return sum(chances.get(label, 0.0) for label in form.labels)


def allowed(form: Form, first: Figure, second: Figure, asked: Asked) -> bool:
    """Whether a form can take two figures, and no amount of the question is passed over."""
    if (first is second) != bool(form.period) or (first.parts and second.parts):
        return False
    if (first.parts or second.parts) and not form.takes_sums:
        return False
    if first is not second and not apart(first, second):
        return False
    if not form.fits(first, second) or not asked.can_be(form, first, second):
        return False
    return asked.uses_all((*parts(first), *parts(second)))


class Ranker:
    """The model.

    Args:
        weights: By name: ``bias`` (forms,), ``likely`` (forms,), ``asked`` (forms, labels), ``first`` and ``second``
            (forms, figure features), ``pair`` (forms, pair features), ``none`` (labels + 1,).
        labels: What a question may ask for, in the order of ``asked``.
    """

    def __init__(self, weights: Mapping[str, Floats], labels: tuple[str, ...]) -> None:
        self._weights = weights
        self.labels = labels

    def best(self, look: Look, chances: Mapping[str, float]) -> Ranked | None:
        """The likeliest reckoning of an article's figures; None where it has none.

        Args:
            look: The question's look at the article.
            chances: What the question is likely to ask for.
        """
        figures = look.figures()
        figures += sums(look, figures)
        if not figures:
            return None
        found, scores = self._scored(look, figures, chances)
        if not found:
            return None
        likely = likelihoods(chances, self.labels)
        none = float(self._weights["none"][:-1] @ likely + self._weights["none"][-1])
        every = np.append(scores, none)
        powers = np.exp(every - every.max())
        powers /= powers.sum()
        best = int(np.argmax(scores))
        result = found[best].gives()
        same = [i for i, reckoning in enumerate(found) if reckoning.gives() == result]
        return Ranked(found[best], float(powers[same].sum()))

    def _scored(
        self, look: Look, figures: Sequence[Figure], chances: Mapping[str, float]
    ) -> tuple[list[Reckoning], npt.NDArray[np.float64]]:
        weights, asked = self._weights, Asked(look.question)
        seen = np.array([figure.seen for figure in figures], dtype=np.float32)
        firsts, seconds = weights["first"] @ seen.T, weights["second"] @ seen.T
        by_form = weights["asked"] @ likelihoods(chances, self.labels) + weights["bias"]
        together: dict[tuple[int, int], tuple[float, ...]] = {}
        found: list[Reckoning] = []
        scores: list[float] = []
        for k, form in enumerate(FORMS):
            likely = likely_of(form, chances)
            if likely < LEAST_LIKELY:
                continue
            base = float(by_form[k] + weights["likely"][k] * math.log(likely + 1e-4))
            ones = np.argsort(-firsts[k], kind="stable")[:BEAM]
            others = np.argsort(-seconds[k], kind="stable")[:BEAM]
            for i in ones.tolist():
                for j in [i] if form.period else others.tolist():
                    if not allowed(form, figures[i], figures[j], asked):
                        continue
                    if (i, j) not in together:
                        together[i, j] = pairs.seen(look, figures[i], figures[j])
                    of_pair = np.array((*together[i, j], *asked.seen(form, figures[i], figures[j])), dtype=np.float32)
                    found.append(Reckoning(form, figures[i], figures[j]))
                    scores.append(base + float(firsts[k, i] + seconds[k, j] + weights["pair"][k] @ of_pair))
        return found, np.array(scores)


@cache
def shipped() -> Ranker:
    """The model of this package."""
    with as_file(files("assistant.answering.ranked") / "weights.npz") as path, np.load(path) as data:
        labels = tuple(str(label) for label in data["labels"])
        known = tuple(str(name) for part in ("forms", "figure_features", "pair_features") for name in data[part])
        if known != (*NAMES, *FIGURE, *PAIR):
            raise ValueError("the weights of the ranking are of other features than it sees: fit them again")
        names = ("bias", "likely", "asked", "first", "second", "pair", "none")
        return Ranker({name: data[name].astype(np.float32) for name in names}, labels)
